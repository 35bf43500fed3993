#include "regions/find.h"

#include <stdlib.h>

/* The best meaning of a form right after `before` (REGION_NONE: none). */
static uint32_t meaning(const Gazetteer *g, const FoundForm *f, uint32_t before, uint32_t home) {
    size_t n;
    const Posting *p = form_postings(f, &n);
    uint32_t best = REGION_NONE;
    int best_score = 0, ties = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t r = POSTING_REGION(p[i]);
        uint16_t from, to;
        gaz_years(g, r, &from, &to);
        if (!gaz_in_scope(g, r) || to || POSTING_SUFFIX(p[i]) != f->suffix) continue;
        RegionLevel level = gaz_level(g, r);
        int score = level <= REGION_COUNTY ? 6 - (int)level : 0;
        if (before != REGION_NONE && before != r && gaz_contains(g, before, r)) score += 8;
        else if (home != REGION_NONE && gaz_contains(g, home, r)) score += level <= REGION_COUNTY ? 4 : 1;
        if (score == best_score) ties++;
        if (score > best_score) best_score = score, best = r, ties = 0;
    }
    return ties ? REGION_NONE : best;
}

void regions_resolve(const Gazetteer *g, Arena *a, const RegionText *parts, size_t n, RegionsFound *out) {
    for (size_t part = 0; part < n; part++) {
        FoundForms forms = {0};
        find_forms(&g->file, parts[part].text, &forms);
        uint32_t home = gaz_find(g, parts[part].hints.home), before = REGION_NONE;
        out[part] = (RegionsFound){.p = ARENA_ARRAY(a, RegionFound, forms.n)};
        size_t end = 0;
        for (size_t i = 0; i < forms.n; i++) {
            while (i + 1 < forms.n && forms.p[i + 1].at == forms.p[i].at) i++;
            const FoundForm *f = &forms.p[i];
            if (f->at < end) continue;
            uint32_t r = meaning(g, f, before, home);
            if (r == REGION_NONE) continue;
            before = r;
            end = f->at + f->n;
            RegionsFound *found = &out[part];
            size_t k = 0;
            while (k < found->n && !view_eq(found->p[k].code, gaz_code(g, r))) k++;
            if (k == found->n) {
                found->p[found->n++] = (RegionFound){.code = gaz_code(g, r), .name = gaz_name(g, r), .confidence = 0.7f,
                                                     .forms = ARENA_NEW(a, View), .n_forms = 1, .why = "named"};
                found->p[k].forms[0] = view(parts[part].text.p + f->at, f->n);
            }
            found->p[k].count++;
        }
        vec_release(&forms);
    }
}

View regions_home(const Gazetteer *g, Arena *a, const RegionText *parts, size_t n) {
    (void)g, (void)a, (void)parts, (void)n;
    return V("");
}
