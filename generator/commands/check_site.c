#include "commands/check_site.h"

typedef struct SiteCheck {
    Global *g;
    const SiteConfig *config;
    const RegionTable *table;
    Gazetteer *gazetteer; /* NULL: not asked yet, or there is none */
    bool asked;
} SiteCheck;

static Gazetteer *gazetteer_of(SiteCheck *c) {
    const char *path = c->asked ? NULL : data_find(c->g, "gazetteer.bin");
    if (path) c->gazetteer = gazetteer_open(c->g->diag, path, V(""), c->table);
    c->asked = true;
    return c->gazetteer;
}

static bool has_text(const YamlNode *node) { return node && node->kind == YAML_TEXT && node->text.n; }

/* A home is a code. Whoever wrote a name is told its code. */
static void check_home(SiteCheck *c, const YamlNode *node) {
    if (!has_text(node) || yaml_is_null(node) || regions_by_code(c->table, node->text)) return;
    bool ambiguous = false;
    Gazetteer *all = gazetteer_of(c);
    if (!all && !c->table->n) return;
    const Region *own = regions_find(c->table, node->text, &ambiguous);
    View code = own ? own->code : all ? gazetteer_find(all, node->text, &ambiguous) : V("");
    if (view_eq(code, node->text)) return;
    if (code.n) diag(c->g->diag, M_CHECK_HOME_NAME, node->at, DARGS(text_of(c->g, node->text), text_of(c->g, code)));
    else diag(c->g->diag, M_CHECK_HOME, node->at, DARGS(text_of(c->g, node->text)));
}

/* Braces in pairs, none in another or empty; and a source is a .txt file. */
static bool pattern_is_sound(View pattern) {
    bool open = false;
    size_t since = 0;
    for (size_t i = 0; i < pattern.n; i++, since++) {
        char mark = pattern.p[i];
        if (mark != '{' && mark != '}') continue;
        if (open != (mark == '}') || (open && since == 1)) return false;
        open = mark == '{';
        since = 0;
    }
    return !open && view_ends(pattern, V(".txt"));
}

static void check_pattern(SiteCheck *c, const YamlNode *map) {
    const YamlNode *pattern = yaml_get(map, "pattern"), *publication = yaml_get(map, "publication");
    if (pattern && pattern->kind == YAML_TEXT && !pattern_is_sound(pattern->text))
        diag(c->g->diag, M_CHECK_PATTERN, pattern->at, DARGS(text_of(c->g, pattern->text)));
    if (!has_text(publication)) return;
    for (size_t i = 0; i < c->config->n_publications; i++) {
        const Publication *p = &c->config->publications[i];
        if (view_eq(p->id, publication->text) || view_eq(p->name, publication->text)) return;
    }
    diag(c->g->diag, M_CHECK_PUBLICATION, publication->at, DARGS(text_of(c->g, publication->text)));
}

static const YamlNode *first_map(const YamlNode *map, const char *key) {
    const YamlNode *list = yaml_get(map, key);
    return list && list->kind == YAML_LIST ? list->first : NULL;
}

/* Whatever is wrong with the file's form was reported when the archive was
 * loaded, so it is read here without a word. */
void check_site(Global *g, const SiteConfig *config, const RegionTable *table) {
    SiteCheck c = {.g = g, .config = config, .table = table};
    Str text = STR_INIT;
    Diag quiet;
    diag_init(&quiet, g->diag->lang);
    const char *rules = path_join(g->arena, g->root, "regions.rules.tsv");
    bool read = file_read(path_join(g->arena, g->root, "site.yaml"), &text, FILE_MAX_BYTES) == 0;
    const YamlNode *map = read ? yaml_parse(g->arena, &quiet, "site.yaml", 1, str_view(&text)) : NULL;
    if (map && map->kind == YAML_MAP) {
        check_home(&c, yaml_get(map, "home"));
        for (const YamlNode *n = first_map(map, "publications"); n; n = n->next)
            if (n->kind == YAML_MAP) check_home(&c, yaml_get(n, "home"));
        for (const YamlNode *n = first_map(map, "patterns"); n; n = n->next)
            if (n->kind == YAML_MAP) check_pattern(&c, n);
    }
    if (file_exists(rules) && gazetteer_of(&c)) gazetteer_rules(c.gazetteer, g->diag, rules);
    if (c.gazetteer) gazetteer_close(c.gazetteer);
    diag_drop(&quiet);
    str_release(&text);
}
