/* libgit2, loaded when it is first needed: with it come the libraries of ssh,
 * TLS and Kerberos, and to load all those takes longer than a build that has
 * nothing to do. Its types are git2.h's, its functions are called git.name(). */
#ifndef FANGZHI_BASE_GIT_H
#define FANGZHI_BASE_GIT_H

#include <git2.h>
#include <stdbool.h>

#define GIT_FUNCTIONS(F)                                                                                         \
    F(libgit2_init) F(libgit2_shutdown)                                                                          \
    F(commit_free) F(commit_lookup) F(commit_parent) F(commit_parentcount) F(commit_time) F(commit_time_offset)  \
    F(commit_tree) F(diff_free) F(diff_get_delta) F(diff_num_deltas) F(diff_tree_to_tree) F(graph_descendant_of) \
    F(merge_file) F(merge_file_input_init) F(merge_file_result_free) F(oid_equal) F(oid_fromstrn) F(oid_tostr)   \
    F(reference_name_to_id) F(repository_free) F(repository_is_shallow) F(repository_open_ext)                   \
    F(repository_workdir) F(revwalk_free) F(revwalk_hide) F(revwalk_new) F(revwalk_next) F(revwalk_push)         \
    F(status_byindex) F(status_list_entrycount) F(status_list_free) F(status_list_new) F(status_options_init)    \
    F(tree_entry_bypath) F(tree_entry_free) F(tree_entry_id) F(tree_entry_type) F(tree_free) F(tree_id)          \
    F(tree_lookup)

typedef struct Git {
#define F(name) __typeof__(git_##name) *name;
    GIT_FUNCTIONS(F)
#undef F
} Git;
extern Git git;

/* Before the first call. False: it is not on this machine, and none may be made.
 * Safe from threads. */
bool git_begin(void);

#endif
