#include "import/confidence.h"
#include "import/names.h"

#include <math.h>

/* Made by `make fit-confidence`. */
const float confidence_weight[CONF_COUNT][FACT_COUNT] = {
#include "import/confidence.def"
};

static float part(float x, float of) { return x <= 0 ? 0 : x >= of ? 1 : x / of; }

static float margin_of(const Page *page, size_t para) {
    enum { SURE = 8 };
    return part(page->paras.p[para].margin, SURE);
}

/* What stands behind the article's last paragraph on the page. */
static float margin_behind(const Page *page, const Draft *d) {
    size_t last = 0;
    for (size_t i = 0; i < d->paras.n; i++)
        if (d->paras.p[i] > last) last = d->paras.p[i];
    while (++last < page->paras.n)
        if (!page->paras.p[last].aside) return margin_of(page, last);
    return 1;
}

/* What speaks against it in its own paragraphs. */
static void inside(const Page *page, const Draft *d, Facts *f) {
    f->of[FACT_INNER] = 1;
    for (size_t i = 0; i < d->paras.n; i++) {
        const Para *p = &page->paras.p[d->paras.p[i]], *before = i ? &page->paras.p[d->paras.p[i - 1]] : NULL;
        float m = margin_of(page, d->paras.p[i]);
        bool other = before ? model_begins(before->role, p->second) : !model_begins(ROLE_BODY, p->second);
        if (other && m < f->of[FACT_INNER]) f->of[FACT_INNER] = m;
        f->of[FACT_LED] += p->role == ROLE_LEAD || p->role == ROLE_BRIEF;
        f->of[FACT_GAPS] += i > 0 && has(&p->features, F_GAP) && !has(&p->features, F_HEADLIKE);
        f->of[FACT_PICTURES] += !d->photo && role_is_picture(p->role);
        bool runs_on = has(&p->features, F_SEAM_WORD) || has(&p->features, F_STARTS_MID);
        f->of[FACT_WEAK_SEAM] += p->role == ROLE_CONT && !runs_on;
    }
    f->of[FACT_LED] = part(f->of[FACT_LED], 1);
    f->of[FACT_GAPS] = part(f->of[FACT_GAPS], 3);
    f->of[FACT_PICTURES] = part(f->of[FACT_PICTURES], 2);
    f->of[FACT_WEAK_SEAM] = part(f->of[FACT_WEAK_SEAM], 2);
    size_t title = count_chars(d->title);
    f->of[FACT_ODD_TITLE] = title > 0 && (title <= 4 || title > 28);
}

static void margins(const Page *page, const Draft *d, Facts *f) {
    enum { SMALL = 3 };
    f->of[FACT_LEAST] = f->of[FACT_HEAD] = 1;
    size_t heads = 0;
    for (size_t i = 0; i < d->paras.n; i++) {
        float m = margin_of(page, d->paras.p[i]);
        f->of[FACT_TORN] = fmaxf(f->of[FACT_TORN], 1 - part(page->paras.p[d->paras.p[i]].margin, SMALL));
        bool head = role_is_head(page->paras.p[d->paras.p[i]].role);
        if (m < f->of[FACT_LEAST]) f->of[FACT_LEAST] = m;
        if (head && m < f->of[FACT_HEAD]) f->of[FACT_HEAD] = m;
        if (head && role_is_head(page->paras.p[d->paras.p[i]].second) && 1 - m > f->of[FACT_HEAD_TORN])
            f->of[FACT_HEAD_TORN] = 1 - m;
        heads += head;
    }
    f->of[FACT_BEGIN] = margin_of(page, d->paras.p[0]);
    f->of[FACT_BEHIND] = margin_behind(page, d);
    f->of[FACT_STACK] = heads > 1;
}

static float mean_margin(const Page *page) {
    enum { SAMPLE = 4096 };
    float sum = 0, n = 0;
    for (size_t i = 0; i < page->paras.n && i < SAMPLE; i++)
        if (!page->paras.p[i].aside) sum += margin_of(page, i), n++;
    return n > 0 ? sum / n : 0;
}

/* "year from line 29 (masthead), 0.95" ends in how sure it is; what a person
 * or a path says of the document has no number: it is certain. */
static float year_sure(View why) {
    uint64_t n = 100;
    size_t at = why.n;
    while (at > 0 && why.p[at - 1] >= '0' && why.p[at - 1] <= '9') at--;
    if (at > 2 && why.n - at <= 2 && why.p[at - 1] == '.') view_uint(view_from(why, at), 99, &n);
    if (why.n - at == 1) n *= 10;
    return why.n ? (float)n / 100 : 0;
}

static bool has_no_text(const Page *page, const Draft *d) {
    for (size_t i = 0; i < d->paras.n; i++)
        if (role_is_text(page->paras.p[d->paras.p[i]].role)) return false;
    return !d->photo;
}

/* An article against its neighbours, at most NEAR to either side. */
static void compare(const Page *page, size_t draft, Facts *f) {
    enum { NEAR = 24 };
    size_t low = draft > NEAR ? draft - NEAR : 0, n = 0, authored = 0, exact = 0;
    for (size_t i = low; i < page->drafts.n && i <= draft + NEAR; i++, n++) {
        authored += page->drafts.p[i].authors.n > 0;
        exact += view_is(page->drafts.p[i].date_precision, "day");
    }
    const Draft *d = &page->drafts.p[draft];
    f->of[FACT_NAMELESS] = !d->authors.n && authored * 2 > n;
    f->of[FACT_VAGUE] = !view_is(d->date_precision, "day") && exact * 2 > n;
    f->of[FACT_ALONE] = page->drafts.n == 1;
    for (size_t i = low; i < page->drafts.n && i <= draft + NEAR; i++) {
        const Draft *o = &page->drafts.p[i];
        bool end = o->flags & FLAG_TAIL_MISSING;
        if (i == draft) continue;
        if (end) f->of[FACT_LOST_END] = 1;
        if (i + 1 != draft && i != draft + 1) continue;
        if (o->photo) f->of[FACT_PICTURE_BY] = 1;
        if (end || o->flags & FLAG_HEAD_MISSING || has_no_text(page, o)) f->of[FACT_BESIDE_LOST] = 1;
    }
}

Facts confidence_facts(const Page *page, size_t draft) {
    enum { SHORT = 120 };
    const Draft *d = &page->drafts.p[draft];
    Facts f = {{0}};
    size_t chars = 0;
    for (size_t i = 0; i < d->paras.n; i++) chars += page->paras.p[d->paras.p[i]].chars;
    margins(page, d, &f);
    inside(page, d, &f);
    size_t texts = 0;
    for (size_t i = 0; i < d->paras.n; i++) texts += role_is_text(page->paras.p[d->paras.p[i]].role);
    f.of[FACT_ONE] = 1;
    f.of[FACT_ONE_TEXT] = texts == 1;
    f.of[FACT_PAGE] = mean_margin(page);
    f.of[FACT_TITLED] = d->title.n > 0;
    f.of[FACT_JOINED] = d->joins.n > 0;
    f.of[FACT_MISSING] = (d->flags & (FLAG_HEAD_MISSING | FLAG_TAIL_MISSING)) != 0;
    f.of[FACT_REORDERED] = (d->flags & FLAG_REORDERED) != 0;
    f.of[FACT_YEARBOOK] = page->yearbook;
    f.of[FACT_PHOTO] = d->photo;
    f.of[FACT_BRIEF] = chars < SHORT;
    f.of[FACT_DATED] = d->date.n > 0;
    f.of[FACT_DAY] = view_is(d->date_precision, "day");
    f.of[FACT_YEAR] = year_sure(d->date_why);
    f.of[FACT_AUTHORED] = d->authors.n > 0;
    f.of[FACT_BYLINED] = d->byline.n > 0;
    for (size_t i = 0; i < d->authors.n; i++)
        if (name_likeness(d->authors.p[i]) < 2) f.of[FACT_STRANGE] = 1;
    for (size_t i = 0; i < d->paras.n; i++)
        if (page->paras.p[d->paras.p[i]].role == ROLE_SIGN) f.of[FACT_SIGNED] = 1;
    compare(page, draft, &f);
    f.of[FACT_KIND_TORN] = 1 - d->kind_sure;
    f.of[FACT_NEWS] = d->kind == KIND_NEWS;
    f.of[FACT_OPINION] = d->kind == KIND_COMMENTARY || d->kind == KIND_FEATURE;
    f.of[FACT_SMALL] = d->kind == KIND_NOTICE || d->kind == KIND_FRAGMENT;
    return f;
}

/* What a book's contents say of a heading: that it is one; or, where they
 * name most of those around it, that it may be none. In log odds, by hand. */
static float contents_say(const Page *page, size_t draft, int field) {
    enum { NEAR = 12 };
    const Draft *d = &page->drafts.p[draft];
    if (!page->outline || !d->title.n || (field != CONF_TITLE && field != CONF_CUT)) return 0;
    if (d->listed) return field == CONF_TITLE ? 3 : 1;
    size_t listed = 0, titled = 0;
    for (size_t i = draft > NEAR ? draft - NEAR : 0; i < page->drafts.n && i <= draft + NEAR; i++) {
        titled += page->drafts.p[i].title.n > 0;
        listed += page->drafts.p[i].listed != NULL;
    }
    return listed * 2 > titled ? -2.5f : 0;
}

void confidence_fill(const Page *page, size_t draft, uint8_t out[CONF_COUNT]) {
    Facts f = confidence_facts(page, draft);
    for (int k = 0; k < CONF_COUNT; k++) {
        float sum = 0;
        for (int i = 0; i < FACT_COUNT; i++) sum += confidence_weight[k][i] * f.of[i];
        sum += contents_say(page, draft, k);
        float p = 100 / (1 + expf(-sum));
        out[k] = (uint8_t)(p < 1 ? 1 : p > 99 ? 99 : lroundf(p));
    }
}
