#include "site/strings.h"

static void set(Strings *s, Arena *a, unsigned layer, View key, View text) {
    bool fresh;
    size_t *at = map_at(&s->by_key, key, &fresh);
    const StringText entry = {text, layer};
    if (fresh) {
        *at = s->texts.n;
        vec_push(&s->texts, entry);
    } else {
        s->texts.p[*at] = entry;
    }
    value_set(a, s->value, key.p, value_text(a, text));
}

static bool load_file(Strings *s, Arena *a, Diag *d, unsigned layer, const char *path) {
    Str text = STR_INIT;
    int err = file_read(path, &text, FILE_MAX_BYTES);
    if (err) {
        diag_errno(d, M_CANNOT_READ, path, err);
        return false;
    }
    View kept = arena_view(a, str_view(&text));
    str_release(&text);
    const YamlNode *top = yaml_parse(a, d, path, 1, kept);
    if (!top) return false;
    bool good = top->kind == YAML_MAP;
    if (!good) diag(d, M_YAML_TYPE, top->at, DARGS("", "map"));
    for (const YamlNode *n = good ? top->first : NULL; n; n = n->next) {
        if (n->kind == YAML_TEXT) {
            set(s, a, layer, arena_view(a, n->key), n->text);
        } else {
            diag(d, M_YAML_TYPE, n->at, DARGS(arena_strdup(a, n->key), "text"));
            good = false;
        }
    }
    return good;
}

bool strings_load(Strings *s, Arena *a, Diag *d, const Lookup *lookup, View language) {
    s->value = value_map(a);
    const View order[] = {V("en"), language};
    bool good = true, found = false;
    for (unsigned k = 0; k < 2; k++) {
        char *name = arena_printf(a, "templates/i18n/%.*s.yaml", VARG(order[k]));
        /* The archive's, which is looked up first, is to win: from last to first. */
        size_t n = 0;
        while (lookup_folder(lookup, n)) n++;
        while (n-- > 0) {
            char *path = path_join(a, lookup_folder(lookup, n), name);
            if (!file_exists(path)) continue;
            good = load_file(s, a, d, k, path) && good;
            found = found || k == 1;
        }
    }
    if (!found) diag(d, M_SITE_LANGUAGE, NOWHERE, DARGS(arena_strdup(a, language)));
    return good;
}

void strings_release(Strings *s) {
    map_release(&s->by_key);
    vec_release(&s->texts);
}

bool strings_has(const Strings *s, const char *key) { return map_get(&s->by_key, view_of(key)) != NULL; }

View strings_get(const Strings *s, const char *key) {
    const size_t *at = map_get(&s->by_key, view_of(key));
    return at ? s->texts.p[*at].text : view_of(key);
}

View strings_format(const Strings *s, Arena *a, const char *key, const View *args, size_t n) {
    View text = strings_get(s, key);
    Str out = STR_INIT;
    for (size_t i = 0; i < text.n; i++) {
        size_t arg = i + 2 < text.n && text.p[i] == '{' && text.p[i + 2] == '}' ? (size_t)(text.p[i + 1] - '1') : n;
        if (arg < n) {
            str_addv(&out, args[arg]);
            i += 2;
        } else {
            str_addc(&out, text.p[i]);
        }
    }
    View kept = arena_view(a, str_view(&out));
    str_release(&out);
    return kept;
}

View strings_count(const Strings *s, Arena *a, const char *key, size_t number) {
    View digits = view_of(arena_printf(a, "%zu", number));
    char *one = number == 1 ? arena_printf(a, "%s_one", key) : NULL;
    const size_t *plural_at = map_get(&s->by_key, view_of(key)),
                 *one_at = one ? map_get(&s->by_key, view_of(one)) : NULL;
    /* A singular of English, which stands below, does not go with the plural of another language. */
    bool singular = plural_at && one_at && s->texts.p[*plural_at].layer == s->texts.p[*one_at].layer;
    return strings_format(s, a, singular ? one : key, &digits, 1);
}

View strings_date(const Strings *s, Arena *a, View date) {
    static const char *const keys[] = {"date_year", "date_month", "date_day"};
    View parts[4] = {{0}}, rest = date, part;
    size_t n = 0;
    uint64_t number;
    while (n < 3 && view_split(&rest, '-', &part)) {
        if (!view_uint(part, 9999, &number)) return date;
        parts[n] = view_of(arena_printf(a, "%u", (unsigned)number));
        if (n == 1) parts[3] = strings_get(s, arena_printf(a, "month_%u", (unsigned)number));
        n++;
    }
    return n && !rest.n ? strings_format(s, a, keys[n - 1], parts, 4) : date;
}

View strings_day(const Strings *s, Arena *a, unsigned day) {
    char *date = arena_printf(a, "%04u-%02u-%02u", day / 10000, day / 100 % 100, day % 100);
    return strings_date(s, a, view(date, day % 100 ? 10 : day / 100 % 100 ? 7 : 4));
}
