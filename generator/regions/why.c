#include "regions/why.h"

const char *const region_whys[WHY_COUNT][2] = {
#define X(id, en, zh) {en, zh},
    REGION_WHYS(X)
#undef X
};

void region_why_add(Str *out, View why, MsgLang lang) {
    for (size_t i = 0; i < WHY_COUNT; i++) {
        View en = view_of(region_whys[i][MSG_EN]);
        if (!view_starts(why, en) || (why.n > en.n && why.p[en.n] != ' ')) continue;
        str_adds(out, region_whys[i][lang]);
        str_addv(out, view_from(why, en.n));
        return;
    }
    str_addv(out, why);
}
