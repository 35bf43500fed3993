#include "regions/rules.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- regions by index --------------------------------------------------------- */

static View pool_view(const Gazetteer *g, uint32_t at) {
    return view(g->pool + at + 1, (unsigned char)g->pool[at]);
}

View gaz_code(const Gazetteer *g, uint32_t region) {
    if (region >= g->n_file) return g->own.p[region - g->n_file].code;
    const RegionRecord *r = &g->regions[region];
    if (r->code[0] == 'x') {
        uint32_t at;
        memcpy(&at, r->code + 4, sizeof at);
        return pool_view(g, at);
    }
    return view(r->code, strnlen(r->code, sizeof r->code));
}

View gaz_name(const Gazetteer *g, uint32_t region) {
    return region >= g->n_file ? g->own.p[region - g->n_file].name : pool_view(g, g->regions[region].name);
}

void gaz_years(const Gazetteer *g, uint32_t region, uint16_t *from, uint16_t *to) {
    *from = region >= g->n_file ? g->own.p[region - g->n_file].from : g->regions[region].from;
    *to = region >= g->n_file ? g->own.p[region - g->n_file].to : g->regions[region].to;
}

bool gaz_is_district(const Gazetteer *g, uint32_t region) {
    if (region < g->n_file) return g->kin[region] & KIN_DISTRICT;
    return view_ends(gaz_name(g, region), V("区"));
}

static size_t pairs_of(const RegionPair *p, size_t n, uint32_t region, const RegionPair **first) {
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (p[mid].region < region) lo = mid + 1;
        else hi = mid;
    }
    *first = p + lo;
    size_t count = 0;
    while (lo + count < n && p[lo + count].region == region) count++;
    return count;
}

size_t gaz_successors(const Gazetteer *g, uint32_t region, const RegionPair **first) {
    *first = g->successors;
    if (!gaz_dated(g, region) || g->regions[region].to == 0) return 0;
    return pairs_of(g->successors, g->n_successors, region, first);
}

enum { CHANGES_MOST = 8 };

uint32_t gaz_current(const Gazetteer *g, uint32_t region) {
    for (size_t changes = 0; changes < CHANGES_MOST && region < g->n_file; changes++) {
        const RegionPair *next;
        size_t n = gaz_successors(g, region, &next), i = 0;
        while (i < n && !view_eq(gaz_name(g, next[i].other), gaz_name(g, region))) i++;
        if (i == n) break;
        region = next[i].other;
    }
    return region;
}

uint32_t gaz_heir(const Gazetteer *g, uint32_t region) {
    const RegionPair *next;
    for (size_t changes = 0; changes < CHANGES_MOST && region < g->n_file; changes++) {
        if (gaz_successors(g, region, &next) != 1) break;
        if (gaz_level(g, next->other) != gaz_level(g, region)) break;
        region = next->other;
    }
    return region;
}

uint32_t gaz_find(const Gazetteer *g, View code) {
    size_t lo = 0, hi = g->n_file;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = view_cmp(gaz_code(g, (uint32_t)mid), code);
        if (c == 0) return (uint32_t)mid;
        if (c < 0) lo = mid + 1;
        else hi = mid;
    }
    const size_t *own = map_get(&g->own_by_code, code);
    return own ? (uint32_t)(g->n_file + *own) : REGION_NONE;
}

bool gaz_contains(const Gazetteer *g, uint32_t a, uint32_t b) {
    while (b != REGION_NONE && b != a) b = gaz_parent(g, b);
    return b == a;
}

static bool covers(const Gazetteer *g, uint32_t a, uint32_t b, int depth) {
    if (gaz_contains(g, a, b)) return true;
    const RegionPair *next;
    size_t n = depth ? gaz_successors(g, a, &next) : 0;
    for (size_t i = 0; i < n; i++)
        if (next[i].other != a && covers(g, next[i].other, b, depth - 1)) return true;
    return false;
}

bool gaz_covers(const Gazetteer *g, uint32_t a, uint32_t b) { return covers(g, a, b, 3); }

bool gaz_in_narrowed(const Gazetteer *g, uint32_t region) {
    if (region >= g->n_file) return true;
    View code = gaz_code(g, region);
    for (size_t i = 0; i < g->scope.n; i++)
        if (view_starts(code, g->scope.p[i]) || view_starts(g->scope.p[i], code)) return true;
    return false;
}

/* --- opening -------------------------------------------------------------------- */

static const size_t item_sizes[GAZ_SECTIONS] = {
    sizeof(RegionRecord), sizeof(RegionKin), 1, sizeof(TrieNode), sizeof(uint16_t), 1,
    sizeof(uint32_t), sizeof(Posting), sizeof(RegionPair), sizeof(RegionPair), sizeof(uint64_t),
};

/* Why the mapped bytes are no gazetteer of ours; NULL if they are. */
static const char *header_fault(const void *map, size_t size) {
    const GazHeader *h = map;
    if (size < sizeof *h || memcmp(h->magic, GAZ_MAGIC, sizeof h->magic) != 0) return "not a gazetteer";
    if (h->version != GAZ_VERSION || h->byte_order != GAZ_BYTE_ORDER) return "made for another version or machine";
    if (h->size != size) return "cut short";
    for (size_t i = 0; i < GAZ_SECTIONS; i++)
        if (h->section[i].at > size || h->section[i].at % 8 ||
            h->section[i].n > (size - h->section[i].at) / item_sizes[i])
            return "a section lies outside";
    if (h->section[GAZ_UNITS].n != TRIE_CODES || h->section[GAZ_PAIRS].n != (size_t)1 << (TRIE_BITMAP_BITS - 3) ||
        h->section[GAZ_NODES].n == 0 || h->section[GAZ_KIN].n != h->section[GAZ_REGIONS].n ||
        h->section[GAZ_LONG].n != 2 * GAZ_LONG_WORDS(h->section[GAZ_REGIONS].n))
        return "a section is of the wrong size";
    if (hash_bytes(view((const char *)map + sizeof *h, size - sizeof *h)) != h->hash) return "damaged";
    return NULL;
}

static const void *section(const Gazetteer *g, GazSection s, size_t *n) {
    const GazHeader *h = g->map;
    if (n) *n = (size_t)h->section[s].n;
    return (const char *)g->map + h->section[s].at;
}

static void take_sections(Gazetteer *g) {
    g->regions = section(g, GAZ_REGIONS, &g->n_file);
    g->kin = section(g, GAZ_KIN, NULL);
    g->pool = section(g, GAZ_POOL, NULL);
    g->successors = section(g, GAZ_SUCCESSORS, &g->n_successors);
    g->forms = section(g, GAZ_FORMS, &g->n_forms);
    g->long_names = section(g, GAZ_LONG, NULL);
    g->file.trie.nodes = section(g, GAZ_NODES, &g->file.trie.n_nodes);
    g->file.trie.units = section(g, GAZ_UNITS, NULL);
    g->file.trie.pairs = section(g, GAZ_PAIRS, NULL);
    g->file.lists = section(g, GAZ_LISTS, NULL);
    g->file.postings = section(g, GAZ_POSTINGS, NULL);
}

static bool map_file(Gazetteer *g, Diag *d, const char *path) {
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0) {
        diag_errno(d, M_CANNOT_READ, path, errno);
        if (fd >= 0) close(fd);
        return false;
    }
    size_t size = st.st_size > 0 ? (size_t)st.st_size : 0;
    /* All of it is read at once, for its hash. */
    void *map = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0) : MAP_FAILED;
    int err = errno;
    close(fd);
    if (size && map == MAP_FAILED) {
        diag_errno(d, M_CANNOT_READ, path, err);
        return false;
    }
    const char *fault = size ? header_fault(map, size) : "empty";
    if (fault) {
        diag(d, M_GAZETTEER_BAD, where(path, 0, 0), DARGS(fault));
        if (size) munmap(map, size);
        return false;
    }
    g->map = map;
    g->map_size = size;
    take_sections(g);
    return true;
}

/* --- the archive's own table -------------------------------------------------- */

typedef struct OwnForm {
    View text;
    Posting posting;
} OwnForm;

typedef VEC(OwnForm) OwnForms;

static int by_text(const void *a, const void *b) {
    const OwnForm *x = a, *y = b;
    int c = view_cmp(x->text, y->text);
    return c ? c : (x->posting > y->posting) - (x->posting < y->posting);
}

/* Regions that only the archive knows, parents before children where they
 * can be (the table's codes sort so). */
static void add_own_regions(Gazetteer *g, const RegionTable *t) {
    for (size_t i = 0; i < t->n; i++) {
        const Region *r = &t->p[i];
        if (gaz_find(g, r->code) != REGION_NONE || g->n_file + g->own.n >= REGION_NONE) continue;
        *map_at(&g->own_by_code, r->code, NULL) = g->own.n;
        OwnRegion own = {r->code, r->name, REGION_NONE, r->from, r->to, r->level};
        vec_push(&g->own, own);
    }
    for (size_t i = 0; i < g->own.n; i++) {
        const Region *r = regions_by_code(t, g->own.p[i].code);
        g->own.p[i].parent = r->parent.n ? gaz_find(g, r->parent) : REGION_NONE;
    }
}

static void add_own_form(Gazetteer *g, OwnForms *forms, View text, uint32_t region, FormKind kind) {
    if (text.n == 0) return;
    RegionLevel level = gaz_level(g, region);
    View stem;
    Suffix suffix = region >= g->n_file && kind == FORM_FULL ? name_split(text, level, &stem) : SUFFIX_NONE;
    OwnForm form = {text, POSTING_MAKE(region, kind, SUFFIX_NONE)};
    if (suffix != SUFFIX_NONE) form = (OwnForm){stem, POSTING_MAKE(region, FORM_STEM, suffix)};
    vec_push(forms, form);
}

/* Rows that import copied carry forms that the file has already. */
static bool file_has_form(const Gazetteer *g, uint32_t region, View form) {
    const RegionPair *pairs;
    size_t n = region < g->n_file ? pairs_of(g->forms, g->n_forms, region, &pairs) : 0;
    for (size_t i = 0; i < n; i++)
        if (view_eq(pool_view(g, pairs[i].other), form)) return true;
    return false;
}

static void build_extra(Gazetteer *g, const OwnForms *forms) {
    VEC(TrieForm) keys = {0};
    for (size_t i = 0; i < forms->n; i++) {
        if (i == 0 || !view_eq(forms->p[i].text, forms->p[i - 1].text)) {
            TrieForm key = {forms->p[i].text, (uint32_t)keys.n, 0};
            vec_push(&keys, key);
            vec_push(&g->extra_lists, (uint32_t)g->extra_postings.n);
        }
        keys.p[keys.n - 1].flags |= POSTING_KIND(forms->p[i].posting) == FORM_STEM ? TRIE_STEM : TRIE_WHOLE;
        vec_push(&g->extra_postings, forms->p[i].posting);
    }
    vec_push(&g->extra_lists, (uint32_t)g->extra_postings.n);
    trie_build(&g->extra_built, keys.p, keys.n);
    g->extra = (Lexicon){g->extra_built.trie, g->extra_lists.p, g->extra_postings.p};
    vec_release(&keys);
}

static void add_table(Gazetteer *g, const RegionTable *t) {
    OwnForms forms = {0};
    add_own_regions(g, t);
    for (size_t i = 0; i < t->n; i++) {
        const Region *r = &t->p[i];
        uint32_t region = gaz_find(g, r->code);
        if (region == REGION_NONE) continue;
        if (!view_eq(r->name, gaz_name(g, region)) || region >= g->n_file)
            add_own_form(g, &forms, r->name, region, FORM_FULL);
        for (size_t k = 0; k < r->n_forms; k++)
            if (!file_has_form(g, region, r->forms[k])) add_own_form(g, &forms, r->forms[k], region, FORM_OTHER);
    }
    if (forms.n) {
        qsort(forms.p, forms.n, sizeof *forms.p, by_text);
        build_extra(g, &forms);
    }
    vec_release(&forms);
}

static void take_scope(Gazetteer *g, View scope) {
    View rest = scope, code;
    while (scope.n && view_split(&rest, ',', &code)) {
        code = view_trim(code);
        if (code.n) vec_push(&g->scope, arena_view(&g->arena, code));
    }
}

Gazetteer *gazetteer_open(Diag *d, const char *path, View scope, const RegionTable *own) {
    Gazetteer *g = xcalloc(1, sizeof *g);
    if (!map_file(g, d, path)) {
        free(g);
        return NULL;
    }
    take_scope(g, scope);
    g->table = own;
    if (own && own->n) add_table(g, own);
    static const View apart[GAZ_APART] = {
        [GAZ_TAIWAN] = V_INIT("71"), [GAZ_HONG_KONG] = V_INIT("81"), [GAZ_MACAO] = V_INIT("82")};
    for (size_t i = 0; i < GAZ_APART; i++) g->apart[i] = gaz_find(g, apart[i]);
    return g;
}

void gazetteer_close(Gazetteer *g) {
    if (!g) return;
    munmap(g->map, g->map_size);
    vec_release(&g->own);
    vec_release(&g->scope);
    map_release(&g->own_by_code);
    vec_release(&g->extra_lists);
    vec_release(&g->extra_postings);
    trie_built_release(&g->extra_built);
    rules_release(g);
    arena_release(&g->arena);
    free(g);
}

/* --- a region for the archive --------------------------------------------------- */

static void fill_from_file(const Gazetteer *g, Arena *a, uint32_t region, Region *out) {
    uint32_t parent = gaz_parent(g, region);
    *out = (Region){
        .code = gaz_code(g, region),
        .name = gaz_name(g, region),
        .parent = parent == REGION_NONE ? V("") : gaz_code(g, parent),
        .level = gaz_level(g, region),
    };
    gaz_years(g, region, &out->from, &out->to);
    if (region >= g->n_file) return;
    const RegionPair *pairs;
    out->n_successors = gaz_successors(g, region, &pairs);
    out->successors = ARENA_ARRAY(a, View, out->n_successors);
    for (size_t i = 0; i < out->n_successors; i++) out->successors[i] = gaz_code(g, pairs[i].other);
    out->n_forms = pairs_of(g->forms, g->n_forms, region, &pairs);
    out->forms = ARENA_ARRAY(a, View, out->n_forms);
    for (size_t i = 0; i < out->n_forms; i++) out->forms[i] = pool_view(g, pairs[i].other);
}

bool gazetteer_region(const Gazetteer *g, Arena *a, View code, Region *out) {
    const Region *own = g->table ? regions_by_code(g->table, code) : NULL;
    if (own) {
        *out = *own;
        return true;
    }
    uint32_t region = gaz_find(g, code);
    if (region == REGION_NONE) return false;
    fill_from_file(g, a, region, out);
    return true;
}
