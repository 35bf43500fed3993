#include "regions/mention.h"
#include "regions/rules.h"
#include "regions/words.h"
#include "text/text.h"

#include <stdlib.h>

/* --- sentences ------------------------------------------------------------------- */

/* Counts sentence and paragraph ends while it is moved forward through a text. */
typedef struct Cursor {
    MarkList marks;
    size_t next;
    uint32_t sentence, paragraph;
} Cursor;

static void cursor_move(Cursor *c, size_t to) {
    for (; c->next < c->marks.n && c->marks.p[c->next].at < to; c->next++) {
        c->sentence += mark_is(&c->marks.p[c->next], MARK_STOP);
        c->paragraph += mark_is(&c->marks.p[c->next], MARK_LINE);
    }
}

/* --- options ---------------------------------------------------------------------- */

/* Of a region above the townships: those, and villages, have no years in the file. */
static Use use_of(const Gazetteer *g, uint32_t region, uint16_t year) {
    uint16_t from, to;
    if (!gaz_dated(g, region)) return IN_USE;
    gaz_years(g, region, &from, &to);
    if (from == REGIONS_SINCE) from = 0;
    if (year == 0) return to ? OUT_OF_USE : IN_USE;
    if ((from && year + 1 < from) || (to && year > to)) return OUT_OF_USE;
    return (from && year < from) || (to && year == to) ? NEARLY_IN_USE : IN_USE;
}

void option_place(const Gazetteer *g, Option *o) {
    o->placed = true;
    o->n_up = 0;
    for (uint32_t up = gaz_parent(g, o->region); up != REGION_NONE && o->n_up < UP_MAX; up = gaz_parent(g, up)) {
        o->up[o->n_up] = up;
        o->up_level[o->n_up++] = (uint8_t)gaz_level(g, up);
    }
}

/* Under the number that it has now, where it kept its name: once, and in use
 * where one of them was. */
static void add_option(Document *d, uint32_t first, const Option *o) {
    for (uint32_t i = first; i < d->options.n; i++) {
        Option *same = &d->options.p[i];
        if (same->region != o->region || same->n != o->n || same->kind != o->kind) continue;
        if (o->use < same->use) same->use = o->use;
        return;
    }
    vec_push(&d->options, *o);
}

/* What a form is that ends with a suffix: a town or village whose official suffix is that, or another of its
 * level. Common names have hundreds. */
static void add_stemmed(Document *d, const FoundForm *f, Posting p, uint32_t first, uint16_t year, bool again) {
    const Suffix official = POSTING_SUFFIX(p);
    if (official == SUFFIX_NONE || suffix_is_village(official) != suffix_is_village(f->suffix)) return;
    Option o = {.region = POSTING_REGION(p), .n = (uint16_t)f->n, .kind = FORM_STEM,
                .word = (p & POSTING_WORD) != 0, .varied = official != f->suffix};
    if (!gaz_in_scope(d->g, o.region)) return;
    if (o.region < d->g->n_file) {
        o.level = suffix_is_village(official) ? REGION_VILLAGE : REGION_TOWNSHIP;
        o.use = IN_USE;
    } else {
        o.level = (uint8_t)gaz_level(d->g, o.region);
        o.use = (uint8_t)use_of(d->g, o.region, year);
    }
    if (again) add_option(d, first, &o);
    else vec_push(&d->options, o);
}

static void add_whole(Document *d, const FoundForm *f, Posting p, uint32_t first, uint16_t year) {
    const FormKind kind = POSTING_KIND(p);
    Option o = {.region = POSTING_REGION(p), .n = (uint16_t)f->n, .kind = (uint8_t)kind};
    o.word = (p & POSTING_WORD) != 0;
    if (kind == FORM_WORD || (kind != FORM_RULE && !gaz_in_scope(d->g, o.region))) return;
    o.level = (uint8_t)gaz_level(d->g, o.region);
    o.use = (uint8_t)use_of(d->g, o.region, year);
    o.district = kind == FORM_SHORT && o.level == REGION_COUNTY && gaz_is_district(d->g, o.region);
    o.region = gaz_current(d->g, o.region);
    add_option(d, first, &o);
}

/* True: an ordinary word was passed over. `again`: the same bytes were another
 * form already (安溪畲族 + 乡, 安溪 + 畲族乡). */
static bool add_options(Document *d, const FoundForm *f, uint32_t first, uint16_t year, bool follows, bool again) {
    size_t n;
    bool word = false;
    const Posting *p = form_postings(f, &n);
    const bool stemmed = f->suffix != SUFFIX_NONE, village = suffix_is_village(f->suffix);
    for (size_t i = 0; i < n; i++) {
        /* 新村 is a village only right after its township. */
        const bool passed = p[i] & POSTING_WORD && village && !follows;
        word |= passed;
        if (passed || (POSTING_KIND(p[i]) == FORM_STEM) != stemmed) continue;
        if (stemmed) add_stemmed(d, f, p[i], first, year, again);
        else add_whole(d, f, p[i], first, year);
    }
    return word;
}

/* --- mentions --------------------------------------------------------------------- */

static int by_place(const void *a, const void *b) {
    const FoundForm *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return (x->n > y->n) - (x->n < y->n);
}

void mention_look_around(const Document *d, Mention *m) {
    View text = mention_source(d, m);
    bool follows = m->before != MENTION_NONE;
    m->flags |= MENTION_LOOKED;
    if (within_dateline(text, m->at, m->n)) m->flags |= MENTION_DATELINE;
    if (!follows && glued_before(text, m->at)) m->flags |= MENTION_GLUED;
    if (!follows && unknown_parent_before(text, m->at)) m->flags |= MENTION_UNKNOWN_PARENT;
    if (m->n <= 9 && (within_byline(text, m->at) || within_person(text, m->at, m->n))) m->flags |= MENTION_PERSON;
}

bool joins_list(View between) {
    static const View joints[] = {V_INIT("、"), V_INIT("和"), V_INIT("与"), V_INIT("及"), V_INIT("以及"),
                                  V_INIT("，"), V_INIT(","), V_INIT("；")};
    between = view_trim(between);
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (view_eq(between, joints[i])) return true;
    return false;
}

/* The columns of a table stand apart by more than a blank. */
static bool divides_columns(View between) {
    const View wide = V("　");
    if (between.n < 2 || view_find(between, V("\n"), 0) != SIZE_MAX) return false;
    while (view_starts(between, wide)) between = view_from(between, wide.n);
    return view_trim(between).n == 0;
}

/* For the mention that will be the next one. */
static void link_before(Document *d, Mention *m, View text, size_t first_of_text) {
    m->before = m->group = MENTION_NONE;
    size_t at = d->mentions.n, end = SIZE_MAX;
    while (at > first_of_text && end > m->at) {
        at--;
        end = d->mentions.p[at].at + d->mentions.p[at].n;
    }
    if (end > m->at) return;
    Mention *prev = &d->mentions.p[at];
    View between = view(text.p + end, m->at - end);
    if (between.n == 0 || view_is(between, "的")) m->before = (uint32_t)at;
    if (!joins_list(between) && !divides_columns(between)) return;
    if (prev->group == MENTION_NONE) {
        prev->group = (uint32_t)d->groups.n;
        vec_push(&d->groups, REGION_NONE);
    }
    m->group = prev->group;
}

/* The options of forms that begin at one place, the longest last. False:
 * they mean nothing here. */
static bool read_options(Document *d, const FoundForm *f, size_t n, Mention *m) {
    const FoundForm *longest = &f[n - 1];
    size_t n_longest;
    bool word = longest->suffix == SUFFIX_NONE && POSTING_KIND(*form_postings(longest, &n_longest)) == FORM_WORD;
    uint16_t year = d->parts[m->part].hints.year;
    if (word && longest->lexicon == &d->g->ruled) m->flags |= MENTION_NEVER;
    m->first = (uint32_t)d->options.n;
    for (size_t i = word ? 0 : n; i-- > 0;) {
        bool again = i + 1 < n && f[i].n == f[i + 1].n;
        word |= add_options(d, &f[i], m->first, year, m->before != MENTION_NONE, again);
    }
    m->count = (uint32_t)(d->options.n - m->first);
    for (uint32_t i = 0; i < m->count; i++) {
        const Option *o = &d->options.p[m->first + i];
        m->exact += o->n == m->n && !o->varied;
        m->current |= o->n == m->n && o->use != OUT_OF_USE;
    }
    return m->count || word;
}

/* Options depend on the bytes, the year, the publication, and whether another
 * name stands right before. */
static bool share_options(Document *d, Mention *m, const size_t *known) {
    if (*known == 0) return false;
    const Mention *first = &d->mentions.p[*known - 1];
    const RegionHints *a = &d->parts[first->part].hints, *b = &d->parts[m->part].hints;
    if (a->year != b->year || !view_eq(a->publication, b->publication)) return false;
    m->flags |= first->flags & MENTION_NEVER;
    m->first = first->first;
    m->count = first->count;
    m->exact = first->exact;
    m->current = first->current;
    return true;
}

/* The forms that begin at one place become one mention; one without options
 * keeps what lies within it from being read as a name. */
static bool add_mention(Document *d, const FoundForm *f, size_t n, Mention m, View text, size_t first_of_text) {
    m.at = f[n - 1].at;
    m.n = f[n - 1].n;
    m.region = REGION_NONE;
    link_before(d, &m, text, first_of_text);
    View form = view(text.p + m.at, m.n);
    size_t *known = map_at(&d->known[m.before != MENTION_NONE], form, NULL);
    if (!share_options(d, &m, known)) {
        if (!read_options(d, f, n, &m)) return false;
        *known = d->mentions.n + 1;
    }
    vec_push(&d->mentions, m);
    if (names_area(text, m.at + m.n)) vec_push(&d->areas, form);
    if (names_water(text, m.at, m.n)) vec_push(&d->rivers, form);
    return true;
}

static int by_mention(const void *a, const void *b) {
    const Mention *x = a, *y = b;
    if (x->part != y->part) return x->part < y->part ? -1 : 1;
    uint32_t xt = x->flags & MENTION_TITLE, yt = y->flags & MENTION_TITLE;
    if (xt != yt) return xt ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

void mentions_merge(Document *d, size_t n_old) {
    size_t old = n_old, n = d->mentions.n - n_old, at = d->mentions.n;
    Mention *all = d->mentions.p;
    if (n == 0) return;
    Mention *added = xarray(NULL, n, sizeof *added);
    memcpy(added, all + n_old, n * sizeof *added);
    qsort(added, n, sizeof *added, by_mention);
    while (n) all[--at] = old && by_mention(&all[old - 1], &added[n - 1]) > 0 ? all[--old] : added[--n];
    free(added);
}

/* 87团 in 187团, 十一团 in 二十一团: figures are not divided. */
static bool divides_number(View text, size_t at) {
    static const uint_least16_t figures[] = u"〇一二三四五六七八九十";
    enum { HAN = 3 };
    View first = view_from(text, at);
    if (at == 0) return false;
    if (cp_is_digit(utf8_next(&first))) return cp_is_digit((unsigned char)text.p[at - 1]);
    if (at < HAN || text.n - at < HAN) return false;
    return AMONG(figures, text.p + at) && AMONG(figures, text.p + at - HAN);
}

/* --- texts ------------------------------------------------------------------------ */

/* Every form of the document is found before any is read: what finds them and
 * what they mean lie in tables that drive each other out of the processor's caches. */
typedef struct Reader {
    Document *d;
    FoundForms forms;
    VEC(size_t) ends;   /* of the forms of each text: of a part's title, of its text, ... */
    size_t at, fetched; /* forms before these were read, or what they mean is on its way */
    Cursor cursor;
} Reader;

static void find_all(Reader *r, View text) {
    const Gazetteer *g = r->d->g;
    const Lexicon *const lexicons[] = {&g->file, &g->extra, &g->ruled};
    size_t first = r->forms.n, at = first;
    find_forms(lexicons, sizeof lexicons / sizeof *lexicons, text, &r->forms, &r->d->marks);
    vec_push(&r->d->marked, r->d->marks.n);
    while (at < r->forms.n && r->forms.p[at].lexicon == &g->file) at++;
    if (at < r->forms.n) qsort(r->forms.p + first, r->forms.n - first, sizeof *r->forms.p, by_place);
    vec_push(&r->ends, r->forms.n);
}

/* Asked for many at once, what forms mean comes from memory in the time of one. */
static void fetch_meanings(Reader *r) {
    enum { AHEAD = 128 };
    if (r->at < r->fetched) return;
    size_t from = r->at, to = r->forms.n - from > AHEAD ? from + AHEAD : r->forms.n, n;
    const FoundForm *f = r->forms.p;
    for (size_t i = from; i < to; i++) __builtin_prefetch(f[i].lexicon->lists + f[i].value);
    for (size_t i = from; i < to; i++) __builtin_prefetch(form_postings(&f[i], &n));
    for (size_t i = from; i < to; i++) gaz_prefetch(r->d->g, POSTING_REGION(*form_postings(&f[i], &n)));
    r->fetched = to;
}

static void read_text(Reader *r, uint32_t part, uint32_t flags, View text, size_t end) {
    Document *d = r->d;
    Cursor *cursor = &r->cursor;
    *cursor = (Cursor){document_marks(d, part, flags & MENTION_TITLE), 0, cursor->sentence + 1, cursor->paragraph + 1};
    size_t first_of_text = d->mentions.n, reach = 0;
    for (size_t n; r->at < end; r->at += n) {
        fetch_meanings(r);
        FoundForm *f = &r->forms.p[r->at];
        for (n = 1; r->at + n < end && f[n].at == f->at;) n++;
        size_t here = d->g->rules.n ? rules_apply(d->g, d->parts[part].hints.publication, f, n) : n;
        if (here == 0) continue;
        size_t reached = f->at + f[here - 1].n;
        if (reached <= reach) continue; /* 角楼乡 in 八角楼乡 is no name */
        if (divides_number(text, f->at)) continue;
        cursor_move(cursor, f->at);
        Mention m = {.part = part, .flags = flags, .sentence = cursor->sentence, .paragraph = cursor->paragraph};
        if (add_mention(d, f, here, m, text, first_of_text)) reach = reached;
    }
}

void document_read(Document *d, const Gazetteer *g, Arena *a, const RegionText *parts, size_t n) {
    *d = (Document){.g = g, .arena = a, .parts = parts, .n_parts = n};
    enum { USUAL = 128 };
    Reader r = {.d = d};
    vec_reserve(&r.forms, USUAL);
    for (size_t i = 0; i < n; i++) {
        find_all(&r, parts[i].title);
        find_all(&r, parts[i].text);
    }
    vec_reserve(&d->mentions, r.forms.n);
    for (uint32_t i = 0; i < n; i++) {
        read_text(&r, i, MENTION_TITLE, parts[i].title, r.ends.p[2 * i]);
        read_text(&r, i, 0, parts[i].text, r.ends.p[2 * i + 1]);
    }
    vec_release(&r.forms);
    vec_release(&r.ends);
    enumerations_narrow(d);
}

void document_release(Document *d) {
    vec_release(&d->mentions);
    vec_release(&d->options);
    vec_release(&d->marks);
    vec_release(&d->marked);
    vec_release(&d->areas);
    vec_release(&d->rivers);
    vec_release(&d->groups);
    for (size_t i = 0; i < 2; i++) map_release(&d->known[i]);
}
