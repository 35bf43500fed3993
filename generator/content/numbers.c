/* Columns of numbers: a reader compares them by their last digits. */
#include "content/markdown.h"
#include "text/text.h"

enum { UNIT_CHARACTERS = 6 };

static bool is_sign(uint32_t cp) {
    static const uint32_t signs[] = {'+',    '-', 0x2212, 0xff0b, 0xff0d, 0xb1, 0x2248,
                                     0x7ea6, '<', '>',    0xa5,   0xffe5, '$'};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i] == cp) return true;
    return false;
}

/* Between two digits: 1,234.5 and as full-width type has them. */
static bool is_point(uint32_t cp) { return cp == ',' || cp == '.' || cp == 0xff0c || cp == 0xff0e; }

static bool is_unit(uint32_t cp) {
    return cp_is_han(cp) || cp_is_letter(cp) || cp == '%' || cp == 0xff05 || cp == 0x2030 || cp == 0x2103 ||
           cp == '/' || cp == 0xb0 || cp == 0xb2 || cp == 0xb3;
}

static uint32_t look(View rest) { return rest.n ? utf8_next(&rest) : 0; }

/* A number with its sign and unit: "−3.5%", "约12万元", "1,234 公斤". */
static bool is_number(View v) {
    if (is_sign(look(v))) utf8_next(&v);
    if (!cp_is_digit(look(v))) return false;
    while (cp_is_digit(look(v))) {
        utf8_next(&v);
        View behind = v;
        if (is_point(look(v))) utf8_next(&behind);
        if (cp_is_digit(look(behind))) v = behind;
    }
    v = view_trim(v);
    for (size_t n = 0; v.n; n++)
        if (n == UNIT_CHARACTERS || !is_unit(utf8_next(&v))) return false;
    return true;
}

/* What stands where there is no number. */
static bool is_nothing(View v) {
    static const View dashes[] = {V_INIT("-"), V_INIT("—"), V_INIT("——"), V_INIT("–"), V_INIT("…"), V_INIT("/")};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (view_eq(v, dashes[i])) return true;
    return !v.n;
}

static View words_of(cmark_node *cell) {
    cmark_node *text = cmark_node_first_child(cell);
    if (!text) return V("");
    bool plain = cmark_node_get_type(text) == CMARK_NODE_TEXT && !cmark_node_next(text);
    return plain ? view_trim(md_literal(text)) : V("?");
}

void md_number_columns(cmark_node *first, bool *numbers) {
    enum { UNSEEN, NUMBERS, OTHERS };
    const Table *table = md_cell(first)->table;
    uint8_t *seen = xcalloc(table->columns, sizeof *seen);
    for (cmark_node *node = first; node && md_cell(node) && md_cell(node)->table == table;
         node = cmark_node_next(node)) {
        const Cell *cell = md_cell(node);
        if (cell->header || seen[cell->column] == OTHERS) continue;
        View words = words_of(node);
        if (!is_nothing(words)) seen[cell->column] = is_number(words) ? NUMBERS : OTHERS;
    }
    /* The first names the rows, if by years. */
    for (uint32_t i = 0; i < table->columns; i++) numbers[i] = i && seen[i] == NUMBERS;
    free(seen);
}
