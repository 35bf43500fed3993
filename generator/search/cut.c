#include "search/cut.h"

#include "search/bits.h"
#include "text/text.h"

enum {
    PAGE_SIZE = 256,
    PLANE = 0x10000,
    PAGES = 0x110000 / PAGE_SIZE,
    UNIT_FOLDS_TO_MANY = 1 << 30 /* beside a table entry's class: ask text_fold_cp */
};

struct Cutter {
    Unit plane[PLANE]; /* the first one; 0: not looked up yet */
    Unit *pages[PAGES];
};

Cutter *cutter_new(void) { return xcalloc(1, sizeof(Cutter)); }

void cutter_free(Cutter *c) {
    if (!c) return;
    for (size_t i = 0; i < PAGES; i++) free(c->pages[i]);
    free(c);
}

CharClass cut_class(uint32_t cp) {
    if (cp_is_han(cp) || cp_is_tibetan(cp)) return CLASS_WORD;
    if (cp_is_digit(cp)) return CLASS_DIGIT;
    if (cp_is_letter(cp)) return CLASS_LETTER;
    return cp >= 0x300 && cp <= 0x36f ? CLASS_MARK : CLASS_OTHER;
}

static Unit unit_of(uint32_t cp) {
    enum { ANY_OTHER = 0xfffd };
    return cp < CODE_POINTS ? cp | (uint32_t)cut_class(cp) << UNIT_CLASS : ANY_OTHER;
}

static Unit fold_entry(uint32_t cp) {
    char buf[8];
    View folded = text_fold_cp(cp, buf);
    if (folded.n == 0) return UNIT_FOLDS_TO_MANY;
    uint32_t first = utf8_next(&folded);
    return folded.n ? UNIT_FOLDS_TO_MANY : unit_of(first);
}

static void fill_page(uint32_t page, Unit *entries) {
    for (uint32_t i = 0; i < PAGE_SIZE; i++) entries[i] = fold_entry(page * PAGE_SIZE + i);
}

static Unit lookup_new(Cutter *c, uint32_t cp) {
    uint32_t page = cp / PAGE_SIZE;
    if (cp < PLANE) {
        fill_page(page, &c->plane[page * PAGE_SIZE]);
        return c->plane[cp];
    }
    if (!c->pages[page]) {
        c->pages[page] = xarray(NULL, PAGE_SIZE, sizeof(Unit));
        fill_page(page, c->pages[page]);
    }
    return c->pages[page][cp % PAGE_SIZE];
}

static inline Unit lookup(Cutter *c, uint32_t cp) {
    Unit u = cp < PLANE ? c->plane[cp] : 0;
    return u ? u : lookup_new(c, cp);
}

/* 12,345: the comma goes when exactly three digits followed it. */
static void join_digits(Units *out) {
    size_t n = out->n;
    const Unit *u = out->p;
    if (n < 5 || unit_class(u[n - 5]) != CLASS_DIGIT || unit_cp(u[n - 4]) != ',') return;
    for (size_t i = n - 3; i < n; i++)
        if (unit_class(u[i]) != CLASS_DIGIT) return;
    memmove(out->p + n - 4, out->p + n - 3, 3 * sizeof *out->p);
    out->n--;
}

static inline void add_unit(Units *out, Unit u) {
    CharClass last = out->n ? unit_class(out->p[out->n - 1]) : CLASS_OTHER;
    if (last == CLASS_DIGIT && unit_class(u) != CLASS_DIGIT) join_digits(out);
    if (unit_class(u) == CLASS_MARK) {
        if (last == CLASS_LETTER) return;
        u = unit_cp(u);
    }
    vec_push(out, u);
}

static void add_many(Units *out, uint32_t cp) {
    char buf[8];
    for (View folded = text_fold_cp(cp, buf); folded.n;) add_unit(out, unit_of(utf8_next(&folded)));
}

/* Takes the units that only need to be appended, up to the first that does
 * not: a mark, what folds to several, what was not looked up yet, and what
 * ends a number that may have a comma in it. */
static void cut_plain(Cutter *c, View *v, Units *out) {
    const Unit digit = (Unit)CLASS_DIGIT << UNIT_CLASS, mark = (Unit)CLASS_MARK << UNIT_CLASS;
    vec_reserve(out, out->n + v->n); /* a unit has at least a byte */
    Unit *const start = out->p;
    Unit *at = start + out->n;
    bool number = at > start && at[-1] >= digit;
    const unsigned char *p = (const unsigned char *)v->p, *end = p + v->n;
    while (p < end) {
        uint32_t cp = p[0];
        size_t length = 1;
        if (cp >= 0x80) {
            if (!utf8_three(p, end, &cp)) break;
            length = 3;
        }
        Unit u = c->plane[cp];
        if (u - 1 >= digit - 1) {
            if (u - 1 >= mark - 1) break;
            number = true;
        } else if (number) {
            if (at - start >= 5 && at[-4] == ',') break;
            number = false;
        }
        *at++ = u;
        p += length;
    }
    out->n = (size_t)(at - start);
    *v = view((const char *)p, (size_t)(end - p));
}

void cut_text(Cutter *c, View v, Units *out) {
    for (cut_plain(c, &v, out); v.n; cut_plain(c, &v, out)) {
        uint32_t cp = utf8_next(&v);
        Unit u = lookup(c, cp);
        if (u & UNIT_FOLDS_TO_MANY)
            add_many(out, cp);
        else
            add_unit(out, u);
    }
    if (out->n && unit_class(out->p[out->n - 1]) == CLASS_DIGIT) join_digits(out);
}

void cut_break(Units *out) { vec_push(out, 0); }

size_t cut_word(const Unit *units, size_t n, size_t at, Str *word) {
    CharClass kind = unit_class(units[at]);
    size_t end = at;
    for (; end < n && unit_class(units[end]) == kind; end++)
        if (end - at < WORD_MAX) utf8_add(word, unit_cp(units[end]));
    return end;
}
