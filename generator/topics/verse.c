/* Telling verse from prose by the form of its lines: a poem on rice is no
 * piece of advice to farmers, whatever its words are. */
#include "topics/verse.h"

#include "text/text.h"

enum {
    VERSE_LINES = 4,   /* a quatrain */
    VERSE_SYMBOLS = 16 /* of a line of free verse, seldom more */
};

typedef struct Form {
    size_t lines, short_lines;
    size_t open;                    /* short lines that no mark closes */
    size_t wide[VERSE_SYMBOLS + 1]; /* those, by how many symbols they have */
} Form;

static bool is_gap(uint32_t cp) { return cp == ' ' || cp == 0x3000; }

/* Figures, brackets, colons and numbered marks are of lists, notices and
 * names, and so are columns set apart by more than one blank. */
static bool is_of_lists(uint32_t cp) {
    return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19) || (cp >= 0x2460 && cp <= 0x24FF) ||
           (cp >= 0x25A0 && cp <= 0x25FF) || cp == ':' || cp == 0xFF1A || cp == '(' || cp == 0xFF08 || cp == 0x3010;
}

static bool may_be_verse(View line) {
    bool gap = false;
    while (line.n) {
        uint32_t cp = utf8_next(&line);
        if (is_of_lists(cp) || (gap && is_gap(cp))) return false;
        gap = is_gap(cp);
    }
    return true;
}

static bool is_letter_like(uint32_t cp) { return cp >= 0x3400 && cp <= 0x9FFF; }

static void add_line(Form *f, View line) {
    f->lines++;
    if (!utf8_within(line, VERSE_SYMBOLS) || !may_be_verse(line)) return;
    f->short_lines++;
    if (!is_letter_like(utf8_last(&line))) return;
    f->open++;
    f->wide[utf8_count(line) + 1]++;
}

/* Prose in a narrow column breaks its lines where the column ends. */
static bool is_broken_prose(const Form *f) {
    enum { COLUMN = 9 }; /* below are the five and seven characters of old verse */
    size_t most = 0;
    for (size_t i = COLUMN; i <= VERSE_SYMBOLS; i++)
        if (f->wide[i] > most) most = f->wide[i];
    return most >= 2 && most * 2 >= f->open;
}

bool is_verse(View text) {
    Form f = {0};
    View line;
    while (view_line(&text, &line)) {
        line = view_trim(line);
        if (line.n) add_line(&f, line);
    }
    return f.short_lines >= VERSE_LINES && f.short_lines * 4 >= f.lines * 3 && !is_broken_prose(&f);
}
