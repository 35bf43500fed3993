#include "import/explain.h"

enum { SHOWN = 24, REASONS = 4 };

/* The features that made the difference between the role and the runner-up,
 * the strongest first. */
static void add_reasons(const Para *p, Str *out) {
    bool told[FEATURE_COUNT] = {false};
    for (int k = 0; k < REASONS; k++) {
        int best = -1;
        float most = 0.5f;
        for (int f = 0; f < FEATURE_COUNT; f++) {
            if (told[f] || !has(&p->features, (Feature)f)) continue;
            float diff = model_weight((Feature)f, p->role) - model_weight((Feature)f, p->second);
            if (diff > most || diff < -most) best = f, most = diff < 0 ? -diff : diff;
        }
        if (best < 0) return;
        told[best] = true;
        float diff = model_weight((Feature)best, p->role) - model_weight((Feature)best, p->second);
        str_addf(out, "%s%s %+.1f", k ? "; " : "", feature_names[best], (double)diff);
    }
}

void explain_page(const Page *page, Str *out) {
    str_addf(out, "%s\t%s\t%s%s\n", page->path, charset_name(page->charset), page->wrapped ? "wrapped lines" : "a paragraph a line",
             page->yearbook ? ", yearbook" : "");
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        View start = utf8_prefix(view_to(p->text, 8 * SHOWN), SHOWN);
        str_addf(out, "%u\t", page->lines.p[p->first].number);
        if (p->aside) str_addf(out, "set aside: %s\t\t\t", p->aside);
        else {
            str_addf(out, "%s\t%s\t%.1f\t", role_names[p->role], role_names[p->second], (double)p->margin);
            add_reasons(p, out);
        }
        str_addf(out, "\t%.*s\n", VARG(start));
    }
}

static void add_known(Str *out, const char *name, View value) {
    if (value.n) str_addf(out, "\t%s: %.*s", name, VARG(value));
}

void explain_plan(const Page *page, const Outputs *outputs, Str *out) {
    const Known *k = &page->known;
    size_t aside = 0;
    for (size_t i = 0; i < page->paras.n; i++) aside += page->paras.p[i].aside != NULL;
    str_addf(out, "%s\tfrom: %s", page->path, k->from ? k->from : "text only");
    add_known(out, "publication", k->publication);
    add_known(out, "issued", k->issued);
    add_known(out, "issue_number", k->issue_number);
    add_known(out, "page", k->page);
    add_known(out, "covers", k->covers);
    add_known(out, "home", k->home);
    add_known(out, "licence", k->licence);
    add_known(out, "beside", view_of(page->came_with));
    str_addf(out, "\tcharset: %s", charset_name(page->charset));
    if (page->year) str_addf(out, "\tyear: %u", page->year);
    str_addf(out, "\tarticles: %zu\tset aside: %zu\n", outputs->n, aside);
    for (size_t i = 0; i < outputs->n; i++) {
        const Article *a = &outputs->p[i].article;
        str_addf(out, "\t%.*s\t%u\t%s\t%.*s\t%.*s\n", VARG(a->id), a->sources->lines[0].line, kind_name(a->kind), VARG(a->date), VARG(a->title));
    }
}
