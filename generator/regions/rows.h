/* Tables that people edit: one row a line, fields parted by tabs, columns
 * named in the first line, in any order; those that are not known are passed
 * over, as are empty lines and those with a # before them. */
#ifndef FANGZHI_REGIONS_ROWS_H
#define FANGZHI_REGIONS_ROWS_H

#include "base/base.h"

enum { ROWS_COLUMNS = 9 }; /* at most */

typedef struct Rows {
    const char *path;
    size_t line;  /* of the row read last */
    View rest;
    const char *const *columns;
    size_t n_columns;
    size_t place[ROWS_COLUMNS]; /* of each column in the file; SIZE_MAX: absent */
    Diag *to;
    Diag own; /* meanwhile other threads may report errors to the other */
} Rows;

/* Reads the file into the arena; one that is absent has no rows. `header` is
 * reported where one of the first two columns is missing. */
void rows_open(Rows *r, Diag *d, Arena *a, const char *path, const char *const *columns, size_t n, Msg header);
/* The next row's fields, trimmed, one for each column; false: none. */
bool rows_next(Rows *r, View *fields);
/* Reports, about the row at hand. */
void rows_complain(Rows *r, Msg msg, View what);
/* Whether nothing was reported. */
bool rows_close(Rows *r);

#endif
