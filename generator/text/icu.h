/* Private to text: when ICU fails. */
#ifndef FANGZHI_TEXT_ICU_H
#define FANGZHI_TEXT_ICU_H

#include <unicode/utypes.h>

/* Ends the program (status 3) on an error that no input can cause: no memory,
 * or an ICU built without the data that `what` names. */
void icu_must(UErrorCode err, const char *what);

#endif
