/* base: what C lacks. Every other room stands on this one and it stands on
 * none of them.
 *
 * Memory. Two kinds only. What lives as long as a stage (an import, a build,
 * the rendering of one page) comes from an Arena and is never freed piece by
 * piece. What does not is a value with init/release. A pointer or View that a
 * function returns is borrowed unless its comment says "owned". Running out
 * of memory ends the program with status 3 (EXIT_MACHINE): nothing below can
 * fail for that reason, so nothing checks for it.
 *
 * Errors. A function that touches the machine returns 0 or an errno value;
 * one that reads what people wrote reports to a Diag and returns false.
 */
#ifndef FANGZHI_BASE_H
#define FANGZHI_BASE_H

#include "base/arena.h"
#include "base/cache.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/json.h"
#include "base/map.h"
#include "base/str.h"
#include "base/thread.h"
#include "base/vec.h"
#include "base/yaml.h"

#endif
