/* Quotations and brackets that a text leaves open or closes: what lies on
 * either side of a break. */
#include "import/cues.h"

/* +1 opens, -1 closes; straight quotes say nothing. */
static int pair_step(uint32_t cp) {
    switch (cp) {
    case 0x201C: case 0x300C: case 0x300E: case 0x300A: case 0xFF08: case '(': case 0x3010: return 1;
    case 0x201D: case 0x300D: case 0x300F: case 0x300B: case 0xFF09: case ')': case 0x3011: return -1;
    default: return 0;
    }
}

/* Of the characters of three bytes, which nearly all are, those led by E4 to
 * EE are none of these: neither Han nor any other script. */
static bool is_none(unsigned char lead) { return lead >= 0xE4 && lead <= 0xEE; }

static void skip_forward(View *text) {
    size_t at = 0;
    while (at + 3 <= text->n && is_none((unsigned char)text->p[at])) at += 3;
    *text = view_from(*text, at);
}

static void skip_backward(View *text) {
    while (text->n >= 3 && is_none((unsigned char)text->p[text->n - 3])) text->n -= 3;
}

bool cue_left_open(View text) {
    int closed = 0;
    for (skip_backward(&text); text.n; skip_backward(&text)) {
        int step = pair_step(utf8_last(&text));
        if (step > 0 && closed == 0) return true;
        closed -= step;
    }
    return false;
}

bool cue_closes_first(View text) {
    int open = 0;
    for (skip_forward(&text); text.n; skip_forward(&text)) {
        int step = pair_step(utf8_next(&text));
        if (step < 0 && open == 0) return true;
        open += step;
    }
    return false;
}

bool cue_has_close(View text) {
    for (skip_forward(&text); text.n; skip_forward(&text))
        if (pair_step(utf8_next(&text)) < 0) return true;
    return false;
}
