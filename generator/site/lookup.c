#include "site/lookup.h"

const char *lookup_folder(const Lookup *l, size_t i) {
    if (i == 0) return l->root;
    return l->datadirs ? l->datadirs[i - 1] : NULL;
}

char *lookup_find(const Lookup *l, Arena *a, const char *name) {
    for (size_t i = 0; lookup_folder(l, i); i++) {
        char *path = path_join(a, lookup_folder(l, i), name);
        if (file_exists(path)) return path;
    }
    return NULL;
}
