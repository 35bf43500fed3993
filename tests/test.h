/* What every unit test includes: cmocka in its required order. Tests print
 * TAP; `make test` adds the counts up. */
#ifndef FANGZHI_TEST_H
#define FANGZHI_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>

#include "base/base.h"

/* Where the shared real documents are, seen from the repository's top; tests
 * that read them skip() where they are absent. */
#define SHARED "../shared"

/* A View equals a literal; the failure shows both. */
#define assert_view(v, literal)                                                             \
    do {                                                                                    \
        View assert_v_ = (v);                                                               \
        char *assert_s_ = xmalloc(assert_v_.n + 1);                                         \
        if (assert_v_.n) memcpy(assert_s_, assert_v_.p, assert_v_.n);                       \
        assert_s_[assert_v_.n] = '\0';                                                      \
        bool assert_same_ = strcmp(assert_s_, (literal)) == 0;                              \
        if (!assert_same_) print_error("got:  %s\nwant: %s\n", assert_s_, (literal));       \
        free(assert_s_);                                                                    \
        if (!assert_same_) fail();                                                          \
    } while (0)

#endif
