/* Scans of source documents: an image or PDF of the same name beside the text,
 * or what its sidecar's key "scan" names: such a file, or an address. */
#include "site/scans.h"

#include "site/site.h"

static const char *const kinds[] = {"jpg", "jpeg", "png", "webp", "pdf", "JPG", "PNG", "PDF"};

bool scan_is_address(View v) { return view_starts(v, V("https://")) || view_starts(v, V("http://")); }

bool scan_is_pdf(View v) { return view_is(path_ext(v), "pdf") || view_is(path_ext(v), "PDF"); }

static bool is_kind(View ext) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (view_is(ext, kinds[i])) return true;
    return false;
}

static View stem_of(View file) {
    View ext = path_ext(file);
    return ext.n ? view_to(file, file.n - ext.n - 1) : file;
}

/* Errors in a sidecar are import's to report. */
static View declared(Arena *a, const char *root, const char *sidecar) {
    enum { SIDECAR_MAX = 1 << 20 };
    Str text = STR_INIT;
    Diag quiet;
    View found = {0};
    diag_init(&quiet, MSG_EN);
    if (file_read(arena_printf(a, "%s/sources/%s", root, sidecar), &text, SIDECAR_MAX) == 0) {
        const YamlNode *map = yaml_parse(a, &quiet, sidecar, 1, arena_view(a, str_view(&text)));
        for (const YamlNode *n = map && map->kind == YAML_MAP ? map->first : NULL; n; n = n->next)
            if (view_is(n->key, "scan") && n->kind == YAML_TEXT && !yaml_is_null(n)) found = n->text;
    }
    str_release(&text);
    diag_drop(&quiet);
    return found;
}

/* A file named in a sidecar stands in the sidecar's folder or below. */
static char *named_file(Arena *a, View file, View named) {
    View folder = view_to(file, file.n - path_base(file).n);
    return arena_printf(a, "%.*s%.*s", VARG(folder), VARG(named));
}

View scan_of(Arena *a, const char *root, const Map *files, View file) {
    char *sidecar = arena_printf(a, "%.*s.yaml", VARG(stem_of(file)));
    if (map_get(files, view_of(sidecar))) {
        View named = declared(a, root, sidecar);
        if (scan_is_address(named)) return named;
        char *path = named.n ? named_file(a, file, named) : NULL;
        if (path) return is_kind(path_ext(named)) && map_get(files, view_of(path)) ? view_of(path) : (View){0};
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char *path = arena_printf(a, "%.*s.%s", VARG(stem_of(file)), kinds[i]);
        if (map_get(files, view_of(path))) return view_of(path);
    }
    return (View){0};
}

void site_check_scans(Diag *d, const char *root) {
    Arena a = ARENA_INIT;
    FileList list = {0};
    Map files = MAP_INIT;
    char *folder = path_join(&a, root, "sources");
    int err = dir_exists(folder) ? dir_list(&a, folder, &list) : 0;
    if (err) diag_errno(d, M_CANNOT_READ, folder, err);
    for (size_t i = 0; i < list.n; i++) *map_at(&files, view_of(list.p[i].path), NULL) = i;
    for (size_t i = 0; i < list.n; i++) {
        View file = view_of(list.p[i].path);
        if (!view_is(path_ext(file), "yaml")) continue;
        View named = declared(&a, root, list.p[i].path);
        if (!named.n || scan_is_address(named)) continue;
        bool there = is_kind(path_ext(named)) && map_get(&files, view_of(named_file(&a, file, named)));
        char *where_it_is = arena_printf(&a, "sources/%s", list.p[i].path);
        if (!there) diag(d, M_SCAN_MISSING, where(where_it_is, 0, 0), DARGS(arena_strdup(&a, named)));
    }
    map_release(&files);
    filelist_release(&list);
    arena_release(&a);
}
