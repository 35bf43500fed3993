/* The git repository that an archive lies in. */
#ifndef FANGZHI_CONTENT_REPO_H
#define FANGZHI_CONTENT_REPO_H

#include "base/git.h"
#include "content/content.h"

typedef struct Repo {
    git_repository *git;
    git_oid head;
    bool refused; /* there is one, but git will not open it: of another owner, or damaged, or there is no git */
    char *below; /* the archive's folder in the work tree; empty for the whole of it */
} Repo;

/* False: there is none, or it has no commit. To be closed either way. */
bool repo_open(Repo *r, Arena *a, const char *root);
void repo_close(Repo *r);

/* The day on which it was committed, where that was done, as YYYYMMDD. */
uint32_t commit_day(const git_commit *commit);

#endif
