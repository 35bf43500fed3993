/* An article's metadata in one piece of memory that can be kept in a file of
 * this machine and used where it is read, wherever that is: the struct, then
 * the arrays and NUL-ended texts that it points to. Its path is not in it. */
#ifndef FANGZHI_CONTENT_IMAGE_H
#define FANGZHI_CONTENT_IMAGE_H

#include "content/content.h"

/* Images begin where a pointer may. */
#define IMAGE_ALIGN ((size_t)_Alignof(max_align_t))

size_t image_size(const Article *article);
/* Writes image_size bytes at `to`. */
void image_write(char *to, const Article *article);
/* Takes the n bytes for one that was written at the address `from`; the article's
 * texts and arrays stay where they are. False: it is none; then it may be
 * changed in part. */
bool image_take(char *image, size_t n, uintptr_t from, Article *out);

#endif
