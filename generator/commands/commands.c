#include "commands/commands.h"

#include <errno.h>
#include <getopt.h>

#include "text/text.h"

extern const Command command_init, command_import, command_accept, command_build;
extern const Command command_check, command_list, command_sample, command_search;

const Command *const commands[] = {
    &command_init,  &command_import, &command_accept, &command_build,
    &command_check, &command_list,   &command_sample, &command_search,
    NULL,
};

const Command *command_named(const char *name) {
    for (size_t i = 0; commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0) return commands[i];
    return NULL;
}

const Option global_options[] = {
    {OPT_TEXT, 'C', "archive", {"DIR", "文件夹"},
     {"the archive (default: this folder)", "资料库所在文件夹（默认：当前文件夹）"}},
    {OPT_COUNT, 'j', "jobs", {"N", "数"}, {"threads (default: all processors)", "线程数（默认：全部处理器）"}},
    {OPT_FLAG, 'q', "quiet", {NULL, NULL}, {"errors only", "只显示错误"}},
    {OPT_FLAG, 'v', "verbose", {NULL, NULL},
     {"say more of what is done: what build spends its time on", "显示更多信息：各阶段耗时等"}},
    {OPT_FLAG, 'h', "help", {NULL, NULL}, {"this help", "显示本帮助"}},
    {OPT_FLAG, 'V', "version", {NULL, NULL}, {"the version", "显示版本"}},
    OPTIONS_END,
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
    if (row->kind == OPT_TEXT) return true;
    bool counts = row->kind == OPT_COUNT;
    if (view_uint(view_of(optarg), UINT32_MAX, &given->number) && (given->number || !counts)) return true;
    diag(d, counts ? M_USAGE_COUNT : M_USAGE_NUMBER, NOWHERE, DARGS(row->name, optarg));
    return false;
}

/* getopt_long returns a row's letter, or for a long option LONG_OPTION + row,
 * so that a row needs no letter. Letters are bytes: below LONG_OPTION. */
enum { LONG_OPTION = 256 };

/* The argument that getopt refused, as it was typed. getopt names a single
 * letter in optopt. It takes each byte of a Chinese character for a letter,
 * and until the last of them optind still is that argument's own index; after
 * a long option, and after the last letter, optind is the next one's. */
static const char *refused(Arena *a, char **argv, int argc) {
    if (optopt > 0 && optopt < 0x80) return arena_printf(a, "-%c", optopt);
    bool is_byte = optopt && optopt < LONG_OPTION && (unsigned char)optopt >= 0x80;
    if (is_byte && optind < argc && strchr(argv[optind], (char)optopt)) return argv[optind];
    return argv[optind - 1];
}

/* "-C", "--archive" or "--archive=…". */
static bool is_global(const char *option) {
    bool is_long = strncmp(option, "--", 2) == 0;
    for (const Option *o = global_options; o->kind != OPT_END; o++) {
        size_t n = strlen(o->name);
        if (option[1] == o->letter && !option[2]) return true;
        if (is_long && strncmp(option + 2, o->name, n) == 0 && (!option[2 + n] || option[2 + n] == '=')) return true;
    }
    return false;
}

/* The tables that getopt_long reads, made from the rows. */
typedef struct Tables {
    struct option longs[OPTIONS_MAX + 1];
    char letters[2 * OPTIONS_MAX + 3]; /* "+:", each letter with its ':', and the NUL */
} Tables;

/* In front of the letters '+' stops at the first argument, and ':' tells a
 * missing value from an unknown option. */
static void make_tables(Tables *t, const Option *rows, bool stop) {
    *t = (Tables){0};
    size_t at = 0;
    if (stop) t->letters[at++] = '+';
    t->letters[at++] = ':';
    for (size_t i = 0; i < count_rows(rows); i++) {
        bool argument = rows[i].kind != OPT_FLAG;
        int found_as = LONG_OPTION + (int)i;
        t->longs[i] = (struct option){rows[i].name, argument ? required_argument : no_argument, NULL, found_as};
        if (rows[i].letter) t->letters[at++] = rows[i].letter;
        if (rows[i].letter && argument) t->letters[at++] = ':';
    }
}

/* Says what is wrong with the option at which getopt stopped, of which it
 * returned `c`. */
static void refuse(Diag *d, int c, bool stop, const char *words, int argc, char **argv) {
    Arena a = ARENA_INIT;
    bool lacks_value = c == ':';
    const char *what = lacks_value && optopt >= LONG_OPTION ? argv[optind - 1] : refused(&a, argv, argc);
    if (lacks_value) diag(d, M_USAGE_ARGUMENT, NOWHERE, DARGS(what));
    else if (!stop && is_global(what)) diag(d, M_USAGE_BEFORE, NOWHERE, DARGS(what, argv[0]));
    else if (words) diag(d, M_USAGE_DASH, NOWHERE, DARGS(what, words));
    else diag(d, M_USAGE_OPTION, NOWHERE, DARGS(what));
    arena_release(&a);
}

bool options_parse(Diag *d, const Option *rows, bool stop, const char *words, int argc, char **argv, Given *given,
                   size_t *first) {
    Tables tables;
    size_t n = count_rows(rows);
    make_tables(&tables, rows, stop);
    optind = 0; /* glibc: begin anew, as with other tables */
    opterr = 0; /* what it would print is said through the Diag */
    for (int c; (c = getopt_long(argc, argv, tables.letters, tables.longs, NULL)) != -1;) {
        size_t i = 0;
        if (c >= LONG_OPTION) i = (size_t)(c - LONG_OPTION);
        else while (i < n && rows[i].letter != c) i++;
        if (i >= n) {
            refuse(d, c, stop, words, argc, argv);
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
        const char *argument = o->argument[lang];
        char letter[] = "-x,", left[64];
        letter[1] = o->letter;
        snprintf(left, sizeof left, "%s --%s%s%s", o->letter ? letter : "   ", o->name, argument ? " " : "",
                 argument ? argument : "");
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

const char *site_folder(const Global *g, const Given *output) {
    return output->set ? output->text : path_join(g->arena, g->root, "public");
}

bool print_out(Global *g, View bytes) {
    if (fwrite(bytes.p, 1, bytes.n, stdout) == bytes.n && fflush(stdout) == 0) return true;
    /* A reader that has seen enough (a closed pipe) is no error of ours. */
    if (errno != EPIPE) diag_errno(g->diag, M_CANNOT_WRITE, "(stdout)", errno);
    return false;
}

bool save_file(Global *g, const char *path, View bytes) {
    int err = file_update(path, bytes, NULL);
    if (err) diag_errno(g->diag, M_CANNOT_WRITE, path, err);
    return err == 0;
}

void say_done(const Global *g, Msg msg, const char *const *args) {
    if (!g->quiet) fprintf(stderr, "%s\n", msg_text(g->arena, g->diag->lang, msg, args));
}

const char *number_text(const Global *g, size_t n) { return arena_printf(g->arena, "%zu", n); }

const char *text_of(const Global *g, View v) { return arena_strdup(g->arena, v); }
