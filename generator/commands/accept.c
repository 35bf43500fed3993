#include "commands/commands.h"
#include "regions/regions.h"

enum { O_ALL };

static const Option options[] = {
    {OPT_FLAG, 0, "all", {NULL, NULL}, {"accept every one", "全部接受"}},
    OPTIONS_END,
};

static bool fits(const RegionProposal *row, const char *what) {
    return view_is(row->code, what) || view_is(row->name, what);
}

static const RegionProposal *find(Global *g, const RegionProposals *p, const char *what) {
    const RegionProposal *found = NULL;
    for (size_t i = 0; i < p->rows.n; i++) {
        if (!fits(&p->rows.p[i], what)) continue;
        if (found) {
            diag(g->diag, M_ACCEPT_MANY, NOWHERE, DARGS(what));
            return NULL;
        }
        found = &p->rows.p[i];
    }
    if (!found) diag(g->diag, M_ACCEPT_NONE, NOWHERE, DARGS(what));
    return found;
}

/* True: it became a region. */
static bool accept(Global *g, RegionTable *t, const RegionProposal *row) {
    if (regions_by_code(t, row->code)) return false;
    if (!regions_by_code(t, row->parent)) {
        diag(g->diag, M_REGIONS_PARENT, where("regions.proposed.tsv", 0, 0),
             DARGS(text_of(g, row->code), text_of(g, row->parent)));
        return false;
    }
    proposals_accept(t, row);
    return true;
}

/* regions.tsv first, and the proposals only after it: an area that stands in
 * both files does no harm, one that stands in neither is lost. */
static bool save_both(Global *g, const RegionTable *t, const RegionProposals *p, const char *regions,
                      const char *proposed) {
    Str text = STR_INIT;
    regions_write(t, &text);
    bool saved = save_file(g, regions, str_view(&text));
    str_clear(&text);
    proposals_write(p, t, &text);
    saved = saved && save_file(g, proposed, str_view(&text));
    str_release(&text);
    return saved;
}

static int run(Global *g, const Given *given, size_t n_args, char **args) {
    const char *regions = path_join(g->arena, g->root, "regions.tsv");
    const char *proposed = path_join(g->arena, g->root, "regions.proposed.tsv");
    RegionTable t;
    RegionProposals p;
    Str text = STR_INIT;
    bool ok = regions_load(&t, g->diag, regions);
    ok = proposals_load(&p, g->diag, proposed) && ok;
    size_t done = 0;
    for (size_t i = 0; ok && given[O_ALL].set && i < p.rows.n; i++) done += accept(g, &t, &p.rows.p[i]);
    for (size_t i = 0; ok && i < n_args; i++) {
        const RegionProposal *row = find(g, &p, args[i]);
        done += row && accept(g, &t, row);
    }
    if (done) {
        if (save_both(g, &t, &p, regions, proposed)) say_done(g, M_ACCEPT_DONE, DARGS(number_text(g, done)));
    } else if (ok && n_args == 0) {
        proposals_write(&p, &t, &text);
        print_out(g, str_view(&text));
    }
    str_release(&text);
    proposals_release(&p);
    regions_release(&t);
    return diag_status(g->diag);
}

const Command command_accept = {
    .name = "accept",
    .arguments = {"[--all|AREA…]", "[--all|片区…]"},
    .summary = {"make areas that texts define part of regions.tsv; without AREA, list them",
                "将文中定义的地区加入 regions.tsv；不带参数则列出"},
    .options = options,
    .max_args = SIZE_MAX,
    .needs_archive = true,
    .run = run,
};
