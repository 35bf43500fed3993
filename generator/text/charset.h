/* Private to text: what finding a charset and decoding by it share. */
#ifndef FANGZHI_TEXT_CHARSET_H
#define FANGZHI_TEXT_CHARSET_H

#include "text/text.h"

/* Sequences that became U+FFFD, and the offset of the first. */
typedef struct Faults {
    size_t n, first;
} Faults;

const char *charset_icu_name(Charset c);
Charset charset_marked(View bytes); /* by the byte-order mark; CS_UNKNOWN without */
Charset charset_likely(View bytes); /* without one, not plainly UTF-8; never CS_UNKNOWN */
/* Appends; a byte-order mark is kept. */
void decode_as(View bytes, Charset charset, Str *out, Faults *faults);

#endif
