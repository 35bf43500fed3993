/* output: what is written into the site's folder and when.
 *
 * A file is written only if its bytes changed, by a temporary name and
 * rename; the manifest (.fangzhi-manifest: path, size, hash) comes last, and what
 * the previous manifest named but this build did not is removed. Killed at
 * any moment every page is whole, and the next build completes the site.
 * Files in the folder that no manifest ever named are left alone.
 */
#ifndef FANGZHI_OUTPUT_H
#define FANGZHI_OUTPUT_H

#include "base/base.h"

typedef struct Output Output;

/* Opens the folder (made if missing) and reads its manifest. NULL after an
 * error was reported. Owned. `stamp` names the program and library versions
 * in the manifest. */
Output *output_open(Diag *d, const char *dir, View stamp);

/* Puts a file; `path` is relative, with '/', without '..'. Safe from
 * threads. A path put twice is a bug and is reported. */
void output_put(Output *o, const char *path, View bytes);

typedef struct OutputReport {
    size_t files, written, removed;
    uint64_t bytes;
} OutputReport;

/* Removes leftovers, writes the manifest, frees o. False: an error was
 * reported (then nothing is removed and the manifest names what stands). */
bool output_close(Output *o, OutputReport *report);

#endif
