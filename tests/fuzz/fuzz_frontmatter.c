/* Front matter of any bytes: where the quick reader reads it, libyaml gives
 * the same tree; an article that can be read is written in a form that reads
 * as the same article. */
#include <stdlib.h>

#include "../content/same.h"
#include "content/content.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    View input = view((const char *)data, size);
    if (!readers_agree(input, NULL)) abort();
    Arena a = ARENA_INIT;
    Diag d;
    diag_init(&d, MSG_EN);
    Str text = STR_INIT, once = STR_INIT, twice = STR_INIT;
    str_adds(&text, "---\n");
    str_addv(&text, input);
    str_adds(&text, "\n---\n");
    Article article;
    if (article_parse(&a, &d, V("a.md"), str_view(&text), &article)) {
        article_write(&once, &article, V("x\n"));
        if (!article_parse(&a, &d, V("a.md"), str_view(&once), &article)) abort();
        article_write(&twice, &article, V("x\n"));
        if (!view_eq(str_view(&once), str_view(&twice))) abort();
    } else if (!d.errors) {
        abort();
    }
    str_release(&text);
    str_release(&once);
    str_release(&twice);
    diag_silence(&d);
    arena_release(&a);
    return 0;
}
