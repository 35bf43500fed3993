#include "import/places.h"

View head_lines(Arena *a, View kicker, View title, View subtitle) {
    if (!kicker.n && !subtitle.n) return title;
    return view_of(arena_printf(a, "%.*s\n%.*s\n%.*s", VARG(kicker), VARG(title), VARG(subtitle)));
}

void places_add_masthead(Str *masthead, View reason, View text) {
    enum { MOST = 2000 }; /* bytes */
    bool says = view_is(reason, "masthead") || view_is(reason, "imprint") || view_is(reason, "running-head");
    if (says && masthead->n < MOST && text.n < MOST) str_addf(masthead, "%.*s\n", VARG(text));
}

void places_read(Places *p, const Reading *with, Arena *a, View known) {
    p->home = known;
    if (!known.n) {
        p->home = regions_read_homeless(with->gazetteer, a, p->parts, p->n, p->masthead, with->home, &p->reading);
        return;
    }
    for (size_t i = 0; i < p->n; i++) p->parts[i].hints.home = known;
    regions_read(with->gazetteer, a, p->parts, p->n, &p->reading);
}

void places_fill(Arena *a, const RegionsFound *found, Article *article) {
    article->dateline_code = found->dateline_code;
    article->n_regions = 0;
    article->regions = ARENA_ARRAY(a, RegionRef, found->n + 1);
    for (size_t i = 0; i < found->n; i++) {
        const RegionFound *f = &found->p[i];
        article->regions[article->n_regions++] =
            (RegionRef){.code = f->code, .name = f->name, .as = {f->forms, f->n_forms}};
    }
}

void places_add_region(Str *out, const Gazetteer *g, Arena *a, View code) {
    View names[8];
    size_t n = 0;
    Region r;
    for (View at = code; n < 8 && at.n && gazetteer_region(g, a, at, &r); at = r.parent) names[n++] = r.name;
    str_addv(out, code);
    while (n--) {
        str_addc(out, code.n ? ' ' : '/');
        str_addv(out, names[n]);
        code = V("");
    }
}

/* --- why ------------------------------------------------------------------------------ */

enum { CONTEXT = 12 }; /* characters on either side */

/* The text around a mention on one line, the form in 「」. */
static void add_context(Str *out, View text, size_t at, size_t n) {
    View before = view_to(text, at), start = before;
    for (int i = 0; i < CONTEXT && start.n; i++) {
        View shorter = start;
        if (utf8_last(&shorter) == '\n') break;
        start = shorter;
    }
    View after = utf8_prefix(view_from(text, at + n), CONTEXT), line = after;
    view_line(&line, &after);
    str_addf(out, "%.*s「%.*s」%.*s", VARG(view_from(before, start.n)), VARG(view(text.p + at, n)), VARG(after));
}

void places_explain(const Places *p, const Gazetteer *g, MsgLang lang, Str *out) {
    static const char *const in[][2] = {{"text", "正文"}, {"title", "标题"}, {"dateline", "电头"}};
    Arena a = ARENA_INIT;
    str_adds(out, lang == MSG_ZH ? "本地地区\t" : "home\t");
    places_add_region(out, g, &a, p->home);
    str_addc(out, '\n');
    for (size_t i = 0; i < p->reading.mentions.n; i++) {
        const RegionMention *m = &p->reading.mentions.p[i];
        const RegionText *part = &p->parts[m->part];
        str_addf(out, "%.*s\t%s\t%.*s\t", VARG(p->ids[m->part]), in[m->in_title ? 1 : m->in_dateline ? 2 : 0][lang],
                 VARG(m->form));
        if (m->code.n) places_add_region(out, g, &a, m->code);
        else str_addc(out, '-');
        str_addf(out, "\t%.2f\t", (double)m->confidence);
        region_why_add(out, view_of(m->why), lang);
        str_addc(out, '\t');
        add_context(out, m->in_title ? part->title : part->text, m->at, m->n);
        str_addc(out, '\t');
        for (size_t k = 0; k < m->n_candidates; k++) {
            if (k) str_addc(out, '|');
            places_add_region(out, g, &a, m->candidates[k]);
        }
        str_addc(out, '\n');
    }
    arena_release(&a);
}

/* --- what all documents share ------------------------------------------------------------ */

void notes_init(PlaceNotes *notes) {
    *notes = (PlaceNotes){0};
    pthread_mutex_init(&notes->lock, NULL);
}

void notes_release(PlaceNotes *notes) {
    pthread_mutex_destroy(&notes->lock);
    vec_release(&notes->codes);
    map_release(&notes->seen);
    proposals_release(&notes->proposals);
    arena_release(&notes->arena);
}

static void note_code(PlaceNotes *notes, View code) {
    if (!code.n || map_get(&notes->seen, code)) return;
    code = arena_view(&notes->arena, code);
    map_at(&notes->seen, code, NULL);
    vec_push(&notes->codes, code);
}

void notes_codes(PlaceNotes *notes, const Article *article) {
    pthread_mutex_lock(&notes->lock);
    note_code(notes, article->dateline_code);
    for (size_t k = 0; k < article->n_regions; k++) note_code(notes, article->regions[k].code);
    pthread_mutex_unlock(&notes->lock);
}

void notes_defined(PlaceNotes *notes, const Places *p, const Gazetteer *g) {
    Arena a = ARENA_INIT;
    pthread_mutex_lock(&notes->lock);
    for (size_t i = 0; i < p->reading.n_defined; i++) {
        const RegionDefined *defined = &p->reading.defined[i];
        RegionProposal *row = proposals_add(&notes->proposals, defined->parent, defined->name);
        Region member;
        for (size_t k = 0; k < defined->n_members; k++)
            if (gazetteer_region(g, &a, defined->members[k], &member))
                proposal_member(&notes->proposals, row, member.code, member.name);
        proposal_article(&notes->proposals, row, p->ids[defined->part]);
    }
    pthread_mutex_unlock(&notes->lock);
    arena_release(&a);
}

/* What stood in the file and what is new. */
static bool write_proposals(PlaceNotes *notes, Diag *d, const RegionTable *table, const char *root) {
    Arena a = ARENA_INIT;
    Str text = STR_INIT;
    RegionProposals all;
    const char *path = path_join(&a, root, "regions.proposed.tsv");
    bool ok = proposals_load(&all, d, path);
    for (size_t i = 0; i < notes->proposals.rows.n; i++) {
        const RegionProposal *from = &notes->proposals.rows.p[i];
        RegionProposal *row = proposals_add(&all, from->parent, from->name);
        for (size_t k = 0; k < from->members.n; k++) {
            View name = from->members.p[k], code;
            view_split(&name, ' ', &code);
            proposal_member(&all, row, code, name);
        }
        for (size_t k = 0; k < from->articles.n; k++) proposal_article(&all, row, from->articles.p[k]);
    }
    proposals_write(&all, table, &text);
    if (ok && (text.n || file_exists(path))) {
        int err = file_update(path, str_view(&text), NULL);
        if (err) diag_errno(d, M_CANNOT_WRITE, "regions.proposed.tsv", err);
        ok = err == 0;
    }
    proposals_release(&all);
    str_release(&text);
    arena_release(&a);
    return ok;
}

bool notes_write(PlaceNotes *notes, Diag *d, const Gazetteer *g, RegionTable *table, const char *root) {
    Arena a = ARENA_INIT;
    Str text = STR_INIT;
    size_t before = table->n;
    for (size_t i = 0; i < notes->codes.n; i++) gazetteer_copy(g, table, notes->codes.p[i]);
    const char *path = path_join(&a, root, "regions.tsv");
    int err = 0;
    if (table->n != before || !file_exists(path)) {
        regions_write(table, &text);
        err = file_update(path, str_view(&text), NULL);
        if (err) diag_errno(d, M_CANNOT_WRITE, "regions.tsv", err);
    }
    str_release(&text);
    arena_release(&a);
    bool ok = notes->proposals.rows.n == 0 || write_proposals(notes, d, table, root);
    return ok && err == 0;
}
