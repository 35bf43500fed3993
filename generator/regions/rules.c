/* regions.rules.tsv, and its forms as one more lexicon. */
#include "regions/rules.h"

#include <errno.h>
#include <stdlib.h>

#include "text/text.h"

typedef enum Column { COL_FORM, COL_CODE, COL_PUBLICATION, COLUMNS } Column;

static const char *const column_names[COLUMNS] = {"form", "code", "publication"};

typedef struct Reader {
    Gazetteer *g;
    Diag *d;
    const char *path;
    size_t line;
    int column[COLUMNS]; /* its place in the file, -1: absent */
} Reader;

static Where here(const Reader *r) { return where(r->path, r->line, 0); }

static void complain(Reader *r, Msg msg, View what) {
    Arena a = ARENA_INIT;
    diag(r->d, msg, here(r), DARGS(arena_strdup(&a, what)));
    arena_release(&a);
}

static bool read_header(Reader *r, View line) {
    for (int i = 0; i < COLUMNS; i++) r->column[i] = -1;
    View field;
    for (int at = 0; view_split(&line, '\t', &field); at++)
        for (int i = 0; i < COLUMNS; i++)
            if (view_is(view_trim(field), column_names[i])) r->column[i] = at;
    if (r->column[COL_FORM] >= 0 && r->column[COL_CODE] >= 0) return true;
    diag(r->d, M_RULES_HEADER, here(r), NULL);
    return false;
}

/* What the trie can hold. */
static bool form_valid(View form) {
    size_t n = 0;
    for (; form.n; n++)
        if (utf8_next(&form) > 0xffff) return false;
    return n >= 2 && n <= TRIE_FORM_MAX;
}

static void read_row(Reader *r, View line) {
    View f[COLUMNS] = {{0}}, field;
    for (int at = 0; view_split(&line, '\t', &field); at++)
        for (int i = 0; i < COLUMNS; i++)
            if (r->column[i] == at) f[i] = view_trim(field);
    Rule rule = {f[COL_FORM], f[COL_PUBLICATION], REGION_NONE, r->line};
    bool never = view_is(f[COL_CODE], "-");
    if (!never) rule.region = gaz_find(r->g, f[COL_CODE]);
    if (!form_valid(rule.form)) complain(r, M_RULES_FORM, rule.form);
    else if (!never && rule.region == REGION_NONE) complain(r, M_RULES_CODE, f[COL_CODE]);
    else vec_push(&r->g->rules, rule);
}

static bool read_rules(Reader *r, View text) {
    View line;
    bool header = false;
    size_t errors = r->d->errors;
    if (view_starts(text, V("\xef\xbb\xbf"))) text = view_from(text, 3);
    for (r->line = 1; view_line(&text, &line); r->line++) {
        if (view_trim(line).n == 0 || line.p[0] == '#') continue;
        if (header) read_row(r, line);
        else if (!(header = read_header(r, line))) break;
    }
    return r->d->errors == errors;
}

static int by_form(const void *a, const void *b) {
    const Rule *x = a, *y = b;
    int c = view_cmp(x->form, y->form);
    if (!c) c = view_cmp(x->publication, y->publication);
    return c ? c : (x->line > y->line) - (x->line < y->line);
}

/* Keeps the first of two for the same form and publication. */
static bool keep_one(Reader *r) {
    Gazetteer *g = r->g;
    size_t n = 0;
    if (g->rules.n) qsort(g->rules.p, g->rules.n, sizeof *g->rules.p, by_form);
    for (size_t i = 0; i < g->rules.n; i++) {
        const Rule *rule = &g->rules.p[i];
        r->line = rule->line;
        if (n && view_eq(g->rules.p[n - 1].form, rule->form) && view_eq(g->rules.p[n - 1].publication, rule->publication))
            complain(r, M_RULES_TWICE, rule->form);
        else g->rules.p[n++] = *rule;
    }
    bool good = n == g->rules.n;
    g->rules.n = n;
    return good;
}

/* A form's value is its first rule; the list of a rule is its one posting. */
static void build_lexicon(Gazetteer *g) {
    VEC(TrieForm) keys = {0};
    for (uint32_t i = 0; i < g->rules.n; i++) {
        const Rule *rule = &g->rules.p[i];
        TrieForm key = {rule->form, i, TRIE_WHOLE};
        if (i == 0 || !view_eq(rule->form, rule[-1].form)) vec_push(&keys, key);
        vec_push(&g->rule_lists, i);
        vec_push(&g->rule_postings,
                 POSTING_MAKE(rule->region, rule->region == REGION_NONE ? FORM_WORD : FORM_RULE, SUFFIX_NONE));
    }
    vec_push(&g->rule_lists, (uint32_t)g->rules.n);
    trie_build(&g->rules_built, keys.p, keys.n);
    g->ruled = (Lexicon){g->rules_built.trie, g->rule_lists.p, g->rule_postings.p};
    vec_release(&keys);
}

bool gazetteer_rules(Gazetteer *g, Diag *d, const char *path) {
    Str bytes = STR_INIT;
    int err = file_read(path, &bytes, FILE_MAX_BYTES);
    if (err == ENOENT) return true;
    if (err) {
        diag_errno(d, M_CANNOT_READ, path, err);
        return false;
    }
    Reader r = {.g = g, .d = d, .path = path};
    bool ok = read_rules(&r, arena_view(&g->arena, str_view(&bytes)));
    ok = keep_one(&r) && ok;
    if (g->rules.n) build_lexicon(g);
    str_release(&bytes);
    return ok;
}

void rules_release(Gazetteer *g) {
    vec_release(&g->rules);
    vec_release(&g->rule_lists);
    vec_release(&g->rule_postings);
    trie_built_release(&g->rules_built);
}

/* The rule for the publication, else the one for all; SIZE_MAX: none. */
static size_t rule_of(const Gazetteer *g, View publication, const FoundForm *f) {
    size_t found = SIZE_MAX;
    for (size_t i = f->value; i < g->rules.n && view_eq(g->rules.p[i].form, g->rules.p[f->value].form); i++) {
        View only = g->rules.p[i].publication;
        if (only.n == 0 || view_eq(only, publication)) found = i; /* the one for all comes first */
    }
    return found;
}

static bool ruled(const Gazetteer *g, const FoundForm *forms, size_t n, uint32_t length) {
    for (size_t i = 0; i < n; i++)
        if (forms[i].lexicon == &g->ruled && forms[i].n == length) return true;
    return false;
}

size_t rules_apply(const Gazetteer *g, View publication, FoundForm *forms, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        FoundForm f = forms[i];
        size_t rule = f.lexicon == &g->ruled ? rule_of(g, publication, &f) : 0;
        if (rule == SIZE_MAX) continue;
        if (f.lexicon == &g->ruled) f.value = (uint32_t)rule;
        forms[kept++] = f;
    }
    n = kept;
    kept = 0;
    for (size_t i = 0; i < n; i++)
        if (forms[i].lexicon == &g->ruled || !ruled(g, forms, n, forms[i].n)) forms[kept++] = forms[i];
    return kept;
}
