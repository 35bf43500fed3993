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

bool text_folds(uint32_t cp) { return cp <= 0x10ffff && entry_of(cp); }

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
