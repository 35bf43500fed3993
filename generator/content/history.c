/* When articles were last changed, by the history of the repository. The day
 * of a file is the latest one of all commits that changed it: whatever the
 * order they are looked at in, and so what is known of the commits up to one
 * and what those since it changed make the same days as a walk of them all. */
#include <stdlib.h>

#include "content/repo.h"

typedef struct History {
    Repo repo;
    const char *folder; /* of the articles, in the repository */
    Arena arena;  /* of the paths */
    Map days;     /* path below articles/ → YYYYMMDD */
    VEC(View) paths; /* those in it */
} History;

static void set_day(History *h, View path, uint32_t day) {
    bool fresh;
    size_t *known = map_at_copy(&h->days, &h->arena, &path, &fresh);
    if (fresh) vec_push(&h->paths, path);
    if (day > *known) *known = day;
}

static void forget_days(History *h) {
    map_clear(&h->days);
    h->paths.n = 0;
}

/* --- commits ------------------------------------------------------------------------- */

/* The folder of articles as it was in a commit; NULL: there was none. */
static int articles_of(const History *h, const git_commit *commit, git_tree **tree) {
    git_tree *whole = NULL;
    git_tree_entry *entry = NULL;
    *tree = NULL;
    int err = git.commit_tree(&whole, commit);
    int found = err ? err : git.tree_entry_bypath(&entry, whole, h->folder);
    if (!found && git.tree_entry_type(entry) == GIT_OBJECT_TREE)
        err = git.tree_lookup(tree, h->repo.git, git.tree_entry_id(entry));
    git.tree_entry_free(entry);
    git.tree_free(whole);
    return err;
}

static bool has_as_it_is(git_tree *tree, const git_diff_file *file) {
    git_tree_entry *entry = NULL;
    bool same = tree && git.tree_entry_bypath(&entry, tree, file->path) == 0 &&
                git.oid_equal(git.tree_entry_id(entry), &file->id);
    git.tree_entry_free(entry);
    return same;
}

/* What a merge has as one of its parents had it, that parent's commits changed. */
static bool is_change(const git_diff_delta *delta, git_tree *const *parents, unsigned n) {
    if (delta->status == GIT_DELTA_DELETED) return false;
    for (unsigned i = 1; i < n; i++)
        if (has_as_it_is(parents[i], &delta->new_file)) return false;
    return true;
}

static int look_at_trees(History *h, git_tree *tree, git_tree *const *parents, unsigned n, uint32_t day) {
    git_diff *diff = NULL;
    git_tree *before = n ? parents[0] : NULL;
    if (!tree || (before && git.oid_equal(git.tree_id(tree), git.tree_id(before)))) return 0;
    int err = git.diff_tree_to_tree(&diff, h->repo.git, before, tree, NULL);
    for (size_t i = 0; !err && i < git.diff_num_deltas(diff); i++) {
        const git_diff_delta *delta = git.diff_get_delta(diff, i);
        if (is_change(delta, parents, n)) set_day(h, view_of(delta->new_file.path), day);
    }
    git.diff_free(diff);
    return err;
}

static int look_at_commit(History *h, const git_oid *id) {
    git_commit *commit = NULL, *parent;
    git_tree *tree = NULL;
    int err = git.commit_lookup(&commit, h->repo.git, id);
    if (err) return err;
    unsigned n = git.commit_parentcount(commit);
    git_tree **parents = xcalloc(n + 1, sizeof(git_tree *));
    err = articles_of(h, commit, &tree);
    for (unsigned i = 0; i < n && !err; i++) {
        err = git.commit_parent(&parent, commit, i);
        if (err) break;
        err = articles_of(h, parent, &parents[i]);
        git.commit_free(parent);
    }
    if (!err) err = look_at_trees(h, tree, parents, n, commit_day(commit));
    for (unsigned i = 0; i < n; i++) git.tree_free(parents[i]);
    free(parents);
    git.tree_free(tree);
    git.commit_free(commit);
    return err;
}

/* All commits up to the head, but not those up to `known` (NULL: none). */
static int walk(History *h, const git_oid *known) {
    git_revwalk *walker = NULL;
    git_oid id;
    int err = git.revwalk_new(&walker, h->repo.git);
    if (!err) err = git.revwalk_push(walker, &h->repo.head);
    if (!err && known) err = git.revwalk_hide(walker, known);
    while (!err && (err = git.revwalk_next(&id, walker)) == 0) err = look_at_commit(h, &id);
    git.revwalk_free(walker);
    return err == GIT_ITEROVER ? 0 : err;
}

/* --- the cache -------------------------------------------------------------------------- */

/* A cache file (base/cache.h): the commit's id and the folder on a line, then
 * for each path its day, a blank, the path and a NUL. */
#define HISTORY_CACHE "fangzhi-lastmod 3"

static bool read_cache(History *h, const char *cache, git_oid *known) {
    Str text = STR_INIT;
    View rest, line, id, field, day;
    bool good = cache_read(cache, HISTORY_CACHE, &text, &rest) && view_line(&rest, &line) &&
                view_split(&line, ' ', &id) && view_is(line, h->folder) && git.oid_fromstrn(known, id.p, id.n) == 0;
    while (good && rest.n && view_split(&rest, '\0', &field) && field.n) {
        uint64_t number;
        good = view_split(&field, ' ', &day) && view_uint(day, UINT32_MAX, &number);
        if (good) set_day(h, field, (uint32_t)number);
    }
    str_release(&text);
    return good;
}

/* Also of files that are no articles now, or not shown: they may be again
 * without a commit. */
static void write_cache(const History *h, const char *cache) {
    Str text = STR_INIT;
    char digits[GIT_OID_HEXSZ + 1];
    cache_begin(&text, HISTORY_CACHE);
    str_addf(&text, "%s %s\n", git.oid_tostr(digits, sizeof digits, &h->repo.head), h->folder);
    for (size_t i = 0; i < h->paths.n; i++) {
        str_addf(&text, "%zu ", *map_get(&h->days, h->paths.p[i]));
        str_addv(&text, h->paths.p[i]);
        str_addc(&text, '\0');
    }
    cache_write(cache, &text);
    str_release(&text);
}

/* --- articles --------------------------------------------------------------------------- */

static int find_days(History *h, const char *cache) {
    git_oid known;
    bool knows = cache && read_cache(h, cache, &known);
    if (knows && git.oid_equal(&known, &h->repo.head)) return 0;
    knows = knows && git.graph_descendant_of(h->repo.git, &h->repo.head, &known) == 1;
    if (!knows) forget_days(h);
    /* Of a history that is cut off the oldest commit seems to have made everything. */
    int err = git.repository_is_shallow(h->repo.git) ? GIT_ERROR : walk(h, knows ? &known : NULL);
    if (!err && cache) write_cache(h, cache);
    return err;
}

static void date_article(const History *h, Arena *a, Article *article) {
    const size_t *day = map_get(&h->days, view_from(article->path, sizeof "articles/" - 1));
    if (!day || !*day) return;
    article->lastmod = view_of(arena_printf(a, "%04zu-%02zu-%02zu", *day / 10000, *day / 100 % 100, *day % 100));
    article->head_hash ^= hash_bytes(article->lastmod);
    article->file_hash ^= hash_bytes(article->lastmod);
}

void archive_date_by_commits(Archive *ar, Diag *d, const char *cache) {
    History h = {.days = MAP_INIT};
    bool opened = repo_open(&h.repo, &h.arena, ar->root);
    if (opened) h.folder = *h.repo.below ? arena_printf(&h.arena, "%s/articles", h.repo.below) : "articles";
    if (opened ? find_days(&h, cache) != 0 : h.repo.refused) diag(d, M_CONTENT_HISTORY, where("site.yaml", 0, 0), NULL);
    else
        for (size_t i = 0; i < ar->n; i++) date_article(&h, &ar->arenas[0], &ar->articles[i]);
    repo_close(&h.repo);
    map_release(&h.days);
    vec_release(&h.paths);
    arena_release(&h.arena);
}
