/* The contents of books against what they were cut into: entries that no
 * headline answers, and headlines that the contents do not know. */
#include "import/emit.h"
#include "import/import.h"

/* A folder of sources with contents. */
typedef struct Shelf {
    View folder;
    Outline outline;
    Map headings;             /* bare, of all its articles */
    uint64_t first, last;     /* printed pages of these; 0: not known */
    size_t titled, listed;
} Shelf;

typedef struct Shelves {
    const Archive *archive;
    Diag *d;
    Arena arena;
    Map by_folder; /* their places and one */
    VEC(Shelf) list;
} Shelves;

static View folder_of(View path) { return view_to(path, path.n - path_base(path).n); }

static Shelf *shelf_of(Shelves *s, View path, bool make) {
    View folder = folder_of(path);
    size_t *at = map_get(&s->by_folder, folder);
    if (!at && !make) return NULL;
    if (!at) {
        at = map_at(&s->by_folder, folder, NULL);
        vec_push(&s->list, ((Shelf){.folder = folder}));
        *at = s->list.n;
    }
    return &s->list.p[*at - 1];
}

/* --- what the contents say ---------------------------------------------------------- */

static void add_lines(Shelves *s, const Page *page, const AsideLines *aside) {
    Shelf *shelf = shelf_of(s, view_of(page->path), true);
    for (size_t i = 0; i < aside->n; i++) {
        const Line *l = aside->p[i].line;
        if (!view_is(aside->p[i].reason, "contents") || contents_is_name(l->text)) continue;
        outline_add(
            &shelf->outline,
            &(OutlineLine){
                .text = l->text, .path = page->path, .number = l->number, .margin = l->margin, .level = l->level});
    }
}

static void read_source(Shelves *s, const char *path) {
    AsideLines aside = {0};
    Page page;
    Diag quiet; /* what is wrong with a source import_check says */
    diag_init(&quiet, s->d->lang);
    page_init(&page, &quiet, path);
    ledger_asides(&page, s->archive->root, V("\tcontents\t-\n"), &aside);
    if (aside.n) add_lines(s, &page, &aside);
    vec_release(&aside);
    page_release(&page);
    diag_drop(&quiet);
}

static void read_sources(Shelves *s) {
    FileList files = {0};
    dir_list(&s->arena, path_join(&s->arena, s->archive->root, ".fangzhi/base/sources"), &files);
    for (size_t i = 0; i < files.n; i++) {
        View path = view_of(files.p[i].path);
        if (path.n > 8 && view_ends(path, V(".tsv")))
            read_source(s, arena_strdup(&s->arena, view_to(path, path.n - 4)));
    }
    filelist_release(&files);
}

/* --- what was cut ------------------------------------------------------------------------ */

static void add_heading(Shelves *s, Shelf *shelf, View title) {
    char buf[FOLDED_BYTES];
    View bare = outline_bare(title, buf);
    bool fresh;
    if (bare.n) map_at_copy(&shelf->headings, &s->arena, &bare, &fresh);
}

/* Headings inside an article, and sections: 【概况】 … */
static void add_sections(Shelves *s, Shelf *shelf, View body) {
    View line;
    while (view_line(&body, &line)) {
        size_t end = view_starts(line, V("【")) ? view_find(line, V("】"), 0) : SIZE_MAX;
        if (view_starts(line, V("## "))) add_heading(s, shelf, view_from(line, 3));
        else if (end != SIZE_MAX) add_heading(s, shelf, view_to(line, end));
    }
}

static void add_pages(Shelf *shelf, View page) {
    while (page.n) {
        uint64_t n = 0;
        size_t digits = 0;
        while (digits < page.n && page.p[digits] >= '0' && page.p[digits] <= '9') digits++;
        if (digits && view_uint(view_to(page, digits), 99999, &n) && n) {
            if (!shelf->first || n < shelf->first) shelf->first = n;
            if (n > shelf->last) shelf->last = n;
        }
        page = view_from(page, digits ? digits : 1);
    }
}

static void read_articles(Shelves *s) {
    Str file = STR_INIT;
    for (size_t i = 0; i < s->archive->n; i++) {
        const Article *a = &s->archive->articles[i];
        Shelf *shelf = a->n_sources ? shelf_of(s, a->sources[0].file, false) : NULL;
        View body;
        if (!shelf) continue;
        shelf->titled += a->title.n > 0;
        shelf->listed += a->title.n && outline_has(&shelf->outline, a->title);
        add_heading(s, shelf, a->title);
        add_heading(s, shelf, a->kicker);
        add_heading(s, shelf, a->column);
        add_pages(shelf, a->page);
        str_clear(&file);
        if (article_body(s->archive, a, &file, &body) == 0) add_sections(s, shelf, body);
    }
    str_release(&file);
}

/* --- what is said ----------------------------------------------------------------------------- */

/* Of pages that were not imported nothing is asked. */
static void tell_entries(Shelves *s, const Shelf *shelf) {
    for (size_t i = 0; i < shelf->outline.entries.n; i++) {
        const OutlineEntry *e = &shelf->outline.entries.p[i];
        if (!e->leaf || !e->page || map_get(&shelf->headings, e->bare)) continue;
        if (!shelf->titled || (shelf->first && (e->page < shelf->first || e->page > shelf->last))) continue;
        diag(s->d, M_IMPORT_ENTRY, where(arena_printf(&s->arena, "sources/%s", e->path), e->line, 0),
             DARGS(arena_strdup(&s->arena, e->title), arena_printf(&s->arena, "%u", e->page)));
    }
}

/* Where the contents have most headlines, those that they lack are told. */
static void tell_articles(Shelves *s) {
    for (size_t i = 0; i < s->archive->n; i++) {
        const Article *a = &s->archive->articles[i];
        const Shelf *shelf = a->n_sources && a->title.n ? shelf_of(s, a->sources[0].file, false) : NULL;
        if (!shelf || shelf->listed * 2 <= shelf->titled || a->reviewed_by.n || a->reviewed_on.n ||
            outline_has(&shelf->outline, a->title))
            continue;
        diag(s->d, M_IMPORT_UNLISTED, article_where(&s->arena, s->archive, a, "title", a->title),
             DARGS(arena_strdup(&s->arena, a->title)));
    }
}

void import_check_contents(const Archive *archive, Diag *d) {
    Shelves s = {.archive = archive, .d = d};
    read_sources(&s);
    if (s.list.n) read_articles(&s);
    for (size_t i = 0; i < s.list.n; i++) tell_entries(&s, &s.list.p[i]);
    if (s.list.n) tell_articles(&s);
    for (size_t i = 0; i < s.list.n; i++) {
        outline_release(&s.list.p[i].outline);
        map_release(&s.list.p[i].headings);
    }
    vec_release(&s.list);
    map_release(&s.by_folder);
    arena_release(&s.arena);
}
