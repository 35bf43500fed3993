#include "topics/taxonomy.h"

enum { TAXONOMY_BYTES = 16 << 20 };
static const double WEIGHT_MAX = 10;

/* Reads one taxonomy; goes on after an error, so that all are reported. */
typedef struct Reader {
    Taxonomy *t;
    Diag *diag;
    VEC(const YamlNode *) parents; /* by topic: the node that names it, NULL for none */
} Reader;

static const char *text(Reader *r, View v) { return arena_strdup(&r->t->arena, v); }

static void not_a(Reader *r, const YamlNode *node, const char *what, const char *wanted) {
    diag(r->diag, M_YAML_TYPE, node->at, DARGS(what, wanted));
}

/* --- terms ------------------------------------------------------------- */

/* Adds a term to the automaton; SIZE_MAX after an error. */
static size_t read_term(Reader *r, View term, Where at) {
    size_t number;
    switch (matcher_add(r->t->matcher, term, &number)) {
    case TERM_EMPTY: diag(r->diag, M_TOPIC_TERM_EMPTY, at, NULL); return SIZE_MAX;
    case TERM_LONG: diag(r->diag, M_TOPIC_TERM_LONG, at, DARGS(text(r, term))); return SIZE_MAX;
    case TERM_FINE: break;
    }
    if (number == r->t->terms.n) vec_push(&r->t->terms, term);
    return number;
}

/* A decimal number above 0 and at most WEIGHT_MAX, "." whatever the locale. */
static bool read_weight(const YamlNode *node, float *out) {
    double value = 0, unit = 1;
    bool point = false, digits = false;
    if (node->kind != YAML_TEXT || node->text.n > 8) return false;
    for (size_t i = 0; i < node->text.n; i++) {
        char c = node->text.p[i];
        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            digits = true;
            value = value * 10 + (c - '0');
            if (point) unit *= 10;
        } else {
            return false;
        }
    }
    *out = (float)(value / unit);
    return digits && *out > 0 && *out <= WEIGHT_MAX;
}

static void read_terms(Reader *r, const YamlNode *terms, uint32_t topic) {
    if (yaml_is_null(terms)) return;
    if (terms->kind != YAML_MAP) {
        not_a(r, terms, topic == UNFILED ? "unfiled" : "terms", "a map of terms to weights");
        return;
    }
    for (const YamlNode *n = terms->first; n; n = n->next) {
        float weight;
        size_t term = read_term(r, n->key, n->key_at);
        if (!read_weight(n, &weight)) diag(r->diag, M_TOPIC_WEIGHT, n->at, DARGS(text(r, n->key)));
        else if (term != SIZE_MAX) vec_push(&r->t->votes, ((Vote){(uint32_t)term, topic, weight}));
    }
}

static void read_ignored(Reader *r, const YamlNode *ignore) {
    if (yaml_is_null(ignore)) return;
    if (ignore->kind != YAML_LIST) {
        not_a(r, ignore, "ignore", "a list of phrases");
        return;
    }
    for (const YamlNode *n = ignore->first; n; n = n->next) {
        if (n->kind == YAML_TEXT) read_term(r, n->text, n->at);
        else not_a(r, n, "ignore", "a list of phrases");
    }
}

/* --- topics ------------------------------------------------------------ */

static bool id_is_fine(View id) {
    bool fine = id.n > 0 && id.n <= 64 && id.p[0] != '-' && id.p[id.n - 1] != '-';
    for (size_t i = 0; fine && i < id.n; i++) {
        char c = id.p[i];
        fine = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
    return fine;
}

static void read_names(Reader *r, const YamlNode *names, Topic *topic) {
    if (names->kind != YAML_MAP) {
        not_a(r, names, "name", "a map {zh: …, zh-Hant: …, en: …}");
        return;
    }
    for (const YamlNode *n = names->first; n; n = n->next) {
        View *name = view_is(n->key, "zh")        ? &topic->name_zh
                     : view_is(n->key, "zh-Hant") ? &topic->name_zh_hant
                     : view_is(n->key, "en")      ? &topic->name_en
                                                  : NULL;
        if (!name) diag(r->diag, M_YAML_UNKNOWN, n->key_at, DARGS(text(r, n->key)));
        else if (n->kind != YAML_TEXT) not_a(r, n, text(r, n->key), "text");
        else if (!yaml_is_null(n)) *name = n->text;
    }
}

static void read_id(Reader *r, const YamlNode *node, size_t index, Topic *topic) {
    if (node->kind != YAML_TEXT || !id_is_fine(node->text)) {
        diag(r->diag, M_TOPIC_ID, node->at, DARGS(node->kind == YAML_TEXT ? text(r, node->text) : ""));
        return;
    }
    bool is_new;
    size_t *slot = map_at(&r->t->by_id, node->text, &is_new);
    if (!is_new) {
        diag(r->diag, M_TOPIC_DUPLICATE, node->at, DARGS(text(r, node->text)));
        return;
    }
    *slot = index;
    topic->id = node->text;
}

static void read_field(Reader *r, const YamlNode *n, size_t index, Topic *topic, float *threshold,
                       float *verse) {
    if (view_is(n->key, "id")) read_id(r, n, index, topic);
    else if (view_is(n->key, "name")) read_names(r, n, topic);
    else if (view_is(n->key, "terms")) read_terms(r, n, (uint32_t)index);
    else if (view_is(n->key, "parent")) r->parents.p[index] = yaml_is_null(n) ? NULL : n;
    else if (view_is(n->key, "threshold")) {
        if (!read_weight(n, threshold)) diag(r->diag, M_TOPIC_WEIGHT, n->at, DARGS("threshold"));
    } else if (view_is(n->key, "verse")) {
        if (!read_weight(n, verse)) diag(r->diag, M_TOPIC_WEIGHT, n->at, DARGS("verse"));
    } else if (view_is(n->key, "note")) {
        if (n->kind == YAML_TEXT) topic->note = n->text;
        else not_a(r, n, "note", "text");
    } else diag(r->diag, M_YAML_UNKNOWN, n->key_at, DARGS(text(r, n->key)));
}

static void read_topic(Reader *r, const YamlNode *node) {
    size_t index = r->t->topics.n;
    Topic topic = {.parent = SIZE_MAX};
    float threshold = 1, verse = 0;
    if (node->kind != YAML_MAP) {
        not_a(r, node, "topics", "a list of topics, each a map");
        return;
    }
    vec_push(&r->parents, NULL);
    for (const YamlNode *n = node->first; n; n = n->next) read_field(r, n, index, &topic, &threshold, &verse);
    if (!yaml_get(node, "id")) diag(r->diag, M_TOPIC_MISSING, node->at, DARGS("id"));
    if (!topic.name_zh.n) diag(r->diag, M_TOPIC_MISSING, node->at, DARGS("name: {zh: …}"));
    if (!topic.name_zh_hant.n) topic.name_zh_hant = topic.name_zh;
    if (!topic.name_en.n) topic.name_en = topic.name_zh;
    vec_push(&r->t->topics, topic);
    vec_push(&r->t->thresholds, threshold);
    vec_push(&r->t->verses, verse);
}

static void link_parents(Reader *r) {
    for (size_t i = 0; i < r->t->topics.n; i++) {
        const YamlNode *n = r->parents.p[i];
        if (!n) continue;
        size_t parent = n->kind == YAML_TEXT ? taxonomy_find(r->t, n->text) : SIZE_MAX;
        if (parent == SIZE_MAX) {
            diag(r->diag, M_TOPIC_PARENT, n->at, DARGS(n->kind == YAML_TEXT ? text(r, n->text) : ""));
        }
        r->t->topics.p[i].parent = parent;
    }
}

/* Cuts every ring of parents, once, where it was met first. Each topic is
 * walked over once: `seen` is the walk that met it, from 1. */
static void refuse_cycles(Reader *r) {
    size_t n = r->t->topics.n, *seen = xcalloc(n + 1, sizeof *seen);
    for (size_t i = 0; i < n; i++) {
        size_t at = i;
        while (at != SIZE_MAX && !seen[at]) {
            seen[at] = i + 1;
            size_t parent = r->t->topics.p[at].parent;
            if (parent != SIZE_MAX && seen[parent] == i + 1) {
                diag(r->diag, M_TOPIC_CYCLE, r->parents.p[at]->at, DARGS(text(r, r->t->topics.p[at].id)));
                r->t->topics.p[at].parent = SIZE_MAX;
                break;
            }
            at = parent;
        }
    }
    free(seen);
}

bool taxonomy_is_deep(const Taxonomy *t, size_t topic) {
    size_t levels = 0;
    for (; topic != SIZE_MAX && levels <= TOPIC_LEVELS; topic = t->topics.p[topic].parent) levels++;
    return levels > TOPIC_LEVELS;
}

/* A deep one is cut off, so that not all that is below it is told of. */
static void refuse_depths(Reader *r) {
    for (size_t i = 0; i < r->t->topics.n; i++) {
        if (!taxonomy_is_deep(r->t, i)) continue;
        diag(r->diag, M_TOPIC_DEPTH, r->parents.p[i]->at,
             DARGS(text(r, r->t->topics.p[i].id), arena_printf(&r->t->arena, "%d", TOPIC_LEVELS)));
        r->t->topics.p[i].parent = SIZE_MAX;
    }
}

static int by_term(const void *a, const void *b) {
    const Vote *x = a, *y = b;
    if (x->term != y->term) return x->term < y->term ? -1 : 1;
    return x->topic < y->topic ? -1 : x->topic > y->topic;
}

/* Sorts the votes; of two that differ only in weight (one term in two
 * orthographies) the heavier stays. */
static void index_votes(Taxonomy *t) {
    size_t kept = 0, at = 0;
    if (t->votes.n) qsort(t->votes.p, t->votes.n, sizeof *t->votes.p, by_term);
    for (size_t i = 0; i < t->votes.n; i++) {
        Vote v = t->votes.p[i], *last = kept ? &t->votes.p[kept - 1] : NULL;
        if (!last || last->term != v.term || last->topic != v.topic) t->votes.p[kept++] = v;
        else if (last->weight < v.weight) last->weight = v.weight;
    }
    t->votes.n = kept;
    t->vote_from = xcalloc(t->terms.n + 1, sizeof *t->vote_from);
    for (size_t term = 0; term < t->terms.n; term++) {
        t->vote_from[term] = at;
        while (at < kept && t->votes.p[at].term == term) at++;
    }
    t->vote_from[t->terms.n] = kept;
}

static void read_taxonomy(Reader *r, const YamlNode *root) {
    for (const YamlNode *n = root->first; n; n = n->next) {
        if (view_is(n->key, "ignore")) read_ignored(r, n);
        else if (view_is(n->key, "unfiled")) read_terms(r, n, UNFILED);
        else if (!view_is(n->key, "topics")) diag(r->diag, M_YAML_UNKNOWN, n->key_at, DARGS(text(r, n->key)));
        else if (n->kind != YAML_LIST) not_a(r, n, "topics", "a list of topics, each a map");
        else
            for (const YamlNode *topic = n->first; topic; topic = topic->next) read_topic(r, topic);
    }
    link_parents(r);
    refuse_cycles(r);
    refuse_depths(r);
}

Taxonomy *taxonomy_read(Diag *d, const char *path, View bytes, bool *silent) {
    Taxonomy *t = xcalloc(1, sizeof *t);
    Diag own; /* meanwhile other threads may report errors to d */
    Reader r = {.t = t, .diag = &own};
    diag_init(&own, d->lang);
    t->matcher = matcher_new();
    const YamlNode *root = yaml_parse(&t->arena, &own, text(&r, view_of(path)), 1, bytes);
    if (root && root->kind != YAML_MAP) not_a(&r, root, path, "a map with 'topics'");
    else if (root) read_taxonomy(&r, root);
    vec_release(&r.parents);
    const bool good = own.errors == 0;
    *silent = good && own.warnings == 0;
    diag_move(d, &own);
    if (good) return t;
    taxonomy_free(t);
    return NULL;
}

bool taxonomy_bytes(Diag *d, const char *path, Str *bytes) {
    int err = file_read(path, bytes, TAXONOMY_BYTES);
    if (err) diag_errno(d, M_CANNOT_READ, path, err);
    return err == 0;
}

Taxonomy *taxonomy_load(Diag *d, const char *path) {
    Str bytes = STR_INIT;
    bool silent;
    Taxonomy *t = taxonomy_bytes(d, path, &bytes) ? taxonomy_read(d, path, str_view(&bytes), &silent) : NULL;
    str_release(&bytes);
    if (!t) return NULL;
    index_votes(t);
    matcher_build(t->matcher);
    return t;
}

void taxonomy_free(Taxonomy *t) {
    if (!t) return;
    matcher_free(t->matcher);
    map_release(&t->by_id);
    vec_release(&t->topics);
    vec_release(&t->thresholds);
    vec_release(&t->verses);
    vec_release(&t->terms);
    vec_release(&t->votes);
    free(t->vote_from);
    arena_release(&t->arena);
    free(t);
}

size_t taxonomy_count(const Taxonomy *t) { return t->topics.n; }

const Topic *taxonomy_topic(const Taxonomy *t, size_t i) { return &t->topics.p[i]; }

size_t taxonomy_find(const Taxonomy *t, View id) {
    const size_t *i = map_get(&t->by_id, id);
    return i ? *i : SIZE_MAX;
}
