/* Files below the site's folder, by paths relative to its handle. Functions
 * return 0 or an errno value. */
#ifndef FANGZHI_OUTPUT_PLACE_H
#define FANGZHI_OUTPUT_PLACE_H

#include <sys/stat.h>

#include "base/base.h"

/* Relative, no empty component, none that begins with a dot (our own files,
 * "." and ".." among them), no backslash, no control character. */
bool place_allowed(View path);

/* Looks at what stands at path. *same: a regular file with these bytes.
 * `known` may say that a file of this stat need not be read. */
typedef bool (*PlaceKnown)(const void *ctx, const struct stat *st);
int place_compare(int root, const char *path, View bytes, PlaceKnown known, const void *ctx, struct stat *st,
                  bool *same);

/* Replaces path whole, by a temporary name in its folder; makes folders. */
int place_write(int root, const char *path, View bytes, struct stat *st);

/* Removes files of one folder, and then the folders that leaves empty. Follows no
 * symbolic link; 0 where nothing stands. After an error paths[*removed] is it. */
int place_remove(int root, const char *const *paths, size_t n, size_t *removed);

/* Removes the temporary file that a killed place_write may have left. */
void place_forget_temporary(int root, const char *path);

/* Whether nothing stands in the folder itself, whatever its name. */
bool place_empty(int root);
/* The first name in the folder that does not begin with a dot (.git is no one's
 * page); NULL: there is none. */
const char *place_first(int root, Arena *a);

int place_read(int root, const char *path, Str *out);

/* As place_write, for a path where nothing stands, without a temporary name. */
int place_create(int root, const char *path, View bytes, struct stat *st);
/* Moves all that stands in `from` to `to`, `first` before the others. */
int place_move_up(int from, int to, const char *first);
/* Removes a folder of ours with all in it, as far as that can be done. */
void place_clear(int root, const char *name);

#endif
