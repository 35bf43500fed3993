#include "site/static.h"

static uint64_t copy_file(const Builder *b, const char *folder, const char *path) {
    Arena a = ARENA_INIT;
    Str bytes = STR_INIT;
    char *from = path_join(&a, folder, path);
    int err = file_read(from, &bytes, FILE_MAX_BYTES);
    if (err)
        diag_errno(b->site->diag, M_CANNOT_READ, from, err);
    else
        output_put(b->output, path_join(&a, "static", path), str_view(&bytes));
    uint64_t n = bytes.n;
    str_release(&bytes);
    arena_release(&a);
    return n;
}

uint64_t static_copy(const Builder *b) {
    Arena a = ARENA_INIT;
    Map seen = MAP_INIT;
    uint64_t bytes = 0;
    const char *folder;
    for (size_t i = 0; (folder = lookup_folder(&b->site->lookup, i)) != NULL; i++) {
        char *path = path_join(&a, folder, "static");
        FileList files = {0};
        if (!dir_exists(path)) continue;
        int err = dir_list(&a, path, &files);
        if (err) diag_errno(b->site->diag, M_CANNOT_READ, path, err);
        /* What is installed elsewhere may be linked as its packager likes. */
        if (i == 0) filelist_keep_inside(&files, b->site->diag, path, folder, "static");
        for (size_t k = 0; k < files.n; k++) {
            bool fresh;
            map_at(&seen, view_of(files.p[k].path), &fresh);
            if (fresh) bytes += copy_file(b, path, files.p[k].path);
        }
        filelist_release(&files);
    }
    map_release(&seen);
    arena_release(&a);
    return bytes;
}
