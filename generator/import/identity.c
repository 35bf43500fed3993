/* Articles are known again by what they have in common: runs of characters,
 * with something on top for the same title and the same opening. All old
 * articles stand in one sorted table of such runs, so that this costs as much
 * as the text is long, however many articles a source has. */
#include "import/identity.h"

enum {
    RUN = 4,                 /* characters that make a run */
    OPENING = 20,            /* characters that make an opening */
    ALL_RUNS = 1 << 20,      /* bytes of text of which every run is kept */
    SHARED_BY = 8            /* a run of more articles tells nothing */
};

typedef struct Shingle {
    uint32_t run, of; /* article of `before` */
} Shingle;

typedef VEC(uint32_t) Runs;

typedef struct Pair {
    uint32_t now, old;
    float score;
} Pair;

typedef struct Old {
    VEC(Shingle) table; /* by run */
    size_t *runs;       /* how many each article has */
    uint32_t mask;      /* of a long source one run in mask + 1 is kept */
} Old;

/* --- runs of characters ------------------------------------------------------- */

static void add_runs(Runs *out, View v, uint32_t mask) {
    uint32_t last[RUN] = {0};
    size_t n = 0;
    uint64_t all = 0;
    while (v.n) {
        uint32_t cp = utf8_next(&v);
        if (cp_is_blank(cp)) continue;
        memmove(last, last + 1, sizeof last - sizeof *last);
        last[RUN - 1] = cp;
        all = (all ^ cp) * 0x9E3779B97F4A7C15u;
        if (++n < RUN) continue;
        uint64_t h = 0;
        for (int k = 0; k < RUN; k++) h = (h ^ last[k]) * 0x9E3779B97F4A7C15u;
        if (!((uint32_t)(h >> 32) & mask)) vec_push(out, (uint32_t)(h >> 24));
    }
    /* What is too short for a run is one as a whole. */
    if (n && n < RUN) vec_push(out, (uint32_t)(all >> 24));
}

static int by_value(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* The distinct runs of an article, sorted. */
static void runs_of(Runs *out, View title, View text, uint32_t mask) {
    out->n = 0;
    add_runs(out, title, mask);
    add_runs(out, text, mask);
    if (!out->n) return;
    qsort(out->p, out->n, sizeof *out->p, by_value);
    size_t kept = 0;
    for (size_t i = 0; i < out->n; i++)
        if (!kept || out->p[kept - 1] != out->p[i]) out->p[kept++] = out->p[i];
    out->n = kept;
}

static int by_run(const void *a, const void *b) {
    const Shingle *x = a, *y = b;
    if (x->run != y->run) return x->run < y->run ? -1 : 1;
    return (x->of > y->of) - (x->of < y->of);
}

static void old_init(Old *old, const Outputs *before) {
    Runs runs = {0};
    size_t bytes = 0;
    *old = (Old){.runs = xcalloc(before->n + 1, sizeof *old->runs)};
    for (size_t i = 0; i < before->n; i++) bytes += before->p[i].bytes.n;
    for (; bytes > ALL_RUNS && old->mask < 15; bytes /= 2) old->mask = old->mask * 2 + 1;
    for (size_t i = 0; i < before->n; i++) {
        runs_of(&runs, before->p[i].article.title, str_view(&before->p[i].bytes), old->mask);
        old->runs[i] = runs.n;
        for (size_t k = 0; k < runs.n; k++) vec_push(&old->table, ((Shingle){runs.p[k], (uint32_t)i}));
    }
    if (old->table.n) qsort(old->table.p, old->table.n, sizeof *old->table.p, by_run);
    vec_release(&runs);
}

static void old_release(Old *old) {
    vec_release(&old->table);
    free(old->runs);
}

static size_t find_run(const Old *old, uint32_t run) {
    size_t low = 0, high = old->table.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (old->table.p[mid].run < run) low = mid + 1;
        else high = mid;
    }
    return low;
}

/* Counts the runs that a draft shares with each old article; those with any
 * are listed in `met`. */
static void count_shared(const Old *old, const Runs *runs, uint32_t *shared, Runs *met) {
    met->n = 0;
    for (size_t i = 0; i < runs->n; i++) {
        size_t at = find_run(old, runs->p[i]), end = at;
        while (end < old->table.n && old->table.p[end].run == runs->p[i] && end - at <= SHARED_BY) end++;
        if (end - at > SHARED_BY) continue;
        for (; at < end; at++)
            if (shared[old->table.p[at].of]++ == 0) vec_push(met, old->table.p[at].of);
    }
}

/* --- who is who --------------------------------------------------------------- */

static bool same_opening(View a, View b) {
    View x = utf8_prefix(a, OPENING), y = utf8_prefix(b, OPENING);
    return x.n && view_eq(x, y);
}

static int by_score(const void *a, const void *b) {
    const Pair *x = a, *y = b;
    if (x->score != y->score) return x->score < y->score ? 1 : -1;
    if (x->now != y->now) return x->now < y->now ? -1 : 1;
    return (x->old > y->old) - (x->old < y->old);
}

typedef VEC(Pair) Pairs;

static void find_pairs(const Page *page, const Outputs *before, const View *plain, Pairs *out) {
    Old old;
    Runs runs = {0}, met = {0};
    old_init(&old, before);
    uint32_t *shared = xcalloc(before->n + 1, sizeof *shared);
    for (size_t i = 0; i < page->drafts.n; i++) {
        const Draft *d = &page->drafts.p[i];
        runs_of(&runs, d->title, plain[i], old.mask);
        count_shared(&old, &runs, shared, &met);
        for (size_t k = 0; k < met.n; k++) {
            size_t which = met.p[k], fewer = runs.n < old.runs[which] ? runs.n : old.runs[which];
            const Output *o = &before->p[which];
            float score = (float)shared[which] / (float)fewer;
            shared[which] = 0;
            if (d->title.n && view_eq(d->title, o->article.title)) score += 0.5f;
            if (same_opening(plain[i], str_view(&o->bytes))) score += 0.5f;
            if (score >= 0.5f) vec_push(out, ((Pair){(uint32_t)i, (uint32_t)which, score}));
        }
    }
    if (out->n) qsort(out->p, out->n, sizeof *out->p, by_score);
    free(shared);
    old_release(&old);
    vec_release(&runs);
    vec_release(&met);
}

static void find_ids(Page *page, const Outputs *before, const View *plain) {
    Pairs pairs = {0};
    bool *used = xcalloc(before->n + 1, 1);
    find_pairs(page, before, plain, &pairs);
    for (size_t i = 0; i < pairs.n; i++) {
        const Pair *p = &pairs.p[i];
        Draft *d = &page->drafts.p[p->now];
        if (used[p->old] || d->id.n) continue;
        used[p->old] = true;
        d->id = arena_view(&page->arena, before->p[p->old].id);
    }
    free(used);
    vec_release(&pairs);
}

/* The opening by which an article gets its id: the first characters of
 * headline and text. */
static void opening(Str *out, View title, View plain) {
    enum { CHARS = 48 };
    View parts[] = {title, plain};
    for (size_t i = 0, n = 0; i < 2; i++) {
        View run = parts[i]; /* without blanks, up to v */
        for (View v = run; v.n && n < CHARS * (i + 1);) {
            View at = v;
            bool blank = cp_is_blank(utf8_next(&v));
            n += !blank;
            if (!blank && v.n && n < CHARS * (i + 1)) continue;
            str_add(out, run.p, (size_t)((blank ? at.p : v.p) - run.p));
            run = v;
        }
    }
}

/* Ten digits of base 32 (without i, l, o, u) from a hash. */
static View mint(Arena *a, View of) {
    static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    char hex[65], *id = arena_bytes(a, 11);
    sha256_hex(of, hex);
    hex[13] = '\0'; /* 52 bits */
    uint64_t bits = strtoull(hex, NULL, 16);
    for (int i = 0; i < 10; i++, bits >>= 5) id[i] = digits[bits & 31];
    id[10] = '\0';
    return view(id, 10);
}

static bool is_free(const Page *page, Map *given, View id) {
    bool fresh;
    map_at(given, id, &fresh);
    return fresh && (!page->taken || !map_get(page->taken, id));
}

/* Pieces of one source may open alike, and so may sources: `given` holds the
 * ids of this source, and under the first of an opening how many of it have
 * been numbered; page->taken holds those of others. Which of two sources of
 * the same bytes is the twin does not depend on threads. */
static void mint_id(Page *page, Map *given, Draft *d, View plain) {
    enum { USUAL = 512 };
    Str s = STR_INIT;
    str_reserve(&s, USUAL);
    str_adds(&s, page->sha256);
    opening(&s, d->title, plain);
    if (page->twin) str_addf(&s, "\n%s", page->path);
    size_t n = s.n;
    View first = d->id = mint(&page->arena, str_view(&s));
    bool is_new = is_free(page, given, first);
    size_t numbered = *map_get(given, first);
    while (!is_new) {
        str_cut(&s, n);
        str_addf(&s, "#%zu", numbered++);
        d->id = mint(&page->arena, str_view(&s));
        is_new = is_free(page, given, d->id);
    }
    *map_get(given, first) = numbered;
    str_release(&s);
}

void identity_give(Page *page, const Outputs *before, const View *plain) {
    Map given = MAP_INIT;
    if (before->n) find_ids(page, before, plain);
    for (size_t i = 0; i < page->drafts.n; i++)
        if (page->drafts.p[i].id.n) map_at(&given, page->drafts.p[i].id, NULL);
    for (size_t i = 0; i < page->drafts.n; i++)
        if (!page->drafts.p[i].id.n) mint_id(page, &given, &page->drafts.p[i], plain[i]);
    map_release(&given);
}

/* --- aliases ------------------------------------------------------------------- */

static bool is_listed(const Views *list, View id) {
    for (size_t i = 0; i < list->n; i++)
        if (view_eq(list->p[i], id)) return true;
    return false;
}

/* `old` and what it was known as go to a draft; an id in use is no alias. */
static void leave(Page *page, const Map *now, Views *to, const Article *old, View id) {
    View *p = ARENA_ARRAY(&page->arena, View, to->n + old->aliases.n + 1);
    if (to->n) memcpy(p, to->p, to->n * sizeof *p);
    to->p = p;
    for (size_t i = 0; i <= old->aliases.n; i++) {
        View alias = i < old->aliases.n ? old->aliases.p[i] : id;
        if (!map_get(now, alias) && !is_listed(to, alias)) to->p[to->n++] = arena_view(&page->arena, alias);
    }
}

/* The draft that took most of each article that goes, if it took a third. */
static void find_heirs(const Page *page, const Outputs *before, const bool *goes, const View *plain, size_t *heir) {
    Old old;
    Runs runs = {0}, met = {0};
    old_init(&old, before);
    uint32_t *shared = xcalloc(before->n + 1, sizeof *shared);
    uint32_t *most = xcalloc(before->n + 1, sizeof *most);
    for (size_t i = 0; i < page->drafts.n; i++) {
        runs_of(&runs, page->drafts.p[i].title, plain[i], old.mask);
        count_shared(&old, &runs, shared, &met);
        for (size_t k = 0; k < met.n; k++) {
            size_t which = met.p[k];
            if (goes[which] && shared[which] > most[which] && shared[which] * 3u > old.runs[which]) {
                most[which] = shared[which];
                heir[which] = i;
            }
            shared[which] = 0;
        }
    }
    free(shared);
    free(most);
    old_release(&old);
    vec_release(&runs);
    vec_release(&met);
}

void identity_aliases(Page *page, const Outputs *before, const View *plain, Views *out) {
    Map now = MAP_INIT;
    bool *goes = xcalloc(before->n + 1, 1), any = false;
    size_t *heir = xarray(NULL, before->n + 1, sizeof *heir);
    for (size_t i = 0; i < page->drafts.n; i++) *map_at(&now, page->drafts.p[i].id, NULL) = i;
    for (size_t k = 0; k < before->n; k++) {
        const size_t *same = map_get(&now, before->p[k].id);
        heir[k] = same ? *same : SIZE_MAX;
        goes[k] = !same && !before->p[k].kept;
        any = any || goes[k];
    }
    if (any) find_heirs(page, before, goes, plain, heir);
    for (size_t k = 0; k < before->n; k++)
        if (heir[k] != SIZE_MAX) leave(page, &now, &out[heir[k]], &before->p[k].article, before->p[k].id);
    map_release(&now);
    free(goes);
    free(heir);
}

/* --- sources ------------------------------------------------------------------- */

void identity_sources(const Outputs *gone, const View *texts, size_t n, size_t *of) {
    Old old;
    Runs runs = {0}, met = {0};
    Pairs pairs = {0};
    old_init(&old, gone);
    uint32_t *shared = xcalloc(gone->n + 1, sizeof *shared);
    bool *used = xcalloc(gone->n + 1, 1);
    for (size_t i = 0; i < n; i++) {
        of[i] = SIZE_MAX;
        runs_of(&runs, V(""), texts[i], old.mask);
        count_shared(&old, &runs, shared, &met);
        for (size_t k = 0; k < met.n; k++) {
            size_t which = met.p[k], more = runs.n > old.runs[which] ? runs.n : old.runs[which];
            float score = (float)shared[which] / (float)more;
            shared[which] = 0;
            if (score >= 0.5f) vec_push(&pairs, ((Pair){(uint32_t)i, (uint32_t)which, score}));
        }
    }
    if (pairs.n) qsort(pairs.p, pairs.n, sizeof *pairs.p, by_score);
    for (size_t i = 0; i < pairs.n; i++) {
        const Pair *p = &pairs.p[i];
        if (of[p->now] != SIZE_MAX || used[p->old]) continue;
        used[p->old] = true;
        of[p->now] = p->old;
    }
    free(shared);
    free(used);
    old_release(&old);
    vec_release(&runs);
    vec_release(&met);
    vec_release(&pairs);
}
