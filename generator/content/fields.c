#include "content/fields.h"

#include <stdlib.h>

/* --- types that only articles have ------------------------------------------ */

#define ARTICLE(record) ((Article *)(record))
#define ARTICLE_CONST(record) ((const Article *)(record))

static bool id_valid(View v) {
    if (v.n != 10) return false;
    for (size_t i = 0; i < v.n; i++)
        if (!((v.p[i] >= '0' && v.p[i] <= '9') || (v.p[i] >= 'a' && v.p[i] <= 'z'))) return false;
    return true;
}

static void id_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    if (!schema_is_kind(r, f, node, YAML_TEXT)) return;
    if (id_valid(node->text)) ARTICLE(record)->id = schema_take(r, node);
    else schema_problem(r, M_CONTENT_ID, node->at, DARGS(schema_text(r, node->text)));
}

static const FieldType FIELD_ID = {id_read, schema_text_write, schema_text_absent, schema_text_keep};

static const char *const kinds[KIND_COUNT + 1] = {
    [KIND_NEWS] = "news",     [KIND_FEATURE] = "feature",
    [KIND_PHOTO] = "photo",   [KIND_COMMENTARY] = "commentary",
    [KIND_NOTICE] = "notice", [KIND_YEARBOOK_SECTION] = "yearbook-section",
    [KIND_FRAGMENT] = "fragment"};

const char *kind_name(ArticleKind k) { return kinds[k]; }

static void kind_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    size_t i = schema_choice(r, f, node, kinds);
    if (i != SIZE_MAX) ARTICLE(record)->kind = (ArticleKind)i;
}

static void kind_write(Str *out, const Field *f, const void *record, bool flow) {
    (void)f;
    (void)flow;
    str_adds(out, kinds[ARTICLE_CONST(record)->kind]);
}

static bool kind_absent(const Field *f, const void *record) {
    (void)f;
    (void)record;
    return false;
}

static const FieldType FIELD_KIND = {kind_read, kind_write, kind_absent, NULL};

/* Bit i of Article.flags. */
static const char *const flag_names[] = {"head-missing", "tail-missing", "reordered", "needs-review", NULL};

const char *flag_name(ArticleFlag f) {
    for (size_t i = 0; flag_names[i]; i++)
        if ((unsigned)f == 1u << i) return flag_names[i];
    return "";
}

static void flags_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    if (!schema_is_kind(r, f, node, YAML_LIST)) return;
    for (const YamlNode *c = node->first; c; c = c->next) {
        size_t i = schema_choice(r, f, c, flag_names);
        if (i != SIZE_MAX) ARTICLE(record)->flags |= 1u << i;
    }
}

static void flags_write(Str *out, const Field *f, const void *record, bool flow) {
    (void)f;
    (void)flow;
    const char *sep = "[";
    for (size_t i = 0; flag_names[i]; i++) {
        if (!(ARTICLE_CONST(record)->flags & 1u << i)) continue;
        str_adds(out, sep);
        str_adds(out, flag_names[i]);
        sep = ", ";
    }
    str_addc(out, ']');
}

static bool flags_absent(const Field *f, const void *record) {
    (void)f;
    return ARTICLE_CONST(record)->flags == 0;
}

static const FieldType FIELD_FLAGS = {flags_read, flags_write, flags_absent, NULL};

static void evidence_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    if (!schema_is_kind(r, f, node, YAML_MAP) || !node->n) return;
    Article *a = record;
    a->evidence = ARENA_ARRAY(r->arena, struct Evidence, node->n);
    for (const YamlNode *c = node->first; c; c = c->next) {
        if (!schema_is_kind(r, f, c, YAML_TEXT)) continue;
        View key = r->copy ? arena_view(r->arena, c->key) : c->key;
        a->evidence[a->n_evidence++] = (struct Evidence){key, schema_take(r, c)};
    }
}

static void evidence_write(Str *out, const Field *f, const void *record, bool flow) {
    (void)f;
    (void)flow;
    const Article *a = record;
    str_addc(out, '{');
    for (size_t i = 0; i < a->n_evidence; i++) {
        if (i) str_adds(out, ", ");
        yaml_add_flow_scalar(out, a->evidence[i].field);
        str_adds(out, ": ");
        yaml_add_flow_scalar(out, a->evidence[i].text);
    }
    str_addc(out, '}');
}

static bool evidence_absent(const Field *f, const void *record) {
    (void)f;
    return ARTICLE_CONST(record)->n_evidence == 0;
}

static void evidence_keep(Keeper *k, const Field *f, void *record) {
    (void)f;
    Article *a = record;
    a->evidence = schema_keep_array(k, a->evidence, &a->n_evidence, sizeof *a->evidence);
    for (size_t i = 0; i < a->n_evidence; i++) {
        a->evidence[i].field = schema_keep_text(k, a->evidence[i].field, true);
        a->evidence[i].text = schema_keep_text(k, a->evidence[i].text, false);
    }
}

static const FieldType FIELD_EVIDENCE = {evidence_read, evidence_write, evidence_absent, evidence_keep};

static const char *const confidence_names[CONF_COUNT] = {
    [CONF_CUT] = "cut", [CONF_TITLE] = "title", [CONF_DATE] = "date", [CONF_AUTHORS] = "authors", [CONF_KIND] = "kind"};

const char *confidence_name(ConfidenceField f) { return confidence_names[f]; }

/* 0.93; hundredths are all that is meant. */
static bool hundredths(View v, uint8_t *out) {
    uint64_t n;
    if (!view_starts(v, V("0.")) || v.n > 4 || !view_uint(view_from(v, 2), 99, &n)) return false;
    *out = (uint8_t)(v.n == 3 ? n * 10 : n);
    return true;
}

static void confidence_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    if (!schema_is_kind(r, f, node, YAML_MAP)) return;
    for (const YamlNode *c = node->first; c; c = c->next)
        for (int k = 0; k < CONF_COUNT; k++)
            if (view_is(c->key, confidence_names[k]) && schema_is_kind(r, f, c, YAML_TEXT) &&
                !hundredths(c->text, &ARTICLE(record)->confidence[k]))
                schema_problem(r, M_CONTENT_CONFIDENCE, c->at, DARGS(schema_text(r, c->text)));
}

static void confidence_write(Str *out, const Field *f, const void *record, bool flow) {
    (void)f;
    (void)flow;
    const char *sep = "{";
    for (int k = 0; k < CONF_COUNT; k++) {
        unsigned n = ARTICLE_CONST(record)->confidence[k];
        if (!n) continue;
        str_addf(out, "%s%s: 0.%02u", sep, confidence_names[k], n);
        sep = ", ";
    }
    str_addc(out, '}');
}

static bool confidence_absent(const Field *f, const void *record) {
    (void)f;
    for (int k = 0; k < CONF_COUNT; k++)
        if (ARTICLE_CONST(record)->confidence[k]) return false;
    return true;
}

static const FieldType FIELD_CONFIDENCE = {confidence_read, confidence_write, confidence_absent, NULL};

/* A language tag names files and stands in HTML: letters, digits, hyphens. */
static bool lang_valid(View v) {
    for (size_t i = 0; i < v.n; i++) {
        char c = v.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '-'))) return false;
    }
    return v.n <= 35; /* BCP 47, section 4.4.1 */
}

static void check_lang(SchemaReader *r, const Field *f, const YamlNode *node) {
    if (node->kind == YAML_TEXT && !lang_valid(node->text))
        schema_problem(r, M_CONTENT_LANG, node->at, DARGS(f->key.p, schema_text(r, node->text)));
}

static void lang_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    check_lang(r, f, node);
    FIELD_TEXT.read(r, f, node, record);
}

static void langs_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    if (node->kind == YAML_LIST)
        for (const YamlNode *c = node->first; c; c = c->next) check_lang(r, f, c);
    FIELD_TEXTS.read(r, f, node, record);
}

static const FieldType FIELD_LANG = {lang_read, schema_text_write, schema_text_absent, schema_text_keep};
static const FieldType FIELD_LANGS = {langs_read, schema_texts_write, schema_texts_absent, schema_texts_keep};

/* A file below sources/: its text is shown on pages, so no name may lead
 * anywhere else. */
static bool path_valid(View v) {
    if (!v.n || memchr(v.p, '\\', v.n) || memchr(v.p, '\0', v.n)) return false;
    View part;
    while (view_split(&v, '/', &part))
        if (!part.n || view_is(part, ".") || view_is(part, "..")) return false;
    return true;
}

static void path_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    if (node->kind == YAML_TEXT && node->text.n && !path_valid(node->text))
        schema_problem(r, M_CONTENT_PATH, node->at, DARGS(f->key.p, schema_text(r, node->text)));
    else FIELD_TEXT.read(r, f, node, record);
}

static const FieldType FIELD_PATH = {path_read, schema_text_write, schema_text_absent, schema_text_keep};

/* --- lines ------------------------------------------------------------------------ */

/* "135" or "135:1-40". */
static bool line_parse(View v, LineRef *out) {
    uint64_t line, from = 0, to = 0;
    size_t colon = view_find(v, V(":"), 0);
    if (colon != SIZE_MAX) {
        View part = view_from(v, colon + 1);
        size_t dash = view_find(part, V("-"), 0);
        if (dash == SIZE_MAX || !view_uint(view_to(part, dash), UINT32_MAX, &from) ||
            !view_uint(view_from(part, dash + 1), UINT32_MAX, &to) || from == 0 || to < from)
            return false;
        v = view_to(v, colon);
    }
    if (!view_uint(v, UINT32_MAX, &line) || line == 0) return false;
    *out = (LineRef){(uint32_t)line, (uint32_t)from, (uint32_t)to};
    return true;
}

static void lines_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    if (!schema_is_kind(r, f, node, YAML_LIST) || !node->n) return;
    SourceRef *s = record;
    s->lines = ARENA_ARRAY(r->arena, LineRef, node->n);
    for (const YamlNode *c = node->first; c; c = c->next) {
        if (!schema_is_kind(r, f, c, YAML_TEXT)) continue;
        if (line_parse(c->text, &s->lines[s->n_lines])) s->n_lines++;
        else schema_problem(r, M_CONTENT_LINE, c->at, DARGS(schema_text(r, c->text)));
    }
}

static void lines_write(Str *out, const Field *f, const void *record, bool flow) {
    (void)f;
    (void)flow;
    const SourceRef *s = record;
    for (size_t i = 0; i < s->n_lines; i++) {
        const LineRef *l = &s->lines[i];
        str_adds(out, i ? ", \"" : "[\"");
        str_adduint(out, l->line);
        if (l->from) str_addf(out, ":%u-%u", l->from, l->to);
        str_addc(out, '"');
    }
    str_addc(out, ']');
}

static bool lines_absent(const Field *f, const void *record) {
    (void)f;
    return ((const SourceRef *)record)->n_lines == 0;
}

static void lines_keep(Keeper *k, const Field *f, void *record) {
    (void)f;
    SourceRef *s = record;
    s->lines = schema_keep_array(k, s->lines, &s->n_lines, sizeof *s->lines);
}

static const FieldType FIELD_LINES = {lines_read, lines_write, lines_absent, lines_keep};

static void joined_read(SchemaReader *r, const Field *f, const YamlNode *node, void *record) {
    if (!schema_is_kind(r, f, node, YAML_LIST)) return;
    uint64_t x[2] = {0, 0};
    size_t n = 0;
    for (const YamlNode *c = node->first; c; c = c->next, n++)
        if (n > 1 || c->kind != YAML_TEXT || !view_uint(c->text, UINT32_MAX, &x[n]) || !x[n]) n = 2;
    Join *join = record;
    if (n == 2) join->a = (uint32_t)x[0], join->b = (uint32_t)x[1];
    else schema_problem(r, M_CONTENT_JOIN, node->at, DARGS(f->key.p));
}

static void joined_write(Str *out, const Field *f, const void *record, bool flow) {
    (void)f;
    (void)flow;
    const Join *j = record;
    str_addf(out, "[%u, %u]", j->a, j->b);
}

static bool joined_absent(const Field *f, const void *record) {
    (void)f;
    return ((const Join *)record)->a == 0;
}

static const FieldType FIELD_JOINED = {joined_read, joined_write, joined_absent, NULL};

/* --- the article -------------------------------------------------------------------- */

#define COUNT(array) (sizeof(array) / sizeof *(array))
/* A list stands in the record as a pointer and, next to it, its count. */
#define LIST_OK(T, list, count) \
    _Static_assert(offsetof(T, count) == offsetof(T, list) + sizeof(void *), "list and count must be adjacent")

#define F(k, t, T, member) .key = V_INIT(k), .type = &(t), .offset = offsetof(T, member)

static const Field dateline_fields[] = {
    {F("place", FIELD_TEXT, Article, dateline_place)},
    {F("code", FIELD_TEXT, Article, dateline_code)},
};
static const Schema dateline_schema = {dateline_fields, COUNT(dateline_fields), sizeof(Article), NULL};

/* 54 54xx 54xxxx …, or a project id: x-… */
static bool looks_like_code(View v) {
    uint64_t ignored;
    return view_starts(v, V("x-")) || view_uint(v, UINT64_MAX, &ignored);
}

static void region_from_text(View text, void *record) {
    RegionRef *region = record;
    if (looks_like_code(text)) region->code = text;
    else region->name = text;
}

static const Field region_fields[] = {
    {F("code", FIELD_TEXT, RegionRef, code)},
    {F("name", FIELD_TEXT, RegionRef, name)},
    {F("as", FIELD_TEXTS, RegionRef, as)},
};
static const Schema region_schema = {region_fields, COUNT(region_fields), sizeof(RegionRef), region_from_text};
LIST_OK(Article, regions, n_regions);

static const Field source_fields[] = {
    {F("file", FIELD_PATH, SourceRef, file), .rules = FIELD_REQUIRED},
    {F("sha256", FIELD_TEXT, SourceRef, sha256)},
    {F("lines", FIELD_LINES, SourceRef, lines)},
    {F("page", FIELD_TEXT, SourceRef, page)},
};
static const Schema source_schema = {source_fields, COUNT(source_fields), sizeof(SourceRef), NULL};
LIST_OK(Article, sources, n_sources);

static const Field redaction_fields[] = {
    {F("articles", FIELD_TEXTS, Redactions, articles)},
    {F("names", FIELD_TEXTS, Redactions, names)},
    {F("lines", FIELD_LIST, Redactions, lines), .of = &source_schema},
};
const Schema redaction_schema = {redaction_fields, COUNT(redaction_fields), sizeof(Redactions), NULL};
LIST_OK(Redactions, lines, n_lines);

static const Field repair_fields[] = {
    {F("joined", FIELD_JOINED, Join, a), .rules = FIELD_REQUIRED},
    {F("from", FIELD_PATH, Join, from)},
    {F("file", FIELD_PATH, Join, file)},
};
static const Schema repair_schema = {repair_fields, COUNT(repair_fields), sizeof(Join), NULL};
LIST_OK(Article, joins, n_joins);

static const Field reviewed_fields[] = {
    {F("by", FIELD_TEXT, Article, reviewed_by)},
    {F("on", FIELD_DATE, Article, reviewed_on)},
};
static const Schema reviewed_schema = {reviewed_fields, COUNT(reviewed_fields), sizeof(Article), NULL};

static const char *const precisions[] = {"day", "month", "year", NULL};

/* In the order in which they are written. */
static const Field article_fields[] = {
    {F("id", FIELD_ID, Article, id), .rules = FIELD_REQUIRED | FIELD_OWN, .missing = M_CONTENT_NO_ID},
    {F("title", FIELD_TEXT, Article, title), .rules = FIELD_ALWAYS | FIELD_OWN},
    {F("kicker", FIELD_TEXT, Article, kicker), .rules = FIELD_OWN},
    {F("subtitle", FIELD_TEXT, Article, subtitle), .rules = FIELD_OWN},
    {F("column", FIELD_TEXT, Article, column)},
    {F("kind", FIELD_KIND, Article, kind)},
    {F("authors", FIELD_TEXTS, Article, authors)},
    {F("publication", FIELD_TEXT, Article, publication)},
    {F("issued", FIELD_DATE, Article, issued)},
    {F("issue_number", FIELD_TEXT, Article, issue_number)},
    {F("page", FIELD_TEXT, Article, page)},
    {F("covers", FIELD_PERIOD, Article, covers)},
    {F("within", FIELD_TEXTS, Article, within)},
    {F("date", FIELD_DATE, Article, date)},
    {F("date_precision", FIELD_CHOICE, Article, date_precision), .choices = precisions},
    {F("dateline", FIELD_MAP, Article, dateline_place), .of = &dateline_schema},
    {F("lang", FIELD_LANG, Article, lang)},
    {F("regions", FIELD_LIST, Article, regions), .of = &region_schema},
    {F("topics", FIELD_TEXTS, Article, topics)},
    {F("source", FIELD_LIST, Article, sources), .of = &source_schema},
    {F("repairs", FIELD_LIST, Article, joins), .of = &repair_schema},
    {F("flags", FIELD_FLAGS, Article, flags)},
    {F("evidence", FIELD_EVIDENCE, Article, evidence)},
    {F("confidence", FIELD_CONFIDENCE, Article, confidence)},
    {F("reviewed", FIELD_MAP, Article, reviewed_by), .of = &reviewed_schema},
    {F("lastmod", FIELD_TIME, Article, lastmod)},
    {F("draft", FIELD_BOOL, Article, draft)},
    {F("aliases", FIELD_TEXTS, Article, aliases)},
};
const Schema article_schema = {article_fields, COUNT(article_fields), sizeof(Article), NULL};

void article_keep(Keeper *k, Article *article) {
    schema_keep(k, &article_schema, article);
    article->path = schema_keep_text(k, article->path, false);
    article->extra = schema_keep_text(k, article->extra, false);
}

/* --- site.yaml ------------------------------------------------------------------------ */

static const char *const publication_kinds[] = {"newspaper", "yearbook", "gazetteer", NULL};

static const Field publication_fields[] = {
    {F("id", FIELD_TEXT, Publication, id)},
    {F("name", FIELD_TEXT, Publication, name), .rules = FIELD_REQUIRED},
    {F("kind", FIELD_CHOICE, Publication, kind), .choices = publication_kinds},
    {F("home", FIELD_TEXT, Publication, home)},
    {F("place", FIELD_TEXT, Publication, place)},
    {F("issn", FIELD_TEXT, Publication, issn)},
};
static const Schema publication_schema = {publication_fields, COUNT(publication_fields), sizeof(Publication), NULL};
LIST_OK(SiteConfig, publications, n_publications);

static const Field pattern_fields[] = {
    {F("pattern", FIELD_TEXT, struct PathPattern, pattern), .rules = FIELD_REQUIRED},
    {F("publication", FIELD_TEXT, struct PathPattern, publication)},
};
static const Schema pattern_schema = {pattern_fields, COUNT(pattern_fields), sizeof(struct PathPattern), NULL};
LIST_OK(SiteConfig, patterns, n_patterns);

static const char *const lastmods[] = {"commit", NULL};

static const Field site_fields[] = {
    {F("name", FIELD_TEXT, SiteConfig, name), .rules = FIELD_REQUIRED},
    {F("description", FIELD_TEXT, SiteConfig, description)},
    {F("base_url", FIELD_TEXT, SiteConfig, base_url)},
    {F("language", FIELD_LANG, SiteConfig, language)},
    {F("languages", FIELD_LANGS, SiteConfig, languages)},
    {F("home", FIELD_TEXT, SiteConfig, home)},
    {F("rights", FIELD_TEXT, SiteConfig, rights)},
    {F("contact", FIELD_TEXT, SiteConfig, contact)},
    {F("footer", FIELD_TEXT, SiteConfig, footer)},
    {F("edition", FIELD_TEXT, SiteConfig, edition)},
    {F("lastmod", FIELD_CHOICE, SiteConfig, lastmod), .choices = lastmods},
    {F("notice", FIELD_TEXT, SiteConfig, notice)},
    {F("publications", FIELD_LIST, SiteConfig, publications), .of = &publication_schema},
    {F("patterns", FIELD_LIST, SiteConfig, patterns), .of = &pattern_schema},
};
const Schema site_schema = {site_fields, COUNT(site_fields), sizeof(SiteConfig), NULL};
