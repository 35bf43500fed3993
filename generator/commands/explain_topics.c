#include "commands/explain_topics.h"

#include "topics/topics.h"

static bool is_named(const Article *a, View which) {
    if (view_eq(a->id, which) || view_eq(a->path, which)) return true;
    for (size_t i = 0; i < a->aliases.n; i++)
        if (view_eq(a->aliases.p[i], which)) return true;
    return false;
}

static const Article *article_named(const Archive *ar, View which) {
    for (size_t i = 0; i < ar->n; i++)
        if (is_named(&ar->articles[i], which)) return &ar->articles[i];
    return NULL;
}

static bool has_topic(const Article *a, View id) {
    for (size_t i = 0; i < a->topics.n; i++)
        if (view_eq(a->topics.p[i], id)) return true;
    return false;
}

static void tell(Str *out, const TopicFound *found, const Topic *topic, bool has, bool json) {
    char score[16];
    snprintf(score, sizeof score, "%.2f", (double)found->score);
    if (!json) {
        str_addf(out, "%s\t%s\t%.*s\t%.*s\t%s\n", score, has ? "+" : "-", VARG(topic->id), VARG(topic->name_zh),
                 found->why);
        return;
    }
    Json j = json_to(out);
    json_open(&j, '{');
    json_key(&j, "id");
    json_text(&j, topic->id);
    json_key(&j, "name");
    json_text(&j, topic->name_zh);
    json_key(&j, "score");
    json_text(&j, view_of(score));
    json_key(&j, "given");
    json_bool(&j, has);
    json_key(&j, "why");
    json_text(&j, view_of(found->why));
    json_close(&j, '}');
    str_addc(out, '\n');
}

void topics_tell(Global *g, const Archive *ar, const char *which, bool json) {
    const Article *a = article_named(ar, view_of(which));
    if (!a) {
        diag(g->diag, M_NO_ARTICLE, NOWHERE, DARGS(which));
        return;
    }
    const char *path = data_find(g, "topics.yaml");
    Taxonomy *t = path ? taxonomy_load(g->diag, path) : NULL;
    Str buf = STR_INIT, plain = STR_INIT, out = STR_INIT;
    View body;
    int err = article_body(ar, a, &buf, &body);
    if (err) diag_errno(g->diag, M_CANNOT_READ, text_of(g, a->path), err);
    if (t && !err) {
        TopicFound *found;
        markdown_text(&plain, body);
        const char *head =
            arena_printf(g->arena, "%.*s\n%.*s\n%.*s\n%.*s", VARG(a->kicker), VARG(a->title),
                                        VARG(a->subtitle), VARG(a->column));
        size_t n = topics_explain(t, g->arena, view_of(head), str_view(&plain), &found);
        for (size_t i = 0; i < n; i++) {
            const Topic *topic = taxonomy_topic(t, found[i].topic);
            tell(&out, &found[i], topic, has_topic(a, topic->id), json);
        }
        print_out(g, str_view(&out));
    }
    taxonomy_free(t);
    str_release(&out);
    str_release(&plain);
    str_release(&buf);
}
