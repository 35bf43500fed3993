/* Redaction: what an archive holds but does not show. A private file,
 * redactions.yaml in the archive or in its .fangzhi/, names it:
 *
 *     articles: [7k3f9q2mzt]   # disappear, and their lines in the sources
 *     names: [某某]             # stand as □□ wherever they stood, in either script; are no authors
 *     lines:                   # disappear, and with them the articles they are part of
 *       - {file: 2020/1223/03.txt, lines: ["12", "13"]}
 *
 * It is applied where the archive is read, so that pages, index, feeds and
 * data are made from what is left. import does not read it: nothing is lost. */
#ifndef FANGZHI_CONTENT_REDACT_H
#define FANGZHI_CONTENT_REDACT_H

#include "content/content.h"

/* False after errors: then nothing may be shown. */
bool redactions_load(Arena *a, Diag *d, const char *root, Redactions *out);
/* Whether the article is to disappear; of one that is named its lines then do. */
bool redactions_drop(Redactions *r, Arena *a, const Article *article);
/* Masks what the file's text does not show and its front matter says ("\u6797"),
 * in the arena, and leaves out the authors that are masked: nobody is found by
 * the mask. */
void redactions_article(const Redactions *r, Arena *a, Article *article);
/* Whether a page would show a name that masking the file did not find: markup
 * splits it, or it is written as "&#24352;". */
bool redactions_hidden(const Redactions *r, View body);

#endif
