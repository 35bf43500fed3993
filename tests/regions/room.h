/* The compiled gazetteer of the build under test, and what is found with it. */
#ifndef FANGZHI_TESTS_REGIONS_ROOM_H
#define FANGZHI_TESTS_REGIONS_ROOM_H

#include "test.h"

#include "regions/regions.h"

static inline const char *gazetteer_path(Arena *a) {
    const char *build = getenv("BUILD");
    return path_join(a, build ? build : "build", "gazetteer.bin");
}

typedef struct Room {
    Diag d;
    Arena a;
    Gazetteer *g; /* NULL: it was not made */
} Room;

static inline int set_up(void **state) {
    Room *r = xcalloc(1, sizeof *r);
    diag_init(&r->d, MSG_EN);
    *state = r;
    const char *path = gazetteer_path(&r->a);
    r->g = file_exists(path) ? gazetteer_open(&r->d, path, V(""), NULL) : NULL;
    return 0;
}

static inline int tear_down(void **state) {
    Room *r = *state;
    gazetteer_close(r->g);
    arena_release(&r->a);
    diag_release(&r->d);
    free(r);
    return 0;
}

#define ROOM                 \
    Room *r = *state;        \
    if (!r->g) skip();

/* The codes found in a text, joined by blanks. */
static inline View codes_of(Arena *a, const Gazetteer *g, const RegionText *text) {
    RegionsFound found;
    regions_resolve(g, a, text, 1, &found);
    const char *all = "";
    for (size_t i = 0; i < found.n; i++) all = arena_printf(a, "%s%s%.*s", all, i ? " " : "", VARG(found.p[i].code));
    return view_of(all);
}

#endif
