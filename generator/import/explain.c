#include "import/explain.h"

enum { SHOWN = 24, REASONS = 4 };

typedef enum Word {
#define X(id, en, zh) WORD_##id,
    EXPLAIN_WORDS(X)
#undef X
    WORD_COUNT
} Word;

static const char *const words[WORD_COUNT][2] = {
#define X(id, en, zh) {en, zh},
    EXPLAIN_WORDS(X)
#undef X
};

static const char *word(const Page *page, Word w) { return words[w][page->diag->lang]; }

/* Why a line is set aside, by its name in the ledger. */
static const char *aside_word(const Page *page, const char *reason) {
    static const char *const names[][2] = {
#define X(name, zh) {name, zh},
        ASIDE_WORDS(X)
#undef X
    };
    for (size_t i = 0; page->diag->lang == MSG_ZH && i < sizeof names / sizeof *names; i++)
        if (strcmp(reason, names[i][0]) == 0) return names[i][1];
    return reason;
}

/* In Chinese with the name by which NAME.edits knows it. */
static void add_role(Str *out, const Page *page, Role r) {
    if (page->diag->lang == MSG_ZH) str_addf(out, "%s %s\t", role_names_zh[r], role_names[r]);
    else str_addf(out, "%s\t", role_names[r]);
}

/* The features that made the difference between the role and the runner-up,
 * the strongest first. */
static void add_reasons(const Page *page, const Para *p, Str *out) {
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
        str_addf(out, "%s%s %+.1f", k ? word(page, WORD_THEN) : "", feature_names[best][page->diag->lang],
                 (double)diff);
    }
}

void explain_page(const Page *page, Str *out) {
    str_addf(out, "%s\t%s\t%s%s\n", page->path, charset_name(page->charset),
             word(page, page->wrapped ? WORD_WRAPPED : WORD_LINES), page->yearbook ? word(page, WORD_YEARBOOK) : "");
    for (size_t i = 0; i < page->paras.n; i++) {
        const Para *p = &page->paras.p[i];
        View start = utf8_prefix(view_to(p->text, 8 * SHOWN), SHOWN);
        str_addf(out, "%u\t", page->lines.p[p->first].number);
        if (p->aside) str_addf(out, "%s%s\t\t\t", word(page, WORD_ASIDE), aside_word(page, p->aside));
        else {
            add_role(out, page, p->role);
            add_role(out, page, p->second);
            str_addf(out, "%.1f\t", (double)p->margin);
            add_reasons(page, p, out);
        }
        str_addf(out, "\t%.*s\n", VARG(start));
    }
}

static void add_known(Str *out, const Page *page, Word name, View value) {
    if (value.n) str_addf(out, "\t%s%.*s", word(page, name), VARG(value));
}

void explain_plan(const Page *page, const Outputs *outputs, Str *out) {
    const Known *k = &page->known;
    size_t aside = 0;
    for (size_t i = 0; i < page->paras.n; i++) aside += page->paras.p[i].aside != NULL;
    str_addf(out, "%s\t%s%s", page->path, word(page, WORD_FROM),
             !k->from                          ? word(page, WORD_TEXT_ONLY)
             : strcmp(k->from, "path") == 0    ? word(page, WORD_PATH)
             : strcmp(k->from, "sidecar") == 0 ? word(page, WORD_SIDECAR)
                                               : k->from);
    add_known(out, page, WORD_PUBLICATION, k->publication);
    add_known(out, page, WORD_ISSUED, k->issued);
    add_known(out, page, WORD_ISSUE_NUMBER, k->issue_number);
    add_known(out, page, WORD_PAGE, k->page);
    add_known(out, page, WORD_COVERS, k->covers);
    add_known(out, page, WORD_HOME, k->home);
    add_known(out, page, WORD_LICENCE, k->licence);
    add_known(out, page, WORD_BESIDE, view_of(page->came_with));
    add_known(out, page, WORD_CHARSET, view_of(charset_name(page->charset)));
    if (page->year) str_addf(out, "\t%s%u", word(page, WORD_YEAR), page->year);
    str_addf(out, "\t%s%zu\t%s%zu\n", word(page, WORD_ARTICLES), outputs->n, word(page, WORD_ASIDE), aside);
    for (size_t i = 0; i < outputs->n; i++) {
        const Article *a = &outputs->p[i].article;
        str_addf(out, "\t%.*s\t%u\t%s\t%.*s\t%.*s\n", VARG(a->id), a->sources->lines[0].line, kind_name(a->kind),
                 VARG(a->date), VARG(a->title));
    }
}
