/* commands: one file a command. Each reads its options, calls the rooms and
 * returns an exit status (diag.h); what it has to say about files goes to the
 * Diag, results go to stdout. To add one: write commands/NAME.c with a
 * `const Command command_NAME`, and add it to the table in commands.c. */
#ifndef FANGZHI_COMMANDS_H
#define FANGZHI_COMMANDS_H

#include "base/base.h"

/* What holds for every command. */
typedef struct Global {
    const char *root;            /* the archive: -C, else the current folder */
    const char *const *datadirs; /* where defaults are looked up after the archive; NULL-ended */
    unsigned jobs;
    bool quiet, verbose;
    Diag *diag;
    Arena *arena; /* as long as the program */
} Global;

/* An option is a row; help and parsing read the same rows. */
typedef enum OptionKind { OPT_FLAG, OPT_TEXT, OPT_NUMBER, OPT_COUNT /* from 1 on */, OPT_END } OptionKind;
typedef struct Option {
    OptionKind kind;
    char letter; /* 0: none */
    const char *name;
    const char *argument[2]; /* shown in help, by MsgLang; NULL for a flag */
    const char *help[2];     /* by MsgLang */
} Option;
/* The last row of every table of options. */
#define OPTIONS_END {OPT_END, 0, NULL, {NULL, NULL}, {NULL, NULL}}

/* What was given for one option: same index as its row. */
typedef struct Given {
    bool set;
    const char *text;
    uint64_t number;
} Given;

enum { OPTIONS_MAX = 16 };

/* Those that stand before the command. */
enum { G_ARCHIVE, G_JOBS, G_QUIET, G_VERBOSE, G_HELP, G_VERSION };
extern const Option global_options[];

typedef struct Command {
    const char *name;
    const char *arguments[2]; /* shown in help: "[FILE|DIR…]" */
    const char *summary[2];
    const Option *options; /* ended by OPT_END; may be NULL */
    size_t min_args, max_args;
    bool words;         /* its arguments are words, of which some may begin with '-' */
    bool needs_archive; /* root must hold site.yaml */
    int (*run)(Global *g, const Given *given, size_t n_args, char **args);
} Command;

/* All commands, ended by NULL. */
extern const Command *const commands[];
const Command *command_named(const char *name);

/* Parses argv[1…] by the rows: sets given[i]; *first is the index of the first
 * argument that is no option. With `stop`, options end at the first argument.
 * `words`: the command whose arguments are words of a query, else NULL.
 * False after a usage error was reported. */
bool options_parse(Diag *d, const Option *rows, bool stop, const char *words, int argc, char **argv, Given *given,
                   size_t *first);
/* Prints "  -x, --name ARG   help" for each row. */
void options_help(FILE *to, const Option *rows, MsgLang lang);

/* The first of archive/NAME, datadir/NAME… that exists, or NULL. */
const char *data_find(const Global *g, const char *name);
/* The built site's folder: what -o gave, else public/ in the archive. */
const char *site_folder(const Global *g, const Given *output);

/* Writes to stdout, at once. False after a write error was reported. */
bool print_out(Global *g, View bytes);
/* Writes a file, unless it holds these bytes already. False after an error
 * was reported. */
bool save_file(Global *g, const char *path, View bytes);
/* One line on stderr that says what was done; with -q nothing. The arguments
 * are those of diag(). */
void say_done(const Global *g, Msg msg, const char *const *args);
/* A number and a text as arguments of a message. In the arena. */
const char *number_text(const Global *g, size_t n);
const char *text_of(const Global *g, View v);

#endif
