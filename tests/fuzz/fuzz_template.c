/* Templates of any bytes. The input holds several, each begun by a line
 * "=== NAME"; what stands before the first is "page". They are rendered with
 * data that has a value of each kind under short names; when "page" renders,
 * it must render the same again behind other text. */
#include "template/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const View mark = V_INIT("=== ");

static bool load(void *ctx, const char *name, Str *text, const char **file) {
    View rest = *(const View *)ctx, line;
    bool here = strcmp(name, "page") == 0, found = here;
    while (view_line(&rest, &line)) {
        if (view_starts(line, mark)) {
            if (found) break;
            found = here = view_is(view_from(line, mark.n), name);
        } else if (here) {
            str_addv(text, line);
            str_addc(text, '\n');
        }
    }
    *file = "input";
    return found;
}

static Value *example(Arena *a) {
    Value *root = value_map(a), *list = value_list(a), *inner = value_map(a);
    value_set_text(a, inner, "a", V("<\"'&>\xFF\x01中"));
    value_push(a, list, inner);
    value_push(a, list, value_uint(a, 7));
    value_push(a, list, value_list(a));
    value_set_text(a, root, "a", V("text\nof two lines"));
    value_set_html(a, root, "h", V("<p>\n</p>\n"));
    value_set_bool(a, root, "b", true);
    value_set_bool(a, root, "n", false);
    value_set(a, root, "l", list);
    value_set(a, root, "m", inner);
    return root;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    View input = view((const char *)data, size);
    Diag d;
    diag_init(&d, MSG_EN);
    Arena a = ARENA_INIT;
    Str out = STR_INIT, again = STR_INIT;
    Templates *set = templates_new(load, &input, &d);
    const Template *t = templates_get(set, "page");
    const Value *root = example(&a);
    str_adds(&again, "before\n");
    if (t && template_render(t, root, &out)) {
        if (!template_render(t, root, &again) || !view_eq(view_from(str_view(&again), 7), str_view(&out))) abort();
    } else if (d.errors == 0) {
        abort();
    }
    html_escape(&out, input);
    FILE *nowhere = fopen("/dev/null", "w");
    if (nowhere) {
        diag_flush(&d, nowhere);
        fclose(nowhere);
    }
    templates_free(set);
    str_release(&out);
    str_release(&again);
    arena_release(&a);
    diag_release(&d);
    return 0;
}
