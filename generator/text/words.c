#include <pthread.h>
#include <unicode/ubrk.h>

#include "text/text.h"
#include "text/wordpairs.h"

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

bool text_word_pair(uint32_t a, uint32_t b) {
    if (a < PAIRS_FIRST || a >= PAIRS_END || b < PAIRS_FIRST || b >= PAIRS_END) return true;
    uint32_t low = pairs_from[a - PAIRS_FIRST], high = pairs_from[a - PAIRS_FIRST + 1];
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (pairs_second[mid] < b) low = mid + 1;
        else high = mid;
    }
    return low < pairs_from[a - PAIRS_FIRST + 1] && pairs_second[low] == b;
}
