/* regions.rules.tsv, and its forms as one more lexicon. */
#include "regions/rules.h"

#include <stdlib.h>

#include "regions/rows.h"
#include "text/text.h"

typedef enum Column { COL_FORM, COL_CODE, COL_PUBLICATION, COLUMNS } Column;

static const char *const column_names[COLUMNS] = {"form", "code", "publication"};

/* What the trie can hold. */
static bool form_valid(View form) {
    size_t n = 0;
    for (; form.n; n++)
        if (utf8_next(&form) > 0xffff) return false;
    return n >= 2 && n <= TRIE_FORM_MAX;
}

static void read_row(Gazetteer *g, Rows *r, const View *f) {
    Rule rule = {f[COL_FORM], f[COL_PUBLICATION], REGION_NONE, r->line};
    bool never = view_is(f[COL_CODE], "-");
    if (!never) rule.region = gaz_find(g, f[COL_CODE]);
    if (!form_valid(rule.form)) rows_complain(r, M_RULES_FORM, rule.form);
    else if (!never && rule.region == REGION_NONE) rows_complain(r, M_RULES_CODE, f[COL_CODE]);
    else vec_push(&g->rules, rule);
}

static int by_form(const void *a, const void *b) {
    const Rule *x = a, *y = b;
    int c = view_cmp(x->form, y->form);
    if (!c) c = view_cmp(x->publication, y->publication);
    return c ? c : (x->line > y->line) - (x->line < y->line);
}

/* Keeps the first of two for the same form and publication. */
static void keep_one(Gazetteer *g, Rows *r) {
    size_t n = 0;
    if (g->rules.n) qsort(g->rules.p, g->rules.n, sizeof *g->rules.p, by_form);
    for (size_t i = 0; i < g->rules.n; i++) {
        const Rule *rule = &g->rules.p[i];
        r->line = rule->line;
        if (n && view_eq(g->rules.p[n - 1].form, rule->form) &&
            view_eq(g->rules.p[n - 1].publication, rule->publication))
            rows_complain(r, M_RULES_TWICE, rule->form);
        else g->rules.p[n++] = *rule;
    }
    g->rules.n = n;
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
    Rows r;
    View fields[COLUMNS];
    rows_open(&r, d, &g->arena, path, column_names, COLUMNS, M_RULES_HEADER);
    const bool usable = r.own.errors == 0; /* without its rules all that they decided would be undone */
    while (rows_next(&r, fields)) read_row(g, &r, fields);
    keep_one(g, &r);
    if (g->rules.n) build_lexicon(g);
    rows_close(&r);
    return usable;
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
