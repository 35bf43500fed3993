#include "test.h"

#include "content/markdown.h"

/* The examples of the CommonMark Spec 0.30, each a test. */

typedef struct Example {
    unsigned number;
    View markdown, html;
} Example;

enum { EXAMPLES = 652 };

static Example examples[EXAMPLES];
static size_t n_examples;
static Arena arena;

/* Where fangzhi differs on purpose: ranges of examples and the reason. */
#define RAW "raw HTML is dropped"
#define SCHEME "a link of another scheme than http, https, mailto is dropped"

static const struct Exemption {
    unsigned from, to;
    const char *reason;
} exemptions[] = {
    {21, 21, RAW},   {31, 31, RAW},   {148, 191, RAW}, {201, 201, RAW}, {308, 309, RAW}, {344, 344, RAW},
    {474, 476, RAW}, {490, 490, RAW}, {493, 493, RAW}, {523, 523, RAW}, {535, 535, RAW}, {595, 595, SCHEME},
    {597, 598, SCHEME}, {600, 600, SCHEME}, {612, 616, RAW}, {622, 622, RAW}, {624, 624, RAW}, {627, 631, RAW},
    {642, 643, RAW},
};

static const char *exemption(unsigned number) {
    for (size_t i = 0; i < sizeof exemptions / sizeof *exemptions; i++)
        if (number >= exemptions[i].from && number <= exemptions[i].to) return exemptions[i].reason;
    return NULL;
}

static void run_example(void **state) {
    const Example *e = *state;
    if (exemption(e->number)) skip();
    Arena a = ARENA_INIT;
    Str out = STR_INIT;
    md_html(&a, &out, e->markdown, &(HtmlOptions){.strict = true}, NULL);
    assert_view(str_view(&out), e->html.p);
    str_release(&out);
    arena_release(&a);
}

/* The spec shows tabs as arrows. */
static View with_tabs(View v) {
    Str s = STR_INIT;
    for (size_t i = 0; i < v.n; i++) {
        if (view_starts(view_from(v, i), V("→"))) {
            str_addc(&s, '\t');
            i += 2;
        } else {
            str_addc(&s, v.p[i]);
        }
    }
    View kept = arena_view(&arena, str_view(&s));
    str_release(&s);
    return kept;
}

static void read_examples(View spec) {
    static const char fence[] = "````````````````````````````````";
    View line;
    while (view_line(&spec, &line) && n_examples < EXAMPLES) {
        if (!view_is(line, "```````````````````````````````` example")) continue;
        const char *markdown = spec.p, *html = NULL, *end = spec.p;
        while (view_line(&spec, &line) && !view_is(line, fence)) {
            if (!html && view_is(line, ".")) {
                html = spec.p;
                examples[n_examples].markdown = with_tabs(view(markdown, (size_t)(line.p - markdown)));
            }
            end = spec.p;
        }
        examples[n_examples].html = with_tabs(view(html, (size_t)(end - html)));
        examples[n_examples].number = (unsigned)n_examples + 1;
        n_examples++;
    }
}

int main(void) {
    Str spec = STR_INIT;
    if (file_read("tests/content/commonmark-0.30.txt", &spec, FILE_MAX_BYTES) != 0) return 1;
    read_examples(str_view(&spec));
    struct CMUnitTest tests[EXAMPLES];
    for (size_t i = 0; i < n_examples; i++) {
        const char *reason = exemption(examples[i].number);
        const char *name = reason ? reason : arena_printf(&arena, "CommonMark example %u", examples[i].number);
        tests[i] = (struct CMUnitTest){name, run_example, NULL, NULL, &examples[i]};
    }
    int failed = n_examples == EXAMPLES ? _cmocka_run_group_tests("CommonMark", tests, n_examples, NULL, NULL) : 1;
    str_release(&spec);
    arena_release(&arena);
    return failed;
}
