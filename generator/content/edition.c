/* The edition of an archive that lies in a git repository. */
#include <git2.h>
#include <stdlib.h>
#include <time.h>

#include "content/content.h"

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
static bool is_changed(git_repository *repo, const char *root) {
    git_status_options o;
    git_status_list *list = NULL;
    const char *top = git_repository_workdir(repo);
    char *real = realpath(root, NULL), *below = NULL;
    bool changed = true;
    git_status_options_init(&o, GIT_STATUS_OPTIONS_VERSION);
    o.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH;
    if (top && real && strncmp(real, top, strlen(top)) == 0) {
        below = real + strlen(top);
        o.pathspec = (git_strarray){&below, 1};
    }
    if (git_status_list_new(&list, repo, &o) == 0) {
        size_t skip = below ? strlen(below) + 1 : 0;
        changed = false;
        for (size_t i = 0; i < git_status_list_entrycount(list) && !changed; i++) {
            View path = view_of(path_of(git_status_byindex(list, i)));
            changed = path.n <= skip || !is_made(view_from(path, skip));
        }
        git_status_list_free(list);
    }
    free(real);
    return changed;
}

static View in_words(Arena *a, git_repository *repo, const char *root, const git_oid *id, const git_commit *commit) {
    char digits[ID_DIGITS + 1], day[sizeof "2026-11-23"];
    /* The day where it was committed. */
    time_t when = (time_t)(git_commit_time(commit) + (git_time_t)git_commit_time_offset(commit) * 60);
    struct tm tm;
    git_oid_tostr(digits, sizeof digits, id);
    if (!gmtime_r(&when, &tm) || !strftime(day, sizeof day, "%F", &tm)) return (View){0};
    return view_of(arena_printf(a, "%s%s, %s", digits, is_changed(repo, root) ? "+" : "", day));
}

View archive_commit(Arena *a, const char *root) {
    git_repository *repo = NULL;
    git_commit *commit = NULL;
    git_oid id;
    View edition = {0};
    git_libgit2_init();
    if (git_repository_open_ext(&repo, root, 0, NULL) == 0 && git_reference_name_to_id(&id, repo, "HEAD") == 0 &&
        git_commit_lookup(&commit, repo, &id) == 0)
        edition = in_words(a, repo, root, &id, commit);
    git_commit_free(commit);
    git_repository_free(repo);
    git_libgit2_shutdown();
    return edition;
}
