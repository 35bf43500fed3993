/* Turns fold.tsv into the two-stage table that fold.c includes.
 *
 *     mkfoldtable FOLD >HEADER
 *
 * A code point's block is fold_blocks[cp >> FOLD_SHIFT]; its entry in that
 * block is where in fold_pool its fold stands, as a length and that many
 * bytes, or 0 where it folds to itself. */
#include "text/text.h"

#include <stdio.h>

enum { SHIFT = 6, BLOCK = 1 << SHIFT, CODE_POINTS = 0x110000, BLOCKS = CODE_POINTS / BLOCK };

static uint16_t entries[CODE_POINTS];
static uint16_t block_of[BLOCKS];
static size_t kept[BLOCKS]; /* the blocks of the table, each once: where it first stood */

static _Noreturn void stop(const char *what, const char *why) {
    fprintf(stderr, "mkfoldtable: %s: %s\n", what, why);
    exit(EXIT_MACHINE);
}

static uint32_t hex(View v) {
    char digits[9] = "", *end;
    if (v.n == 0 || v.n > 8) stop("bad number", "fold table");
    memcpy(digits, v.p, v.n);
    unsigned long c = strtoul(digits, &end, 16);
    if (*end || c >= CODE_POINTS) stop(digits, "not a code point");
    return (uint32_t)c;
}

static uint16_t pool_at(Str *pool, Map *places, Arena *a, View text) {
    bool fresh;
    size_t *at = map_at(places, arena_view(a, text), &fresh);
    if (fresh) {
        *at = pool->n;
        str_addc(pool, (char)text.n);
        str_addv(pool, text);
    }
    if (*at > UINT16_MAX) stop("fold table", "the pool is full");
    return (uint16_t)*at;
}

static void read_rows(View file, Str *pool) {
    Arena a = ARENA_INIT;
    Map places = MAP_INIT;
    Str text = STR_INIT;
    View line, from, first, last, to, cp;
    while (view_line(&file, &line)) {
        if (view_starts(line, V("#"))) continue;
        view_split(&line, '\t', &from);
        bool run = view_split(&from, '-', &first) && view_split(&from, '-', &last);
        if (!view_split(&line, '\t', &to)) stop("a row without a tab", "fold table");
        uint32_t start = hex(first), end = run ? hex(last) : start;
        for (uint32_t c = start; c <= end; c++) {
            View rest = to;
            str_clear(&text);
            while (rest.n && view_split(&rest, ' ', &cp)) utf8_add(&text, hex(cp) + (c - start));
            entries[c] = pool_at(pool, &places, &a, str_view(&text));
        }
    }
    str_release(&text);
    map_release(&places);
    arena_release(&a);
}

static size_t share_blocks(void) {
    Map seen = MAP_INIT;
    size_t n = 0;
    for (size_t b = 0; b < BLOCKS; b++) {
        bool fresh;
        size_t *at = map_at(&seen, view((const char *)(entries + b * BLOCK), BLOCK * sizeof *entries), &fresh);
        if (fresh) {
            kept[n] = b;
            *at = n++;
        }
        block_of[b] = (uint16_t)*at;
    }
    map_release(&seen);
    return n;
}

static void print_numbers(const char *name, const uint16_t *p, size_t n) {
    printf("static const uint16_t %s[] = {", name);
    for (size_t i = 0; i < n; i++) printf("%s%u,", i % 16 ? "" : "\n    ", p[i]);
    printf("\n};\n");
}

static void print_blocks(size_t n) {
    printf("static const uint16_t fold_entries[][%d] = {\n", BLOCK);
    for (size_t i = 0; i < n; i++) {
        printf("    {");
        for (size_t j = 0; j < BLOCK; j++) printf("%u,", entries[kept[i] * BLOCK + j]);
        printf("},\n");
    }
    printf("};\n");
}

static void print_pool(const Str *pool) {
    printf("static const unsigned char fold_pool[] = {");
    for (size_t i = 0; i < pool->n; i++) printf("%s%u,", i % 24 ? "" : "\n    ", (unsigned char)pool->p[i]);
    printf("\n};\n");
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: mkfoldtable FOLD >HEADER\n");
        return EXIT_USAGE;
    }
    Str file = STR_INIT, pool = STR_INIT;
    int err = file_read(argv[1], &file, FILE_MAX_BYTES);
    if (err) stop(argv[1], strerror(err));
    str_addc(&pool, '\0'); /* 0 is no place */
    read_rows(str_view(&file), &pool);
    printf("/* Made by mkfoldtable from fold.tsv. */\nenum { FOLD_SHIFT = %d };\n", SHIFT);
    size_t blocks = share_blocks();
    print_numbers("fold_blocks", block_of, BLOCKS);
    print_blocks(blocks);
    print_pool(&pool);
    str_release(&file);
    str_release(&pool);
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_DONE : EXIT_MACHINE;
}
