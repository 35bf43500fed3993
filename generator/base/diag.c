#include "base/diag.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

typedef struct MsgRow {
    Severity severity;
    const char *code;
    const char *text[2];
} MsgRow;

static const MsgRow rows[] = {
#define MSG(id, severity, code, en, zh) {severity, code, {en, zh}},
#include "base/messages.def"
#undef MSG
};

struct DiagEntry {
    Msg msg;
    Where at;
    const char *text;
    size_t order; /* of reporting: keeps equal places in order */
};

void diag_init(Diag *d, MsgLang lang) {
    *d = (Diag){.lang = lang};
    pthread_mutex_init(&d->lock, NULL);
}

void diag_release(Diag *d) {
    diag_flush(d, stderr);
    diag_drop(d);
}

void diag_drop(Diag *d) {
    free(d->entries);
    arena_release(&d->arena);
    pthread_mutex_destroy(&d->lock);
    *d = (Diag){0};
}

/* Control characters would let a file's text drive the terminal, and a cell of megabytes fill it. */
static void add_argument(Str *out, const char *arg) {
    enum { MOST = 1000 };
    size_t n = strnlen(arg, MOST);
    const bool cut = arg[n] != '\0';
    while (cut && n > 0 && ((unsigned char)arg[n] & 0xC0) == 0x80) n--; /* before a character of several bytes */
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)arg[i];
        str_addc(out, c < 0x20 || c == 0x7F ? '?' : arg[i]);
    }
    if (cut) str_adds(out, "…");
}

/* "{1?source:sources}": the first if argument 1 is one, else the second.
 * Returns what follows; NULL: this is none. */
static const char *add_number(Str *out, const char *p, const char *arg) {
    const char *colon = strchr(p, ':'), *end = strchr(p, '}');
    if (p[2] != '?' || !colon || !end || colon > end) return NULL;
    bool one = strcmp(arg, "1") == 0;
    str_addv(out, one ? view(p + 3, (size_t)(colon - p) - 3) : view(colon + 1, (size_t)(end - colon) - 1));
    return end;
}

static void add_text(Str *out, MsgLang lang, Msg msg, const char *const *args) {
    size_t n = 0;
    while (args && args[n]) n++;
    for (const char *p = rows[msg].text[lang]; *p; p++) {
        size_t i = p[0] == '{' && p[1] >= '1' && p[1] <= '9' ? (size_t)(p[1] - '1') : SIZE_MAX;
        const char *end = NULL;
        if (i != SIZE_MAX && p[2] == '}') {
            if (i < n) add_argument(out, args[i]);
            end = p + 2;
        } else if (i != SIZE_MAX && i < n) {
            end = add_number(out, p, args[i]);
        }
        if (end) p = end;
        else str_addc(out, *p);
    }
}

const char *msg_text(Arena *a, MsgLang lang, Msg msg, const char *const *args) {
    Str s = STR_INIT;
    add_text(&s, lang, msg, args);
    char *text = arena_strdup(a, str_view(&s));
    str_release(&s);
    return text;
}

/* "./regions.tsv" and "archive/regions.tsv" are regions.tsv of the archive. */
static const char *below_root(const Diag *d, const char *file) {
    size_t n = d->root ? strlen(d->root) : 0;
    if (n && strncmp(file, d->root, n) == 0 && (file[n] == '/' || d->root[n - 1] == '/')) file += n + (file[n] == '/');
    while (file[0] == '.' && file[1] == '/') file += 2;
    return file;
}

/* Under the lock. The text is kept in the arena already. */
static void add(Diag *d, Msg msg, Where at, const char *text) {
    if (rows[msg].severity == SEV_ERROR) d->errors++;
    else d->warnings++;
    DiagEntry e = {msg, at, text, d->n};
    if (at.file) e.at.file = arena_strdup(&d->arena, view_of(below_root(d, at.file)));
    if (d->n == d->cap) d->entries = vec_grow(d->entries, &d->cap, d->n + 1, sizeof *d->entries);
    d->entries[d->n++] = e;
}

void diag(Diag *d, Msg msg, Where at, const char *const *args) {
    pthread_mutex_lock(&d->lock);
    add(d, msg, at, msg_text(&d->arena, d->lang, msg, args));
    pthread_mutex_unlock(&d->lock);
}

void diag_move(Diag *to, Diag *from) {
    pthread_mutex_lock(&to->lock);
    for (size_t i = 0; i < from->n; i++) {
        const DiagEntry *e = &from->entries[i];
        add(to, e->msg, e->at, arena_strdup(&to->arena, view_of(e->text)));
    }
    to->machine = to->machine || from->machine;
    pthread_mutex_unlock(&to->lock);
    diag_drop(from);
}

void diag_errno(Diag *d, Msg msg, const char *path, int err) {
    char reason[128];
    const char *text = strerror_r(err, reason, sizeof reason); /* the GNU one: returns the text */
    diag(d, msg, where(path, 0, 0), DARGS(text));
    if (msg == M_CANNOT_READ && err == EFBIG) return; /* more than is read of such a file: to be mended there */
    pthread_mutex_lock(&d->lock);
    d->machine = true;
    pthread_mutex_unlock(&d->lock);
}

static int by_place(const void *pa, const void *pb) {
    const DiagEntry *a = pa, *b = pb;
    int c = strcmp(a->at.file ? a->at.file : "", b->at.file ? b->at.file : "");
    if (c) return c;
    if (a->at.line != b->at.line) return a->at.line < b->at.line ? -1 : 1;
    if (a->at.column != b->at.column) return a->at.column < b->at.column ? -1 : 1;
    /* Threads may report the same place in any order. */
    if ((c = strcmp(a->text, b->text)) != 0) return c;
    return (a->order > b->order) - (a->order < b->order);
}

static void print_entry(const Diag *d, FILE *to, const DiagEntry *e) {
    static const char *const words[2][2] = {{"warning", "error"}, {"警告", "错误"}};
    Severity severity = rows[e->msg].severity;
    Str line = STR_INIT;
    if (e->at.file) add_argument(&line, e->at.file);
    else str_adds(&line, "fangzhi");
    if (e->at.line) str_addf(&line, ":%zu", e->at.line);
    if (e->at.line && e->at.column) str_addf(&line, ":%zu", e->at.column);
    str_adds(&line, ": ");
    if (d->colour) str_adds(&line, severity == SEV_ERROR ? "\033[1;31m" : "\033[1;33m");
    str_adds(&line, words[d->lang][severity]);
    if (d->colour) str_adds(&line, "\033[0m");
    str_addf(&line, ": %s [%s]\n", e->text, rows[e->msg].code);
    fwrite(line.p, 1, line.n, to);
    str_release(&line);
}

static void print_more(const Diag *d, FILE *to, const char *code, size_t n) {
    if (d->lang == MSG_ZH) fprintf(to, "fangzhi: 警告: 另有 %zu 条同类 [%s]\n", n, code);
    else fprintf(to, "fangzhi: warning: %zu more like these [%s]\n", n, code);
}

void diag_flush(Diag *d, FILE *to) {
    pthread_mutex_lock(&d->lock);
    size_t seen[MSG_COUNT] = {0};
    if (d->n) qsort(d->entries, d->n, sizeof *d->entries, by_place);
    for (size_t i = 0; i < d->n; i++) {
        const DiagEntry *e = &d->entries[i];
        bool warning = rows[e->msg].severity == SEV_WARNING;
        if (warning && d->quiet) continue;
        if (++seen[e->msg] <= DIAG_ALIKE || !warning) print_entry(d, to, e);
    }
    for (size_t m = 0; m < MSG_COUNT; m++)
        if (seen[m] > DIAG_ALIKE && rows[m].severity == SEV_WARNING)
            print_more(d, to, rows[m].code, seen[m] - DIAG_ALIKE);
    fflush(to);
    d->n = 0;
    arena_release(&d->arena);
    pthread_mutex_unlock(&d->lock);
}

int diag_status(const Diag *d) {
    if (d->machine) return EXIT_MACHINE;
    return d->errors ? EXIT_ARCHIVE : EXIT_DONE;
}

MsgLang diag_locale(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) return strncmp(value, "zh", 2) == 0 ? MSG_ZH : MSG_EN;
    }
    return MSG_EN;
}
