/* Diagnostics: what a person must be told about their files.
 *
 * A message is a row of messages.def: a code, a severity, and its text in
 * English and Chinese with places {1} {2} … for the arguments, which are all
 * text; {1?article:articles} is the first word if argument 1 is "1".
 *
 * Reports are kept and printed by diag_flush, sorted by file, line and column,
 * so that the order does not depend on threads. All errors are printed; of the
 * warnings of one code the first DIAG_ALIKE, and how many more there are.
 *
 *     file:line:column: error: message [code]
 */
#ifndef FANGZHI_BASE_DIAG_H
#define FANGZHI_BASE_DIAG_H

#include <pthread.h>
#include <stdio.h>

#include "base/arena.h"

/* Exit statuses of every command. */
enum {
    EXIT_DONE = 0,    /* also with warnings */
    EXIT_ARCHIVE = 1, /* the archive has errors, all of them reported */
    EXIT_USAGE = 2,
    EXIT_MACHINE = 3 /* disk full, no permission, no memory */
};

typedef enum Severity { SEV_WARNING, SEV_ERROR } Severity;

typedef enum Msg {
#define MSG(id, severity, code, en, zh) id,
#include "base/messages.def"
#undef MSG
    MSG_COUNT
} Msg;

typedef enum MsgLang { MSG_EN, MSG_ZH } MsgLang;

/* Where: file as the person knows it (relative to the archive), line and
 * column from 1; 0 where there is none. The column counts code points. */
typedef struct Where {
    const char *file; /* NULL: no place, as for a usage error */
    size_t line;
    size_t column;
} Where;

enum { DIAG_ALIKE = 10 };

typedef struct DiagEntry DiagEntry;
typedef struct Diag {
    MsgLang lang;
    bool quiet; /* -q: only errors */
    bool colour;
    size_t errors;
    size_t warnings;
    const char *root; /* what stands below this folder is named without it; NULL: none */
    bool machine; /* a machine error was reported: exit status 3 */
    DiagEntry *entries;
    size_t n, cap;
    Arena arena;
    pthread_mutex_t lock;
} Diag;

void diag_init(Diag *d, MsgLang lang);
void diag_release(Diag *d); /* flushes to stderr first */
void diag_drop(Diag *d);    /* prints nothing: for what is somebody else's to report */
/* Reports to `to` what was reported to `from`, and releases `from`. Safe from
 * threads, so a thread that must know whether it had errors itself reports to
 * a Diag of its own and moves it at the end. */
void diag_move(Diag *to, Diag *from);

/* Reports; args are the texts for {1}, {2}, …: DARGS("a", "b"). They are
 * copied; control characters in them are shown as '?'. Safe from threads. */
void diag(Diag *d, Msg msg, Where at, const char *const *args);
#define DARGS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NOWHERE ((Where){NULL, 0, 0})
static inline Where where(const char *file, size_t line, size_t column) { return (Where){file, line, column}; }

/* "cannot read|write|…" for an errno value; marks d->machine, but for a file larger than one read. */
void diag_errno(Diag *d, Msg msg, const char *path, int err);

/* Prints what was reported since the last flush. */
void diag_flush(Diag *d, FILE *to);

/* 3, 1 or 0 by what was reported so far. */
int diag_status(const Diag *d);

/* Chinese where LC_ALL, LC_MESSAGES or LANG begins with "zh". */
MsgLang diag_locale(void);

/* A message's text with its arguments, for results and progress (not
 * reported anywhere). In the arena. */
const char *msg_text(Arena *a, MsgLang lang, Msg msg, const char *const *args);

#endif
