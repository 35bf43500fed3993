/* Following every link of a built site. First each file's anchors are read
 * (in parallel), then each link is looked up among files and anchors. */
#include <pthread.h>
#include <stdlib.h>

#include "site/html_scan.h"
#include "site/site.h"

typedef struct LinkedFile {
    const char *path;
    bool is_page;
    Map anchors; /* names → 0, in the file's arena */
    Arena arena;
} LinkedFile;

/* A link that leads nowhere. */
typedef struct BrokenLink {
    Msg msg;
    size_t file, line, column;
    View url, target; /* as it stands; what it leads to from any page */
} BrokenLink;

typedef struct LinkCheck {
    Diag *diag;
    const char *dir;
    LinkedFile *files;
    size_t n;
    Map by_path;
    pthread_mutex_t lock;
    VEC(BrokenLink) broken;
    Arena arena; /* of broken */
    void (*visit)(struct LinkCheck *c, LinkedFile *file, View html);
} LinkCheck;

static void visit_files(void *ctx, size_t from, size_t to, unsigned worker) {
    (void)worker;
    LinkCheck *c = ctx;
    Str html = STR_INIT, path = STR_INIT;
    for (size_t i = from; i < to; i++) {
        if (!c->files[i].is_page) continue;
        str_clear(&html);
        str_clear(&path);
        str_addf(&path, "%s/%s", c->dir, c->files[i].path);
        int err = file_read(path.p, &html, FILE_MAX_BYTES);
        if (err)
            diag_errno(c->diag, M_CANNOT_READ, path.p, err);
        else
            c->visit(c, &c->files[i], str_view(&html));
    }
    str_release(&html);
    str_release(&path);
}

static void read_anchors(LinkCheck *c, LinkedFile *file, View html) {
    (void)c;
    HtmlScan scan = html_scan(html);
    HtmlAttribute a;
    Str name = STR_INIT;
    while (html_next(&scan, &a)) {
        if (a.name != HTML_ID) continue;
        str_clear(&name);
        html_unescape(&name, a.value);
        map_at(&file->anchors, arena_view(&file->arena, str_view(&name)), NULL);
    }
    str_release(&name);
}

/* http:, mailto:, data: and their kin are not ours to follow. */
static bool has_scheme(View url) {
    for (size_t i = 0; i < url.n; i++) {
        char c = url.p[i];
        if (c == ':') return i > 0;
        if (c == '/' || c == '?' || c == '#') return false;
    }
    return false;
}

/* The file a relative address leads to from another one; false: out of the site. */
static bool resolve(View from, View to, Str *out) {
    View part;
    size_t depth = 0;
    if (view_starts(to, V("/"))) return false;
    str_clear(out);
    str_add(out, from.p, from.n - path_base(from).n);
    for (size_t i = 0; i < out->n; i++) depth += out->p[i] == '/';
    while (view_split(&to, '/', &part)) {
        bool last = !to.p;
        if (view_is(part, "..")) {
            if (!depth) return false;
            depth--;
            View up = view_to(str_view(out), out->n - 1);
            str_cut(out, up.n - path_base(up).n);
        } else if (!view_is(part, ".")) {
            str_addv(out, part);
            if (!last) str_addc(out, '/'), depth++;
        }
    }
    return true;
}

/* A way out of the site is the same from any depth. */
static View without_ups(View url) {
    while (view_starts(url, V("../"))) url = view_from(url, 3);
    return url;
}

static const LinkedFile *find_file(const LinkCheck *c, View path) {
    const size_t *at = map_get(&c->by_path, path);
    return at ? &c->files[*at] : NULL;
}

static void note(LinkCheck *c, const LinkedFile *file, const HtmlAttribute *at, Msg msg, View url, View target) {
    pthread_mutex_lock(&c->lock);
    BrokenLink b = {msg,        (size_t)(file - c->files),  at->line,
                    at->column, arena_view(&c->arena, url), arena_view(&c->arena, target)};
    vec_push(&c->broken, b);
    pthread_mutex_unlock(&c->lock);
}

static int by_target(const void *pa, const void *pb) {
    const BrokenLink *a = pa, *b = pb;
    if (a->msg != b->msg) return a->msg < b->msg ? -1 : 1;
    int order = view_cmp(a->target, b->target);
    if (order) return order;
    if (a->file != b->file) return a->file < b->file ? -1 : 1;
    if (a->line != b->line) return a->line < b->line ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

/* One that stands on many pages is told once, where it stands first. */
static void tell_broken(LinkCheck *c) {
    Arena a = ARENA_INIT;
    if (c->broken.n) qsort(c->broken.p, c->broken.n, sizeof *c->broken.p, by_target);
    for (size_t i = 0, end; i < c->broken.n; i = end) {
        const BrokenLink *b = &c->broken.p[i];
        for (end = i + 1;
             end < c->broken.n && c->broken.p[end].msg == b->msg && view_eq(c->broken.p[end].target, b->target);
             end++) {
        }
        bool nowhere = b->msg == M_LINK_NOWHERE;
        Msg msg = end - i == 1 ? b->msg : nowhere ? M_LINK_NOWHERE_MORE : M_LINK_ANCHOR_MORE;
        diag(c->diag, msg, where(path_join(&a, c->dir, c->files[b->file].path), b->line, b->column),
             DARGS(arena_strdup(&a, b->url), arena_printf(&a, "%zu", end - i - 1)));
    }
    arena_release(&a);
}

typedef struct LinkBuffers {
    Str url, target, part;
} LinkBuffers;

static void follow(LinkCheck *c, const LinkedFile *file, const HtmlAttribute *link, LinkBuffers *b) {
    str_clear(&b->url);
    html_unescape(&b->url, link->value);
    View url = str_view(&b->url);
    if (has_scheme(url)) return;
    size_t hash = view_find(url, V("#"), 0);
    View way = view_to(url, hash), anchor = hash == SIZE_MAX ? (View){0} : view_from(url, hash + 1);
    way = view_to(way, view_find(way, V("?"), 0));
    const LinkedFile *target = file;
    bool inside = true;
    /* A server shows 404.html at any address, so its links begin at the top. */
    if (view_starts(way, V("/")) && view_is(view_of(file->path), "404.html")) return;
    if (way.n) {
        str_clear(&b->part);
        url_unescape(&b->part, way);
        inside = resolve(view_of(file->path), str_view(&b->part), &b->target);
        target = inside ? find_file(c, str_view(&b->target)) : NULL;
    }
    if (!target) {
        note(c, file, link, M_LINK_NOWHERE, url, inside ? str_view(&b->target) : without_ups(url));
        return;
    }
    if (!anchor.n || !target->is_page) return;
    str_clear(&b->part);
    url_unescape(&b->part, anchor);
    if (map_get(&target->anchors, str_view(&b->part))) return;
    str_clear(&b->target);
    /* What a template says of the page it is on is the same on all. */
    str_addf(&b->target, "%s#%.*s", way.n ? target->path : "", VARG(anchor));
    note(c, file, link, M_LINK_ANCHOR, url, str_view(&b->target));
}

static void follow_links(LinkCheck *c, LinkedFile *file, View html) {
    HtmlScan scan = html_scan(html);
    HtmlAttribute a;
    LinkBuffers b = {STR_INIT, STR_INIT, STR_INIT};
    while (html_next(&scan, &a))
        if (a.name != HTML_ID) follow(c, file, &a, &b);
    str_release(&b.url);
    str_release(&b.target);
    str_release(&b.part);
}

static void list_files(LinkCheck *c, const FileList *list) {
    c->n = list->n;
    c->files = xcalloc(list->n + 1, sizeof *c->files);
    for (size_t i = 0; i < list->n; i++) {
        const char *path = list->p[i].path;
        c->files[i] = (LinkedFile){.path = path, .is_page = view_is(path_ext(view_of(path)), "html")};
        *map_at(&c->by_path, view_of(path), NULL) = i;
    }
}

bool site_check_links(Diag *d, const char *dir, unsigned jobs) {
    Arena a = ARENA_INIT;
    FileList list = {0};
    size_t errors = d->errors;
    LinkCheck c = {.diag = d, .dir = dir};
    pthread_mutex_init(&c.lock, NULL);
    int err = dir_list(&a, dir, &list);
    if (err) diag_errno(d, M_CANNOT_READ, dir, err);
    list_files(&c, &list);
    c.visit = read_anchors;
    threads_for(jobs, c.n, 32, visit_files, &c);
    c.visit = follow_links;
    threads_for(jobs, c.n, 32, visit_files, &c);
    tell_broken(&c);
    vec_release(&c.broken);
    arena_release(&c.arena);
    pthread_mutex_destroy(&c.lock);
    for (size_t i = 0; i < c.n; i++) {
        map_release(&c.files[i].anchors);
        arena_release(&c.files[i].arena);
    }
    free(c.files);
    map_release(&c.by_path);
    filelist_release(&list);
    arena_release(&a);
    return d->errors == errors;
}
