/* Cache files: what only makes the next run faster. Each is
 *
 *     a line with its NAME, eight bytes with the hash of all that follows
 *     (hash_bytes), and the body
 *
 * in this machine's byte order. A file that is not there, has another NAME,
 * was cut off or damaged is no cache: cache_read says false, and its owner
 * works without. A body of a new form takes a new NAME.
 *
 *     Str text = STR_INIT;
 *     cache_begin(&text, NAME);
 *     str_add(&text, &record, sizeof record);
 *     cache_write(path, &text);
 *
 *     View body;
 *     if (cache_read(path, NAME, &text, &body))
 *         while (cache_take(&body, &record, sizeof record)) use(&record);
 *
 * The hash tells an accident, not a person who made the file (an archive may
 * come with one): whoever reads a body holds every number in it to be wrong. */
#ifndef FANGZHI_BASE_CACHE_H
#define FANGZHI_BASE_CACHE_H

#include "base/str.h"

/* Empties *text and begins a cache in it. `name` is one line. */
void cache_begin(Str *text, const char *name);
/* Completes what cache_begin began and writes it to `path`, whole. That it
 * cannot be written is nobody's error: the next run only takes longer. */
void cache_write(const char *path, Str *text);
/* Reads the cache at `path` into *text, which it empties first; *body is what
 * stands in it, valid as long as *text. False: there is none. */
bool cache_read(const char *path, const char *name, Str *text, View *body);
/* Takes the next n bytes off *rest into *out. False, and nothing is taken,
 * where fewer are left. */
bool cache_take(View *rest, void *out, size_t n);

#endif
