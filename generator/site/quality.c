#include "site/quality.h"

#include <errno.h>
#include <stdlib.h>

#include "site/article.h"

enum { COL_FIELD, COL_CHECKED, COL_WRONG, COL_RATE, COL_LOW, COL_HIGH, COLUMNS };

/* A share, in thousandths. */
static bool read_share(View v, unsigned *out) {
    char text[16], *end;
    if (!v.n || v.n >= sizeof text || v.p[0] < '0' || v.p[0] > '9') return false;
    memcpy(text, v.p, v.n);
    text[v.n] = '\0';
    double share = strtod(text, &end);
    if (*end || !(share >= 0 && share <= 1)) return false;
    *out = (unsigned)(share * 1000 + 0.5);
    return true;
}

static bool read_row(View line, Quality *q) {
    View f[COLUMNS] = {{0}};
    uint64_t checked;
    for (size_t n = 0; n < COLUMNS && view_split(&line, '\t', &f[n]); n++) {}
    if (!f[COL_FIELD].n || !view_uint(f[COL_CHECKED], UINT32_MAX, &checked) || !checked) return false;
    q->field = f[COL_FIELD];
    q->checked = (unsigned)checked;
    return read_share(f[COL_RATE], &q->wrong) && read_share(f[COL_LOW], &q->low) && read_share(f[COL_HIGH], &q->high);
}

void quality_load(Site *s) {
    Str text = STR_INIT;
    const char *path = path_join(&s->arena, s->options->root, "quality.tsv");
    int err = file_read(path, &text, 1 << 16);
    if (err && err != ENOENT) diag_errno(s->diag, M_CANNOT_READ, path, err);
    View rest = err ? V("") : arena_view(&s->arena, str_view(&text)), line;
    s->quality = ARENA_ARRAY(&s->arena, Quality, QUALITY_MAX);
    for (size_t number = 1; view_line(&rest, &line) && s->n_quality < QUALITY_MAX; number++) {
        if (number == 1 || !line.n) continue; /* the header */
        if (read_row(line, &s->quality[s->n_quality])) s->n_quality++;
        else diag(s->diag, M_SITE_QUALITY, where("quality.tsv", number, 0), NULL);
    }
    str_release(&text);
}

/* What is right of a share that is wrong: "96.7". */
static View right_of(Worker *w, unsigned wrong) {
    unsigned right = 1000 - wrong;
    return view_of(right % 10 ? arena_printf(&w->arena, "%u.%u", right / 10, right % 10)
                              : arena_printf(&w->arena, "%u", right / 10));
}

Value *quality_list(const Builder *b, Worker *w) {
    Value *list = value_list(&w->arena);
    for (size_t i = 0; i < b->site->n_quality; i++) {
        const Quality *q = &b->site->quality[i];
        const View args[] = {field_name(b, w, q->field), view_of(arena_printf(&w->arena, "%u", q->checked)),
                             right_of(w, q->wrong), right_of(w, q->high), right_of(w, q->low)};
        value_push(&w->arena, list,
                   value_text(&w->arena, strings_format(&b->site->strings, &w->arena, "quality_of", args, 5)));
    }
    return list;
}
