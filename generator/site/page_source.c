/* The page of a source document, or on a stick of those of an issue: every
 * line with its number, and by runs of lines the article they are in, or why
 * they are set aside. */
#include <stdlib.h>

#include "site/cite.h"
#include "site/scans.h"
#include "site/volumes.h"
#include "text/text.h"

/* An article has a line, or characters from..to of it. */
typedef struct Owner {
    uint32_t line, from, item;
} Owner;
typedef VEC(Owner) Owners;

/* A line as it is shown. */
typedef struct Line {
    View text;
    View aside;          /* the reason it is set aside, in the ledger; empty if it is not */
    const Owner *owners; /* in the order of their parts */
    size_t n_owners;
} Line;
typedef VEC(Line) Lines;

static int by_line(const void *a, const void *b) {
    const Owner *x = a, *y = b;
    if (x->line != y->line) return x->line < y->line ? -1 : 1;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return (x->item > y->item) - (x->item < y->item);
}

/* --- reading -------------------------------------------------------------------- */

/* import ends lines at \n alone, or at \r where there is no \n. */
static void split_lines(View text, Lines *lines) {
    bool only_cr = text.n && !memchr(text.p, '\n', text.n) && memchr(text.p, '\r', text.n);
    View rest = text, line;
    while (rest.n && view_split(&rest, only_cr ? '\r' : '\n', &line)) {
        Line l = {.text = view_trim(line)};
        vec_push(lines, l);
    }
}

/* Of the ledger that import keeps: the charset, and what was set aside. */
static Charset read_ledger(View ledger, Lines *lines) {
    Charset charset = CS_UNKNOWN;
    View line, field, value, owner;
    while (view_line(&ledger, &line)) {
        uint64_t number;
        if (!view_split(&line, '\t', &field) || !view_split(&line, '\t', &value) || !view_split(&line, '\t', &owner))
            continue;
        if (view_is(field, "#") && view_is(value, "charset"))
            charset = charset_named(owner);
        else if (view_uint(field, lines->n, &number) && number && view_is(owner, "-"))
            lines->p[number - 1].aside = value;
    }
    return charset;
}

static void find_owners(const Builder *b, const Source *source, Lines *lines, Owners *owners) {
    Span items = groups_of(&b->site->source_items, (size_t)(source - b->site->sources));
    for (size_t i = 0; i < items.n; i++) {
        const Article *article = b->site->items[items.p[i]].article;
        for (size_t k = 0; k < article->n_sources; k++) {
            const SourceRef *ref = &article->sources[k];
            for (size_t j = 0; view_eq(ref->file, source->file) && j < ref->n_lines; j++) {
                const Owner o = {ref->lines[j].line, ref->lines[j].from, items.p[i]};
                if (o.line && o.line <= lines->n) vec_push(owners, o);
            }
        }
    }
    if (owners->n) qsort(owners->p, owners->n, sizeof *owners->p, by_line);
    for (size_t i = 0; i < owners->n; i++) {
        Line *line = &lines->p[owners->p[i].line - 1];
        if (!line->n_owners) line->owners = &owners->p[i];
        line->n_owners++;
    }
}

/* --- showing ---------------------------------------------------------------------- */

/* A line that must not be shown is empty, and the reason says no more. */
static void redact_lines(const Builder *b, const Source *source, Lines *lines) {
    const Redactions *r = &b->site->archive.redactions;
    if (!redactions_file(r, source->file)) return;
    for (size_t i = 0; i < lines->n; i++)
        if (redactions_line(r, source->file, (uint32_t)(i + 1))) {
            lines->p[i].text = V("□□");
            lines->p[i].aside = V("redacted");
        }
}

static bool same_run(const Line *a, const Line *b) {
    if (a->n_owners != b->n_owners || !view_eq(a->aside, b->aside)) return false;
    for (size_t i = 0; i < a->n_owners; i++)
        if (a->owners[i].item != b->owners[i].item) return false;
    return true;
}

static Value *new_run(const Builder *b, Worker *w, View root, const Line *line) {
    Arena *a = &w->arena;
    Value *run = value_map(a), *owners = value_list(a);
    for (size_t i = 0; i < line->n_owners; i++) {
        const Item *item = &b->site->items[line->owners[i].item];
        if (i && line->owners[i - 1].item == line->owners[i].item) continue;
        value_push(a, owners, link_value(w, item->title, page_href(w, root, item->url), 0));
    }
    value_set(a, run, "owners", owners);
    if (line->aside.n) {
        char *key = arena_printf(a, "aside_%.*s", VARG(line->aside));
        value_set_text(a, run, "aside",
                       strings_has(&b->site->strings, key) ? strings_get(&b->site->strings, key)
                                                           : arena_view(a, line->aside));
    } else if (!line->n_owners) {
        value_set_text(a, run, "aside", strings_get(&b->site->strings, "aside_unused"));
    }
    return run;
}

static void push_line(Worker *w, Value *of, const Lines *lines, size_t i) {
    Value *v = value_map(&w->arena);
    value_set_uint(&w->arena, v, "number", i + 1);
    value_set(&w->arena, v, "text", value_text(&w->arena, lines->p[i].text));
    value_push(&w->arena, of, v);
}

/* The lines of text in the run that begins with line `from`: "131–139". */
static View span_of(Worker *w, const Lines *lines, size_t from) {
    size_t to = from;
    for (size_t i = from; i < lines->n; i++) {
        if (!lines->p[i].text.n) continue;
        if (!same_run(&lines->p[from], &lines->p[i])) break;
        to = i;
    }
    return view_of(to == from ? arena_printf(&w->arena, "%zu", from + 1)
                              : arena_printf(&w->arena, "%zu–%zu", from + 1, to + 1));
}

/* Empty lines go with the run before them, at the beginning with the first. */
static Value *runs(const Builder *b, Worker *w, View root, const Lines *lines) {
    Arena *a = &w->arena;
    Value *all = value_list(a), *of = NULL;
    const Line *last = NULL;
    for (size_t i = 0, first = 0; i < lines->n; i++) {
        const Line *line = &lines->p[i];
        if (line->text.n && !(last && same_run(last, line))) {
            Value *run = new_run(b, w, root, line);
            of = value_list(a);
            value_set_text(a, run, "span", span_of(w, lines, i));
            value_set(a, run, "lines", of);
            value_push(a, all, run);
            last = line;
        }
        for (; of && first <= i; first++) push_line(w, of, lines, first);
    }
    return all;
}

static void put_scan(const Builder *b, Worker *w, const Source *source) {
    Str bytes = STR_INIT;
    char *path = arena_printf(&w->arena, "%s/sources/%.*s", b->site->options->root, VARG(source->scan));
    int err = file_read(path, &bytes, FILE_MAX_BYTES);
    if (err)
        diag_errno(b->site->diag, M_CANNOT_READ, path, err);
    else
        file_put(b, w, arena_strdup(&w->arena, source->scan_url), str_view(&bytes));
    str_release(&bytes);
}

/* An image is shown; to a PDF and to what is elsewhere a link leads. */
static void set_scan(const Builder *b, Worker *w, Value *v, View root, const Source *source) {
    bool elsewhere = scan_is_address(source->scan), image = !elsewhere && !scan_is_pdf(source->scan);
    if (!elsewhere) put_scan(b, w, source);
    View href = elsewhere ? source->scan_url : page_href(w, root, source->scan_url);
    value_set_text(&w->arena, v, image ? "image" : "scan", href);
    value_set_bool(&w->arena, v, "has_scan", true);
}

static void read_source(const Builder *b, Worker *w, const Source *source, Str *text, Str *ledger) {
    const char *root = b->site->options->root;
    char *path = arena_printf(&w->arena, "%s/sources/%.*s", root, VARG(source->file));
    str_clear(&w->file);
    int err = file_read(path, &w->file, FILE_MAX_BYTES);
    if (err) diag_errno(b->site->diag, M_CANNOT_READ, path, err);
    /* An archive of articles alone has no ledgers. */
    file_read(arena_printf(&w->arena, "%s/.fangzhi/base/sources/%.*s.tsv", root, VARG(source->file)), ledger,
              FILE_MAX_BYTES);
    Lines none = {0};
    text_decode(str_view(&w->file), read_ledger(str_view(ledger), &none), text, NULL, NULL, NULL);
}

static View page_in(const Article *article, View file) {
    for (size_t i = 0; i < article->n_sources; i++)
        if (article->sources[i].page.n && view_eq(article->sources[i].file, file)) return article->sources[i].page;
    return article->n_sources && view_eq(article->sources[0].file, file) ? article->page : (View){0};
}

/* Of the paper or book, where all articles of the source have one. */
static View number_of(const Builder *b, Worker *w, const Source *source) {
    Span items = groups_of(&b->site->source_items, (size_t)(source - b->site->sources));
    const Item *first = NULL;
    View page = {0};
    for (size_t i = 0; i < items.n; i++) {
        const Item *item = &b->site->items[items.p[i]];
        View of = page_in(item->article, source->file);
        if (of.n && page.n && !view_eq(of, page)) return (View){0};
        if (of.n) page = of, first = item;
    }
    return page.n ? cite_page_name(b, w, first, page) : (View){0};
}

static Value *document(const Builder *b, Worker *w, View root, const Source *source) {
    Arena *a = &w->arena;
    const Redactions *withheld = &b->site->archive.redactions;
    Value *v = value_map(a);
    Str text = STR_INIT, ledger = STR_INIT;
    Lines lines = {0};
    Owners owners = {0};
    read_source(b, w, source, &text, &ledger);
    /* A scan shows what its text does not. */
    bool redacted = redactions_apply(withheld, &text, 0) || redactions_file(withheld, source->file);
    split_lines(arena_view(a, str_view(&text)), &lines);
    read_ledger(str_view(&ledger), &lines);
    redact_lines(b, source, &lines);
    find_owners(b, source, &lines, &owners);
    value_set(a, v, "file", value_text(a, source->file));
    value_set_text(a, v, "page_number", number_of(b, w, source));
    value_set_text(a, v, "anchor", source->anchor);
    value_set_text(a, v, "at",
                   source->anchor.n ? view_of(arena_printf(a, "%.*s-", VARG(source->anchor))) : source->anchor);
    value_set(a, v, "runs", runs(b, w, root, &lines));
    if (source->scan.n && !redacted) set_scan(b, w, v, root, source);
    vec_release(&lines);
    vec_release(&owners);
    str_release(&text);
    str_release(&ledger);
    return v;
}

/* The issue, and of one document its page or name; of one that no article
 * begins in the path. */
static View title_of(const Builder *b, Worker *w, const SourcePage *page) {
    const Source *first = &b->site->sources[page->from];
    const Article *head = page->head ? page->head->article : NULL;
    if (!head || !head->publication.n) return page->to - page->from > 1 ? folder_of(first->file) : first->file;
    View date = strings_date(&b->site->strings, &w->arena, head->issued.n ? head->issued : head->covers);
    char *issue = arena_printf(&w->arena, "%.*s %.*s", VARG(head->publication), VARG(date));
    if (page->to - page->from > 1) return view_trim(view_of(issue));
    View number = number_of(b, w, first);
    return view_of(arena_printf(&w->arena, "%s %.*s", issue, VARG(number.n ? number : path_base(first->file))));
}

static Value *crumbs_of(const Builder *b, Worker *w, View root, const Item *head) {
    const Site *s = b->site;
    Value *crumbs = crumbs_new(b, w, root, "sources");
    if (!head || head->publication == NONE) return crumbs;
    const Title *title = &s->titles[head->publication];
    View issue = issue_url(&w->arena, s, head);
    value_push(&w->arena, crumbs, link_value(w, title->name, page_href(w, root, title->url), 0));
    if (issue.n)
        value_push(
            &w->arena, crumbs,
            link_value(w, strings_date(&s->strings, &w->arena, head->article->issued), page_href(w, root, issue), 0));
    return crumbs;
}

/* Documents go on in their folder, and a newspaper's from day to day. */
static Value *neighbour(const Builder *b, Worker *w, View root, const SourcePage *page, const SourcePage *other) {
    const Source *x = &b->site->sources[page->from], *y = &b->site->sources[other->from];
    bool same = page->head && other->head && page->head->article->publication.n &&
                view_eq(page->head->article->publication, other->head->article->publication);
    if (!same && !view_eq(folder_of(x->file), folder_of(y->file))) return NULL;
    return link_value(w, title_of(b, w, other), page_href(w, root, y->url), 0);
}

void page_source(const Builder *b, Worker *w, const Template *t, size_t i) {
    const Site *s = b->site;
    const SourcePage *page = &s->source_pages[i];
    View url = s->sources[page->from].url, root = page_root(url), title = title_of(b, w, page);
    Arena *a = &w->arena;
    Value *data = page_new(b, w, url, "sources", title), *v = value_map(a), *documents = value_list(a);
    for (uint32_t k = page->from; k < page->to; k++) value_push(a, documents, document(b, w, root, &s->sources[k]));
    value_set(a, v, "title", value_text(a, title));
    value_set(a, v, "documents", documents);
    value_set_bool(a, v, "several", page->to - page->from > 1);
    value_set_bool(a, v, "named", !view_eq(title, s->sources[page->from].file));
    set_pair(w, v, i ? neighbour(b, w, root, page, page - 1) : NULL,
             i + 1 < s->n_source_pages ? neighbour(b, w, root, page, page + 1) : NULL);
    set_list(w, data, "crumbs", crumbs_of(b, w, root, page->head));
    value_set(a, data, "source", v);
    page_put(b, w, t, data, url);
}
