/* A page read from a text, and what became of its lines. */
#ifndef FANGZHI_TEST_READING_H
#define FANGZHI_TEST_READING_H

#include "import/page.h"
#include "test.h"

typedef struct Read {
    Diag d;
    Page page;
} Read;

static inline void read_bytes(Read *r, View bytes) {
    diag_init(&r->d, MSG_EN);
    r->d.quiet = true;
    page_init(&r->page, &r->d, "page.txt");
    assert_true(page_read(&r->page, bytes));
}

static inline void read_page(Read *r, const char *text) { read_bytes(r, view_of(text)); }

static inline void release(Read *r) {
    page_release(&r->page);
    diag_drop(&r->d);
}

/* The paragraph that begins in a line. */
static inline const Para *para_of(const Read *r, uint32_t line) {
    for (size_t i = 0; i < r->page.paras.n; i++) {
        const Para *p = &r->page.paras.p[i];
        if (r->page.lines.p[p->first].number == line) return p;
    }
    fail_msg("no paragraph begins in line %u", line);
    return NULL;
}

static inline Role role_of(const Read *r, uint32_t line) { return para_of(r, line)->role; }

static inline void assert_aside(const Read *r, uint32_t line, const char *why) {
    const char *aside = para_of(r, line)->aside;
    if (!why && aside) fail_msg("line %u is set aside: %s", line, aside);
    if (why && (!aside || strcmp(aside, why) != 0)) fail_msg("line %u: %s", line, aside ? aside : "text");
}

#endif
