/* The edition of an archive that lies in a git repository. */
#include "content/repo.h"

enum { ID_DIGITS = 10 };

static const char *path_of(const git_status_entry *e) {
    const git_diff_delta *d = e->index_to_workdir ? e->index_to_workdir : e->head_to_index;
    return d->new_file.path ? d->new_file.path : d->old_file.path;
}

/* What a build itself makes says nothing of what it was made from. An untracked
 * folder is named alone, with its slash. */
static bool is_made(View path) {
    return view_starts(path, V("public/")) || view_starts(path, V(".fangzhi/cache/")) || view_is(path, ".fangzhi/");
}

/* Only what lies below the archive's folder; what .gitignore names does not
 * count. What cannot be told is taken for changed. */
static bool is_changed(const Repo *r) {
    git_status_options o;
    git_status_list *list = NULL;
    size_t skip = *r->below ? strlen(r->below) + 1 : 0;
    bool changed = true;
    git.status_options_init(&o, GIT_STATUS_OPTIONS_VERSION);
    o.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH;
    if (skip) o.pathspec = (git_strarray){(char **)&r->below, 1};
    if (git.status_list_new(&list, r->git, &o) == 0) {
        changed = false;
        for (size_t i = 0; i < git.status_list_entrycount(list) && !changed; i++) {
            View path = view_of(path_of(git.status_byindex(list, i)));
            changed = path.n <= skip || !is_made(view_from(path, skip));
        }
        git.status_list_free(list);
    }
    return changed;
}

View archive_commit(Arena *a, const char *root) {
    Repo r;
    git_commit *commit = NULL;
    View edition = {0};
    if (repo_open(&r, a, root) && git.commit_lookup(&commit, r.git, &r.head) == 0) {
        char digits[ID_DIGITS + 1];
        unsigned day = commit_day(commit);
        git.oid_tostr(digits, sizeof digits, &r.head);
        edition = view_of(arena_printf(a, "%s%s, %04u-%02u-%02u", digits, is_changed(&r) ? "+" : "", day / 10000,
                                       day / 100 % 100, day % 100));
    }
    if (commit) git.commit_free(commit);
    repo_close(&r);
    return edition;
}

View archive_head(Arena *a, const char *root) {
    Repo r;
    char digits[GIT_OID_HEXSZ + 1] = "";
    if (repo_open(&r, a, root)) git.oid_tostr(digits, sizeof digits, &r.head);
    repo_close(&r);
    return arena_view(a, view_of(digits));
}
