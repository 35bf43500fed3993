#include <errno.h>

#include "content/fields.h"

/* What site.yaml leaves out. */
static void set_defaults(Arena *a, SiteConfig *c) {
    if (!c->language.n) c->language = V("zh-Hans");
    if (c->languages.n) return;
    c->languages = (Views){ARENA_NEW(a, View), 1};
    c->languages.p[0] = c->language;
}

static bool has_web_scheme(View url) { return view_starts(url, V("https://")) || view_starts(url, V("http://")); }

static void check_base_url(SchemaReader *r, const YamlNode *map, const SiteConfig *c) {
    if (c->base_url.n && !has_web_scheme(c->base_url))
        schema_problem(r, M_CONTENT_URL, yaml_get(map, "base_url")->at, DARGS("base_url"));
}

bool site_config_load(Arena *a, Diag *d, const char *root, SiteConfig *out) {
    *out = (SiteConfig){0};
    Str text = STR_INIT;
    Arena nodes = ARENA_INIT;
    SchemaReader r = {.arena = a, .diag = d, .copy = true, .ok = true};
    int err = file_read(path_join(&nodes, root, "site.yaml"), &text, FILE_MAX_BYTES);
    const YamlNode *map = err ? NULL : yaml_parse(&nodes, d, "site.yaml", 1, str_view(&text));
    if (err == ENOENT) schema_problem(&r, M_CONTENT_NO_SITE, where("site.yaml", 0, 0), DARGS(root));
    else if (err) diag_errno(d, M_CANNOT_READ, "site.yaml", err);
    if (map && map->kind != YAML_MAP) {
        schema_problem(&r, M_CONTENT_MAP, map->at, DARGS("site.yaml"));
        map = NULL;
    }
    if (map) {
        schema_read(&r, &site_schema, map, out);
        check_base_url(&r, map, out);
        set_defaults(a, out);
    }
    arena_release(&nodes);
    str_release(&text);
    return map && r.ok;
}
