#include "content/repo.h"

#include <stdlib.h>
#include <time.h>

static char *find_below(Arena *a, git_repository *repository, const char *root) {
    const char *top = git.repository_workdir(repository);
    char *real = realpath(root, NULL);
    bool inside = top && real && strncmp(real, top, strlen(top)) == 0;
    char *below = arena_strdup(a, view_of(inside ? real + strlen(top) : ""));
    free(real);
    return below;
}

bool repo_open(Repo *r, Arena *a, const char *root) {
    *r = (Repo){0};
    r->refused = !git_begin();
    if (r->refused) return false;
    int err = git.repository_open_ext(&r->git, root, 0, NULL);
    r->refused = err && err != GIT_ENOTFOUND;
    if (err || git.reference_name_to_id(&r->head, r->git, "HEAD") != 0) return false;
    r->below = find_below(a, r->git, root);
    return true;
}

void repo_close(Repo *r) {
    if (r->git) git.repository_free(r->git);
}

uint32_t commit_day(const git_commit *commit) {
    time_t when;
    struct tm tm;
    if (__builtin_add_overflow(git.commit_time(commit), git.commit_time_offset(commit) * 60, &when)) return 0;
    if (!gmtime_r(&when, &tm) || tm.tm_year < -1900 || tm.tm_year > 9999 - 1900) return 0;
    return (uint32_t)((tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday);
}
