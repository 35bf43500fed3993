/* The edition of an archive that lies in a git repository. */
#include <git2.h>
#include <stdlib.h>
#include <time.h>

#include "content/content.h"

enum { ID_DIGITS = 10 };

/* Only what lies below the archive's folder; what .gitignore names does not count. */
static bool is_changed(git_repository *repo, const char *root) {
    git_status_options o;
    git_status_list *list = NULL;
    const char *top = git_repository_workdir(repo);
    char *real = realpath(root, NULL), *below = NULL;
    bool changed = false;
    git_status_options_init(&o, GIT_STATUS_OPTIONS_VERSION);
    o.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH;
    if (top && real && strncmp(real, top, strlen(top)) == 0) {
        below = real + strlen(top);
        o.pathspec = (git_strarray){&below, 1};
    }
    if (git_status_list_new(&list, repo, &o) == 0) {
        changed = git_status_list_entrycount(list) > 0;
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
