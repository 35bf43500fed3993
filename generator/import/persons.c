/* Lines of nothing but names, and of a name with what the person is: who wrote
 * the piece below a headline. */
#include "import/cues.h"
#include "import/features.h"

static bool may_be_names(const Para *p) {
    static const Feature never[] = {F_DATELINE, F_BYLINE_FORM, F_CREDIT_FORM, F_CREDIT_TAIL, F_CAPTION_FORM, F_BRACKET,
                                    F_SIGN_FORM, F_INNER_STOP, F_CELLS, F_CLOSED, F_NUMBERED, F_MARKED};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (has(&p->features, never[i])) return false;
    return p->chars <= 30;
}

/* 林　业: a word set wide. */
bool is_wide_word(View name) {
    char bare[16];
    size_t n = 0;
    bool wide = false;
    while (name.n && n + 4 < sizeof bare) {
        View rest = name;
        bool space = cp_is_space(utf8_next(&rest));
        if (!space) memcpy(bare + n, name.p, name.n - rest.n), n += name.n - rest.n;
        wide = wide || space;
        name = rest;
    }
    return wide && !name.n && seam_is_word(view(bare, n));
}

/* Every one of them begins with a family's name. */
static bool all_likely(const NameList *l) {
    for (size_t i = 0; i < l->n; i++)
        if (name_likeness(l->names[i]) < 2) return false;
    return l->n > 0;
}

bool features_likely_names(View v) {
    NameList l;
    names_read(&l, v);
    return all_likely(&l);
}

/* 石磨, between the stanzas: the lines around it are as short and no text. */
static bool amid_verse(const Page *page, size_t i) {
    if (i < 3 || i + 1 >= page->paras.n || has(&page->paras.p[i].features, F_BULLET)) return false;
    for (size_t k = i - 3; k <= i + 1; k++)
        if (k != i && (page->paras.p[k].aside || !has(&page->paras.p[k].features, F_HEADLIKE))) return false;
    return page->paras.p[i - 1].gap <= page->usual_gap; /* else a headline begins there */
}

/* 某某某（某县某乡）, 某某某（蒙古族） */
static bool name_and_place(View v) {
    size_t n, at = words_find(v, "（ (", 0, &n);
    Folded f;
    if (at == SIZE_MAX || at < 6) return false;
    View name = view_to(v, at);
    fold_head(&f, view_from(v, at + n));
    return name_likeness(name) == 2 && !seam_is_word(name) &&
           words_end(folded(&f), "县) 市) 区) 旗) 乡) 镇) 村) 街道) 社区) 局) 校) 学校) 小学) 中学) 厂) 场) 队) 站) "
                                 "所) 院) 公司) 团) 连) 社) 族)") > 0;
}

/* 青年诗人　某某, over verse or prose */
static bool is_poet(View text) {
    Folded f;
    fold_head(&f, text);
    size_t at = view_find(folded(&f), V(" "), 0), n;
    if (!f.whole || at == SIZE_MAX || !words_end(view_to(folded(&f), at), "诗人 作家 画家 作者 歌手")) return false;
    View name = view_from(folded(&f), at + 1);
    return utf8_count(name) >= 2 && utf8_count(name) <= 12 && name_likeness(name) > 0 &&
           words_find(name, "的 在 与 和 谈 说", 0, &n) == SIZE_MAX;
}

/* 市中医院主治医师　某某某, between headline and text. */
static bool names_with_office(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    if (i == 0 || p[-1].aside || !has(&p[-1].features, F_HEADLIKE) || p->chars > 34 || page->yearbook) return false;
    if (name_and_place(p->text) || cue_pupil(p->text) || is_poet(p->text)) return true;
    bool verse = i + 1 < page->paras.n && words_end(p[1].text, "， ； 。 ！ ？") > 0;
    if (i + 1 >= page->paras.n || (p[1].chars <= 12 && !verse) || has(&p[1].features, F_HEADLIKE) ||
        has(&p[1].features, F_DATELINE))
        return false;
    if (p->chars > 20) return false;
    if (cue_letter_writer(p->text)) return true; /* 某某镇　某先生 */
    View name = p->text, rest = p->text;
    while (rest.n && !cp_is_space(utf8_last(&rest))) name = view_from(p->text, rest.n);
    if (!rest.n || utf8_count(name) < 2 || utf8_count(name) > 4 || name_likeness(name) < 2 || seam_is_word(name))
        return false;
    Folded f;
    fold_head(&f, view_trim(rest));
    return words_end(folded(&f), "医师 医生 教授 研究员 工程师 农艺师 畜牧师 技术员 律师 教师 老师 校长 院长 局长 馆长 "
                                 "站长 书记 主任 队长 会长 法官 检察官 民警 诗人 作家 画家 演员 战士 劳动模范 "
                                 "社员") > 0;
}

/* 某某某（蒙古族） under a headline, who holds no office. */
static bool writes_below(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    return i > 0 && i + 1 < page->paras.n && !p[-1].aside && has(&p[-1].features, F_HEADLIKE) &&
           !has(&p[-1].features, F_ORG) && !has(&p[1].features, F_OFFICER) && p->gap <= page->usual_gap &&
           !view_is(page->known.kind, "yearbook") && !view_is(page->known.kind, "gazetteer") && name_and_place(p->text);
}

/* A pen name, below a headline, may look like none: 阿漳, 沧江水. */
static bool may_be_pen_name(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    if (page->yearbook || p->chars < 2) return false;
    if (i + 1 >= page->paras.n) return p[-1].chars >= 4;
    if (has(&p[1].features, F_DATELINE) || has(&p[1].features, F_BRACKET)) return false;
    bool ends = p[1].aside || p[1].gap > page->usual_gap; /* what it heads stands above */
    /* a part's number: （三十七） */
    bool part = page->paras.n > i + 2 && p[1].chars <= 6 && p[2].chars > 20 && words_start(p[1].text, "（ (") > 0;
    return p[1].chars > 20 || ends || part || words_end(p[1].text, "， ； 。");
}

/* Without the blanks of a name that was set wide: 沈 长 河. */
static size_t letters_of(View v) {
    size_t n = 0;
    while (v.n) n += !cp_is_space(utf8_next(&v));
    return n;
}

/* 县畜牧站　某某 between headline and text */
static bool names_behind_place(const Page *page, size_t i, const NameList *l) {
    const Para *p = &page->paras.p[i];
    if (page->yearbook || i == 0 || page->paras.n <= i + 1 || p->chars > 20) return false;
    if (p[-1].aside || !has(&p[-1].features, F_HEADLIKE)) return false;
    if (p[1].chars <= 12 || has(&p[1].features, F_HEADLIKE)) return false;
    return l->organs == 1 && l->n <= 4 && all_likely(l) && view_ends(p->text, l->names[l->n - 1]);
}

/* Column, headline, pen name, text: 河东漫笔 / 灯下… / 阎力行 */
static bool signs_column(const Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    if (page->yearbook || i < 2 || page->paras.n <= i + 1 || p->chars > 4) return false;
    if (p[-2].aside || !has(&p[-2].features, F_HEADLIKE) || p[-2].chars > 6) return false;
    if (!has(&p[-1].features, F_HEADLIKE) || p[-1].chars <= 2) return false;
    return p[1].chars > 20 && !has(&p[1].features, F_DATELINE) && !has(&p[1].features, F_BRACKET);
}

/* A line of nothing but names: each known from elsewhere on the page or a
 * name by its looks and no word of the language, unless a bullet (□ 某某) or
 * its place, short under a longer headline, speaks for a name. */
bool features_only_names(Page *page, size_t i) {
    const Para *p = &page->paras.p[i];
    NameList l;
    if (!may_be_names(p)) return false;
    bool writer = has(&p->features, F_OFFICER) && writes_below(page, i);
    if ((has(&p->features, F_OFFICER) && !writer) || p->text.n > 120 ||
        words_end(p->text, "主持 出席 讲话 参加 主持会议 并讲话 致辞 主持並講話 講話"))
        return false;
    /* ·领导名录·, a heading; but ·某某· below one */
    bool below = i > 0 && !p[-1].aside && has(&p[-1].features, F_HEADLIKE) && p->chars <= 6;
    if (!below && words_start(p->text, "· •") && words_end(p->text, "· •")) return false;
    char buf[BARE_MAX];
    if (words_start(p->text, "编者按 编后 编者") || names_notice(cue_bare(p->head, buf))) return false;
    names_read(&l, p->text);
    const bool placed_name = names_behind_place(page, i, &l) || names_with_office(page, i);
    if (!l.n || (l.strangers && !placed_name) || (l.organs && !placed_name) || l.n > 6) return false;
    if (placed_name && is_poet(p->text)) return true;
    const size_t letters = letters_of(p->text);
    const bool wide = l.n == 1 && letters == 3 && p->chars == 5 && all_likely(&l); /* 沈 长 河: no verse is set so */
    if (!wide && amid_verse(page, i)) return false;
    const uint32_t most = words_start(p->text, "□ ○ ◎ ☆ ★") ? 6 : 3; /* □ 阿漳 */
    bool under = i > 0 && !p[-1].aside && has(&p[-1].features, F_HEADLIKE) && letters <= most && l.n == 1 &&
                 (p[-1].chars >= 5 || !seam_is_word(l.names[0]));
    bool pen = under && may_be_pen_name(page, i);
    if (l.n == 1 && signs_column(page, i)) under = pen = true;
    bool placed =
        has(&p->features, F_BULLET) || (under && (i + 1 >= page->paras.n || !has(&p[1].features, F_DATELINE)));
    /* Bylines stand under headlines. */
    bool headed = i > 0 && (has(&p[-1].features, F_HEADLIKE) || has(&p[-1].features, F_NAMES) ||
                            has(&p[-1].features, F_BYLINE_FORM));
    if (!headed && !has(&p->features, F_BULLET)) placed = pen = false;
    for (size_t k = 0; k < l.n; k++) {
        if (map_get(&page->names, l.names[k])) continue;
        bool own = pen && p->gap <= page->usual_gap; /* 道　歉, apart: the name of a notice */
        if (!own && !has(&p->features, F_BULLET) && !page->lines.p[p->first].set_right && is_wide_word(l.names[k]))
            return false;
        if (!headed && !has(&p->features, F_BULLET)) return false;
        if (pen && !seam_is_word(l.names[k])) continue;
        if (name_likeness(l.names[k]) < 2 || (!placed && seam_is_word(l.names[k]))) return false;
    }
    return true;
}
