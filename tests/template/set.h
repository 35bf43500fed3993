/* A set of templates in memory. */
#ifndef FANGZHI_TEST_TEMPLATE_SET_H
#define FANGZHI_TEST_TEMPLATE_SET_H

#include "template/template.h"
#include "test.h"

typedef struct File {
    const char *name;
    View text;
} File;

typedef struct Set {
    const File *files; /* ended by a NULL name */
    Diag diag;
    Templates *templates;
    Arena arena;
} Set;

static inline bool set_load(void *ctx, const char *name, Str *text, const char **file) {
    for (const File *f = ctx; f->name; f++) {
        if (strcmp(f->name, name) != 0) continue;
        str_addv(text, f->text);
        *file = f->name;
        return true;
    }
    return false;
}

static inline void set_open(Set *s, const File *files) {
    *s = (Set){.files = files};
    diag_init(&s->diag, MSG_EN);
    s->templates = templates_new(set_load, (void *)(uintptr_t)files, &s->diag);
}

/* What was reported since the last time; to be freed. */
static inline char *reported(Set *s) {
    char *text = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&text, &n);
    diag_flush(&s->diag, f);
    fclose(f);
    return text;
}

static inline void set_close(Set *s) {
    templates_free(s->templates);
    arena_release(&s->arena);
    char *rest = reported(s);
    assert_string_equal(rest, "");
    free(rest);
    diag_release(&s->diag);
}

/* "page" rendered with the data. */
static inline void assert_page(Set *s, const Value *data, const char *expected) {
    const Template *t = templates_get(s->templates, "page");
    assert_non_null(t);
    Str out = STR_INIT;
    assert_true(template_render(t, data, &out));
    assert_view(str_view(&out), expected);
    str_release(&out);
}

static inline void assert_reported(Set *s, const char *text) {
    char *got = reported(s);
    assert_string_equal(got, text);
    free(got);
}

/* Rendered with a map of a value of each kind. */
static inline void assert_one(const char *page, const char *expected) {
    const File files[] = {{"page", view_of(page)}, {NULL, {0}}};
    Set s;
    set_open(&s, files);
    Value *data = value_map(&s.arena), *list = value_list(&s.arena), *item = value_map(&s.arena);
    value_set_text(&s.arena, data, "text", V("a < b"));
    value_set_html(&s.arena, data, "html", V("<b>"));
    value_set_text(&s.arena, data, "empty", V(""));
    value_set_bool(&s.arena, data, "yes", true);
    value_set_bool(&s.arena, data, "no", false);
    value_set_uint(&s.arena, data, "zero", 0);
    value_set_uint(&s.arena, data, "many", UINT64_MAX);
    value_set(&s.arena, data, "none", value_list(&s.arena));
    value_set(&s.arena, data, "map", value_map(&s.arena));
    value_set_text(&s.arena, item, "text", V("item"));
    value_push(&s.arena, list, item);
    value_push(&s.arena, list, value_uint(&s.arena, 2));
    value_set(&s.arena, data, "list", list);
    assert_page(&s, data, expected);
    set_close(&s);
}

/* It cannot be parsed. */
static inline void assert_errors(const char *page, const char *expected) {
    const File files[] = {{"page", view_of(page)}, {NULL, {0}}};
    Set s;
    set_open(&s, files);
    assert_null(templates_get(s.templates, "page"));
    assert_reported(&s, expected);
    set_close(&s);
}

#endif
