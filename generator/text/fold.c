#include "text/text.h"

#include "text/fold_table.h"

/* Where in the pool cp's fold stands; 0: cp folds to itself. */
static inline size_t entry_of(uint32_t cp) {
    return fold_entries[fold_blocks[cp >> FOLD_SHIFT]][cp & ((1U << FOLD_SHIFT) - 1)];
}

static inline View pool_view(size_t entry) { return view((const char *)fold_pool + entry + 1, fold_pool[entry]); }

View text_fold_cp(uint32_t cp, char *buf) {
    size_t entry = cp <= 0x10ffff ? entry_of(cp) : 0;
    if (entry) return pool_view(entry);
    return view(buf, utf8_put(buf, cp));
}

/* Copies what folds to itself in one piece. */
void text_fold(Str *out, View v) {
    str_reserve(out, v.n);
    const char *kept = v.p;
    while (v.n) {
        const char *at = v.p;
        uint32_t cp = utf8_next(&v);
        size_t entry = entry_of(cp);
        bool invalid = cp == 0xfffd && v.p - at == 1;
        if (!entry && !invalid) continue;
        str_add(out, kept, (size_t)(at - kept));
        str_addv(out, entry ? pool_view(entry) : V("\uFFFD"));
        kept = v.p;
    }
    str_add(out, kept, (size_t)(v.p - kept));
}

void text_fold_table(Str *out) {
    for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
        size_t entry = entry_of(cp);
        if (!entry) continue;
        utf8_add(out, cp);
        str_addc(out, '\t');
        str_addv(out, pool_view(entry));
        str_addc(out, '\n');
    }
}

/* What a row of the packed table says of its code points. */
typedef enum RowKind { ROW_ONE, ROW_RUN, ROW_SEVERAL, ROW_NOTHING } RowKind;

typedef struct Row {
    RowKind kind;
    size_t n; /* code points of the run, or of the fold where it is ROW_SEVERAL */
    View to;  /* of the first */
} Row;

/* Five bits a digit, the lowest first; the sixth says that more follow. */
static void add_number(Str *out, size_t n) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (; n >= 32; n >>= 5) str_addc(out, digits[(n & 31) | 32]);
    str_addc(out, digits[n]);
}

/* The code point that c folds to, where it is one other; else 0. */
static uint32_t only_target(uint32_t c) {
    View to = pool_view(entry_of(c));
    return entry_of(c) && utf8_count(to) == 1 ? utf8_next(&to) : 0;
}

static Row row_at(uint32_t c) {
    View to = pool_view(entry_of(c));
    uint32_t end = c + 1, one = only_target(c);
    if (to.n == 0) {
        while (end <= 0x10ffff && entry_of(end) && pool_view(entry_of(end)).n == 0) end++;
        return (Row){ROW_NOTHING, end - c, to};
    }
    if (!one) return (Row){ROW_SEVERAL, utf8_count(to), to};
    while (end <= 0x10ffff && only_target(end) == one + (end - c)) end++;
    return (Row){end - c == 1 ? ROW_ONE : ROW_RUN, end - c, to};
}

void text_fold_packed(Str *numbers, Str *targets) {
    uint32_t after = 0; /* the last row */
    for (uint32_t c = 0; c <= 0x10ffff; c++) {
        if (!entry_of(c)) continue;
        Row row = row_at(c);
        add_number(numbers, (size_t)(c - after) * 4 + row.kind);
        if (row.kind != ROW_ONE) add_number(numbers, row.n);
        str_addv(targets, row.to);
        if (row.kind != ROW_SEVERAL) c += (uint32_t)row.n - 1;
        after = c + 1;
    }
}
