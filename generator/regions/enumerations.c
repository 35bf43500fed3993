/* What the members of a list are, said behind it: 海北、海南两州 are the
 * prefectures, and 洛阳 in 水源、洛阳两镇 is no city. */
#include "regions/mention.h"
#include "regions/names.h"
#include "regions/words.h"

enum { HAN = 3, ITEM_MOST = 7 /* characters */, ITEMS_MOST = 20 };

size_t list_separator(View v) {
    static const View separators[] = {V_INIT("、"), V_INIT("和"), V_INIT("及"), V_INIT("与"), V_INIT("與")};
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (view_starts(v, separators[i])) return separators[i].n;
    return 0;
}

size_t list_separator_before(View v) {
    return v.n >= HAN && list_separator(view_from(v, v.n - HAN)) ? HAN : 0;
}

static const View counts[] = {V_INIT("两"), V_INIT("二"), V_INIT("三"), V_INIT("四"), V_INIT("五"), V_INIT("六"),
                              V_INIT("七"), V_INIT("八"), V_INIT("九"), V_INIT("十"), V_INIT("几"), V_INIT("多"),
                              V_INIT("兩"), V_INIT("幾")};
static const View fillers[] = {V_INIT("等"), V_INIT("个"), V_INIT("行政"), V_INIT("個")};

static bool is_figure(char c) { return c == ' ' || (c >= '0' && c <= '9'); }

/* Asked before every 村: do counts and fillers end with this byte? */
static bool may_count(char c) {
#define LAST(byte) ((uint64_t)1 << ((byte) & 63))
    /* 两 二 三等 四 五 六 七 八 九 十 几 多 个 行政 兩 幾 個 */
    static const uint64_t last = LAST(0xa4) | LAST(0x8c) | LAST(0x89) | LAST(0x9b) | LAST(0x94) | LAST(0xad) |
                                 LAST(0x83) | LAST(0xab) | LAST(0x9d) | LAST(0x81) | LAST(0xa0) | LAST(0x9a) |
                                 LAST(0xaa) | LAST(0xbf) | LAST(0xa9) | LAST(0xbe) | LAST(0x8b);
#undef LAST
    return is_figure(c) || last >> ((unsigned char)c & 63) & 1;
}

size_t list_count_before(View v) {
    size_t end = v.n, width;
    do {
        View rest = view_to(v, end);
        if (rest.n == 0 || !may_count(rest.p[rest.n - 1])) break;
        width = is_figure(rest.p[rest.n - 1]) ? 1 : width_before(rest, WORDS(counts));
        if (!width) width = width_before(rest, WORDS(fillers));
        end -= width;
    } while (width);
    return v.n - end;
}

/* 等, a number, 个; *number: a number is among them. */
static View after_count(View v, bool *number) {
    *number = false;
    for (;;) {
        size_t width = v.n && is_figure(*v.p) ? 1 : width_at(v, WORDS(counts));
        *number = *number || (width && *v.p != ' ');
        if (!width) width = width_at(v, WORDS(fillers));
        if (!width) return v;
        v = view_from(v, width);
    }
}

/* Behind the list that goes on at v, which may be the end of its last member;
 * empty: no list, or it does not say what it is of. */
static View behind_list(View v, bool listed, bool *number) {
    for (size_t i = 0; i < ITEMS_MOST; i++) {
        View rest = after_count(v, number);
        if (rest.n < v.n) return listed ? rest : V("");
        size_t width = list_separator(v), n = 2;
        if (!width) return V("");
        listed = true;
        for (v = view_from(v, width); n <= ITEM_MOST && n * HAN <= v.n; n++) {
            View next = view_from(v, n * HAN);
            if (list_separator(next) || after_count(next, number).n < next.n) break;
        }
        v = view_from(v, n * HAN);
    }
    return V("");
}

/* --- kinds ------------------------------------------------------------------------ */

static const View divisions[] = {V_INIT("州"), V_INIT("县"), V_INIT("市"), V_INIT("区"),
                                 V_INIT("旗"), V_INIT("盟"), V_INIT("省"), V_INIT("縣"), V_INIT("區")};
/* Words that begin as a division does, and are none. */
static const View no_divisions[] = {V_INIT("市场"), V_INIT("市民"), V_INIT("市级"), V_INIT("市郊"), V_INIT("区域"),
                                    V_INIT("区间"), V_INIT("区级"), V_INIT("省道"), V_INIT("省级"), V_INIT("县道"),
                                    V_INIT("县级"), V_INIT("县城"), V_INIT("州级")};

/* 云龙、古城等四个大队: what was below a commune is no county either. */
static const View teams[] = {V_INIT("大队"), V_INIT("大隊"), V_INIT("生产队"), V_INIT("生產隊"), V_INIT("公社"),
                             V_INIT("寨"),   V_INIT("屯"),   V_INIT("嘎查"),   V_INIT("苏木"),   V_INIT("自然村")};

/* 县 or 县区 at the beginning; empty: another word. */
static View division_kinds(View v) {
    if (width_at(v, WORDS(no_divisions))) return V("");
    size_t width = width_at(v, WORDS(divisions));
    if (width) width += width_at(view_from(v, width), WORDS(divisions));
    return view_to(v, width);
}

/* Does a name end with one of the kinds? */
static bool is_of_kind(View name, View kinds) {
    for (; kinds.n; kinds = view_from(kinds, HAN))
        if (view_ends(name, division_simplified(view_to(kinds, HAN)))) return true;
    return false;
}

static bool has_short(const Document *d, const Mention *m) {
    for (uint32_t i = 0; i < m->count; i++)
        if (d->options.p[m->first + i].kind == FORM_SHORT) return true;
    return false;
}

/* Options are shared between mentions: this one gets its own. With no kinds,
 * what is meant is a town or village. */
static void narrow(Document *d, Mention *m, View kinds) {
    uint32_t first = (uint32_t)d->options.n;
    for (uint32_t i = 0; i < m->count; i++) {
        Option o = d->options.p[m->first + i];
        View name = gaz_name(d->g, o.region);
        bool fits = kinds.n ? o.level <= REGION_COUNTY && is_of_kind(name, kinds)
                            : o.kind != FORM_SHORT || view_ends(name, V("乡")) || view_ends(name, V("镇")); /* Taiwan's */
        if (!fits) continue;
        if (kinds.n) o.word = false;
        vec_push(&d->options, o);
    }
    uint32_t kept = (uint32_t)d->options.n - first;
    if (kinds.n && kept == 0) return;
    m->first = first;
    m->count = kept;
    m->exact = 0;
    m->current = false;
    for (uint32_t i = 0; i < kept; i++) {
        const Option *o = &d->options.p[first + i];
        m->exact += o->n == m->n && !o->varied;
        m->current |= o->n == m->n && o->use != OUT_OF_USE;
    }
}

void enumerations_narrow(Document *d) {
    for (size_t i = 0; i < d->mentions.n; i++) {
        Mention *m = &d->mentions.p[i];
        if (m->flags & MENTION_NEVER) continue;
        bool number;
        View text = mention_source(d, m);
        View rest =
            behind_list(view_from(text, m->at + m->n), list_separator_before(view_to(text, m->at)) != 0, &number);
        if (rest.n == 0 || !has_short(d, m)) continue;
        size_t n;
        View kinds = division_kinds(rest);
        if (kinds.n) narrow(d, m, kinds);
        else if (number && (suffix_at(rest, &n) != SUFFIX_NONE || width_at(rest, WORDS(teams)))) narrow(d, m, V(""));
    }
}
