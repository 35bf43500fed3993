/* Paragraphs that are captions and credits of pictures, by how they are
 * written; import leaves them as the page has them. */
#include "content/markdown.h"
#include "text/text.h"

enum { CREDIT_CHARACTERS = 40, CHARACTER_BYTES = 4 };

static bool begins_caption(View v) {
    static const View begins[] = {V_INIT("图为"),   V_INIT("圖為"),   V_INIT("图："),   V_INIT("圖："),
                                  V_INIT("上图为"), V_INIT("下图为"), V_INIT("左图为"), V_INIT("右图为"),
                                  V_INIT("上图："), V_INIT("下图："), V_INIT("左图："), V_INIT("右图：")};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (view_starts(v, begins[i])) return true;
    if (!view_starts(v, V("图")) && !view_starts(v, V("圖"))) return false;
    utf8_next(&v);
    uint32_t number = v.n ? utf8_next(&v) : 0;
    return number >= 0x2460 && number <= 0x2473; /* ① to ⑳ */
}

/* 本报记者 某某 摄 */
static bool is_credit(View v) {
    static const View ends[] = {V_INIT("摄"),   V_INIT("攝"),   V_INIT("摄影"),
                                V_INIT("攝影"), V_INIT("供图"), V_INIT("供圖")};
    /* Most paragraphs are too long by far: none of their characters is counted. */
    if (v.n > CREDIT_CHARACTERS * CHARACTER_BYTES || utf8_count(v) > CREDIT_CHARACTERS) return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (view_ends(v, ends[i])) return true;
    return false;
}

bool md_is_caption(View words) {
    static const View open = V_INIT("（"), close = V_INIT("）");
    View v = view_trim(words);
    if (view_starts(v, open) && view_ends(v, close)) v = view(v.p + open.n, v.n - open.n - close.n);
    return begins_caption(v) || is_credit(v);
}
