/* The compiled gazetteer of the build under test. */
#ifndef FANGZHI_TESTS_REGIONS_ROOM_H
#define FANGZHI_TESTS_REGIONS_ROOM_H

#include "test.h"

#include "regions/regions.h"

static inline const char *gazetteer_path(Arena *a) {
    const char *build = getenv("BUILD");
    return path_join(a, build ? build : "build", "gazetteer.bin");
}

#endif
