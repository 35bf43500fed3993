/* A comma-separated table, RFC 4180 with a header line. */
#ifndef FANGZHI_CONTENT_SHEET_H
#define FANGZHI_CONTENT_SHEET_H

#include "content/content.h"

typedef struct SheetRow {
    View *cells; /* as many as the header has; what is missing is empty */
    View text;   /* the row as it stands, without its line end */
    size_t line;
} SheetRow;

typedef struct Sheet {
    Views header;
    View header_text;
    VEC(SheetRow) rows; /* those with anything in them */
} Sheet;

/* Views in the arena. */
void sheet_read(Sheet *sheet, Arena *a, View text);
void sheet_release(Sheet *sheet);
/* The column of a name, or SIZE_MAX. */
size_t sheet_column(const Sheet *sheet, View name);

#endif
