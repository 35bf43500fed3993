#include "text/icu.h"

#include "base/base.h"

void icu_must(UErrorCode err, const char *what) {
    if (U_SUCCESS(err)) return;
    fprintf(stderr, "fangzhi: ICU: %s: %s\n", what, u_errorName(err));
    exit(EXIT_MACHINE);
}
