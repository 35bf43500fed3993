/* Private to text: what finding a charset and decoding by it share. */
#ifndef FANGZHI_TEXT_CHARSET_H
#define FANGZHI_TEXT_CHARSET_H

#include "text/text.h"

/* Sequences that became U+FFFD, and the offset of the first. */
typedef struct Faults {
    size_t n, first;
} Faults;

const char *charset_icu_name(Charset c);
/* `valid` is how many bytes of it begin it as valid UTF-8. Never CS_UNKNOWN. */
Charset charset_find(View bytes, size_t valid);
/* Appends; a byte-order mark is kept. */
void decode_as(View bytes, Charset charset, Str *out, Faults *faults);

#endif
