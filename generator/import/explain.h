/* import, inside: what import would do, and why. */
#ifndef FANGZHI_IMPORT_EXPLAIN_H
#define FANGZHI_IMPORT_EXPLAIN_H

#include "import/emit.h"

/* What is said, in English and Chinese. */
#define EXPLAIN_WORDS(X)                         \
    X(THEN, "; ", "；")                          \
    X(WRAPPED, "wrapped lines", "硬换行")        \
    X(LINES, "a paragraph a line", "一行一段")   \
    X(YEARBOOK, ", yearbook", "，年鉴")          \
    X(ASIDE, "set aside: ", "不入文章：")        \
    X(FROM, "from: ", "依据：")                  \
    X(TEXT_ONLY, "text only", "仅正文")          \
    X(PATH, "path", "路径")                      \
    X(SIDECAR, "sidecar", "同名 .yaml 文件")     \
    X(PUBLICATION, "publication: ", "报刊：")    \
    X(ISSUED, "issued: ", "出版日期：")          \
    X(ISSUE_NUMBER, "issue_number: ", "期号：")  \
    X(PAGE, "page: ", "版：")                    \
    X(COVERS, "covers: ", "记述年份：")          \
    X(HOME, "home: ", "本地地区：")              \
    X(LICENCE, "licence: ", "许可：")            \
    X(BESIDE, "beside: ", "附带文件：")          \
    X(CHARSET, "charset: ", "字符编码：")        \
    X(YEAR, "year: ", "年份：")                  \
    X(ARTICLES, "articles: ", "文章：")

/* Why a line is set aside: its name in the ledger, in Chinese. */
#define ASIDE_WORDS(X)           \
    X("masthead", "报头")        \
    X("page-number", "页码")     \
    X("running-head", "书眉")    \
    X("index", "导读")           \
    X("contents", "目录")        \
    X("imprint", "版权页")       \
    X("book-index", "索引")      \
    X("citation", "出处")        \
    X("navigation", "网页按钮")  \
    X("ornament", "装饰")        \
    X("dropped", "人工删去")

/* A line a paragraph: number, role, runner-up, margin, the features that
 * spoke for the role against the runner-up, the first words. */
void explain_page(const Page *page, Str *out);
/* What is known of the document, and the articles it would become. */
void explain_plan(const Page *page, const Outputs *outputs, Str *out);

#endif
