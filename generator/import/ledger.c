/* The ledger of a source, and the proof made from it: every character stands
 * in one article as import wrote it, or was set aside with the reason. */
#include <errno.h>

#include "import/emit.h"
#include "import/import.h"

/* --- writing ---------------------------------------------------------------- */

void ledger_write(const Page *page, Str *out) {
    const View **owner = xcalloc(page->paras.n + 1, sizeof *owner);
    for (size_t i = 0; i < page->drafts.n; i++)
        for (size_t k = 0; k < page->drafts.p[i].paras.n; k++)
            owner[page->drafts.p[i].paras.p[k]] = &page->drafts.p[i].id;
    size_t own = page->own_paras ? page->own_paras : page->paras.n;
    size_t *para_at = xarray(NULL, page->lines.n + 1, sizeof *para_at); /* by its first line: the order of the source */
    for (size_t i = 0; i < page->lines.n; i++) para_at[i] = SIZE_MAX;
    for (size_t i = 0; i < own; i++) para_at[page->paras.p[i].first] = i;
    str_addf(out, "#\tsha256\t%s\n#\tcharset\t%s\n#\tbeside\t%s\n", page->sha256, charset_name(page->charset),
             page->beside);
    if (page->outline && page->outline != &page->own_outline)
        str_addf(out, "#\tcontents\t%016llx\n", (unsigned long long)page->outline->hash);
    if (page->volume) str_addf(out, "#\tvolume\t%016llx\n", (unsigned long long)page->volume);
    for (size_t at = 0; at < page->lines.n; at++) {
        size_t i = para_at[at];
        if (i == SIZE_MAX) continue;
        const Para *p = &page->paras.p[i];
        for (size_t k = 0; k < p->n; k++) {
            const Line *l = &page->lines.p[p->first + k];
            if (p->lent_path)
                str_addf(out, "%u\t%s%s\t%.*s\t%s\n", l->number, role_names[p->role], k ? "+" : "", VARG(p->lent_to),
                         p->lent_path);
            else if (p->aside) str_addf(out, "%u\t%s\t-\n", l->number, p->aside);
            else str_addf(out, "%u\t%s%s\t%.*s\n", l->number, role_names[p->role], k ? "+" : "", VARG(*owner[i]));
        }
    }
    free(para_at);
    free(owner);
}

bool is_of_other(Arena *a, const char *root, const char *path, const Article *article) {
    View file = article->n_sources ? article->sources[0].file : V("");
    return file.n && !view_is(file, path) && file_exists(arena_printf(a, "%s/sources/%.*s", root, VARG(file)));
}

static View header(View ledger, const char *key) {
    View rest = ledger, line, field;
    while (view_line(&rest, &line) && view_starts(line, V("#\t"))) {
        View fields = view_from(line, 2);
        if (view_split(&fields, '\t', &field) && view_is(field, key) && view_split(&fields, '\t', &field)) return field;
    }
    return V("");
}

View ledger_sha256(View ledger) { return header(ledger, "sha256"); }
View ledger_beside(View ledger) { return header(ledger, "beside"); }
View ledger_charset(View ledger) { return header(ledger, "charset"); }
View ledger_contents(View ledger) { return header(ledger, "contents"); }
View ledger_volume(View ledger) { return header(ledger, "volume"); }

/* Lines of a source and of its ledger have one order. */
static void add_asides(const Page *page, View ledger, AsideLines *out) {
    View fields, number, reason;
    for (size_t i = 0; view_line(&ledger, &fields);) {
        uint64_t n;
        if (!view_split(&fields, '\t', &number) || !view_split(&fields, '\t', &reason) || !view_is(fields, "-") ||
            !view_uint(number, UINT32_MAX, &n))
            continue;
        while (i < page->lines.n && page->lines.p[i].number < n) i++;
        if (i < page->lines.n && page->lines.p[i].number == n)
            vec_push(out, ((AsideLine){reason, &page->lines.p[i]}));
    }
}

void ledger_asides(Page *page, const char *root, View row, AsideLines *out) {
    Str file = STR_INIT, bytes = STR_INIT;
    Arena *a = &page->arena;
    char sha[65];
    if (file_read(arena_printf(a, "%s/.fangzhi/base/sources/%s.tsv", root, page->path), &file, FILE_MAX_BYTES) == 0 &&
        view_find(str_view(&file), row, 0) != SIZE_MAX &&
        file_read(arena_printf(a, "%s/sources/%s", root, page->path), &bytes, FILE_MAX_BYTES) == 0) {
        View ledger = arena_view(a, str_view(&file));
        sha256_hex(str_view(&bytes), sha);
        page->known.charset = ledger_charset(ledger);
        if (view_is(ledger_sha256(ledger), sha) && page_lines(page, str_view(&bytes))) add_asides(page, ledger, out);
    }
    str_release(&file);
    str_release(&bytes);
}

/* --- the proof ----------------------------------------------------------------- */

/* What the ledger says of a line. */
typedef struct Entry {
    uint32_t line;
    Role role; /* ROLE_FURNITURE: set aside */
    bool same; /* goes on with the paragraph before */
    View id;
    View host; /* the source in whose articles it stands, if that is another */
} Entry;
typedef VEC(Entry) Entries;

static bool role_named(View name, Role *out) {
    for (int r = 0; r < ROLE_COUNT; r++)
        if (view_is(name, role_names[r])) {
            *out = (Role)r;
            return true;
        }
    return false;
}

static bool parse_ledger(View ledger, Entries *out) {
    View rest = ledger, line;
    uint32_t before = 0;
    while (view_line(&rest, &line)) {
        if (view_starts(line, V("#"))) continue;
        View number, role, id, fields = line;
        uint64_t n;
        Entry e = {.role = ROLE_FURNITURE};
        if (!view_split(&fields, '\t', &number) || !view_split(&fields, '\t', &role) ||
            !view_split(&fields, '\t', &id) || !view_uint(number, UINT32_MAX, &n) || n <= before)
            return false;
        e.line = before = (uint32_t)n;
        e.same = role.n && role.p[role.n - 1] == '+';
        if (e.same) role.n--;
        if (!view_is(id, "-")) {
            view_split(&fields, '\t', &e.host);
            e.id = id;
            if (!role_named(role, &e.role)) return false;
        }
        vec_push(out, e);
    }
    return true;
}

/* What is not compared: blanks, and in headlines the dashes and bars that
 * part their pieces and the dots around them. */
static void add_solid(Str *out, View v, const char *leave) {
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        if (cp_is_blank(cp) || (cp < 0x80 && leave && strchr(leave, (int)cp)) ||
            (leave && (cp == 0x2014 || cp == 0x2015 || cp == 0x2500 || cp == 0xB7 || cp == 0x2022)))
            continue;
        utf8_add(out, cp);
    }
}

static int by_char(const void *a, const void *b) {
    return *(const unsigned char *)a - *(const unsigned char *)b;
}

typedef enum Opened { OPENED, OPENED_CHANGED, OPENED_GONE, OPENED_UNREAD, OPENED_BAD } Opened;

typedef struct Proof {
    const char *root, *path;
    Diag *d;
    Page page;       /* its lines alone */
    Entries entries; /* one a line, in the same order */
    Str ledger;
    Opened opened;
    VEC(struct Proof *) others; /* pages of which articles that begin here have lines */
    bool ok;
} Proof;

static const Entry *entry_of(const Proof *p, uint32_t line, size_t *index) {
    size_t low = 0, high = p->entries.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (p->entries.p[mid].line < line) low = mid + 1;
        else high = mid;
    }
    if (low == p->entries.n || p->entries.p[low].line != line) return NULL;
    *index = low;
    return &p->entries.p[low];
}

static void lost(Proof *p, size_t line, View what) {
    Arena a = ARENA_INIT;
    diag(p->d, M_IMPORT_LOST, where(p->page.shown, line, 0), DARGS(arena_strdup(&a, utf8_prefix(what, 20))));
    arena_release(&a);
    p->ok = false;
}

/* The characters of a headline's lines are those of the fields. A headline or
 * column that no line of the article holds was taken from a turn note, which is
 * in its text, or from a neighbour. */
static bool same_head(const Article *a, View lines, bool own_title, bool own_column) {
    Str fields = STR_INIT, want = STR_INIT;
    View parts[] = {a->kicker, own_title ? a->title : V(""), a->subtitle, own_column ? a->column : V("")};
    for (size_t i = 0; i < 4; i++) add_solid(&fields, parts[i], "-");
    for (size_t i = 0; i < a->n_evidence; i++)
        if (view_is(a->evidence[i].field, "authors")) add_solid(&fields, a->evidence[i].text, "-;");
    add_solid(&want, lines, "-;");
    Str f = STR_INIT; /* the title may hold a ';' of its own */
    add_solid(&f, str_view(&fields), "-;");
    bool same = f.n == want.n;
    if (same && f.n) {
        qsort(f.p, f.n, 1, by_char);
        qsort(want.p, want.n, 1, by_char);
        same = memcmp(f.p, want.p, f.n) == 0;
    }
    str_release(&f);
    str_release(&fields);
    str_release(&want);
    return same;
}

static bool same_body(View markdown, const Blocks *blocks) {
    Str plain = STR_INIT, got = STR_INIT, want = STR_INIT;
    markdown_text(&plain, markdown);
    bool table = false;
    for (size_t i = 0; i < blocks->n; i++) table = table || blocks->p[i].role == ROLE_TABLE;
    const char *leave = table ? "|-:+=" : NULL;
    add_solid(&got, str_view(&plain), leave);
    for (size_t i = 0; i < blocks->n; i++) add_solid(&want, blocks->p[i].text, leave);
    bool same = view_eq(str_view(&got), str_view(&want));
    str_release(&plain);
    str_release(&got);
    str_release(&want);
    return same;
}

/* --- a source with its ledger ---------------------------------------------------- */

/* Does every line have its entry? */
static bool lines_fit(const Proof *p, size_t *bad) {
    for (*bad = 0; *bad < p->page.lines.n; ++*bad)
        if (*bad >= p->entries.n || p->entries.p[*bad].line != p->page.lines.p[*bad].number) return false;
    return p->entries.n == p->page.lines.n;
}

static Opened open_proof(Proof *p, bool say) {
    Str bytes = STR_INIT;
    Arena a = ARENA_INIT;
    char sha[65];
    Opened how = OPENED;
    page_init(&p->page, p->d, p->path);
    str_init(&p->ledger);
    int err =
        file_read(arena_printf(&a, "%s/.fangzhi/base/sources/%s.tsv", p->root, p->path), &p->ledger, FILE_MAX_BYTES);
    if (!err) err = file_read(arena_printf(&a, "%s/sources/%s", p->root, p->path), &bytes, FILE_MAX_BYTES);
    if (err == ENOENT) how = OPENED_GONE;
    else if (err) {
        if (say) diag_errno(p->d, M_CANNOT_READ, p->page.shown, err);
        how = OPENED_UNREAD;
    } else {
        p->page.known.charset = ledger_charset(str_view(&p->ledger));
        sha256_hex(str_view(&bytes), sha);
        if (!view_is(ledger_sha256(str_view(&p->ledger)), sha)) how = OPENED_CHANGED;
        else if (!page_lines(&p->page, str_view(&bytes)) || !parse_ledger(str_view(&p->ledger), &p->entries))
            how = OPENED_BAD;
    }
    str_release(&bytes);
    arena_release(&a);
    return p->opened = how;
}

static void close_proof(Proof *p) {
    for (size_t i = 0; i < p->others.n; i++) {
        close_proof(p->others.p[i]);
        free(p->others.p[i]);
    }
    vec_release(&p->others);
    vec_release(&p->entries);
    str_release(&p->ledger);
    page_release(&p->page);
}

/* The last few pages that articles went on to are kept. */
static Proof *other(Proof *p, View file) {
    enum { KEPT = 4 };
    for (size_t i = 0; i < p->others.n; i++)
        if (view_is(file, p->others.p[i]->path)) return p->others.p[i];
    if (p->others.n == KEPT) {
        close_proof(p->others.p[0]);
        free(p->others.p[0]);
        memmove(p->others.p, p->others.p + 1, --p->others.n * sizeof *p->others.p);
    }
    Proof *q = xcalloc(1, sizeof *q);
    *q = (Proof){.root = p->root, .path = arena_strdup(&p->page.arena, file), .d = p->d};
    open_proof(q, false);
    vec_push(&p->others, q);
    return q;
}

/* --- the articles of a source -------------------------------------------------------- */

static bool of_article(const Proof *p, const Proof *q, const Entry *e, View id) {
    return e && view_eq(e->id, id) && (q == p ? !e->host.n : view_is(e->host, p->path));
}

static bool has_line(Proof *p, View id, View file, uint32_t line) {
    Proof *q = view_is(file, p->path) ? p : other(p, file);
    size_t at;
    return q->opened != OPENED || of_article(p, q, entry_of(q, line, &at), id);
}

/* A repair can be undone only if both of its lines are known. */
static void prove_joins(Proof *p, const Article *a) {
    for (size_t i = 0; i < a->n_joins && a->n_sources; i++) {
        const Join *j = &a->joins[i];
        View from = j->from.n ? j->from : a->sources[0].file;
        if (!has_line(p, a->id, from, j->a) || !has_line(p, a->id, j->file.n ? j->file : from, j->b))
            lost(p, j->a, a->id);
    }
}

static void prove_article(Proof *p, const Article *a, View markdown, bool *seen) {
    Blocks blocks = {0};
    Str head = STR_INIT;
    bool own_title = false, own_column = false, whole = true;
    for (size_t s = 0; s < a->n_sources; s++) {
        Proof *q = view_is(a->sources[s].file, p->path) ? p : other(p, a->sources[s].file);
        whole = whole && q->opened == OPENED;
        for (size_t i = 0; q->opened == OPENED && i < a->sources[s].n_lines; i++) {
            size_t at = 0;
            const Entry *e = entry_of(q, a->sources[s].lines[i].line, &at);
            if (!of_article(p, q, e, a->id) || at >= q->page.lines.n || (q == p && seen[at])) {
                lost(p, a->sources[s].lines[i].line, a->id);
                continue;
            }
            if (q == p) seen[at] = true;
            View text = q->page.lines.p[at].text;
            if (q != p) text = arena_view(&p->page.arena, text); /* another page may be closed meanwhile */
            own_column = own_column || e->role == ROLE_COLUMN;
            own_title = own_title || (role_is_head(e->role) && e->role != ROLE_COLUMN);
            if (e->role == ROLE_COLUMN) text = column_without_label(text);
            else if (role_is_head(e->role) && e->role != ROLE_SUBTITLE) text = head_without_label(text);
            if (role_is_head(e->role) || e->role == ROLE_BYLINE) str_addv(&head, text);
            else blocks_add(&blocks, e->role, e->same, text);
        }
    }
    if (whole && (!same_head(a, str_view(&head), own_title, own_column) || !same_body(markdown, &blocks)))
        lost(p, a->n_sources && a->sources[0].n_lines ? a->sources[0].lines[0].line : 0, a->title.n ? a->title : a->id);
    str_release(&head);
    blocks_clear(&blocks);
}

static void prove_articles(Proof *p, bool *seen) {
    Arena arena = ARENA_INIT;
    const char *dir =
        arena_printf(&arena, "%s/.fangzhi/base/articles/%.*s", p->root, (int)strlen(p->path) - 4, p->path);
    FileList files = {0};
    dir_list(&arena, dir, &files);
    for (size_t i = 0; i < files.n; i++) {
        if (strchr(files.p[i].path, '/') || !view_is(path_ext(view_of(files.p[i].path)), "md")) continue;
        Str text = STR_INIT;
        Article a;
        int err = file_read(path_join(&arena, dir, files.p[i].path), &text, FILE_MAX_BYTES);
        if (err) diag_errno(p->d, M_CANNOT_READ, files.p[i].path, err);
        if (err || !article_parse(&arena, p->d,
                                  view_of(arena_printf(&arena, "%s/%s", dir + strlen(p->root) + 1, files.p[i].path)),
                                  str_view(&text), &a))
            p->ok = false;
        else if (!is_of_other(&arena, p->root, p->path, &a)) {
            prove_article(p, &a, view_from(str_view(&text), a.body_offset), seen);
            prove_joins(p, &a);
        }
        str_release(&text);
    }
    filelist_release(&files);
    arena_release(&arena);
}

static bool below_sources(View path) { return path.n && path.p[0] != '/' && view_find(path, V(".."), 0) == SIZE_MAX; }

/* Lines [from, to) stand in an article that begins on another page: it must
 * name them. What they became there is proved with that page. */
static void prove_lent(Proof *p, size_t from, size_t to, bool *seen) {
    Arena arena = ARENA_INIT;
    Str text = STR_INIT;
    Article a;
    const Entry *e = &p->entries.p[from];
    View stem = view_to(e->host, e->host.n > 4 ? e->host.n - 4 : 0);
    const char *path = arena_printf(&arena, "%s/.fangzhi/base/articles/%.*s/%.*s.md", p->root, VARG(stem), VARG(e->id));
    if (below_sources(e->host) && file_read(path, &text, FILE_MAX_BYTES) == 0 &&
        article_parse(&arena, p->d, view_of(path), str_view(&text), &a))
        for (size_t s = 0; s < a.n_sources; s++)
            for (size_t i = 0, at; view_is(a.sources[s].file, p->path) && i < a.sources[s].n_lines; i++)
                if (entry_of(p, a.sources[s].lines[i].line, &at) && at >= from && at < to) seen[at] = true;
    str_release(&text);
    arena_release(&arena);
}

static void prove_lines(Proof *p) {
    size_t bad;
    if (!lines_fit(p, &bad)) {
        if (bad < p->page.lines.n) lost(p, p->page.lines.p[bad].number, p->page.lines.p[bad].text);
        else lost(p, p->entries.p[bad].line, V(""));
        return;
    }
    bool *seen = xcalloc(p->page.lines.n + 1, 1);
    prove_articles(p, seen);
    for (size_t i = 0, to; i < p->entries.n; i = to) {
        for (to = i + 1; to < p->entries.n && view_eq(p->entries.p[to].host, p->entries.p[i].host) &&
                         view_eq(p->entries.p[to].id, p->entries.p[i].id);)
            to++;
        if (p->entries.p[i].host.n) prove_lent(p, i, to, seen);
    }
    for (size_t i = 0; i < p->page.lines.n && p->ok; i++)
        if (!seen[i] && p->entries.p[i].role != ROLE_FURNITURE)
            lost(p, p->page.lines.p[i].number, p->page.lines.p[i].text);
    free(seen);
}

static bool prove(const char *root, const char *path, Diag *d) {
    Proof p = {.root = root, .path = path, .d = d, .ok = true};
    switch (open_proof(&p, true)) {
    case OPENED_GONE: diag(d, M_IMPORT_SOURCE_GONE, where(p.page.shown, 0, 0), NULL); break;
    case OPENED_CHANGED: diag(d, M_IMPORT_SOURCE_CHANGED, where(p.page.shown, 0, 0), NULL); break;
    case OPENED_UNREAD: p.ok = false; break;
    case OPENED_BAD: lost(&p, 0, V("")); break;
    case OPENED: prove_lines(&p); break;
    }
    close_proof(&p);
    return p.ok;
}

/* A source without a ledger was not imported, or is one that import could not read: nothing has its text. Links that
 * lead out of the archive are not its sources. */
static bool prove_imported(const char *root, const FileList *ledgers, Diag *d) {
    Arena a = ARENA_INIT;
    FileList files = {0};
    Map have = MAP_INIT;
    Diag unheard;
    size_t missing = 0;
    const char *dir = path_join(&a, root, "sources");
    diag_init(&unheard, d->lang);
    if (dir_exists(dir) && dir_list(&a, dir, &files) == 0) filelist_keep_inside(&files, &unheard, dir, root, "sources");
    for (size_t i = 0; i < ledgers->n; i++) map_at(&have, view_of(ledgers->p[i].path), NULL);
    for (size_t i = 0; i < files.n; i++) {
        const char *path = files.p[i].path;
        if (!source_named(view_of(path)) || map_get(&have, view_of(arena_printf(&a, "%s.tsv", path)))) continue;
        diag(d, M_IMPORT_NOT_YET, where(arena_printf(&a, "sources/%s", path), 0, 0), NULL);
        missing++;
    }
    diag_drop(&unheard);
    map_release(&have);
    filelist_release(&files);
    arena_release(&a);
    return missing == 0;
}

bool import_check(const char *root, Diag *d) {
    Arena a = ARENA_INIT;
    FileList files = {0};
    bool ok = true;
    const char *dir = path_join(&a, root, ".fangzhi/base/sources");
    int err = dir_list(&a, dir, &files);
    if (err && err != ENOENT) {
        diag_errno(d, M_CANNOT_READ, files.failed ? files.failed : dir, err);
        ok = false;
    }
    for (size_t i = 0; i < files.n; i++) {
        View path = view_of(files.p[i].path);
        if (path.n <= 8 || !view_ends(path, V(".tsv"))) continue;
        ok = prove(root, arena_strdup(&a, view_to(path, path.n - 4)), d) && ok;
    }
    if (!err) ok = prove_imported(root, &files, d) && ok; /* with err, nothing was ever imported */
    filelist_release(&files);
    arena_release(&a);
    return ok;
}
