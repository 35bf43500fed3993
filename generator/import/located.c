/* Where an article's file stands. Import writes articles/SOURCE/ID.md, but the
 * file is the person's: they may rename it or put it elsewhere below
 * articles/. What is not where import wrote it is looked for by its id; all
 * articles are read for that once, when the first is missed. */
#include "import/emit.h"

enum { BEGINNING = 4096 }; /* bytes of a file in which its id stands, as a rule */

void located_init(Located *l, const char *root) {
    *l = (Located){.root = root};
    pthread_mutex_init(&l->lock, NULL);
}

void located_release(Located *l) {
    map_release(&l->by_id);
    vec_release(&l->paths);
    arena_release(&l->arena);
    pthread_mutex_destroy(&l->lock);
}

/* The id of an article's file, also where the rest of its front matter is
 * broken: an article that does not parse must not be written a second time. */
static View id_of(View text) {
    View line, rest = text;
    if (view_starts(rest, V("\xEF\xBB\xBF"))) rest = view_from(rest, 3);
    if (!view_line(&rest, &line) || !view_is(view_trim(line), "---")) return V("");
    while (view_line(&rest, &line) && !view_is(view_trim(line), "---")) {
        if (!view_starts(line, V("id:"))) continue;
        View id = view_trim(view_from(line, 3));
        if (id.n && (id.p[0] == '"' || id.p[0] == '\'')) id = view_from(id, 1);
        size_t n = 0;
        while (n < id.n && ((id.p[n] >= '0' && id.p[n] <= '9') || (id.p[n] >= 'a' && id.p[n] <= 'z'))) n++;
        return view_to(id, n);
    }
    return V("");
}

static View read_id(const char *path, Str *text) {
    str_clear(text);
    str_reserve(text, BEGINNING);
    FILE *file = fopen(path, "rb");
    size_t n = file ? fread(text->p, 1, BEGINNING, file) : 0;
    if (file) fclose(file);
    View id = id_of(view(text->p, n));
    if (id.n || n < BEGINNING || file_read(path, text, FILE_MAX_BYTES) != 0) return id;
    return id_of(str_view(text));
}

static void read_all(Located *l) {
    FileList files = {0};
    Str text = STR_INIT;
    dir_list(&l->arena, path_join(&l->arena, l->root, "articles"), &files);
    for (size_t i = 0; i < files.n; i++) {
        if (!view_is(path_ext(view_of(files.p[i].path)), "md")) continue;
        const char *path = path_join(&l->arena, "articles", files.p[i].path);
        View id = read_id(path_join(&l->arena, l->root, path), &text);
        bool fresh = false;
        size_t *at = id.n ? map_at(&l->by_id, arena_view(&l->arena, id), &fresh) : NULL;
        if (!fresh) continue;
        *at = l->paths.n;
        vec_push(&l->paths, path);
    }
    l->read = true;
    str_release(&text);
    filelist_release(&files);
}

const char *located_path(Located *l, Arena *a, const char *usual, View id) {
    if (file_exists(path_join(a, l->root, usual))) return usual;
    pthread_mutex_lock(&l->lock);
    if (!l->read) read_all(l);
    const size_t *at = map_get(&l->by_id, id);
    const char *found = at ? arena_strdup(a, view_of(l->paths.p[*at])) : usual;
    pthread_mutex_unlock(&l->lock);
    return at && file_exists(path_join(a, l->root, found)) ? found : usual;
}
