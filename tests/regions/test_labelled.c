/* Our own labelled pages, tests/regions/labelled/: invented news with real
 * place names, each mention as [[form|code]], a form that must stay open as
 * [[form|-]]. Pages marked held-out were not looked at while the resolver was
 * tuned. SHOW=1 prints what is missed and wrong. */
#include "room.h"

typedef struct Label {
    size_t part;
    bool in_title;
    size_t at, n;
    View code;
} Label;

typedef struct Page {
    Arena arena;
    View home, year;
    bool held_out;
    RegionText *parts;
    size_t n;
    VEC(Label) labels;
} Page;

typedef struct Score {
    size_t right, given, due;
} Score;

static double f1(const Score *s) {
    return s->given + s->due ? 2 * (double)s->right / (double)(s->given + s->due) : 1;
}

/* Appends a line without its labels, and keeps these. */
static void read_line(Page *p, View line, bool in_title, Str *out) {
    while (line.n) {
        size_t open = view_find(line, V("[["), 0);
        if (open == SIZE_MAX) open = line.n;
        str_addv(out, view_to(line, open));
        line = view_from(line, open);
        if (line.n == 0) break;
        size_t bar = view_find(line, V("|"), 0), close = view_find(line, V("]]"), 0);
        assert_true(bar < close && close != SIZE_MAX);
        Label label = {p->n - 1, in_title, out->n, bar - 2, view(line.p + bar + 1, close - bar - 1)};
        str_addv(out, view(line.p + 2, bar - 2));
        if (!view_is(label.code, "-")) vec_push(&p->labels, label);
        line = view_from(line, close + 2);
    }
}

static View value(View line, const char *key) {
    View k = view_of(key);
    return view_starts(line, k) ? view_trim(view_from(line, k.n)) : V("");
}

static void read_page(Page *p, View rest) {
    View line;
    Str text = STR_INIT, title = STR_INIT;
    p->parts = ARENA_ARRAY(&p->arena, RegionText, 16);
    while (view_line(&rest, &line)) {
        if (line.n && line.p[0] == '#') continue;
        if (value(line, "home:").n) p->home = value(line, "home:");
        else if (value(line, "year:").n) p->year = value(line, "year:");
        else if (value(line, "held-out:").n) p->held_out = true;
        else if (value(line, "dateline:").n) p->parts[p->n - 1].hints.dateline = value(line, "dateline:");
        else if (view_starts(line, V("= "))) {
            assert_true(p->n < 16);
            p->n++;
            str_clear(&text);
            str_clear(&title);
            read_line(p, view_from(line, 2), true, &title);
            p->parts[p->n - 1].title = arena_view(&p->arena, str_view(&title));
        } else if (p->n) {
            read_line(p, line, false, &text);
            str_addc(&text, '\n');
            p->parts[p->n - 1].text = arena_view(&p->arena, str_view(&text));
        }
    }
    for (size_t i = 0; i < p->n; i++) {
        uint64_t year = 0;
        view_uint(p->year, 9999, &year);
        p->parts[i].hints.year = (uint16_t)year;
        p->parts[i].hints.home = p->home;
    }
    str_release(&text);
    str_release(&title);
}

static bool same_place(const Label *l, const RegionMention *m) {
    return l->part == m->part && l->in_title == m->in_title && m->at < l->at + l->n && l->at < m->at + m->n;
}

static void score_page(const Gazetteer *g, Page *p, const char *name, Score *s) {
    RegionReading reading;
    bool show = getenv("SHOW") && !p->held_out;
    regions_read(g, &p->arena, p->parts, p->n, &reading);
    RegionMentions found = reading.mentions;
    for (size_t i = 0; i < found.n; i++) {
        const RegionMention *m = &found.p[i];
        if (m->code.n == 0 || m->in_dateline || m->deictic) continue;
        bool right = false;
        for (size_t k = 0; k < p->labels.n && !right; k++)
            right = same_place(&p->labels.p[k], m) && view_eq(p->labels.p[k].code, m->code);
        s->given++;
        s->right += right;
        if (show && !right)
            printf("# %s: wrong %.*s %.*s %.2f (%s)\n", name, VARG(m->form), VARG(m->code), m->confidence, m->why);
    }
    s->due += p->labels.n;
    for (size_t k = 0; show && k < p->labels.n; k++) {
        const Label *l = &p->labels.p[k];
        size_t i = 0;
        while (i < found.n && !(same_place(l, &found.p[i]) && view_eq(found.p[i].code, l->code))) i++;
        View text = l->in_title ? p->parts[l->part].title : p->parts[l->part].text;
        if (i == found.n) printf("# %s: missed %.*s %.*s\n", name, VARG(view(text.p + l->at, l->n)), VARG(l->code));
    }
}

static void labelled_mentions_are_resolved(void **state) {
    (void)state;
    Arena a = ARENA_INIT;
    if (!file_exists(gazetteer_path(&a))) skip();
    Diag d;
    diag_init(&d, MSG_EN);
    Gazetteer *g = gazetteer_open(&d, gazetteer_path(&a), V(""), NULL);
    assert_non_null(g);
    FileList files = {0};
    assert_int_equal(dir_list(&a, "tests/regions/labelled", &files), 0);
    Score tuned = {0}, held_out = {0};
    for (size_t i = 0; i < files.n; i++) {
        Page p = {0};
        Str s = STR_INIT;
        assert_int_equal(file_read(path_join(&a, "tests/regions/labelled", files.p[i].path), &s, FILE_MAX_BYTES), 0);
        read_page(&p, arena_view(&p.arena, str_view(&s)));
        score_page(g, &p, files.p[i].path, p.held_out ? &held_out : &tuned);
        str_release(&s);
        vec_release(&p.labels);
        arena_release(&p.arena);
    }
    printf("# labelled: F1 %.3f (%zu mentions), held out %.3f (%zu mentions)\n", f1(&tuned), tuned.due, f1(&held_out),
           held_out.due);
    assert_true(tuned.due + held_out.due >= 150);
    assert_true(f1(&tuned) >= 0.95);
    assert_true(f1(&held_out) >= 0.95);
    filelist_release(&files);
    gazetteer_close(g);
    arena_release(&a);
    diag_release(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(labelled_mentions_are_resolved)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
