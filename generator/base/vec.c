#include "base/vec.h"

void *vec_grow(void *p, size_t *cap, size_t need, size_t size) {
    size_t more = *cap + *cap / 2;
    if (more < need) more = need;
    if (more < 8) more = 8;
    p = xarray(p, more, size);
    *cap = more;
    return p;
}
