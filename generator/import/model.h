/* import, inside: the one table of what a line looks like and what it then
 * is. Features are facts about a paragraph; each adds its weight to some
 * roles; roles follow one another by the transition table; the best path
 * over the page wins (segment.c). A new style of page is a new row here. */
#ifndef FANGZHI_IMPORT_MODEL_H
#define FANGZHI_IMPORT_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Roles: name, as the ledger and NAME.edits have it, and in Chinese. The P… roles are those of a photo piece, whose
 * text is a paragraph or two beside a caption and a credit. */
#define ROLES(X)                                                                                      \
    X(COLUMN, "column", "栏目") /* 栏目: stands over one or several short items */                    \
    X(KICKER, "kicker", "引题") /* 引题, or the department a title belongs to */                      \
    X(TITLE, "title", "标题")                                                                         \
    X(SUBTITLE, "subtitle", "副题") /* 副题 */                                                        \
    X(BYLINE, "byline", "署名")                                                                       \
    X(LEAD, "lead", "导语") /* a first paragraph that opens with a dateline */                        \
    X(BODY, "body", "正文")                                                                           \
    X(CONT, "continuation", "续文") /* goes on with the paragraph before */                           \
    X(SUBHEAD, "subhead", "小标题")                                                                   \
    X(SECTION, "section", "条目") /* 【概况】 … */                                                    \
    X(CAPTION, "caption", "图片说明")                                                                 \
    X(CREDIT, "credit", "图片署名")                                                                   \
    X(TABLE, "table", "表格")                                                                         \
    X(SIGN, "signature", "落款")    /* 落款 */                                                        \
    X(ORPHAN, "orphan", "无题正文") /* text that begins without a headline */                         \
    X(BRIEF, "brief", "简讯")       /* the same with a dateline: a short item */                      \
    X(PTITLE, "photo-title", "图片标题")                                                              \
    X(PTEXT, "photo-text", "图片正文")                                                                \
    X(PORPHAN, "photo-orphan", "无题图片正文") /* a photo piece's text without headline */            \
    X(PCAPTION, "photo-caption", "图片报道说明")                                                      \
    X(PCREDIT, "photo-credit", "图片报道署名")                                                        \
    X(NOTE, "turn-note", "转版说明") /* 下转第三版, 上接第一版 in a line of its own: told apart behind the path */ \
    X(FURNITURE, "furniture", "版面附件") /* masthead, page number, running head; decided before the path */

typedef enum Role {
#define X(id, name, zh) ROLE_##id,
    ROLES(X)
#undef X
    ROLE_COUNT
} Role;

/* Features: in English and Chinese, for --explain. */
#define FEATURES(X)                                                                                                    \
    /* shape */                                                                                                        \
    X(TINY, "at most four characters", "不超过四字")                                                                   \
    X(SHORT, "at most twelve", "不超过十二字")                                                                         \
    X(MID, "at most thirty", "不超过三十字")                                                                           \
    X(LONG, "at most sixty", "不超过六十字")                                                                           \
    X(VLONG, "more than sixty", "超过六十字")                                                                          \
    X(HEADLIKE, "short and without a full stop", "短而无句号")                                                         \
    X(CLOSED, "closes its sentence", "句子已结束")                                                                     \
    X(INNER_STOP, "a full stop inside", "中间有句号")                                                                  \
    X(COMMA, "a comma inside", "中间有逗号")                                                                           \
    X(SPACED, "two parts with a space between", "两段，中间有空格")                                                    \
    X(DASH_START, "begins with a dash", "以破折号开头")                                                                \
    X(DASH_END, "ends with a dash", "以破折号结尾")                                                                    \
    X(DASH_MID, "a dash inside", "中间有破折号")                                                                       \
    X(MARKED, "heading mark by OCR", "识别软件标为标题")                                                               \
    X(DEEP_MARK, "heading mark of the third level or lower", "三级以下的标题标记")                                     \
    X(BULLET, "begins with a bullet", "以项目符号开头")                                                                \
    X(HEAD_MARK, "begins with the mark that headlines have on this page", "以本版标题所用的符号开头")                  \
    X(NUMBERED, "begins with a number", "以序号开头")                                                                  \
    X(CHAPTER, "chapter or section number", "章节序号")                                                                \
    X(BRACKET, "opens with 【…】 and text", "以【…】开头，后接正文")                                                   \
    X(BRACKET_ONLY, "is 【…】 alone", "只有【…】")                                                                     \
    X(STARTS_MID, "begins inside a sentence", "从句子中间开始")                                                        \
    X(FRESH, "begins as a first sentence does", "像首句一样开头")                                                      \
    X(INDENT, "begins with an indent, as paragraphs here do", "首行缩进，与此处段落相同")                              \
    X(VERSE, "one of many short lines", "多个短行之一")                                                                \
    X(CELLS, "several cells", "多个单元格")                                                                            \
    /* words */                                                                                                        \
    X(DATELINE, "dateline", "电头")                                                                                    \
    X(BYLINE_FORM, "byline", "署名")                                                                                   \
    X(NAMES, "nothing but names", "只有人名")                                                                          \
    X(CREDIT_FORM, "photo credit", "图片署名")                                                                         \
    X(CAPTION_FORM, "图为 or its kin", "“图为”之类")                                                                   \
    X(CREDIT_TAIL, "ends in a photo credit", "以图片署名结尾")                                                         \
    X(SIGN_FORM, "signature or date alone", "只有落款或日期")                                                          \
    X(SIGNED, "names in brackets alone", "只有括号内的人名")                                                           \
    X(PLACED, "a place or a body before a colon", "冒号前为地名或单位")                                                \
    X(NOTICE_WORD, "names a notice", "含公告类名称")                                                                   \
    X(COLUMN_WORD, "named like a column", "像栏目名")                                                                  \
    X(SPEECH, "… 强调", "“……强调”")                                                                                    \
    X(ORG, "nothing but a body's name", "只有单位名称")                                                                \
    X(EVENT, "someone does something", "有人做某事")                                                                   \
    X(DECK_WORD, "ends as a deck does", "像副题那样结尾")                                                              \
    X(PRESIDED, "says who presided or spoke", "说明何人主持或讲话")                                                    \
    X(PURPOSE, "begins with a verb of purpose", "以表目的的动词开头")                                                  \
    X(TURN, "page-turn note", "转版说明")                                                                              \
    /* neighbours */                                                                                                   \
    X(FIRST, "first of the document", "文件首行")                                                                      \
    X(LAST, "last of the document", "文件末行")                                                                        \
    X(GAP, "a wider gap before", "前面空白较大")                                                                       \
    X(GAP_AFTER, "a wider gap after", "后面空白较大")                                                                  \
    X(PREV_OPEN, "the text before breaks off", "前文未完")                                                             \
    X(SEAM_WORD, "a word runs over from the text before", "有词从前文延续过来")                                        \
    X(SEAM_KNOWN, "the seam's characters stand together elsewhere", "接缝处的字在别处也相连")                          \
    X(RUNS_ON, "its own last word runs over into the next", "末词延续到下文")                                          \
    X(BEFORE_PICTURE, "caption or credit follows", "后接图片说明或署名")                                               \
    X(PHOTO_ALONE, "between a gap and a credit, before the next headline", "在空白与图片署名之间，下一标题之前")       \
    X(STACK_ONE, "the only line of its headline", "单行标题")                                                          \
    X(STACK_FIRST, "first of several headlines", "多行标题之首")                                                       \
    X(STACK_MIDDLE, "between headlines", "标题之间")                                                                   \
    X(STACK_LAST, "last of several headlines", "多行标题之末")                                                         \
    X(SHORT_FIRST, "first of its headline, a few characters that name nobody and tell nothing",                        \
      "标题首行，寥寥数字，不指人也不叙事")                                                                            \
    X(AFTER_TEXT, "stands right under text, with a gap or nothing below", "紧接正文之下，下面有空白或无内容")          \
    X(NOTICE_LEAD, "begins as a notice does", "像公告那样开头")                                                        \
    X(LIST, "one of several bulleted lines", "多个带项目符号的行之一")                                                 \
    X(ITEM, "a bulleted paragraph that ends in names", "带项目符号、以人名结尾的段落")                                 \
    X(STACK_THIRD, "last of three headlines or more", "三行以上标题之末")                                              \
    X(TO_DATELINE, "the headline leads to a dateline", "标题之下是电头")                                               \
    X(TO_BYLINE, "the headline leads to a byline", "标题之下是署名")                                                   \
    X(TO_SECTION, "the headline leads to 【…】", "标题之下是【…】")                                                    \
    X(TO_TEXT, "the headline leads to plain text", "标题之下是普通正文")                                               \
    X(PREV_SIGNED, "names in brackets ended the text above", "前文以括号内人名结尾")                                   \
    X(AFTER_SHORT, "the text above is short", "前文较短")                                                              \
    X(TO_ITEM, "the headline leads to a bulleted item", "标题之下是带项目符号的条目")                                  \
    X(TO_TABLE, "the headline leads to a table", "标题之下是表格")                                                     \
    X(AFTER_NEWS, "the text above began with a dateline", "前文以电头开头")                                            \
    X(SERIES, "one of several such lines between texts", "正文之间多个同类行之一")                                     \
    X(LEDE, "the text below begins as news does", "下文像新闻那样开头")                                                \
    X(SAID_AGAIN, "the text below says its words again, the text above does not", "下文重复其用语而前文没有")         \
    X(TO_SUBHEAD, "the headline leads to a numbered heading", "标题之下是带序号的小标题")                              \
    X(TO_PICTURE, "the headline leads to a photo piece", "标题之下是图片报道")                                         \
    X(TO_END, "the headline leads to nothing", "标题之下再无内容")                                                     \
    X(UNDER_MARK, "a smaller heading mark than the line before", "标题标记小于上一行")                                 \
    X(NEXT_DASH, "the next line begins with a dash", "下一行以破折号开头")                                             \
    X(DECK_BELOW, "the next line reads like its deck", "下一行像其副题")                                               \
    X(DECK, "reads like the deck of the line before", "像上一行的副题")                                                \
    X(YEARBOOK, "headline in a yearbook", "年鉴中的标题")                                                              \
    X(TURN_FROM, "goes on from another page", "承接他版")                                                              \
    X(RESUMES, "goes on with the text above a picture and its headline", "承接图片及其标题之上的正文")                 \
    X(BOX, "names a box inside an article", "文中方框的名称")                                                          \
    X(TABLE_NAME, "names a table", "表格名称")                                                                         \
    X(TO_OFFICERS, "stands over those who held an office", "下接任职者名单")                                           \
    X(YEARBOOK_PHOTO, "a line with its credit in a yearbook", "年鉴中带署名的行")                                      \
    X(OFFICER, "names who held an office", "写明任职者")                                                               \
    X(CREDITED, "says what a picture shows and whose it is, behind text that is closed",                               \
      "说明图片内容及作者，前文已结束")                                                                                \
    X(PARTS, "a picture's words, where the text breaks off and goes on below", "图片文字，前文未完而下文续接")         \
    X(COLUMN_ITEM, "a short line among the short items of a column", "栏目短讯中的短行")                               \
    X(LATIN, "in Latin letters alone", "只有拉丁字母")                                                                 \
    X(ROUND, "in round brackets as a whole", "整行在圆括号内")                                                         \
    X(BREAKS, "a headline where the text above breaks off", "标题处前文未完")                                          \
    X(OFFICE, "a body's name between a section's and its officers", "条目名称与任职者之间的单位名称")                  \
    X(PICTURE_NEWS, "tells the news of a picture", "图片新闻的正文")                                                   \
    X(OWN_CREDIT, "the text above has its own credit", "前文自带图片署名")                                             \
    X(UNDER_CHAPTER, "a short line below a chapter's title", "章节标题之下的短行")                                     \
    X(LISTED, "stands in the book's contents", "见于目录")                                                             \
    X(IN_FEATURE, "a short line in a piece that began with a byline", "署名文章中的短行")                              \
    X(DEPARTMENT, "marked or named as what stands over pieces of one sort", "标明或称为同类文章的总名")              \
    X(LIFE, "the name of a person or place over what is told of it", "人名或地名，下接其事")                          \
    X(GOES_ON, "text of a book, behind text that breaks off, that begins no entry", "书中前文未完而不另起条目的正文")    \
    X(ISSUER, "names who issued the document below", "发文单位")                                                       \
    X(CAPTION_RUN, "one of several captions with credits", "多个带署名的图片说明之一")                                 \
    X(OVER_LAST, "a book's numbered heading with another below it", "下接另一标题的编号标题")                              \
    X(NEXT_TABLE, "names a table of an appendix, behind the one before", "附录中紧接前表的表名")                        \
    X(ENTRY, "an entry of a section, without a mark", "无标记的条目标题")                                              \
    X(BESIDE, "set off below a byline and above the text", "与上面的署名和下面的正文都隔开")                           \
    X(DECK_BESIDE, "begins with a dash, right below a headline's byline", "紧接标题之下的署名，以破折号开头")             \
    X(TAGGED, "names its column in brackets at its end", "末尾括号内注明栏目")                                         \
    X(TORN, "begins inside a sentence, behind a piece that was signed at its end", "从句子中间开始，而前文末尾已署名") \
    X(NEW_MATTER, "the text below has hardly a word in common with the text above", "下文与前文几无共同用语")          \
    X(ALIKE, "the text below has many words in common with the text above", "下文与前文共同用语较多")                  \
    X(SAME_MATTER, "the text below has very many words in common with the text above", "下文与前文共同用语很多")       \
    X(PLATE_NUMBER, "numbered, a picture of the text above", "有序号，是前文的图片")                                   \
    X(PART, "one of several headings of one form, with nothing between that ends a piece", "多个同样形式的标题之一，其间并无文章结束") \
    X(BELOW_DECK, "the text above, right below a headline, is a summary of it", "标题之下的前文是其提要") \
    X(OVER_TAGGED, "the next line names its column in brackets", "下一行末尾括号内注明栏目") \
    X(FOOT, "below text set off by gaps, and says again what that says", "位于前后空开的正文之下，复述其用语") \
    X(TO_LETTER, "the headline leads to a letter", "标题之下是来信")

typedef enum Feature {
#define X(id, en, zh) F_##id,
    FEATURES(X)
#undef X
    FEATURE_COUNT
} Feature;

typedef struct FeatureSet {
    uint64_t bits[2];
} FeatureSet;
_Static_assert(FEATURE_COUNT <= 128, "a FeatureSet has a bit for each feature");

static inline bool has(const FeatureSet *f, Feature x) { return f->bits[x / 64] >> (x % 64) & 1; }
static inline void set(FeatureSet *f, Feature x) { f->bits[x / 64] |= (uint64_t)1 << (x % 64); }

static inline void clear(FeatureSet *f, Feature x) { f->bits[x / 64] &= ~((uint64_t)1 << (x % 64)); }

extern const char *const role_names[ROLE_COUNT];
extern const char *const role_names_zh[ROLE_COUNT];
extern const char *const feature_names[FEATURE_COUNT][2]; /* by MsgLang */

#define NEVER (-1000.0f)

/* Weight of a feature for a role, set by hand and corrected by fitting to the
 * labelled pages that are not held out (tests/import/fit.c); what a role scores without any feature;
 * role b after role a; a as the document's first. */
float model_weight(Feature f, Role r);
extern const float model_hand[FEATURE_COUNT][ROLE_COUNT]; /* before fitting */
extern const float model_bias[ROLE_COUNT];
extern const float model_start[ROLE_COUNT];
float model_transition(Role a, Role b);
/* Does b after a begin a new article? */
bool model_begins(Role a, Role b);

#endif
