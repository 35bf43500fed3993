#ifndef FANGZHI_SITE_SCANS_H
#define FANGZHI_SITE_SCANS_H

#include "base/base.h"

/* The scan of a source document: its path below sources/, or an address.
 * Empty: there is none. `files` has the paths of all files below sources/. */
View scan_of(Arena *a, const char *root, const Map *files, View file);
bool scan_is_address(View v);
bool scan_is_pdf(View v);

#endif
