#include "commands/commands.h"

#include <errno.h>
#include <getopt.h>

#include "text/text.h"

extern const Command command_init, command_import, command_accept, command_build, command_check, command_list, command_sample, command_search;

const Command *const commands[] = {
    &command_init, &command_import, &command_accept, &command_build, &command_check, &command_list, &command_sample, &command_search, NULL,
};

const Command *command_named(const char *name) {
    for (size_t i = 0; commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0) return commands[i];
    return NULL;
}

const Option global_options[] = {
    {OPT_TEXT, 'C', "archive", {"DIR", "文件夹"}, {"the archive (default: this folder)", "资料库所在文件夹（默认：当前文件夹）"}},
    {OPT_NUMBER, 'j', "jobs", {"N", "数"}, {"threads (default: all processors)", "线程数（默认：全部处理器）"}},
    {OPT_FLAG, 'q', "quiet", {NULL, NULL}, {"errors only", "只显示错误"}},
    {OPT_FLAG, 'v', "verbose", {NULL, NULL}, {"say more of what is done: what build spends its time on", "显示更多信息：各阶段耗时等"}},
    {OPT_FLAG, 'h', "help", {NULL, NULL}, {"this help", "显示本帮助"}},
    {OPT_FLAG, 'V', "version", {NULL, NULL}, {"the version", "显示版本"}},
    {OPT_END, 0, NULL, {NULL, NULL}, {NULL, NULL}},
};

static size_t count_rows(const Option *rows) {
    size_t n = 0;
    while (rows && rows[n].kind != OPT_END) n++;
    return n;
}

static bool take_value(Diag *d, const Option *row, Given *given) {
    given->set = true;
    if (row->kind == OPT_FLAG) return true;
    given->text = optarg;
    if (row->kind != OPT_NUMBER || view_uint(view_of(optarg), UINT32_MAX, &given->number)) return true;
    diag(d, M_USAGE_NUMBER, NOWHERE, DARGS(row->name, optarg));
    return false;
}

/* getopt_long with tables made from the rows; long options come back as
 * 256 + row so that a row needs no letter. */
/* The argument that getopt does not know. Of letters that stand together it is
 * still at the argument that holds them, and it takes a letter for a byte. */
static const char *refused(Arena *a, char **argv, int argc) {
    unsigned char byte = (unsigned char)optopt;
    if (optopt > 0 && optopt < 0x80) return arena_printf(a, "-%c", optopt);
    if (optopt && optopt < 256 && byte >= 0x80 && optind < argc && strchr(argv[optind], (char)byte)) return argv[optind];
    return argv[optind - 1];
}

static bool is_global(const char *option) {
    for (const Option *o = global_options; o->kind != OPT_END; o++) {
        size_t n = strlen(o->name);
        if (option[1] == o->letter && !option[2]) return true;
        if (strncmp(option, "--", 2) == 0 && strncmp(option + 2, o->name, n) == 0 && (!option[2 + n] || option[2 + n] == '=')) return true;
    }
    return false;
}

bool options_parse(Diag *d, const Option *rows, bool stop, const char *words, int argc, char **argv, Given *given, size_t *first) {
    size_t n = count_rows(rows);
    struct option longs[OPTIONS_MAX + 1] = {{0}};
    char letters[2 * OPTIONS_MAX + 3] = ":";
    size_t at = 1;
    if (stop) letters[at - 1] = '+', letters[at++] = ':';
    for (size_t i = 0; i < n; i++) {
        bool argument = rows[i].kind != OPT_FLAG;
        longs[i] = (struct option){rows[i].name, argument ? required_argument : no_argument, NULL, 256 + (int)i};
        if (rows[i].letter) letters[at++] = rows[i].letter;
        if (rows[i].letter && argument) letters[at++] = ':';
    }
    optind = 0;
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, letters, longs, NULL)) != -1;) {
        size_t i = 0;
        if (c >= 256) i = (size_t)c - 256;
        else while (i < n && rows[i].letter != c) i++;
        if (i >= n) {
            Arena a = ARENA_INIT;
            const char *what = c == ':' && optopt >= 256 ? argv[optind - 1] : refused(&a, argv, argc);
            bool global = c != ':' && !stop && is_global(what);
            Msg why = c == ':' ? M_USAGE_ARGUMENT : global ? M_USAGE_BEFORE : words ? M_USAGE_DASH : M_USAGE_OPTION;
            diag(d, why, NOWHERE, DARGS(what, global ? argv[0] : words ? words : ""));
            arena_release(&a);
            return false;
        }
        if (!take_value(d, &rows[i], &given[i])) return false;
    }
    *first = (size_t)optind;
    return true;
}

/* Columns of a terminal: Han characters take two. */
static int columns_of(View v) {
    int n = 0;
    while (v.n) n += utf8_next(&v) >= 0x2E80 ? 2 : 1;
    return n;
}

void options_help(FILE *to, const Option *rows, MsgLang lang) {
    enum { LEFT = 24 };
    for (size_t i = 0; i < count_rows(rows); i++) {
        const Option *o = &rows[i];
        char left[64];
        const char *argument = o->argument[lang];
        snprintf(left, sizeof left, "%c%c%s --%s%s%s", o->letter ? '-' : ' ', o->letter ? o->letter : ' ', o->letter ? "," : " ", o->name,
                 argument ? " " : "", argument ? argument : "");
        int n = columns_of(view_of(left));
        if (n < LEFT) fprintf(to, "  %s%*s%s\n", left, LEFT - n, "", o->help[lang]);
        else fprintf(to, "  %s\n%*s%s\n", left, LEFT + 2, "", o->help[lang]);
    }
}

const char *data_find(const Global *g, const char *name) {
    const char *path = path_join(g->arena, g->root, name);
    for (size_t i = 0; !file_exists(path) && !dir_exists(path); i++) {
        if (!g->datadirs[i]) return NULL;
        path = path_join(g->arena, g->datadirs[i], name);
    }
    return path;
}

bool print_out(Global *g, View bytes) {
    if (fwrite(bytes.p, 1, bytes.n, stdout) == bytes.n && fflush(stdout) == 0) return true;
    /* A reader that has seen enough (a closed pipe) is no error of ours. */
    if (errno != EPIPE) diag_errno(g->diag, M_CANNOT_WRITE, "(stdout)", errno);
    return false;
}
