#include <pthread.h>
#include <unicode/ubrk.h>

#include "text/text.h"

/* Opening one costs as much as reading a page. */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t breaks;

static void close_breaks(void *it) { ubrk_close(it); }
static void make_key(void) {
    if (pthread_key_create(&breaks, close_breaks) != 0) die_oom();
}

struct UBreakIterator *text_words(void) {
    pthread_once(&once, make_key);
    UBreakIterator *it = pthread_getspecific(breaks);
    if (it) return it;
    UErrorCode status = U_ZERO_ERROR;
    it = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
    if (U_FAILURE(status)) return NULL;
    if (pthread_setspecific(breaks, it) != 0) die_oom();
    return it;
}
