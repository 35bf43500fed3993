/* A growing array of any type:
 *
 *     VEC(Line) lines = {0};
 *     vec_push(&lines, line);
 *     for (size_t i = 0; i < lines.n; i++) use(lines.p[i]);
 *     vec_release(&lines);
 */
#ifndef FANGZHI_BASE_VEC_H
#define FANGZHI_BASE_VEC_H

#include <stdlib.h>

#include "base/str.h"

#define VEC(T)      \
    struct {        \
        T *p;       \
        size_t n;   \
        size_t cap; \
    }

/* Memory for at least `need` items of `size` bytes; grows by half. */
void *vec_grow(void *p, size_t *cap, size_t need, size_t size);

#define vec_reserve(v, need) \
    ((need) <= (v)->cap ? (void)0 : (void)((v)->p = vec_grow((v)->p, &(v)->cap, (need), sizeof *(v)->p)))
/* `item` may look at the array, as it was. */
#define vec_push(v, item) (vec_reserve((v), (v)->n + 1), (v)->p[(v)->n] = (item), (void)(v)->n++)
#define vec_release(v) (free((v)->p), (v)->p = NULL, (v)->n = (v)->cap = 0)

#endif
