/* What the next load need not read: the metadata of each article, with what
 * stat said of its file. A log of records in a file of this machine, in its byte
 * order; of two for a path the later counts:
 *
 *     a Mark, then for each a Head, the metadata (content/image.h), the path and
 *     a NUL, and zeros up to where the next may begin
 *
 * The mark names the program that wrote it: another may lay out metadata in
 * another way. Only what article_parse took in silence is kept, so that nothing
 * there was to say is lost. The file may be deleted at any time. A record counts
 * only for the very file it was made from (inode and ctime), so none that came
 * from elsewhere does. */
#ifndef FANGZHI_CONTENT_HEADS_H
#define FANGZHI_CONTENT_HEADS_H

#include "content/content.h"

typedef struct Heads Heads;

/* Before the files are looked at. NULL for no path. Owned; the path is borrowed. */
Heads *heads_open(const char *path, unsigned jobs);
/* Then, how many there are: far fewer than records are the cue to write all anew. */
void heads_expect(Heads *h, size_t files);
/* Writes what is still to be written, and frees; *memory then holds what
 * heads_find found, and is the caller's. */
void heads_close(Heads *h, Str *memory);

/* The article in the file that stat saw, if it is known. Safe from threads. */
bool heads_find(Heads *h, unsigned worker, const FileEntry *file, Article *article);
/* Keeps what was read of a file. Safe from threads that are other workers. */
void heads_add(Heads *h, unsigned worker, const FileEntry *file, const Article *article);

#endif
