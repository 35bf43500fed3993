/* Any bytes as a document whose places are read; behind a byte 1, as the archive's regions.tsv, and behind another
 * as its regions.rules.tsv. Each mention stands where it says, in order, and means a region that there is. Asks the
 * compiled gazetteer, and nothing where there is none. */
#include "regions/regions.h"

#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds) {
    if (!holds) abort();
}

/* What stands before the next byte 1; *rest: what stands behind it. */
static View take(View *rest) {
    const char *cut = rest->n ? memchr(rest->p, 1, rest->n) : NULL;
    View head = view_to(*rest, cut ? (size_t)(cut - rest->p) : rest->n);
    *rest = view_from(*rest, head.n + (cut != NULL));
    return head;
}

static const char *temporary(Arena *a, const char *name, View bytes) {
    const char *folder = getenv("TMPDIR");
    const char *path = arena_printf(a, "%s/fuzz-regions-%ld-%s", folder ? folder : "/tmp", (long)getpid(), name);
    must(file_replace(path, bytes) == 0);
    return path;
}

static void check_mentions(const Gazetteer *g, Arena *a, const RegionText *parts, const RegionReading *r) {
    Region region;
    for (size_t i = 0; i < r->mentions.n; i++) {
        const RegionMention *m = &r->mentions.p[i], *last = i ? m - 1 : NULL;
        View source = m->in_title ? parts[m->part].title : parts[m->part].text;
        must(m->n > 0 && m->at <= source.n && m->n <= source.n - m->at && m->form.p == source.p + m->at);
        must(!m->code.n || gazetteer_region(g, a, m->code, &region));
        must(!last || last->part < m->part || last->in_title > m->in_title || last->at <= m->at);
        for (size_t k = 0; k < m->n_candidates; k++) must(gazetteer_region(g, a, m->candidates[k], &region));
    }
}

static void read_text(const Gazetteer *g, View text) {
    Arena a = ARENA_INIT;
    View rest = text, title;
    RegionReading reading;
    RegionText parts[2] = {{.hints = {.year = 1984, .publication = V("河谷报")}}, {.hints = {.year = 2021}}};
    if (view_line(&rest, &title)) parts[0].title = title;
    parts[0].text = view_to(rest, rest.n / 2);
    parts[1].text = view_from(rest, rest.n / 2);
    parts[1].hints.dateline = title;
    View home = regions_read_homeless(g, &a, parts, 2, title, V(""), &reading);
    check_mentions(g, &a, parts, &reading);
    parts[0].hints.home = home.n ? home : V("5401");
    regions_read(g, &a, parts, 2, &reading);
    check_mentions(g, &a, parts, &reading);
    arena_release(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    View rest = view((const char *)data, size), text = take(&rest), list = take(&rest);
    Arena a = ARENA_INIT;
    Diag d;
    RegionTable table = {0};
    diag_init(&d, MSG_EN);
    d.quiet = true;
    const char *build = getenv("BUILD"), *gazetteer = path_join(&a, build ? build : "build", "gazetteer.bin");
    const char *rows = temporary(&a, "list", list), *rules = temporary(&a, "rules", rest);
    regions_load(&table, &d, rows);
    Gazetteer *g = !file_exists(gazetteer) ? NULL : gazetteer_open(&d, gazetteer, V(""), &table);
    if (g) {
        gazetteer_rules(g, &d, rules);
        read_text(g, text);
        gazetteer_close(g);
    }
    unlink(rows);
    unlink(rules);
    regions_release(&table);
    arena_release(&a);
    diag_drop(&d);
    return 0;
}
