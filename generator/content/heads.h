/* What the next load need not read: the front matter of each file, with what
 * stat said of it. A log of records in a file of this machine, in its byte
 * order; of two for a path the later counts:
 *
 *     "fangzhi-heads 2 VERSION\n", then for each a Head, the path and a NUL,
 *     and what stands between the lines ---
 *
 * Only what article_parse took in silence is kept, so that nothing there was
 * to say is lost. The file may be deleted at any time. */
#ifndef FANGZHI_CONTENT_HEADS_H
#define FANGZHI_CONTENT_HEADS_H

#include "content/content.h"

typedef struct Heads Heads;

/* Before the files are looked at. NULL for no path. Owned; the path is borrowed. */
Heads *heads_open(const char *path, unsigned jobs);
/* Then, how many there are: far fewer than records are the cue to write all anew. */
void heads_expect(Heads *h, size_t files);
/* Writes what is still to be written, and frees. */
void heads_close(Heads *h);

/* The front matter of the file that stat saw, if it is known: its block and,
 * in *article, where the body begins and the hashes. Safe from threads. */
bool heads_find(Heads *h, unsigned worker, const FileEntry *file, View *block, Article *article);
/* Keeps what was read of a file. Safe from threads that are other workers. */
void heads_add(Heads *h, unsigned worker, const FileEntry *file, View block, const Article *article);

#endif
