/* How well the archive was read: a fixed random sample of its articles as a
 * check sheet, and the ticks on it as an error rate for each field. */
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "commands/commands.h"
#include "content/content.h"
#include "site/site.h"

enum { O_NUMBER, O_SEED, O_OUTPUT, O_READ };
enum { DEFAULT_NUMBER = 60, DEFAULT_SEED = 1 };

static const Option options[] = {
    {OPT_COUNT, 'n', "number", {"N", "数"}, {"so many articles (default 60)", "抽取篇数（默认 60）"}},
    {OPT_NUMBER, 0, "seed", {"N", "数"}, {"draws another sample (default 1)", "另抽一份样本（默认 1）"}},
    {OPT_TEXT, 'o', "output", {"DIR", "文件夹"},
     {"where sample.csv and sample.html go (default: the archive)",
      "sample.csv 与 sample.html 的位置（默认：资料库）"}},
    {OPT_TEXT, 0, "read", {"FILE", "文件"},
     {"read the ticked CSV, write quality.tsv", "读取填好的 CSV，写入 quality.tsv"}},
    OPTIONS_END,
};

/* A person's work: a new sample is not written over it. */
static bool has_ticks(Global *g, const char *path) {
    Sheet sheet;
    Str text = STR_INIT;
    bool any = false;
    if (file_read(path, &text, FILE_MAX_BYTES) == 0) {
        sheet_read(&sheet, g->arena, str_view(&text));
        size_t right = sheet_column(&sheet, V("right"));
        for (size_t i = 0; right != SIZE_MAX && i < sheet.rows.n; i++) any = any || sheet.rows.p[i].cells[right].n;
        sheet_release(&sheet);
    }
    str_release(&text);
    return any;
}

static bool needs_no_quotes(const char *word) {
    for (const char *p = word; *p; p++)
        if ((unsigned char)*p < 0x80 && !isalnum((unsigned char)*p) && !strchr("/._-+,:@%", *p)) return false;
    return *word != '\0';
}

/* As one would type it: in quotes where a shell would read something else in it. */
static void add_typed(Str *out, const char *word) {
    if (needs_no_quotes(word)) {
        str_adds(out, word);
        return;
    }
    str_addc(out, '\'');
    for (const char *p = word; *p; p++) {
        if (*p == '\'') str_adds(out, "'\\'");
        str_addc(out, *p);
    }
    str_addc(out, '\'');
}

/* The command that reads the sheet. */
static const char *typed_command(Global *g, const char *file) {
    Str line = STR_INIT;
    str_adds(&line, "fangzhi ");
    if (strcmp(g->root, ".") != 0) {
        str_adds(&line, "-C ");
        add_typed(&line, g->root);
        str_addc(&line, ' ');
    }
    str_adds(&line, "sample --read ");
    add_typed(&line, file);
    const char *typed = arena_strdup(g->arena, str_view(&line));
    str_release(&line);
    return typed;
}

static int write_sheets(Global *g, const char *dir, uint64_t number, uint64_t seed) {
    const char *file = strcmp(dir, ".") == 0 ? "sample.csv" : path_join(g->arena, dir, "sample.csv");
    if (has_ticks(g, file)) {
        diag(g->diag, M_SAMPLE_TICKED, where(file, 0, 0), NULL);
        return EXIT_ARCHIVE;
    }
    const BuildOptions archive = {.root = g->root, .datadirs = g->datadirs, .jobs = g->jobs};
    CheckSheet sheet = {.seed = seed, .number = number, .csv = STR_INIT, .html = STR_INIT};
    /* Articles with errors were reported; the sheet is of the others. */
    site_check_sheet(&archive, g->diag, &sheet);
    bool saved = sheet.html.n && save_file(g, file, str_view(&sheet.csv)) &&
                 save_file(g, path_join(g->arena, dir, "sample.html"), str_view(&sheet.html));
    if (saved) {
        const char *drawn = number_text(g, (size_t)sheet.number), *of = number_text(g, sheet.of);
        say_done(g, M_SAMPLE_DONE, DARGS(drawn, of, typed_command(g, file), file));
    }
    str_release(&sheet.csv);
    str_release(&sheet.html);
    return diag_status(g->diag);
}

/* --- reading the ticks -------------------------------------------------------------- */

typedef struct Count {
    size_t checked, wrong;
} Count;

typedef enum Tick { TICK_NONE, TICK_RIGHT, TICK_WRONG, TICK_UNKNOWN } Tick;

static Tick tick_of(View v) {
    static const char *const words[][2] = {
        {"1", "0"}, {"y", "n"}, {"Y", "N"}, {"yes", "no"}, {"对", "错"}, {"√", "×"}, {"✓", "✗"}, {"☑", "x"},
    };
    if (!v.n) return TICK_NONE;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (view_is(v, words[i][0])) return TICK_RIGHT;
        if (view_is(v, words[i][1])) return TICK_WRONG;
    }
    return TICK_UNKNOWN;
}

static void count_ticks(Global *g, const Sheet *sheet, const char *file, Count *counts) {
    size_t field = sheet_column(sheet, V("field")), right = sheet_column(sheet, V("right"));
    if (field == SIZE_MAX || right == SIZE_MAX) {
        diag(g->diag, M_SAMPLE_COLUMNS, where(file, 1, 0), NULL);
        return;
    }
    for (size_t i = 0; i < sheet->rows.n; i++) {
        const SheetRow *row = &sheet->rows.p[i];
        Tick tick = tick_of(row->cells[right]);
        if (tick == TICK_UNKNOWN)
            diag(g->diag, M_SAMPLE_TICK, where(file, row->line, 0), DARGS(text_of(g, row->cells[right])));
        if (tick != TICK_RIGHT && tick != TICK_WRONG) continue;
        for (size_t f = 0; f < CHECK_FIELDS; f++) {
            if (!view_is(row->cells[field], check_fields[f])) continue;
            counts[f].checked++;
            counts[f].wrong += tick == TICK_WRONG;
        }
    }
}

/* The 95 % confidence interval of an error rate, by Wilson's score (E. B.
 * Wilson, "Probable inference", JASA 22, 1927): unlike the usual one it also
 * holds for a few checks, and where nothing was wrong. */
static void wilson(const Count *c, double *low, double *high) {
    const double z = 1.959964;
    double n = (double)c->checked, p = (double)c->wrong / n, whole = 1 + z * z / n;
    double middle = p + z * z / (2 * n), half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    *low = (middle - half) / whole;
    *high = (middle + half) / whole;
    if (*low < 0 || !c->wrong) *low = 0;
    if (*high > 1 || c->wrong == c->checked) *high = 1;
}

static int read_sheet(Global *g, const char *file) {
    Sheet sheet;
    Str text = STR_INIT, out = STR_INIT;
    Count counts[CHECK_FIELDS] = {{0}};
    size_t checked = 0;
    int err = file_read(file, &text, FILE_MAX_BYTES);
    if (err == ENOENT || err == ENOTDIR || err == EISDIR) {
        diag(g->diag, M_IMPORT_NO_FILE, where(file, 0, 0), NULL);
        return diag_status(g->diag);
    }
    if (err) {
        diag_errno(g->diag, M_CANNOT_READ, file, err);
        return EXIT_MACHINE;
    }
    sheet_read(&sheet, g->arena, str_view(&text));
    count_ticks(g, &sheet, file, counts);
    str_adds(&out, "field\tchecked\twrong\trate\tlow\thigh\n");
    for (size_t f = 0; f < CHECK_FIELDS; f++) {
        double low, high;
        if (!counts[f].checked) continue;
        checked += counts[f].checked;
        wilson(&counts[f], &low, &high);
        str_addf(&out, "%s\t%zu\t%zu\t%.4f\t%.4f\t%.4f\n", check_fields[f], counts[f].checked, counts[f].wrong,
                 (double)counts[f].wrong / (double)counts[f].checked, low, high);
    }
    if (!g->diag->errors && !checked) diag(g->diag, M_SAMPLE_BLANK, where(file, 0, 0), NULL);
    if (!g->diag->errors && save_file(g, path_join(g->arena, g->root, "quality.tsv"), str_view(&out)))
        print_out(g, str_view(&out));
    sheet_release(&sheet);
    str_release(&text);
    str_release(&out);
    return diag_status(g->diag);
}

static int run(Global *g, const Given *given, size_t n_args, char **args) {
    (void)n_args;
    (void)args;
    if (given[O_READ].set) return read_sheet(g, given[O_READ].text);
    const char *dir = given[O_OUTPUT].set ? given[O_OUTPUT].text : g->root;
    uint64_t number = given[O_NUMBER].set ? given[O_NUMBER].number : DEFAULT_NUMBER;
    uint64_t seed = given[O_SEED].set ? given[O_SEED].number : DEFAULT_SEED;
    return write_sheets(g, dir, number, seed);
}

const Command command_sample = {
    .name = "sample",
    .arguments = {"[-n N] [-o DIR] | --read FILE", "[-n 数] [-o 文件夹] | --read 文件"},
    .summary = {"draw articles to check; read the ticks into error rates", "抽样核对；将核对结果读成错误率"},
    .options = options,
    .needs_archive = true,
    .run = run,
};
