/* import, inside: what the words of a line say: datelines, bylines, credits,
 * captions. Recognisers take a line's text and look at its ends only, so a
 * line of any length costs the same. */
#ifndef FANGZHI_IMPORT_CUES_H
#define FANGZHI_IMPORT_CUES_H

#include "import/folded.h"
#include "import/names.h"

/* --- written_dates.c --- */
/* A number in Arabic or Chinese digits at the head of *v; taken off. */
bool cue_number(View *v, unsigned *out);
/* Likewise [2020年][12月][22日]; at least a day, or year and month. */
bool cue_date(View *v, unsigned *year, unsigned *month, unsigned *day);
/* Likewise 1998-03-12, 2018/3/5, 97.3.12; which years may be is the asker's to say. */
bool cue_numeral_date(View *v, unsigned *year, unsigned *month, unsigned *day);
/* 民國, 大正, 昭和 …: taken off; the year before its first. */
bool cue_era(View *v, unsigned *before);
/* A date and nothing else. Of 八十八年十二月十四日 and 98年3月4日 the year is as written, below CUE_ERA_YEARS. */
enum { CUE_ERA_YEARS = 200 };
bool cue_date_alone(const Folded *head, unsigned *year, unsigned *month, unsigned *day);
/* Somewhere in a line, of the years that papers have; day 0 where there is none: 2020年12月23日, 民國109年12月23日,
 * 2020.12.23; 8月12日 / 2014年　星期二; 光緒二十一年八月二十五日　禮拜日, a lunar day, of which the year is all that can be told. */
enum { CUE_YEAR_FROM = 1900, CUE_YEAR_TO = 2099 };
bool cue_printed_date(View v, unsigned *year, unsigned *month, unsigned *day);
bool cue_day_and_year(View v, unsigned *year, unsigned *month, unsigned *day);
bool cue_lunar_year(View v, unsigned *year, unsigned *month, unsigned *day);
/* 某某局 2020年1月2日 */
bool cue_signed_date(const Folded *head, unsigned *year, unsigned *month, unsigned *day);
View cue_unspaced(View v); /* without spaces in front */
/* 今年是“七五”计划的第二年: the present year as it stands in one of the five-year plans, the first from 1953 to 1957,
 * the third from 1966 on; 0: none. */
unsigned cue_plan_year(View text);
/* 今年是新中国成立70周年: the present year; 0: it does not say. */
unsigned cue_anniversary_year(View text);

/* --- dateline.c --- */
/* 本报拉萨12月22日讯(记者 甲 乙), 据新华社北京12月22日电, 【記者某某／花蓮報導】 … */
typedef struct Dateline {
    size_t end;   /* bytes of the folded head that it takes */
    View place;   /* as printed; empty without */
    View names;   /* the part that holds names, raw; empty without */
    unsigned year, month, day; /* 0 without */
} Dateline;
bool cue_dateline(const Folded *head, Dateline *out);
/* Of v, the rest of f: one in brackets. */
bool cue_bracket_dateline(const Folded *f, View v, Dateline *out);

/* --- citation.c --- */
/* 【1998-03-12/某報/17版】: where a cutting was printed, alone in its line. */
typedef struct Citation {
    unsigned year, month, day;
    View names;    /* the part that holds names, raw; empty without */
    bool of_piece; /* no page's masthead has this form */
    bool hour;     /* 2016-05-17 04:54 */
} Citation;
bool cue_citation(const Folded *head, Citation *out);
/* What a piece of a citation says; the date 0 without. */
void cue_citation_piece(const Folded *head, Citation *out);

/* --- buttons.c --- */
bool cue_buttons(const Folded *head);
bool cue_navigation(const Folded *head);

/* --- byline.c --- */
/* 本报记者 甲 乙; 图/文 甲; 作者：甲. A bare list of names is cue_names. */
bool cue_byline(View text);
/* Such a line that says from where: 某某／某地報導. */
bool cue_reported(const Folded *head);
/* 某鎮／一鎮民: a reader; names nobody. */
bool cue_reader(const Folded *f);
/* …摄, …供图, 资料图片: the whole line, or behind its last full stop. The
 * part that is the credit is *credit. */
bool cue_credit(View text, View *credit);
bool cue_caption(const Folded *head);
/* 图五—六　…, 图12-3: a figure of a book, by its number. */
bool cue_figure(const Folded *head);
/* Names in round brackets at the end of an article: （甲 乙）. */
bool cue_names_at_end(View text, View *names);
/* …收成很好。 本报记者 某某 */
bool cue_byline_at_end(View text, View *names);
/* The same as a paragraph of its own. */
bool cue_names_alone(View text, View *names);
/* …贴了公告。　　市民 某某 */
bool cue_letter_writer_at_end(View text);

/* --- cues.c --- */
bool cue_closed(View text);
/* What stands before a bracket that text ends in, but for its closing half. */
View cue_before_bracket(View text);
bool cue_starts_mid(const Folded *head);
bool cue_fresh(const Folded *head);
/* 5月10日, 8月上旬, 3月——9月, 秋，: how the entries of a chronicle begin. A
 * dateline gives its paper or agency first. */
bool cue_chronicle_entry(const Folded *head);
/* Could it go on with a sentence that a page's end cut? */
bool cue_runs_over(View text);
/* Begins with a word of time or circumstance: 近日, 据了解, 为进一步 … */
bool cue_news_time(const Folded *head);
bool cue_time_word(const Folded *head);
bool cue_numbered(const Folded *head, bool *chapter);
/* 1966年, 三月份 alone: what a chronicle is divided by. */
bool cue_month_alone(const Folded *head);
/* Bytes of 【…】 at the head; 0 without. */
size_t cue_bracket(const Folded *head);
/* What a page's number stands between: · 三 ·, — 12 —, 【3】. */
#define FOLIO_DOTS "· •"
#define FOLIO_DASHES "—— — – ―"
#define FOLIO_BRACKETS "【 】 〔 〕"
/* 7, 第3版, — 12 — */
bool cue_page_number(const Folded *head);
/* 下转第三版, 上接第一版; of most texts their head tells that they have none. */
bool cue_turn(View text);
static inline bool cue_may_turn(const Folded *head) { return !head->whole || head->marks & MARK_TURN; }
/* （上接第一版）…: text that begins so. */
bool cue_turned_from(const Folded *head);
/* What stands behind such a note in brackets: all of a text without. */
View cue_behind_turn(View text);

/* --- quotes.c --- */
/* A quotation or bracket is opened and not closed; one is closed that was not
 * opened in it; one is closed at all. */
bool cue_left_open(View text);
bool cue_closes_first(View text);
bool cue_has_close(View text);

/* --- cells.c --- */
bool cue_cells(View text);
/* - 抓好种子储备, * …: an item as Markdown marks it. */
bool cue_list_mark(View v);
/* Used where lines are joined: a line that begins a paragraph for certain,
 * and one that is never part of running text. */
bool cue_opens_paragraph(View text);
bool cue_stands_alone(View text);

/* --- records.c --- */
/* 章名: …, [RECORD: 66/94]: a line of a data base's card. */
bool cue_card(const Folded *head);
/* Bytes of the label of a part's name on such a card; 0: it has none. */
size_t cue_card_name(const Folded *head);

/* --- digitized.c --- */
/* 第01版 要闻: does it begin with the number of a page? */
bool cue_version(View folded_text);
bool cue_digitized_head(View folded_text);

/* --- tails.c --- */
/* A headline without the column that it names in brackets at its end. */
View cue_untagged(const Folded *f);
/* …。（据新华社某地3月5日电）: where the text above came from. */
bool cue_source_at_end(View text);
/* （某某参与采写）, （未完待续）, 来稿请寄：…: said when all else is. */
bool cue_closes_piece(const Folded *head);
/* 制图：某某, 数据来源：某局: below a piece, of no photograph. */
bool cue_chart_credit(const Folded *head);

/* --- running_heads.c --- */
/* 教育　241: one number in the line, at one end of it. */
bool cue_edge_number(View folded_text);
/* 石川年鉴 2021 · 210 ·; at a page's edge also 教育　241, unless it stands in a row of such lines, as a table has. */
bool cue_running_head(View folded_text, uint32_t chars, bool edge, bool row);

/* --- forms.c --- */
enum { BARE_MAX = 192 };
/* Without spaces; the whole where it is long. */
View cue_bare(const Folded *f, char buf[BARE_MAX]);
/* 报名地点:县人力资源市场二楼, 主旨：公告…: what notices consist of. */
bool cue_labelled(View bare);
/* 2700多亿元, 9.73万, 53%: a figure and its unit, as a box of figures has them. */
bool cue_figure_alone(View bare);
/* How the names of books end that tell of a place, a list of words. */
extern const char cue_books[];
/* How the names of newspapers end, and of no word else. */
#define PAPERS "日报 晚报 晨报 时报 周报 早报 商报 都市报"
/* 海报, 情报: what ends like a newspaper's name and is none, likewise. */
extern const char cue_no_papers[];
/* 某府某字第…号, 某政发〔2013〕12号, (57)会文字第19号 */
bool cue_document_number(View bare);
bool cue_forecast(View bare);
/* 大清嘉庆十五年孟冬谷旦: the date below an old text. */
bool cue_dates_stele(const Folded *head);
bool cue_letter_writer(View text);
/* The name that a text ends in, its characters together or apart; what stands before it. */
View cue_last_name(View text, View *before);
/* 林某某　鞠躬: whoever thanks or announces. */
bool cue_bows(const Folded *head);
/* 石桥小学五（2）班　某某 指导老师 某某 */
bool cue_pupil(View text);
/* 某某　等12人: without those who are not named. */
View cue_first_signer(View text);
/* 撰稿：某某某, 供稿：某局　撰稿：某某某, below a section. */
bool cue_contributor(const Folded *f);
/* 编辑同志:, 《某报》编辑部:, 此致, 敬礼!, 特此公告 */
bool cue_formula(View bare);
/* 书　记　某某某, 副局长 某某（女）: who held an office. */
bool cue_officer(View bare, View text);
/* 联系人：…, 报名处：…, 电话 …: how to reach those who gave the notice. */
bool cue_contact(View bare);
/* 2016年某县…情况表 */
bool cue_table_name(View bare);
/* 27日　某某工作组到某乡调研: an entry of a chronicle. */
bool cue_dated_entry(const Folded *f);
/* 市民王女士:…, 问:…, 某局答复:… */
bool cue_speaks(View folded_text);
/* 相关链接, 记者手记: a box that belongs to the article above. */
bool cue_box(View bare);
/* QINGXI TOWN: a few letters, no character but Latin ones. */
bool cue_latin(View v);
/* 主编 某某 编辑 某某 美编 某某: who made the page, and nothing else. */
bool cue_staff(View folded_text);
/* 编辑同志：…: the text of a letter to the paper begins. */
bool cue_salutation(const Folded *head);
/* 一一记某乡群众修路: bytes of a deck's dash that was read as the number; 0: it has none. */
size_t cue_misread_dash(View v);
/* Under such a name stand several short items. */
bool cue_brief_column(View name);
/* ■走基层, ·小小说·, 【热线】: marks around a name, as columns have. */
bool cue_marked_name(View folded_text);
/* A column's name without the marks around it. */
View cue_unmarked(View name);

#endif
