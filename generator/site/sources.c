/* The source documents that have pages: files below sources/ that an article
 * names or that import keeps a ledger of. */
#include <stdlib.h>

#include "site/model.h"
#include "site/scans.h"

typedef struct Folder {
    FileList list;
    Map paths;
} Folder;

static void read_folder(Site *s, Folder *f, const char *name) {
    int err = site_files(s, name, &s->arena, &f->list);
    if (err) diag_errno(s->diag, M_CANNOT_READ, name, err);
    filelist_keep_inside(&f->list, s->diag, path_join(&s->arena, s->options->root, name), s->options->root, name);
    for (size_t i = 0; i < f->list.n; i++) *map_at(&f->paths, view_of(f->list.p[i].path), NULL) = i;
}

static void release_folder(Folder *f) {
    map_release(&f->paths);
    filelist_release(&f->list);
}

/* What articles name; those of one file mostly stand together. */
static void named_files(const Site *s, Map *named) {
    View last = {0};
    for (size_t i = 0; i < s->n_items; i++)
        for (size_t k = 0; k < s->items[i].article->n_sources; k++) {
            const View file = s->items[i].article->sources[k].file;
            if (!view_eq(file, last)) map_at(named, file, NULL);
            last = file;
        }
}

/* A file is copied beside the source's page. */
static void find_scan(Site *s, const Folder *f, Source *source) {
    source->scan = scan_of(&s->arena, s->options->root, &f->paths, source->file);
    if (!source->scan.n || scan_is_address(source->scan)) {
        source->scan_url = source->scan;
        return;
    }
    View page = view_to(source->url, source->url.n - (sizeof "html" - 1));
    if (s->options->without_scans)
        source->scan = (View){0};
    else
        source->scan_url = view_of(arena_printf(&s->arena, "%.*s%.*s", VARG(page), VARG(path_ext(source->scan))));
}

static int by_file(const void *a, const void *b) {
    return view_cmp(((const Source *)a)->file, ((const Source *)b)->file);
}

const Source *site_source(const Site *s, View file) {
    Source key = {.file = file};
    return s->n_sources ? bsearch(&key, s->sources, s->n_sources, sizeof key, by_file) : NULL;
}

static void group_items(Site *s) {
    GroupsMaker m = {0};
    for (size_t i = 0; i < s->n_items; i++) {
        const Article *article = s->items[i].article;
        for (size_t k = 0; k < article->n_sources; k++) {
            const Source *source = site_source(s, article->sources[k].file);
            if (source) groups_add(&m, (uint32_t)(source - s->sources));
        }
        groups_end_group(&m);
    }
    Groups of_items = groups_finish(&m, &s->arena);
    s->source_items = groups_invert(&s->arena, &of_items, s->n_sources, s->ranks);
}

/* --- pages ------------------------------------------------------------------------ */

/* Every file takes up a cluster of a stick: there the pages of a newspaper, or
 * the sections of a book, are on one page of the site, up to so many. */
enum { DOCUMENTS_A_PAGE = 32 };

static const Item *find_head(const Site *s, size_t source) {
    Span items = groups_of(&s->source_items, source);
    for (size_t i = 0; i < items.n; i++)
        if (view_eq(s->items[items.p[i]].article->sources[0].file, s->sources[source].file))
            return &s->items[items.p[i]];
    return NULL;
}

/* Of one folder and issue; one that no article tells the issue of goes with
 * what is before it. */
static bool goes_on(const Site *s, const SourcePage *page, const Source *next) {
    if (!s->options->stick || page->to - page->from == DOCUMENTS_A_PAGE) return false;
    if (!view_eq(folder_of(s->sources[page->from].file), folder_of(next->file))) return false;
    if (!page->head || !next->head) return true;
    const Article *a = page->head->article, *b = next->head->article;
    return view_eq(a->publication, b->publication) && view_eq(a->issued, b->issued) && view_eq(a->covers, b->covers);
}

static void make_pages(Site *s) {
    s->source_pages = ARENA_ARRAY(&s->arena, SourcePage, s->n_sources + 1);
    for (uint32_t i = 0; i < s->n_sources; i++) {
        Source *source = &s->sources[i];
        SourcePage *last = s->n_source_pages ? &s->source_pages[s->n_source_pages - 1] : NULL;
        source->head = find_head(s, i);
        if (last && goes_on(s, last, source)) {
            source->url = s->sources[last->from].url;
            source->anchor = view_of(arena_printf(&s->arena, "s%u", i - last->from + 1));
        } else {
            last = &s->source_pages[s->n_source_pages++];
            *last = (SourcePage){i, i, NULL};
        }
        last->to = i + 1;
        if (!last->head) last->head = source->head;
        /* The first has one too as soon as it is not alone. */
        if (last->to - last->from > 1) s->sources[last->from].anchor = V("s1");
    }
}

void model_sources(Site *s) {
    Folder files = {0}, ledgers = {0};
    Map named = MAP_INIT;
    Str text = STR_INIT;
    read_folder(s, &files, "sources");
    read_folder(s, &ledgers, ".fangzhi/base/sources");
    named_files(s, &named);
    s->sources = ARENA_ARRAY(&s->arena, Source, files.list.n + 1);
    for (size_t i = 0; i < files.list.n; i++) {
        View file = view_of(files.list.p[i].path);
        if (redactions_name(&s->archive.redactions, file)) continue;
        str_clear(&text);
        str_addf(&text, "%.*s.tsv", VARG(file));
        if (!map_get(&named, file) && !map_get(&ledgers.paths, str_view(&text))) continue;
        Source *source = &s->sources[s->n_sources++];
        str_clear(&text);
        url_source(&text, file);
        *source = (Source){.file = file, .url = arena_view(&s->arena, str_view(&text))};
        find_scan(s, &files, source);
    }
    group_items(s);
    make_pages(s);
    map_release(&named);
    str_release(&text);
    release_folder(&files);
    release_folder(&ledgers);
}
