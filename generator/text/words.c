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

/* A letter, blank or mark that stands in no word with Han characters. */
static bool parts_words(uint32_t cp) {
    return cp < 0x80 || (cp >= 0x3000 && cp <= 0x3002) || (cp >= 0x3008 && cp <= 0x3011) || cp == 0x201C ||
           cp == 0x201D || cp == 0xFF0C || cp == 0xFF1A || cp == 0xFF1B;
}

bool text_word_pair(uint32_t a, uint32_t b) {
    bool first = a >= PAIRS_FIRST && a < PAIRS_END, second = b >= PAIRS_FIRST && b < PAIRS_END;
    if (!first || !second) return !(first && parts_words(b)) && !(second && parts_words(a));
    uint32_t low = pairs_from[a - PAIRS_FIRST], high = pairs_from[a - PAIRS_FIRST + 1];
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (pairs_second[mid] < b) low = mid + 1;
        else high = mid;
    }
    return low < pairs_from[a - PAIRS_FIRST + 1] && pairs_second[low] == b;
}
