/* Quotations and brackets that a text leaves open or closes: what lies on
 * either side of a break. */
#include "import/cues.h"
#include "import/scan.h"

/* +1 opens, -1 closes; straight quotes say nothing. */
static int pair_step(uint32_t cp) {
    switch (cp) {
    case 0x201C: case 0x300C: case 0x300E: case 0x300A: case 0xFF08: case '(': case 0x3010: return 1;
    case 0x201D: case 0x300D: case 0x300F: case 0x300B: case 0xFF09: case ')': case 0x3011: return -1;
    default: return 0;
    }
}

bool cue_left_open(View text) {
    int closed = 0;
    while (pass_letters_back(&text, SIZE_MAX), text.n) {
        int step = pair_step(utf8_last(&text));
        if (step > 0 && closed == 0) return true;
        closed -= step;
    }
    return false;
}

bool cue_closes_first(View text) {
    int open = 0;
    while (pass_letters(&text, SIZE_MAX), text.n) {
        int step = pair_step(utf8_next(&text));
        if (step < 0 && open == 0) return true;
        open += step;
    }
    return false;
}

bool cue_has_close(View text) {
    while (pass_letters(&text, SIZE_MAX), text.n)
        if (pair_step(utf8_next(&text)) < 0) return true;
    return false;
}
