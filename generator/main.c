/* fangzhi: global options and the command table; everything else is in
 * commands/. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "commands/commands.h"

static void print_help(FILE *to, MsgLang lang) {
    static const char *const usage[] = {"usage: fangzhi [OPTION…] COMMAND [ARGUMENT…]\n\n",
                                        "用法：fangzhi [选项…] 命令 [参数…]\n\n"};
    static const char *const more[] = {"\nfangzhi COMMAND --help tells a command's options.\n",
                                       "\n“fangzhi 命令 --help”显示该命令的选项。\n"};
    fputs(usage[lang], to);
    for (size_t i = 0; commands[i]; i++) fprintf(to, "  %-10s%s\n", commands[i]->name, commands[i]->summary[lang]);
    fputc('\n', to);
    options_help(to, global_options, lang);
    fputs(more[lang], to);
}

static void print_command_help(const Command *c, MsgLang lang) {
    printf("fangzhi %s %s\n\n  %s\n", c->name, c->arguments[lang], c->summary[lang]);
    if (c->options) putchar('\n');
    options_help(stdout, c->options, lang);
}

/* Defaults stand in $FANGZHI_DATADIR, else beside the program, else in
 * ../share of where it stands (an installed tree may be moved), else where
 * they were installed. */
static const char *const *find_datadirs(Arena *a) {
    const char **dirs = ARENA_ARRAY(a, const char *, 5);
    size_t n = 0;
    const char *given = getenv("FANGZHI_DATADIR");
    if (given && *given) dirs[n++] = given;
    char self[4096];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    char *slash = NULL;
    if (length > 0) {
        self[length] = '\0';
        slash = strrchr(self, '/');
    }
    if (slash && slash != self) {
        View here = view(self, (size_t)(slash - self));
        dirs[n++] = arena_strdup(a, here);
        dirs[n++] = arena_printf(a, "%.*s/../share/fangzhi", VARG(here));
    }
    dirs[n++] = FANGZHI_DATADIR;
    return dirs;
}

static int run_command(Global *g, const Command *c, int argc, char **argv) {
    Given given[OPTIONS_MAX] = {{0}};
    size_t first;
    if (!options_parse(g->diag, c->options, false, c->words ? c->name : NULL, argc, argv, given, &first))
        return EXIT_USAGE;
    size_t n = (size_t)argc - first;
    if (n < c->min_args || n > c->max_args) {
        diag(g->diag, n < c->min_args ? M_USAGE_FEW : M_USAGE_MANY, NOWHERE,
             DARGS(c->name, c->arguments[g->diag->lang]));
        return EXIT_USAGE;
    }
    if (c->needs_archive && !file_exists(path_join(g->arena, g->root, "site.yaml"))) {
        diag(g->diag, M_NO_ARCHIVE, where(g->root, 0, 0), NULL);
        return EXIT_ARCHIVE;
    }
    int status = c->run(g, given, n, argv + first);
    int reported = diag_status(g->diag);
    return reported > status ? reported : status;
}

static bool wants_help(int argc, char **argv) {
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) return true;
    return false;
}

static int dispatch(Global *g, int argc, char **argv) {
    Given given[OPTIONS_MAX] = {{0}};
    size_t first;
    if (!options_parse(g->diag, global_options, true, NULL, argc, argv, given, &first)) return EXIT_USAGE;
    if (given[G_HELP].set) return print_help(stdout, g->diag->lang), EXIT_DONE;
    if (given[G_VERSION].set) return puts("fangzhi " FANGZHI_VERSION), EXIT_DONE;
    g->root = given[G_ARCHIVE].set ? given[G_ARCHIVE].text : ".";
    g->diag->root = g->root;
    g->quiet = g->diag->quiet = given[G_QUIET].set;
    g->verbose = given[G_VERBOSE].set && !g->quiet;
    if (given[G_JOBS].set) g->jobs = (unsigned)given[G_JOBS].number;
    if (g->jobs > THREADS_MAX) g->jobs = THREADS_MAX;
    if ((size_t)argc <= first) {
        print_help(stderr, g->diag->lang);
        return EXIT_USAGE;
    }
    const Command *c = command_named(argv[first]);
    if (!c) {
        diag(g->diag, M_USAGE_COMMAND, NOWHERE, DARGS(argv[first]));
        return EXIT_USAGE;
    }
    argc -= (int)first;
    argv += first;
    if (wants_help(argc, argv)) return print_command_help(c, g->diag->lang), EXIT_DONE;
    return run_command(g, c, argc, argv);
}

int main(int argc, char **argv) {
    setlocale(LC_CTYPE, "C.UTF-8");
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is a write error, looked at where it happens */
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    bool dumb = term && strcmp(term, "dumb") == 0;
    Diag d;
    diag_init(&d, diag_locale());
    d.colour = isatty(STDERR_FILENO) == 1 && !dumb && !(no_color && *no_color);
    Arena a = ARENA_INIT;
    Global g = {.diag = &d, .arena = &a, .jobs = threads_default()};
    g.datadirs = find_datadirs(&a);
    int status = dispatch(&g, argc, argv);
    if (!print_out(&g, V("")) && status < diag_status(&d)) status = diag_status(&d);
    diag_release(&d);
    arena_release(&a);
    return status;
}
