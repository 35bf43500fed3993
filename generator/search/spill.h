/* A file without a name for what a block has no room for in memory: it goes
 * when it is closed, however the program ends. */
#ifndef FANGZHI_SEARCH_SPILL_H
#define FANGZHI_SEARCH_SPILL_H

#include "base/base.h"

typedef struct Spill Spill;
/* In the folder, which is made if need be, else where the system has its
 * temporary files; NULL where none can be made. Owned. */
Spill *spill_open(const char *folder);
void spill_close(Spill *s); /* may be NULL */

/* Room for n bytes; returns where it is. From any thread. */
uint64_t spill_room(Spill *s, size_t n);
/* What cannot be written or read ends the program, as lack of memory does. */
void spill_write(Spill *s, uint64_t at, const void *bytes, size_t n);
void spill_read(const Spill *s, uint64_t at, void *bytes, size_t n);

#endif
