/* The manifest: what a finished build wrote, one file a line, sorted by path.
 *
 *     fangzhi-manifest 1<TAB>stamp
 *     path<TAB>size<TAB>hash          xxh3 of 128 bits, 32 hex digits
 *
 * Beside it, outside the site's folder, the cache keeps for the same lines
 * what stat said (time, inode), since these differ from machine to machine,
 * and of what each was made; in this machine's byte order. */
#ifndef FANGZHI_OUTPUT_MANIFEST_H
#define FANGZHI_OUTPUT_MANIFEST_H

#include <stdatomic.h>
#include <sys/stat.h>

#include "base/base.h"

#define MANIFEST_NAME ".fangzhi-manifest"

typedef struct Content {
    uint64_t size;
    uint64_t high, low; /* the hash */
} Content;

typedef struct Entry {
    View path; /* NUL-ended */
    Content content;
    Trace trace;
    /* Of what it was made; 0: not known. Set when it is put, while other threads
     * look through the same chain for what is theirs. */
    atomic_uint_least64_t from;
    atomic_bool put; /* in this build */
} Entry;

typedef struct Manifest {
    Entry *p;
    size_t n, cap;
    Str text;        /* holds the paths */
    Content content; /* of the manifest itself */
    View stamp;
} Manifest;

Content content_of(View bytes);

/* Parses a manifest's bytes, which the manifest takes over. Lines that are
 * none, and paths that may not be written, are passed over; their number is
 * returned. */
size_t manifest_parse(Manifest *m, Str *text);
void manifest_release(Manifest *m);
/* By path, as lines mostly stand, and each once; then entries can be found. */
void manifest_order(Manifest *m);
/* NULL if there is none. */
Entry *manifest_find(const Manifest *m, View path);
/* Adds paths of which only the name is known (one a line, from the journal). */
void manifest_add_names(Manifest *m, Arena *a, View names);

/* Appends the manifest of these entries (sorted by path). */
void manifest_write(Str *out, View stamp, Entry *const *entries, size_t n);
/* Writes the cache of that manifest: the entries' traces, of those that have
 * stood still for long enough to be trusted, and what they were made from. */
void manifest_remember(const char *cache, View manifest, Entry *const *entries, size_t n);
/* Gives the entries both again, if the cache belongs to this manifest; before
 * manifest_order. */
void manifest_recall(Manifest *m, const char *cache);

#endif
