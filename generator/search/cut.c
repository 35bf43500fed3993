#include "search/cut.h"

#include "search/bits.h"
#include "text/text.h"

enum {
    PAGE_SIZE = 256,
    PLANE = 0x10000,
    PAGES = 0x110000 / PAGE_SIZE,
    /* Beside a table entry's class: */
    UNIT_FOLDS_TO_MANY = 1 << 30, /* ask text_fold_cp */
    UNIT_IN_SCRIPT = 1 << 29      /* in a script it begins more than itself: see script_next */
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
    if (cp == '\\' || (cp & ~0x7ffU) == 0xd800) return cp | UNIT_IN_SCRIPT;
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

static void add_char(Cutter *c, Units *out, uint32_t cp) {
    Unit u = lookup(c, cp);
    if (u & UNIT_FOLDS_TO_MANY)
        add_many(out, cp);
    else
        add_unit(out, u & ~(Unit)UNIT_IN_SCRIPT);
}

static void end_text(Units *out) {
    if (out->n && unit_class(out->p[out->n - 1]) == CLASS_DIGIT) join_digits(out);
}

void cut_text(Cutter *c, View v, Units *out) {
    while (v.n) add_char(c, out, utf8_next(&v));
    end_text(out);
}

/* Takes the units that only need to be appended, up to the first that does
 * not: a mark, what folds to several, what is escaped or was not looked up
 * yet, and what ends a number that may have a comma in it. */
static void cut_plain(const Cutter *c, View *v, Units *out) {
    const Unit digit = (Unit)CLASS_DIGIT << UNIT_CLASS, mark = (Unit)CLASS_MARK << UNIT_CLASS;
    vec_reserve(out, out->n + v->n / 2);
    Unit *const start = out->p;
    Unit *at = start + out->n;
    bool number = at > start && at[-1] >= digit;
    const char *p = v->p, *end = p + v->n;
    for (; p < end; p += sizeof(uint16_t)) {
        uint16_t cp;
        memcpy(&cp, p, sizeof cp);
        Unit u = c->plane[le16toh(cp)];
        if (u - 1 >= digit - 1) {
            if (u - 1 >= mark - 1) break;
            number = true;
        } else if (number) {
            if (at - start >= 5 && at[-4] == ',') break;
            number = false;
        }
        *at++ = u;
    }
    out->n = (size_t)(at - start);
    *v = view(p, (size_t)(end - p));
}

void cut_script(Cutter *c, View data, Units *out) {
    for (cut_plain(c, &data, out); data.n; cut_plain(c, &data, out)) add_char(c, out, script_next(&data));
    end_text(out);
}

void cut_break(Units *out) { vec_push(out, 0); }

size_t cut_word(const Unit *units, size_t n, size_t at, Str *word) {
    CharClass kind = unit_class(units[at]);
    size_t end = at;
    for (; end < n && unit_class(units[end]) == kind; end++)
        if (end - at < WORD_MAX) {
            if (unit_cp(units[end]) < 0x80)
                str_addc(word, (char)unit_cp(units[end]));
            else
                utf8_add(word, unit_cp(units[end]));
        }
    return end;
}
