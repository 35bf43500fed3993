/* Reading our own pages: the attributes that lead somewhere and the places
 * one can lead to. Not a parser of HTML at large, but no HTML makes it fail:
 * comments are passed over, and so is what stands in script and style. */
#ifndef FANGZHI_SITE_HTML_SCAN_H
#define FANGZHI_SITE_HTML_SCAN_H

#include "base/base.h"

typedef struct HtmlScan {
    View rest;
    const char *start;
    const char *counted; /* up to where lines were counted */
    size_t line, column;
    bool in_tag;
    View until; /* the end of an element whose content is no HTML */
} HtmlScan;

typedef enum HtmlName { HTML_HREF, HTML_SRC, HTML_ID } HtmlName;

typedef struct HtmlAttribute {
    HtmlName name;
    View value; /* as written, entities and all */
    size_t line, column;
} HtmlAttribute;

HtmlScan html_scan(View html);
/* The next href, src or id; false at the end. */
bool html_next(HtmlScan *s, HtmlAttribute *out);
/* Appends a value with character references and percent escapes undone. */
void html_unescape(Str *out, View value);
void url_unescape(Str *out, View value);

#endif
