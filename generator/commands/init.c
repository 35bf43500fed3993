#include "commands/commands.h"

typedef struct Starter {
    const char *path;
    const char *text;
} Starter;

static const Starter starters[] = {
    {"site.yaml",
     "# The archive's own facts; every key but name may be left out.\n"
     "name: 地方文献\n"
     "language: zh-Hans           # of the interface: zh-Hans, zh-Hant or en\n"
     "# description: 一句话说明\n"
     "# base_url: https://example.org/   # only then: sitemap, canonical links\n"
     "# edition: 第1版             # on every page and in citations; \"commit\": id and day of the git commit\n"
     "# lastmod: commit           # an article's last change is the git commit that made it\n"
     "# home: \"5401\"              # region code: what 我市 means where a page does not say\n"
     "# publications:\n"
     "#   - {id: lsrb, name: 拉萨日报, kind: newspaper, home: \"5401\"}\n"
     "# patterns:                 # what a source's path says\n"
     "#   - {pattern: \"lsrb/{yyyy}/{mmdd}/{page}.txt\", publication: lsrb}\n"},
    {".gitignore", "/public/\n/.fangzhi/cache/\n*.tmp-*\n"},
    /* Sources are evidence: byte for byte. Markdown is LF on every machine. */
    {".gitattributes",
     "/sources/** -text\n/.fangzhi/base/** -text\n*.md text eol=lf\n*.yaml text eol=lf\n*.tsv text eol=lf\n"},
};

static void write_new(Global *g, const char *root, const char *name, View text) {
    const char *path = path_join(g->arena, root, name);
    int err = file_replace(path, text);
    if (err) diag_errno(g->diag, M_CANNOT_WRITE, path, err);
}

static int run(Global *g, const Given *given, size_t n_args, char **args) {
    (void)given;
    const char *root = n_args ? args[0][0] == '/' ? args[0] : path_join(g->arena, g->root, args[0]) : g->root;
    if (file_exists(path_join(g->arena, root, "site.yaml"))) {
        diag(g->diag, M_INIT_EXISTS, where(root, 0, 0), NULL);
        return EXIT_ARCHIVE;
    }
    const char *topics = data_find(g, "topics.yaml");
    if (!topics) {
        diag(g->diag, M_NO_DATA, NOWHERE, DARGS("topics.yaml"));
        return EXIT_MACHINE;
    }
    Str text = STR_INIT;
    int err = file_read(topics, &text, FILE_MAX_BYTES);
    if (err) diag_errno(g->diag, M_CANNOT_READ, topics, err);
    else if (!file_exists(path_join(g->arena, root, "topics.yaml"))) write_new(g, root, "topics.yaml", str_view(&text));
    str_release(&text);
    static const char *const folders[] = {"sources", "articles"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        const char *path = path_join(g->arena, root, folders[i]);
        if ((err = dir_make(path)) != 0) diag_errno(g->diag, M_CANNOT_WRITE, path, err);
    }
    /* site.yaml comes last: it is what makes a folder an archive. */
    for (size_t i = sizeof starters / sizeof *starters; i-- > 0;)
        if (!file_exists(path_join(g->arena, root, starters[i].path)))
            write_new(g, root, starters[i].path, view_of(starters[i].text));
    return EXIT_DONE;
}

const Command command_init = {
    .name = "init",
    .arguments = {"[DIR]", "[文件夹]"},
    .summary = {"make a new archive", "新建资料库"},
    .max_args = 1,
    .run = run,
};
