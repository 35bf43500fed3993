/* Any bytes as a source document: each paragraph is set aside or stands in
 * exactly one article, whatever NAME.edits (behind a byte 1) says. */
#include "import/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds) {
    if (!holds) abort();
}

static void each_paragraph_once(const Page *page) {
    uint8_t *held = xarray(NULL, page->paras.n + 1, sizeof *held);
    memset(held, 0, page->paras.n + 1);
    for (size_t d = 0; d < page->drafts.n; d++)
        for (size_t i = 0; i < page->drafts.p[d].paras.n; i++) {
            must(page->drafts.p[d].paras.p[i] < page->paras.n);
            must(held[page->drafts.p[d].paras.p[i]]++ == 0);
        }
    for (size_t i = 0; i < page->paras.n; i++) must(held[i] != (page->paras.p[i].aside != NULL));
    free(held);
}

static void each_line_once(const Page *page) {
    size_t n = 0;
    for (size_t i = 0; i < page->paras.n; i++) n += page->paras.p[i].n;
    must(n == page->lines.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *cut = size ? memchr(data, 1, size) : NULL;
    const size_t n = cut ? (size_t)(cut - data) : size;
    Diag d;
    Page page;
    diag_init(&d, MSG_EN);
    d.quiet = true;
    page_init(&page, &d, "page.txt");
    if (cut) page.edits = view((const char *)cut + 1, size - n - 1), page.edits_path = "page.edits";
    if (page_read(&page, view((const char *)data, n))) {
        each_paragraph_once(&page);
        each_line_once(&page);
    }
    page_release(&page);
    diag_drop(&d);
    return 0;
}
