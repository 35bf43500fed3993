/* Far places that a text names only as where something is sold: 除供应西宁外，还销往兰州、成都. Nobody looks for
 * the fish of 共和 under 成都, and an archivist does not file it there. */
#include "regions/mention.h"
#include "regions/words.h"
#include "text/text.h"

enum { HAN = 3, REACH = 16 /* characters */ };

static const View sales[] = {V_INIT("销往"), V_INIT("运销"), V_INIT("远销"), V_INIT("畅销"), V_INIT("行销"),
                             V_INIT("热销"), V_INIT("外销"), V_INIT("销到"), V_INIT("销至"), V_INIT("销售到"),
                             V_INIT("售往"), V_INIT("卖到"), V_INIT("卖往"), V_INIT("发往"), V_INIT("供应"),
                             V_INIT("打入"), V_INIT("出口到"), V_INIT("遠銷"), V_INIT("銷往"), V_INIT("運銷"),
                             V_INIT("銷到"), V_INIT("銷至"), V_INIT("賣到"), V_INIT("供應"), V_INIT("銷售到")};
static const View markets[] = {V_INIT("市场"), V_INIT("批发市场"), V_INIT("蔬菜市场"), V_INIT("客户"),
                               V_INIT("客商"), V_INIT("经销商"), V_INIT("超市"), V_INIT("市場")};
/* Between the members of a list of places: 西宁等地的, 西宁、兰州两市. */
static const View joints[] = {V_INIT("等地"), V_INIT("等省"), V_INIT("等市"), V_INIT("等城市"), V_INIT("等大城市"),
                              V_INIT("等省区"), V_INIT("两地"), V_INIT("的"), V_INIT("、"), V_INIT("和")};

/* Another phrase has begun. */
static const View stops[] = {V_INIT("，"), V_INIT("。"), V_INIT("；"), V_INIT("："), V_INIT(","),
                             V_INIT("的"), V_INIT("在"), V_INIT("从"), V_INIT("由"), V_INIT("来")};

/* Is it said just before that something is sold there? Other places may stand between. */
static bool is_sold_to(View before) {
    for (size_t i = 0; i < REACH && before.n >= HAN; i++) {
        if (ENDS(before, sales)) return true;
        if (ENDS(before, stops)) return false;
        utf8_last(&before);
    }
    return false;
}

/* Behind the other members of a list that goes on with 、. */
static View behind_members(View after) {
    enum { NAME_MOST = 4 };
    while (view_starts(after, V("、"))) {
        size_t n = 2;
        while (n <= NAME_MOST && !STARTS(view_from(after, HAN + n * HAN), joints)) n++;
        if (n > NAME_MOST) break;
        after = view_from(after, HAN + n * HAN);
    }
    return after;
}

/* 张掖、西宁等地的批发市场. */
static bool is_market(View after) {
    after = behind_members(after);
    for (size_t width; (width = width_at(after, WORDS(joints))); after = view_from(after, width))
        if (STARTS(view_from(after, width), markets)) return true;
    return STARTS(after, markets);
}

bool named_as_market(View text, size_t at, size_t n) {
    return is_sold_to(view_to(text, at)) || is_market(view_from(text, at + n));
}
