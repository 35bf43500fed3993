#ifndef FANGZHI_SITE_STATIC_H
#define FANGZHI_SITE_STATIC_H

#include "site/page.h"

/* Copies static/ of the archive and of the defaults; of files of one name the
 * archive's is taken. Returns the bytes. */
uint64_t static_copy(const Builder *b);

#endif
