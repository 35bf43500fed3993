/* output: what is written into the site's folder and when.
 *
 * A file is written only if its bytes changed, by a temporary name and
 * rename; the manifest (.fangzhi-manifest: path, size, hash) comes last, and what
 * the previous manifest named but this build did not is removed. Killed at
 * any moment every page is whole, and the next build completes the site. A
 * site where nothing stood is made in .fangzhi-new below its folder and moved
 * up when it is whole.
 * Files in the folder that no manifest ever named are left alone; where one has
 * the name of a page, that is an error, and the page is not written.
 */
#ifndef FANGZHI_OUTPUT_H
#define FANGZHI_OUTPUT_H

#include "base/base.h"

typedef struct Output Output;

/* Opens the folder (made if missing), locks it against a second build and
 * reads its manifest. NULL after an error was reported. Owned. `stamp` names
 * the program and library versions in the manifest. `cache` is a file outside
 * the folder that remembers inode and time of what was written, so that an
 * unchanged file need not be read; NULL reads them all. */
Output *output_open(Diag *d, const char *dir, View stamp, const char *cache);

/* Puts a file; `path` is relative, with '/', without '..' or names that begin
 * with a dot. Safe from threads. A path put twice is a bug and is reported. */
void output_put(Output *o, const char *path, View bytes);
/* The same; `from` is a hash of all that the file, and others put with the
 * same one, were made from. */
void output_put_from(Output *o, const char *path, View bytes, uint64_t from);
/* Whether the last build put files made from this, and they all stand as they
 * were: they are put again then, and need not be made. Safe from threads. */
bool output_keep(Output *o, uint64_t from);
/* Appends a file that the last build put, made from this; false: it is not there
 * as it was, by its bytes. Safe from threads. */
bool output_again(const Output *o, const char *path, uint64_t from, Str *bytes);
/* The next build will keep nothing of this one and make all pages anew: for
 * when making them gave warnings, which it then gives again. */
void output_forget(Output *o);

typedef struct OutputReport {
    size_t files, written, removed;
    size_t kept; /* of files: not even made */
    uint64_t bytes;
} OutputReport;

/* Whether all that the last build wrote stands as it was, by size, times and
 * inode, and its stamp was this one; then *report is filled. Before any put. */
bool output_stands(const Output *o, unsigned jobs, OutputReport *report);
/* Frees o and changes nothing in the folder: for after output_stands, or a
 * build that was given up. */
void output_leave(Output *o);

/* Removes leftovers, writes the manifest, frees o. False: an error was
 * reported; then nothing is removed, the old manifest stands, and the next
 * build finds in the journal what this one added. `report` may be NULL. */
bool output_close(Output *o, unsigned jobs, OutputReport *report);

/* --- what a build reads ---------------------------------------------------------
 * Looked at before it is read, so that what changes meanwhile is noticed the
 * next time; by size, times and inode, and what changed too lately to tell is
 * not trusted. */

typedef struct Inputs Inputs;
Inputs *inputs_new(void); /* owned */
void inputs_free(Inputs *in);
/* A file, or a folder with all below it, or a path where nothing stands. Names
 * that begin with a dot are left out, and what lies behind a symbolic link to
 * a folder. */
void inputs_add(Inputs *in, const char *path, unsigned jobs);
/* What dir_list would append and return (but ENOENT), of a folder that was
 * added; the paths are borrowed. */
int inputs_files(const Inputs *in, const char *folder, FileList *out);
/* Keeps them in the file `cache` under a key that says what the build was. */
void inputs_write(const Inputs *in, const char *cache, View key);
/* Looks again at what was kept under this key; *unchanged: all is as it was.
 * NULL: there is nothing, or a folder changed, so that all must be added
 * anew. Owned. */
Inputs *inputs_again(const char *cache, View key, unsigned jobs, bool *unchanged);
/* A hash of paths, sizes and times, but of paths that begin with `but`. What
 * is too young to be trusted makes it another each time. */
uint64_t inputs_hash(const Inputs *in, const char *but);

#endif
