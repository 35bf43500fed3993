#include "import/folded.h"

#include <endian.h>
#include <pthread.h>

/* The fold of the first plane, looked up once: reading asks for it for every
 * character at either end of every line. */
static uint16_t plane[0x10000];
static uint16_t marks_of[0x10000]; /* of what something folds to */
_Atomic uint64_t fold_plain_bits[0x10000 / 64];
static pthread_once_t once = PTHREAD_ONCE_INIT;
static atomic_bool filled;

static unsigned mark_of(uint32_t cp) {
    switch (cp) {
    case 0x3002: return MARK_STOP;
    case ',': return MARK_COMMA;
    case ';': return MARK_SEMICOLON;
    case '!': case '?': return MARK_CALL;
    case '-': case 0x2014: case 0x2015: case 0x2500: return MARK_DASH;
    case 0x8BAF: case 0x7535: case 0x6D88: return MARK_WIRE;
    case 0x65E5: case 0x53F7: return MARK_DAY;
    case 0x63A5: case 0x8F6C: case 0x89C1: return MARK_TURN;
    default: return cp_is_space(cp) ? MARK_SPACE : 0;
    }
}

static void fill_plane(void) {
    for (uint32_t cp = 0; cp < 0x10000; cp++) {
        plane[cp] = (uint16_t)cp;
        if (!text_folds(cp)) continue;
        char buf[8];
        View v = text_fold_cp(cp, buf);
        if (!v.n) continue;
        uint32_t to = utf8_next(&v);
        if (!v.n && to < 0x10000) plane[cp] = (uint16_t)to;
    }
    plane[0x2215] = '/'; /* what Big5's slash A241 is decoded to */
    plane[0x2571] = '/'; /* ╱, as papers of Taiwan set it */
    plane[0x3013] = ' '; /* 主〓任〓某某: a blank, as setting systems of the 1990s wrote it */
    for (uint32_t cp = 0; cp < 0x10000; cp++) marks_of[cp] = (uint16_t)mark_of(cp);
    for (uint32_t from = 0x800; from < 0x10000; from += 64) {
        uint64_t bits = 0;
        for (uint32_t cp = from; cp < from + 64; cp++)
            bits |= (uint64_t)(plane[cp] == cp && !marks_of[cp]) << (cp % 64);
        atomic_store_explicit(&fold_plain_bits[from / 64], bits, memory_order_relaxed);
    }
    atomic_store_explicit(&filled, true, memory_order_release);
}

/* (pthread_once takes longer than a short text.) */
static inline void need_plane(void) {
    if (!atomic_load_explicit(&filled, memory_order_acquire)) pthread_once(&once, fill_plane);
}

uint32_t fold_odd(uint32_t cp) {
    if (cp >= 0x10000) return cp;
    need_plane();
    return plane[cp];
}

static size_t put(char *out, uint32_t cp) {
    if (cp < 0x80) return out[0] = (char)cp, 1;
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 63));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 63));
        out[2] = (char)(0x80 | (cp & 63));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 63));
    out[2] = (char)(0x80 | (cp >> 6 & 63));
    out[3] = (char)(0x80 | (cp & 63));
    return 4;
}

/* A character of three bytes, as nearly all are; the others by utf8_next. */
static bool is_three(const unsigned char *p, size_t n) { return n >= 3 && p[0] >= 0xE0 && p[0] < 0xF0; }
static uint32_t three(const unsigned char *p) { return (p[0] & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u); }

static uint32_t folded_next(View *v) {
    const unsigned char *p = (const unsigned char *)v->p;
    uint32_t cp;
    if (is_three(p, v->n)) cp = three(p), *v = (View){v->p + 3, v->n - 3};
    else cp = utf8_next(v);
    return cp < 0x10000 ? plane[cp] : cp;
}

void fold_head(Folded *f, View v) {
    need_plane();
    if (!v.p) v.p = ""; /* no offset may be added to a null pointer, not even 0 */
    const unsigned char *p = (const unsigned char *)v.p, *end = p + v.n;
    char *out = f->text;
    unsigned marks = 0;
    f->behind_stop = 0;
    for (size_t k = 0; p < end && k < FOLDED_CHARS; k++) {
        uint32_t four;
        /* As nearly all do, characters that stay as they are. */
        for (; end - p >= (ptrdiff_t)sizeof four && k < FOLDED_CHARS; k++, out += 3, p += 3) {
            memcpy(&four, p, sizeof four);
            four = le32toh(four);
            if ((four & 0xF0) != 0xE0 || !fold_plain_bytes(four)) break;
            memcpy(out, p, sizeof four);
        }
        if (k == FOLDED_CHARS) break;
        View rest = {(const char *)p, (size_t)(end - p)};
        uint32_t cp = folded_next(&rest);
        marks |= cp < 0x10000 ? marks_of[cp] : 0;
        out += put(out, cp);
        if (!f->behind_stop && (cp == 0x3002 || cp == ';')) f->behind_stop = (size_t)(out - f->text);
        p = (const unsigned char *)rest.p;
    }
    f->marks = marks;
    *out = '\0';
    f->raw = v;
    f->n = (size_t)(out - f->text);
    f->whole = p == end;
}

size_t folded_back(const Folded *f, size_t at) {
    char buf[4];
    View rest = f->raw;
    for (size_t n = 0; rest.n;) {
        View before = rest;
        const unsigned char *p = (const unsigned char *)rest.p;
        if (is_three(p, rest.n) && fold_plain(three(p))) n += 3, rest = (View){rest.p + 3, rest.n - 3};
        else n += put(buf, folded_next(&rest));
        if (n > at) return f->raw.n - before.n;
    }
    return f->raw.n - rest.n;
}

static void fold_last(Folded *f, View v, size_t chars) {
    View rest = v;
    for (size_t k = 0; rest.n && k < chars; k++) utf8_last(&rest);
    fold_head(f, view_from(v, rest.n));
    f->whole = rest.n == 0;
}

void fold_tail(Folded *f, View v) { fold_last(f, v, FOLDED_CHARS); }

void fold_end(Folded *f, View v) { fold_last(f, v, FOLDED_END); }

View folded_raw(const Folded *f, size_t from, size_t to) {
    size_t start = folded_back(f, from);
    return view(f->raw.p + start, folded_back(f, to) - start);
}

/* --- word lists ----------------------------------------------------------- */

/* A list is compiled when first asked for, and found again by its address:
 * its words in buckets by their first, and by their last, character. */
enum { BUCKETS = 64, LIST_BITS = 11, LISTS = 1 << LIST_BITS };

typedef struct WordList {
    View *words;              /* by the bucket of the first character */
    View *ends;               /* the same words by that of the last */
    uint16_t from[BUCKETS + 1], ends_from[BUCKETS + 1];
    uint64_t begin[SIEVE / 64]; /* first characters that some word has, by a hash of them */
    uint64_t pairs[SIEVE / 64]; /* likewise what their second to sixth byte are */
    bool all_pairs;             /* no word is shorter */
    View opening;               /* whole characters that all words begin with */
} WordList;

/* Where a list is found by its address. */
typedef struct Slot {
    _Atomic(const char *) source; /* set last */
    const WordList *list;
    uint64_t last; /* buckets of its words' last characters */
} Slot;
static Slot slots[LISTS];
static pthread_mutex_t lists_lock = PTHREAD_MUTEX_INITIALIZER;

static unsigned bucket_first(const char *p, size_t n) {
    unsigned h = (unsigned char)p[0];
    if (h >= 0xC0 && n >= 2) h = h * 31 + (unsigned char)p[1] * 7;
    if ((unsigned char)p[0] >= 0xE0 && n >= 3) h += (unsigned char)p[2];
    return h % BUCKETS;
}

/* Of a character of three bytes the last two tell most. */
static unsigned sieve_of_three(const unsigned char *p) { return ((p[1] & 31u) << 6 | (p[2] & 63u)) % SIEVE; }
static unsigned sieve(const char *p, size_t n) {
    return (unsigned char)p[0] < 0xE0 || n < 3 ? (unsigned char)p[0] : sieve_of_three((const unsigned char *)p);
}

static unsigned pair_sieve(const char *p) {
    uint32_t four;
    memcpy(&four, p + 2, sizeof four);
    return (four ^ (uint32_t)(unsigned char)p[1] << 8) * 0x9E3779B1u >> 21; /* of SIEVE */
}

static unsigned bucket_last(View v) {
    unsigned h = (unsigned char)v.p[v.n - 1];
    if (h >= 0x80 && v.n >= 2) h = h * 31 + (unsigned char)v.p[v.n - 2] * 7;
    return h % BUCKETS;
}

static unsigned bucket_of(View word, bool last) { return last ? bucket_last(word) : bucket_first(word.p, word.n); }

/* Counts, then places (from: zeros). */
static void fill_buckets(View *sorted, uint16_t *from, const View *words, size_t n, bool last) {
    uint16_t at[BUCKETS];
    for (size_t i = 0; i < n; i++) from[bucket_of(words[i], last) + 1]++;
    for (unsigned b = 0; b < BUCKETS; b++) {
        at[b] = from[b];
        from[b + 1] = (uint16_t)(from[b + 1] + from[b]);
    }
    for (size_t i = 0; i < n; i++) sorted[at[bucket_of(words[i], last)]++] = words[i];
}

/* What they have in common, in whole characters. */
static View opening_of(const View *words, size_t n) {
    View all = n ? words[0] : V("");
    for (size_t i = 1; i < n; i++) {
        size_t same = 0;
        while (same < all.n && same < words[i].n && all.p[same] == words[i].p[same]) same++;
        all.n = same;
    }
    while (all.n && (all.p[all.n] & 0xC0) == 0x80) all.n--; /* (at least a blank or the literal's end stands behind) */
    return all;
}

static void compile(Slot *slot, const char *source) {
    VEC(View) words = {0};
    View rest = view_of(source), w;
    while (view_split(&rest, ' ', &w))
        if (w.n) vec_push(&words, w);
    WordList *l = xcalloc(1, sizeof *l);
    l->words = xarray(NULL, words.n + 1, sizeof(View));
    l->ends = xarray(NULL, words.n + 1, sizeof(View));
    l->all_pairs = true;
    for (size_t i = 0; i < words.n; i++) {
        unsigned k = sieve(words.p[i].p, words.p[i].n);
        l->begin[k / 64] |= (uint64_t)1 << (k % 64);
        l->all_pairs = l->all_pairs && words.p[i].n >= 6;
        k = words.p[i].n >= 6 ? pair_sieve(words.p[i].p) : 0;
        l->pairs[k / 64] |= (uint64_t)1 << (k % 64);
    }
    l->opening = opening_of(words.p, words.n);
    fill_buckets(l->words, l->from, words.p, words.n, false);
    fill_buckets(l->ends, l->ends_from, words.p, words.n, true);
    for (size_t i = 0; i < words.n; i++) slot->last |= (uint64_t)1 << bucket_last(words.p[i]);
    vec_release(&words);
    slot->list = l;
    atomic_store_explicit(&slot->source, source, memory_order_release);
}

/* From where its hash says on: a list met for the first time, or one whose
 * place another has. */
static const Slot *slot_sought(const char *source, size_t at) {
    const char *there;
    for (; (there = atomic_load_explicit(&slots[at].source, memory_order_acquire)); at = (at + 1) % LISTS)
        if (there == source) return &slots[at];
    pthread_mutex_lock(&lists_lock);
    while ((there = atomic_load_explicit(&slots[at].source, memory_order_acquire)) && there != source)
        at = (at + 1) % LISTS;
    if (!there) compile(&slots[at], source);
    pthread_mutex_unlock(&lists_lock);
    return &slots[at];
}

static inline size_t slot_usual(const char *source) {
    return (uintptr_t)source * 0x9E3779B97F4A7C15u >> (64 - LIST_BITS); /* addresses differ in the middle */
}

static inline bool slot_has(size_t at, const char *source) {
    return atomic_load_explicit(&slots[at].source, memory_order_acquire) == source;
}

static inline const Slot *slot_of(const char *source) {
    const size_t at = slot_usual(source);
    return slot_has(at, source) ? &slots[at] : slot_sought(source, at);
}

static const WordList *list_of(const char *source) { return slot_of(source)->list; }

/* May a word begin like this? k: what sieve says of the first character. */
static inline bool may_begin(const WordList *l, unsigned k, const char *p, size_t n) {
    if (!(l->begin[k / 64] >> (k % 64) & 1)) return false;
    if (!l->all_pairs) return true;
    k = n >= 6 ? pair_sieve(p) : 0;
    return n >= 6 && l->pairs[k / 64] >> (k % 64) & 1;
}

/* Most texts begin and end with no word of a list, and are asked about a hundred: the rest is kept out of the way,
 * so that telling so takes no call and saves no register. */
#define OUT_OF_THE_WAY static __attribute__((noinline)) size_t

OUT_OF_THE_WAY longest_at(const WordList *l, const char *p, size_t n) {
    unsigned b = bucket_first(p, n);
    size_t best = 0;
    for (size_t i = l->from[b]; i < l->from[b + 1]; i++) {
        View w = l->words[i];
        if (w.n > best && w.n <= n && w.p[w.n - 1] == p[w.n - 1] && memcmp(w.p, p, w.n) == 0) best = w.n;
    }
    return best;
}

OUT_OF_THE_WAY longest_end(const WordList *l, View v, unsigned b) {
    size_t best = 0;
    for (size_t i = l->ends_from[b]; i < l->ends_from[b + 1]; i++)
        if (l->ends[i].n > best && l->ends[i].n <= v.n && v.p[v.n - l->ends[i].n] == l->ends[i].p[0] &&
            view_ends(v, l->ends[i]))
            best = l->ends[i].n;
    return best;
}

static inline size_t start_of(const Slot *slot, View v) {
    return may_begin(slot->list, sieve(v.p, v.n), v.p, v.n) ? longest_at(slot->list, v.p, v.n) : 0;
}

static inline size_t end_of(const Slot *slot, View v) {
    unsigned b = bucket_last(v);
    return slot->last >> b & 1 ? longest_end(slot->list, v, b) : 0;
}

OUT_OF_THE_WAY start_of_sought(View v, const char *list) { return start_of(slot_of(list), v); }
OUT_OF_THE_WAY end_of_sought(View v, const char *list) { return end_of(slot_of(list), v); }

size_t words_start(View v, const char *list) {
    const size_t at = slot_usual(list);
    if (!v.n) return 0;
    return slot_has(at, list) ? start_of(&slots[at], v) : start_of_sought(v, list);
}

size_t words_end(View v, const char *list) {
    const size_t at = slot_usual(list);
    if (!v.n) return 0;
    return slot_has(at, list) ? end_of(&slots[at], v) : end_of_sought(v, list);
}

static size_t find_opened(View v, const WordList *l, size_t from, size_t *n) {
    for (size_t at = from; (at = view_find(v, l->opening, at)) != SIZE_MAX; at++)
        if ((*n = longest_at(l, v.p + at, v.n - at))) return at;
    return SIZE_MAX;
}

size_t words_find(View v, const char *list, size_t from, size_t *n) {
    const WordList *l = list_of(list);
    *n = 0;
    if (l->opening.n) return find_opened(v, l, from, n);
    for (size_t at = from; at < v.n;) {
        const unsigned char *p = (const unsigned char *)v.p + at;
        const bool wide = is_three(p, v.n - at);
        const unsigned k = wide ? sieve_of_three(p) : *p;
        if (may_begin(l, k, v.p + at, v.n - at) && (*n = longest_at(l, v.p + at, v.n - at))) return at;
        at += wide ? 3 : 1;
    }
    return SIZE_MAX;
}

void words_join(JoinedLists *out, const char *const *list, size_t n) {
    *out = (JoinedLists){0};
    for (size_t i = 0; i < n && i < JOINED; i++) {
        const WordList *l = list_of(out->list[i] = list[i]);
        for (size_t k = 0; k < SIEVE; k++) out->begin[k] |= (uint8_t)((l->begin[k / 64] >> (k % 64) & 1) << i);
    }
}

void words_count(View v, const JoinedLists *joined, size_t *counts) {
    size_t behind[JOINED] = {0}; /* each list's last word */
    for (size_t at = 0; at < v.n;) {
        const unsigned char *p = (const unsigned char *)v.p + at;
        bool wide = is_three(p, v.n - at);
        unsigned may = wide ? joined->begin[sieve_of_three(p)] : (*p & 0xC0) != 0x80 ? joined->begin[*p] : 0;
        for (; may; may &= may - 1) {
            unsigned i = (unsigned)__builtin_ctz(may);
            size_t n = at < behind[i] ? 0 : words_start(view_from(v, at), joined->list[i]);
            if (n) counts[i]++, behind[i] = at + n;
        }
        at += wide ? 3 : 1;
    }
}
