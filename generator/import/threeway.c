#include "import/threeway.h"

#include "base/git.h"

/* A key of the front matter with all lines of its value. */
typedef struct Part {
    View key, lead, value; /* lead: comments and blank lines before it */
    size_t line;
} Part;

typedef VEC(Part) Parts;

typedef struct Version {
    Parts parts;
    View tail; /* comments behind the last key */
    View body;
    size_t body_line;
} Version;

typedef struct Merge {
    Version base, theirs, ours;
    Str *out, *what;
    size_t line;
    bool theirs_win;
} Merge;

/* --- reading ------------------------------------------------------------------- */

static View key_of(View line) {
    size_t colon = view_find(line, V(":"), 0);
    if (!line.n || colon == SIZE_MAX || strchr(" \t-#", line.p[0])) return V("");
    return view_trim(view_to(line, colon));
}

static bool is_comment(View line) {
    View text = view_trim(line);
    return !text.n || text.p[0] == '#';
}

/* A view from the start of a to the start of b, which lies behind it. */
static View between(View a, View b) { return view(a.p, (size_t)(b.p - a.p)); }

static bool add_part(Version *v, Map *seen, Part part) {
    bool fresh;
    map_at(seen, part.key, &fresh);
    vec_push(&v->parts, part);
    return fresh;
}

/* False: this is not front matter with each key once. */
static bool read_parts(Version *v, View text, Map *seen) {
    View rest = text, line, start, lead;
    size_t number = 1;
    if (!view_line(&rest, &line) || !view_is(line, "---")) return false;
    for (lead = start = rest; view_line(&rest, &line); start = rest) {
        number++;
        View key = key_of(line);
        bool end = view_is(line, "---");
        if (!end && !key.n && is_comment(line)) continue;
        if (!end && !key.n) { /* more of the value before */
            if (!v->parts.n) return false;
            Part *last = &v->parts.p[v->parts.n - 1];
            last->value = between(last->value, rest);
            lead = rest;
            continue;
        }
        if (end) {
            v->tail = between(lead, start);
            v->body = rest;
            v->body_line = number + 1;
            return true;
        }
        if (!add_part(v, seen, (Part){key, between(lead, start), between(start, rest), number})) return false;
        lead = rest;
    }
    return false;
}

static bool read_version(Version *v, View text) {
    Map seen = MAP_INIT;
    bool ok = read_parts(v, text, &seen);
    map_release(&seen);
    return ok;
}

static const Part *part_named(const Version *v, View key) {
    for (size_t i = 0; i < v->parts.n; i++)
        if (view_eq(v->parts.p[i].key, key)) return &v->parts.p[i];
    return NULL;
}

static View value_of(const Version *v, View key) {
    const Part *p = part_named(v, key);
    return p ? p->value : V("");
}

/* --- lists of items --------------------------------------------------------------- */

typedef VEC(View) Items;

/* The items of "key:\n  - …\n  - …\n"; false: written otherwise. */
static bool read_items(View value, Items *out) {
    View rest = value, line, start;
    if (!value.n) return true;
    if (!view_line(&rest, &line) || line.p[line.n - 1] != ':') return false;
    for (start = rest; view_line(&rest, &line); start = rest) {
        if (view_starts(line, V("  - "))) vec_push(out, between(start, rest));
        else if (view_starts(line, V("   ")) && out->n) out->p[out->n - 1] = between(out->p[out->n - 1], rest);
        else return false;
    }
    return true;
}

static bool has_item(const Items *items, View item) {
    for (size_t i = 0; i < items->n; i++)
        if (view_eq(items->p[i], item)) return true;
    return false;
}

/* An item is known by its first value: "  - {code: "5401", …". */
static bool has_name_of(const Items *items, const Items *but, View item) {
    View name = view_to(item, view_find(item, V(","), 0));
    for (size_t i = 0; i < items->n; i++)
        if (view_starts(items->p[i], name) && !view_eq(items->p[i], item) && !has_item(but, items->p[i])) return true;
    return false;
}

static bool join_items(const Items *base, const Items *theirs, const Items *ours, View key, Str *out) {
    size_t start = out->n;
    str_addf(out, "%.*s:\n", VARG(key));
    for (size_t i = 0; i < theirs->n; i++)
        if (has_item(ours, theirs->p[i]) || !has_item(base, theirs->p[i])) str_addv(out, theirs->p[i]);
    for (size_t i = 0; i < ours->n; i++) {
        if (has_item(base, ours->p[i]) || has_item(theirs, ours->p[i])) continue;
        if (has_name_of(theirs, base, ours->p[i])) {
            str_cut(out, start);
            return false;
        }
        str_addv(out, ours->p[i]);
    }
    return true;
}

enum { MANY_ITEMS = 500 }; /* each is compared with each */

static bool merge_items(View base, View theirs, View ours, View key, Str *out) {
    Items b = {0}, t = {0}, o = {0};
    bool ok = read_items(base, &b) && read_items(theirs, &t) && read_items(ours, &o) && b.n + t.n + o.n < MANY_ITEMS &&
              join_items(&b, &t, &o, key, out);
    vec_release(&b);
    vec_release(&t);
    vec_release(&o);
    return ok;
}

/* --- merging ---------------------------------------------------------------------- */

static void conflict(Merge *m, View what, size_t line) {
    if (!m->what->n) m->line = line;
    str_addf(m->what, "%s%.*s", m->what->n ? ", " : "", VARG(what));
}

/* Is it the same files that both were cut from? Their hashes and lines are import's alone: those of an article whose
 * conflict was settled are older than the base. */
static bool same_files(View a, View b) {
    const View hash = V(", sha256: ");
    for (View x, y;;) {
        bool more = view_line(&a, &x);
        if (view_line(&b, &y) != more) return false;
        if (!more) return true;
        if (!view_eq(view_to(x, view_find(x, hash, 0)), view_to(y, view_find(y, hash, 0)))) return false;
    }
}

static void merge_value(Merge *m, View key, View theirs, size_t line) {
    View b = value_of(&m->base, key), o = value_of(&m->ours, key);
    if (view_eq(o, b) || view_eq(o, theirs)) str_addv(m->out, theirs);
    else if (view_eq(theirs, b)) str_addv(m->out, o);
    else if (view_is(key, "source") && same_files(theirs, b)) str_addv(m->out, o);
    else if (view_is(key, "regions") && merge_items(b, theirs, o, key, m->out)) return;
    else if (m->theirs_win) str_addv(m->out, theirs);
    else conflict(m, key, line);
}

/* Keys of ours that theirs has not, from `i` on up to the next that it has:
 * what is new stands behind the key it stands behind in ours. */
static void merge_new(Merge *m, size_t i, size_t line) {
    for (; i < m->ours.parts.n && !part_named(&m->theirs, m->ours.parts.p[i].key); i++)
        merge_value(m, m->ours.parts.p[i].key, V(""), line);
}

static void merge_head(Merge *m) {
    str_adds(m->out, "---\n");
    merge_new(m, 0, 1);
    for (size_t i = 0; i < m->theirs.parts.n; i++) {
        const Part *p = &m->theirs.parts.p[i], *same = part_named(&m->ours, p->key);
        str_addv(m->out, p->lead);
        merge_value(m, p->key, p->value, p->line);
        if (same) merge_new(m, (size_t)(same - m->ours.parts.p) + 1, p->line);
    }
    str_addv(m->out, m->theirs.tail);
    str_adds(m->out, "---\n");
}

/* Without git what both sides changed is not merged, but named. */
static void merge_body(Merge *m) {
    git_merge_file_input in[3];
    git_merge_file_result result = {0};
    View v[] = {m->base.body, m->theirs.body, m->ours.body};
    if (view_eq(v[2], v[0]) || view_eq(v[2], v[1])) str_addv(m->out, v[1]);
    else if (view_eq(v[1], v[0])) str_addv(m->out, v[2]);
    else if (!git_begin()) conflict(m, V("text"), m->theirs.body_line);
    else {
        for (int i = 0; i < 3; i++) {
            git.merge_file_input_init(&in[i], GIT_MERGE_FILE_INPUT_VERSION);
            in[i].ptr = v[i].n ? v[i].p : "";
            in[i].size = v[i].n;
            in[i].path = "article.md";
        }
        bool ok = git.merge_file(&result, &in[0], &in[1], &in[2], NULL) == 0;
        if (ok && result.automergeable) str_add(m->out, result.ptr, result.len);
        else conflict(m, V("text"), m->theirs.body_line);
        if (ok) git.merge_file_result_free(&result);
    }
}

bool three_way(View base, View theirs, View ours, bool theirs_win, Str *out, Str *what, size_t *line) {
    Merge m = {.out = out, .what = what, .line = 1, .theirs_win = theirs_win};
    size_t start = out->n;
    /* Without a base, what is not the same on both sides was changed by both. */
    if ((!base.n || read_version(&m.base, base)) && read_version(&m.theirs, theirs) && read_version(&m.ours, ours)) {
        merge_head(&m);
        merge_body(&m);
    } else conflict(&m, V("front matter"), 1);
    if (what->n) str_cut(out, start);
    *line = m.line;
    vec_release(&m.base.parts);
    vec_release(&m.theirs.parts);
    vec_release(&m.ours.parts);
    return what->n == 0;
}

/* --- comparing -------------------------------------------------------------------- */

static View said(const Part *p) { return view_trim(view_from(p->value, p->key.n + 1)); }

static void compare(const Version *b, const Version *t, Changes *out) {
    size_t line = 1; /* of the key before, where one was taken out */
    for (size_t i = 0; i < t->parts.n; i++) {
        const Part *p = &t->parts.p[i], *was = part_named(b, p->key);
        View from = was ? said(was) : V("");
        if (!view_eq(from, said(p))) vec_push(out, ((Change){p->key, from, said(p), p->line}));
    }
    for (size_t i = 0; i < b->parts.n; i++) {
        const Part *p = part_named(t, b->parts.p[i].key);
        if (p) line = p->line;
        else vec_push(out, ((Change){b->parts.p[i].key, said(&b->parts.p[i]), V(""), line}));
    }
    if (!view_eq(b->body, t->body)) vec_push(out, ((Change){V("text"), b->body, t->body, t->body_line}));
}

void changes_between(View base, View theirs, Changes *out) {
    Version b = {0}, t = {0};
    if (read_version(&b, base) && read_version(&t, theirs)) compare(&b, &t, out);
    vec_release(&b.parts);
    vec_release(&t.parts);
}
