/* The contents of a book may stand in another file than its sections. Sources
 * of one folder with the same publication and issue are one book. */
#include "import/run.h"
#include "import/volume.h"

static uint64_t key_of(const Page *page) {
    View path = view_of(page->path);
    Str key = STR_INIT;
    str_addv(&key, view_to(path, path.n - path_base(path).n));
    str_addc(&key, '\0');
    issue_key(&page->known, &key);
    uint64_t hash = hash_bytes(str_view(&key));
    str_release(&key);
    return hash;
}

/* Few documents have leaders or the word, and only those are read twice. */
static bool may_have_contents(View bytes) {
    static const char *const signs[] = {"………",
                                        "⋯⋯⋯",
                                        "······",
                                        "......",
                                        "．．．．",
                                        "目录",
                                        "目　录",
                                        "目 录",
                                        "目錄",
                                        "目　錄",
                                        "目次",
                                        "\xC4\xBF\xC2\xBC" /* 目录 in GBK */,
                                        "\xC4\xBF\xA1\xA1\xC2\xBC",
                                        "\xA5\xD8\xBF\xFD" /* 目錄 in Big5 */};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (bytes.n && memmem(bytes.p, bytes.n, signs[i], strlen(signs[i]))) return true;
    return false;
}

/* They wait until all sources were looked at: copied, so that of a whole book
 * no more than these is held. */
static void keep_lines(Done *done, const Page *page) {
    OutlineLine line;
    for (size_t i = 0; i < page->paras.n; i++) {
        if (!contents_line(page, i, &line)) continue;
        if (!done->contents) done->contents = xcalloc(1, sizeof *done->contents);
        line.text = arena_view(&done->contents->arena, line.text);
        vec_push(&done->contents->lines, line);
    }
}

void book_look(Done *done, Page *page, View bytes) {
    done->book = key_of(page);
    bool paper = view_is(page->known.kind, "newspaper") || page->known.issued.n == sizeof "2020-12-23" - 1;
    if (paper || !may_have_contents(bytes)) return;
    Page p;
    page_init(&p, page->diag, page->path);
    p.known.charset = page->known.charset;
    if (page_lines(&p, bytes)) {
        page_paragraphs(&p);
        page_furniture(&p);
        keep_lines(done, &p);
    }
    page_release(&p);
}

const Outline *book_outline(const Run *run, const Done *done) {
    const size_t *at = map_get(&run->book_of, view((const char *)&done->book, sizeof done->book));
    return at ? &run->books.p[*at - 1] : NULL;
}

/* In the order of their names. */
void books_gather(Run *run) {
    for (size_t i = 0; i < run->sources.files.n; i++) {
        Done *done = &run->done[i];
        if (!done->contents) continue;
        size_t *at = map_at(&run->book_of, view((const char *)&done->book, sizeof done->book), NULL);
        if (!*at) {
            vec_push(&run->books, (Outline){0});
            *at = run->books.n;
        }
        for (size_t k = 0; k < done->contents->lines.n; k++)
            outline_add(&run->books.p[*at - 1], &done->contents->lines.p[k]);
        vec_release(&done->contents->lines);
        arena_release(&done->contents->arena);
        free(done->contents);
        done->contents = NULL;
    }
    for (size_t i = 0; i < run->sources.files.n; i++) {
        const Outline *o = book_outline(run, &run->done[i]);
        if ((o ? o->hash : 0) != run->done[i].contents_were) run->done[i].same = false;
    }
}

void books_release(Run *run) {
    for (size_t i = 0; i < run->books.n; i++) outline_release(&run->books.p[i]);
    vec_release(&run->books);
    map_release(&run->book_of);
}
