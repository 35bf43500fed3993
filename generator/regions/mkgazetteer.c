/* Compiles the gazetteer from data/ (see data/README.md): a program of its
 * own, run by make.
 *
 * usage: mkgazetteer DATA_DIR OUT [SCOPE]      SCOPE: codes, "54,5133" */
#include "regions/gazetteer.h"
#include "text/text.h"

#include <stdlib.h>

/* A region while it is gathered. */
typedef struct Row {
    View code, name, parent;
    uint16_t from, to;
    RegionLevel level;
    View successors; /* codes, '|' between */
    VEC(View) forms; /* to be listed: short, old, traditional; not those of the name itself */
    VEC(FormKind) kinds;
} Row;

typedef struct FormRow {
    View text;
    Posting posting;
} FormRow;

typedef struct Maker {
    Diag diag;
    Arena arena;
    VEC(Row) rows;
    Map by_code;
    Map words;  /* ordinary words; 1: also a form of a region */
    VEC(View) word_list;
    Map shorts; /* index + 1 into short_lists: short names given by hand */
    VEC(View) short_lists;
    View scope;
    VEC(FormRow) forms;
} Maker;

/* --- reading ------------------------------------------------------------------- */

static bool wanted(const Maker *m, View code) {
    if (m->scope.n == 0) return true;
    View rest = m->scope, part;
    while (view_split(&rest, ',', &part)) {
        part = view_trim(part);
        if (part.n && (view_starts(code, part) || view_starts(part, code))) return true;
    }
    return false;
}

static Row *row_of(Maker *m, View code, bool *is_new) {
    size_t *at = map_at(&m->by_code, code, is_new);
    if (*is_new) {
        *at = m->rows.n;
        Row row = {.code = code};
        vec_push(&m->rows, row);
    }
    return &m->rows.p[*at];
}

static void row_form(Row *r, View text, FormKind kind) {
    if (view_eq(text, r->name)) return;
    for (size_t i = 0; i < r->forms.n; i++)
        if (view_eq(r->forms.p[i], text)) return;
    vec_push(&r->forms, text);
    vec_push(&r->kinds, kind);
}

static View read_data(Maker *m, const char *path) {
    Str s = STR_INIT;
    int err = file_read(path, &s, FILE_MAX_BYTES);
    if (err) diag_errno(&m->diag, M_CANNOT_READ, path, err);
    View v = arena_view(&m->arena, str_view(&s));
    str_release(&s);
    return v;
}

/* One province: indentation is the level, each line the digits it adds. */
static void read_division(Maker *m, const char *path) {
    View rest = read_data(m, path), line;
    char code[16];
    static const size_t ends[] = {2, 4, 6, 9, 12};
    uint32_t named[5] = {0}; /* row + 1 of the nearest named region of each level */
    for (size_t number = 1; view_line(&rest, &line); number++) {
        size_t depth = 0;
        while (depth < line.n && line.p[depth] == ' ') depth++;
        size_t from = depth < 5 && depth ? ends[depth - 1] : 0;
        size_t digits = depth < 5 ? ends[depth] - from : 0;
        View entry = view_from(line, depth);
        if (depth > 4 || entry.n < digits || (entry.n > digits && entry.p[digits] != ' ')) {
            diag(&m->diag, M_DIVISIONS_BAD, where(path, number, 0), DARGS(arena_strdup(&m->arena, line)));
            return;
        }
        memcpy(code + from, entry.p, digits);
        for (size_t i = depth; i < 5; i++) named[i] = 0;
        View name = view_from(entry, digits + 1);
        if (name.n == 0 || !wanted(m, view(code, ends[depth]))) continue;
        bool is_new;
        Row *r = row_of(m, arena_view(&m->arena, view(code, ends[depth])), &is_new);
        r->name = name;
        r->level = (RegionLevel)(depth + 1);
        for (size_t i = depth; i-- > 0 && !r->parent.n;)
            if (named[i]) r->parent = m->rows.p[named[i] - 1].code;
        named[depth] = (uint32_t)(r - m->rows.p) + 1;
    }
}

static void read_divisions(Maker *m, const char *dir) {
    FileList files = {0};
    int err = dir_list(&m->arena, dir, &files);
    if (err) diag_errno(&m->diag, M_CANNOT_READ, dir, err);
    for (size_t i = 0; i < files.n; i++) read_division(m, path_join(&m->arena, dir, files.p[i].path));
    filelist_release(&files);
}

static uint16_t year(View v) {
    uint64_t y;
    return view_uint(v, 9999, &y) ? (uint16_t)y : 0;
}

/* The next line with content as fields; comments begin with '#'. */
static bool next_fields(View *rest, View *fields, size_t n) {
    View line;
    do {
        if (!view_line(rest, &line)) return false;
    } while (line.n == 0 || line.p[0] == '#');
    for (size_t i = 0; i < n; i++) fields[i] = V("");
    for (size_t i = 0; i < n && view_split(&line, '\t', &fields[i]); i++) {}
    return true;
}

/* Rows of one code follow one another by year: the last one is the region,
 * earlier names stay as old forms of it. */
static void read_periods(Maker *m, const char *path) {
    View rest = read_data(m, path), f[6];
    next_fields(&rest, f, 6);
    while (next_fields(&rest, f, 6)) {
        if (!wanted(m, f[0])) continue;
        bool is_new;
        Row *r = row_of(m, f[0], &is_new);
        if (r->from == 0) r->from = year(f[2]);
        r->to = year(f[3]);
        if (f[4].n) r->successors = f[4];
        if (r->to == 0) r->successors = V("");
        if (r->parent.n == 0) r->parent = f[5];
        r->level = region_level(f[0], f[1], REGION_PROVINCE);
        if (r->name.n == 0) {
            r->name = f[1];
        } else if (!view_eq(r->name, f[1])) {
            /* The gazetteer's own name is that of today; rows come in order. */
            bool ended = r->to != 0;
            row_form(r, ended ? f[1] : r->name, FORM_OLD);
            if (!ended) r->name = f[1];
        }
    }
}

static void read_extra(Maker *m, const char *path) {
    View rest = read_data(m, path), f[6], form;
    next_fields(&rest, f, 6);
    while (next_fields(&rest, f, 6)) {
        if (!wanted(m, f[0]) && !(f[0].p[0] == 'x' && wanted(m, view_from(f[0], 2)))) continue;
        bool is_new;
        Row *r = row_of(m, f[0], &is_new);
        r->name = f[1];
        r->parent = f[2];
        const size_t *parent = map_get(&m->by_code, f[2]);
        r->level = region_level(f[0], f[1], parent ? m->rows.p[*parent].level : REGION_PROVINCE);
        while (f[3].n && view_split(&f[3], '|', &form)) row_form(r, form, FORM_OTHER);
        r->to = year(f[4]);
        r->successors = f[5];
    }
}

static void read_short(Maker *m, const char *path) {
    View rest = read_data(m, path), f[2];
    while (next_fields(&rest, f, 2)) {
        *map_at(&m->shorts, f[0], NULL) = m->short_lists.n + 1;
        vec_push(&m->short_lists, f[1]);
    }
}

static void read_words(Maker *m, const char *path) {
    View rest = read_data(m, path), line, word;
    while (view_line(&rest, &line)) {
        if (line.n == 0 || line.p[0] == '#') continue;
        while (view_split(&line, ' ', &word))
            if (word.n) {
                map_at(&m->words, word, NULL);
                vec_push(&m->word_list, word);
            }
    }
}

/* --- forms --------------------------------------------------------------------- */

/* Of those given by hand: 科左中旗 says its level, 版纳 does not. */
static FormKind short_kind(View form) {
    static const View levels[] = {V_INIT("州"), V_INIT("县"), V_INIT("旗")};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (form.n > 6 && view_ends(form, levels[i])) return FORM_NEAR;
    return FORM_SHORT;
}

static void add_shorts(Maker *m, Row *r) {
    if (r->level > REGION_COUNTY) return;
    size_t *given = map_get(&m->shorts, r->name);
    if (given && *given) {
        View list = m->short_lists.p[*given - 1], one;
        while (view_split(&list, '|', &one))
            if (!view_is(one, "-")) row_form(r, one, short_kind(one));
        return;
    }
    View shorts[NAME_SHORT_MAX];
    size_t n = name_shorts(&m->arena, r->name, r->level, shorts);
    for (size_t i = 0; i < n; i++) row_form(r, shorts[i], i == 0 && n > 1 ? FORM_NEAR : FORM_SHORT);
    size_t others = r->forms.n;
    for (size_t k = 0; k < others; k++) {
        FormKind kind = r->kinds.p[k];
        if (kind == FORM_SHORT || kind == FORM_NEAR) continue;
        n = name_shorts(&m->arena, r->forms.p[k], r->level, shorts);
        for (size_t i = 0; i < n; i++) row_form(r, shorts[i], i == 0 && n > 1 ? FORM_NEAR : FORM_SHORT);
    }
}

/* What is no more than a suffix (a village listed as 社区) names nothing. */
static bool says_nothing(View text) {
    size_t n;
    return text.n <= 3 || (suffix_at(text, &n) != SUFFIX_NONE && n == text.n);
}

/* Also marks the word as a form of a region. */
static bool is_word(Maker *m, View text) {
    size_t *used = map_get(&m->words, text);
    return used && (*used = 1);
}

/* --- farms and regiments ---------------------------------------------------------- */

/* 兵团农九师一六二团, 兵团六十七团分部: what stands behind the corps and its division. */
static View behind_corps(View name) {
    size_t corps = view_find(name, V("兵团"), 0), division;
    if (corps == SIZE_MAX) return name;
    if (view_ends(name, V("分部"))) name = view_to(name, name.n - V("分部").n);
    View rest = view_from(name, corps + V("兵团").n);
    division = view_find(rest, V("师"), 0);
    return division != SIZE_MAX && division <= V("第十四").n ? view_from(rest, division + V("师").n) : rest;
}

/* 一六二, 二十二 and 一百四十八 as figures; how much of v was read: 0, none of
 * two digits at least. */
static size_t read_number(View v, unsigned *number) {
    static const View digits[] = {V_INIT("〇"), V_INIT("一"), V_INIT("二"), V_INIT("三"), V_INIT("四"),
                                  V_INIT("五"), V_INIT("六"), V_INIT("七"), V_INIT("八"), V_INIT("九")};
    unsigned sum = 0, last = 0, row = 0;
    size_t at = 0;
    bool more = true;
    for (; more && at < 7 * V("一").n; at += more ? V("一").n : 0) {
        View rest = view_from(v, at);
        size_t k = 0;
        while (k < 10 && !view_starts(rest, digits[k])) k++;
        if (k < 10 || view_starts(rest, V("零"))) last = row++ ? last * 10 + (unsigned)(k % 10) : (unsigned)(k % 10);
        else if (view_starts(rest, V("百"))) sum += last * 100, last = row = 0;
        else if (view_starts(rest, V("十"))) sum += (last ? last : 1) * 10, last = row = 0;
        else more = false;
    }
    *number = sum + last;
    return *number >= 10 ? at : 0;
}

/* 一六二团 is also 162团, and needs no corps before it. */
static void add_regiment(Maker *m, Row *r) {
    static const View kinds[] = {V_INIT("团"), V_INIT("农场"), V_INIT("牧场"), V_INIT("林场")};
    View name = behind_corps(r->name), kind = V("");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (view_ends(name, kinds[i])) kind = kinds[i];
    if (r->level != REGION_TOWNSHIP || !kind.n || name.n < kind.n + 2 * V("一").n) return;
    if (name.n < r->name.n) row_form(r, name, FORM_OTHER);
    unsigned number;
    size_t width = read_number(name, &number);
    if (width && width + kind.n == name.n)
        row_form(r, view_of(arena_printf(&m->arena, "%u%.*s", number, VARG(kind))), FORM_OTHER);
}

/* As the trie has it: some names of the list hold a traditional character, and
 * texts may have either. But 乾县 is not 干县, as in 骨干县. */
static View to_index(Maker *m, View text) {
    if (view_find(text, V("乾"), 0) != SIZE_MAX) return text;
    Str folded = STR_INIT;
    text_fold(&folded, text);
    View v = view_eq(str_view(&folded), text) ? text : arena_view(&m->arena, str_view(&folded));
    str_release(&folded);
    return v;
}

static void add_form(Maker *m, View text, uint32_t region, FormKind kind, Suffix suffix) {
    if (says_nothing(text)) return;
    Posting p = POSTING_MAKE(region, kind, suffix);
    if (is_word(m, text) && m->rows.p[region].level != REGION_PROVINCE) p |= POSTING_WORD;
    FormRow f = {to_index(m, text), p};
    vec_push(&m->forms, f);
}

static void add_stem(Maker *m, View name, View stem, uint32_t region, Suffix suffix) {
    Posting p = POSTING_MAKE(region, FORM_STEM, suffix);
    if (is_word(m, name)) p |= POSTING_WORD;
    FormRow f = {to_index(m, stem), p};
    vec_push(&m->forms, f);
}

/* 前进农场: that another one is called so makes it no word; 国营林场 is one. */
static bool is_named_farm(View name) {
    static const View kinds[] = {V_INIT("农场"), V_INIT("牧场"), V_INIT("林场")};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (view_ends(name, kinds[i])) return name.n >= 2 * kinds[i].n && !view_starts(name, V("国营"));
    return false;
}

/* A township's or village's name without a suffix that several have says
 * what it is, not which: 林场, 经济开发区. */
static void find_generic_names(Maker *m) {
    Map count = MAP_INIT;
    for (size_t i = 0; i < m->rows.n; i++) {
        const Row *r = &m->rows.p[i];
        View stem;
        if (r->level < REGION_TOWNSHIP || name_split(r->name, r->level, &stem) != SUFFIX_NONE) continue;
        size_t *n = map_at(&count, r->name, NULL);
        if (++*n == 2 && !is_named_farm(r->name)) map_at(&m->words, r->name, NULL);
    }
    map_release(&count);
}

/* 恆春鎮 is found as 恒春镇 is. */
static bool is_traditional_of(Maker *m, const Row *r, View form) {
    View as = to_index(m, form);
    if (view_eq(as, form)) return false;
    bool same = view_eq(as, r->name);
    for (size_t i = 0; i < r->forms.n && !same; i++) same = view_eq(as, r->forms.p[i]);
    return same;
}

static void gather_forms(Maker *m) {
    for (size_t i = 0; i < m->rows.n; i++) {
        Row *r = &m->rows.p[i];
        uint32_t region = (uint32_t)i;
        add_shorts(m, r);
        add_regiment(m, r);
        View stem;
        Suffix suffix = name_split(r->name, r->level, &stem);
        if (suffix == SUFFIX_NONE) {
            add_form(m, r->name, region, FORM_FULL, suffix);
        } else {
            add_stem(m, r->name, stem, region, suffix);
            View bare = suffix == SUFFIX_XIANG ? name_without_peoples(stem) : stem;
            if (bare.n != stem.n) add_stem(m, r->name, bare, region, suffix);
        }
        for (size_t k = 0; k < r->forms.n; k++)
            if (!is_traditional_of(m, r, r->forms.p[k]))
                add_form(m, r->forms.p[k], region, r->kinds.p[k], SUFFIX_NONE);
    }
}

/* Words that are no form themselves but may hold one. */
static void add_words(Maker *m) {
    for (size_t i = 0; i < m->word_list.n; i++) {
        FormRow f = {to_index(m, m->word_list.p[i]), POSTING_MAKE(REGION_NONE, FORM_WORD, SUFFIX_NONE)};
        if (!*map_at(&m->words, m->word_list.p[i], NULL)) vec_push(&m->forms, f);
    }
}

/* --- writing ------------------------------------------------------------------- */

static int by_code(const void *a, const void *b) { return view_cmp(((const Row *)a)->code, ((const Row *)b)->code); }

static int by_form(const void *a, const void *b) {
    const FormRow *x = a, *y = b;
    int c = view_cmp(x->text, y->text);
    return c ? c : (x->posting > y->posting) - (x->posting < y->posting);
}

static void sort_rows(Maker *m) {
    qsort(m->rows.p, m->rows.n, sizeof *m->rows.p, by_code);
    for (size_t i = 0; i < m->rows.n; i++) *map_at(&m->by_code, m->rows.p[i].code, NULL) = i;
}

typedef struct Pool {
    Str bytes;
    Map at;
} Pool;

static uint32_t pool_add(Pool *p, View v) {
    bool is_new;
    size_t *at = map_at(&p->at, v, &is_new);
    if (is_new) {
        *at = p->bytes.n;
        str_addc(&p->bytes, (char)(unsigned char)(v.n > 255 ? 255 : v.n));
        str_add(&p->bytes, v.p, v.n > 255 ? 255 : v.n);
    }
    return (uint32_t)*at;
}

static void put(GazHeader *h, Str *out, GazSection s, const void *items, size_t n, size_t size) {
    while (out->n % 8) str_addc(out, '\0');
    h->section[s].at = out->n;
    h->section[s].n = n;
    if (n) str_add(out, items, n * size);
}

static uint32_t index_of(const Maker *m, View code) {
    const size_t *at = code.n ? map_get(&m->by_code, code) : NULL;
    return at ? (uint32_t)*at : REGION_NONE;
}

static void put_long_names(const Maker *m, GazHeader *h, Str *out) {
    size_t words = GAZ_LONG_WORDS(m->rows.n);
    uint64_t *bits = xcalloc(2 * words + 1, sizeof *bits);
    for (size_t i = 0; i < m->rows.n; i++) {
        View stem;
        const Row *r = &m->rows.p[i];
        if (name_split(r->name, r->level, &stem) != SUFFIX_NONE && stem.n >= GAZ_LONG_STEM * 3)
            bits[(r->level == REGION_VILLAGE ? words : 0) + i / 64] |= (uint64_t)1 << (i % 64);
    }
    put(h, out, GAZ_LONG, bits, 2 * words, sizeof *bits);
    free(bits);
}

/* From the last one on, so that what begins with a code is passed over at once. */
static void put_ends(const Maker *m, RegionRecord *records) {
    uint32_t n = (uint32_t)m->rows.n;
    for (uint32_t i = n; i-- > 0;) {
        uint32_t end = i + 1;
        while (end < n && view_starts(m->rows.p[end].code, m->rows.p[i].code)) end = records[end].end;
        records[i].end = end;
    }
}

static RegionKin kin_of(const Row *r, uint32_t parent) {
    RegionKin kin = KIN_MAKE(parent, r->level);
    if (r->to || (r->from && r->from != REGIONS_SINCE)) kin |= KIN_DATED;
    if (view_ends(r->name, V("区"))) kin |= KIN_DISTRICT;
    return kin;
}

static void put_regions(Maker *m, GazHeader *h, Str *out, Pool *pool) {
    RegionRecord *records = xcalloc(m->rows.n + 1, sizeof *records);
    RegionKin *kin = xcalloc(m->rows.n + 1, sizeof *kin);
    VEC(RegionPair) successors = {0};
    VEC(RegionPair) forms = {0};
    for (uint32_t i = 0; i < m->rows.n; i++) {
        const Row *r = &m->rows.p[i];
        RegionRecord *rec = &records[i];
        if (r->code.p[0] == 'x') {
            uint32_t at = pool_add(pool, r->code);
            rec->code[0] = 'x';
            memcpy(rec->code + 4, &at, sizeof at);
        } else {
            memcpy(rec->code, r->code.p, r->code.n < sizeof rec->code ? r->code.n : sizeof rec->code);
        }
        kin[i] = kin_of(r, index_of(m, r->parent));
        rec->name = pool_add(pool, r->name);
        rec->from = r->from;
        rec->to = r->to;
        View list = r->successors, code;
        while (list.n && view_split(&list, '|', &code)) {
            RegionPair pair = {i, index_of(m, code)};
            if (pair.other != REGION_NONE) vec_push(&successors, pair);
        }
        for (size_t k = 0; k < r->forms.n; k++) {
            RegionPair pair = {i, pool_add(pool, r->forms.p[k])};
            vec_push(&forms, pair);
        }
    }
    put_ends(m, records);
    put(h, out, GAZ_REGIONS, records, m->rows.n, sizeof *records);
    put(h, out, GAZ_KIN, kin, m->rows.n, sizeof *kin);
    put(h, out, GAZ_SUCCESSORS, successors.p, successors.n, sizeof *successors.p);
    put(h, out, GAZ_FORMS, forms.p, forms.n, sizeof *forms.p);
    vec_release(&successors);
    vec_release(&forms);
    free(records);
    free(kin);
}

static void put_forms(Maker *m, GazHeader *h, Str *out) {
    qsort(m->forms.p, m->forms.n, sizeof *m->forms.p, by_form);
    VEC(TrieForm) keys = {0};
    VEC(uint32_t) lists = {0};
    VEC(Posting) postings = {0};
    for (size_t i = 0; i < m->forms.n; i++) {
        const FormRow *f = &m->forms.p[i];
        if (i == 0 || !view_eq(f->text, f[-1].text)) {
            TrieForm key = {f->text, (uint32_t)keys.n, 0};
            vec_push(&keys, key);
            vec_push(&lists, (uint32_t)postings.n);
        } else if (f->posting == f[-1].posting) {
            continue;
        }
        keys.p[keys.n - 1].flags |= POSTING_KIND(f->posting) == FORM_STEM ? TRIE_STEM : TRIE_WHOLE;
        vec_push(&postings, f->posting);
    }
    vec_push(&lists, (uint32_t)postings.n);
    TrieBuilt built;
    trie_build(&built, keys.p, keys.n);
    put(h, out, GAZ_NODES, built.nodes, built.trie.n_nodes, sizeof *built.nodes);
    put(h, out, GAZ_UNITS, built.units, TRIE_CODES, sizeof *built.units);
    put(h, out, GAZ_PAIRS, built.pairs, (size_t)1 << (TRIE_BITMAP_BITS - 3), 1);
    put(h, out, GAZ_LISTS, lists.p, lists.n, sizeof *lists.p);
    put(h, out, GAZ_POSTINGS, postings.p, postings.n, sizeof *postings.p);
    trie_built_release(&built);
    vec_release(&keys);
    vec_release(&lists);
    vec_release(&postings);
}

static void write_file(Maker *m, const char *path) {
    GazHeader h = {.magic = GAZ_MAGIC, .version = GAZ_VERSION, .byte_order = GAZ_BYTE_ORDER};
    Pool pool = {STR_INIT, MAP_INIT};
    Str out = STR_INIT;
    str_add(&out, &h, sizeof h);
    put_regions(m, &h, &out, &pool);
    put_long_names(m, &h, &out);
    put_forms(m, &h, &out);
    put(&h, &out, GAZ_POOL, pool.bytes.p, pool.bytes.n, 1);
    h.size = out.n;
    h.hash = hash_bytes(view(out.p + sizeof h, out.n - sizeof h));
    memcpy(out.p, &h, sizeof h);
    int err = file_replace(path, str_view(&out));
    if (err) diag_errno(&m->diag, M_CANNOT_WRITE, path, err);
    str_release(&out);
    str_release(&pool.bytes);
    map_release(&pool.at);
}

static void maker_release(Maker *m) {
    for (size_t i = 0; i < m->rows.n; i++) {
        vec_release(&m->rows.p[i].forms);
        vec_release(&m->rows.p[i].kinds);
    }
    vec_release(&m->rows);
    vec_release(&m->short_lists);
    vec_release(&m->word_list);
    vec_release(&m->forms);
    map_release(&m->by_code);
    map_release(&m->words);
    map_release(&m->shorts);
    diag_release(&m->diag);
    arena_release(&m->arena);
}

int main(int argc, char **argv) {
    if (argc < 3 || argc > 4) {
        fputs("usage: mkgazetteer DATA_DIR OUT [SCOPE]\n", stderr);
        return EXIT_USAGE;
    }
    Maker m = {.scope = view_of(argc > 3 ? argv[3] : "")};
    diag_init(&m.diag, diag_locale());
    const char *data = argv[1];
    read_words(&m, path_join(&m.arena, data, "words.txt"));
    read_short(&m, path_join(&m.arena, data, "short.tsv"));
    read_divisions(&m, path_join(&m.arena, data, "divisions"));
    read_periods(&m, path_join(&m.arena, data, "periods.tsv"));
    read_extra(&m, path_join(&m.arena, data, "extra.tsv"));
    sort_rows(&m);
    find_generic_names(&m);
    gather_forms(&m);
    add_words(&m);
    if (m.diag.errors == 0) write_file(&m, argv[2]);
    int status = diag_status(&m.diag);
    maker_release(&m);
    return status;
}
