/* Runs a fuzzer over the files of a corpus folder, in the order of their
 * names, and prints TAP: one test a folder. What a fuzzer finds wrong ends
 * the program, so a file that is read to its end is a file that passed.
 * usage: fuzz_NAME [CORPUS-FOLDER…]     (tests/fuzz/corpus/NAME if none) */
#include <stdio.h>

#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A copy of just that size, so that a sanitizer sees a read beyond its end. */
static void run(const Str *input) {
    uint8_t *copy = xmalloc(input->n);
    memcpy(copy, input->p, input->n);
    LLVMFuzzerTestOneInput(copy, input->n);
    free(copy);
}

static bool replay(Arena *a, const char *folder, size_t number) {
    FileList list = {0};
    int err = dir_list(a, folder, &list);
    for (size_t i = 0; i < list.n && !err; i++) {
        Str input = STR_INIT;
        err = file_read(path_join(a, folder, list.p[i].path), &input, FILE_MAX_BYTES);
        if (!err) run(&input);
        str_release(&input);
    }
    bool ok = !err && list.n > 0;
    printf("%s %zu - fuzz: %zu inputs of %s%s%s\n", ok ? "ok" : "not ok", number, list.n, folder, err ? ": " : "",
           err ? strerror(err) : "");
    filelist_release(&list);
    return ok;
}

int main(int argc, char **argv) {
    Arena a = ARENA_INIT;
    View name = path_base(view_of(argv[0]));
    if (view_starts(name, V("fuzz_"))) name = view_from(name, 5);
    const char *usual = arena_printf(&a, "tests/fuzz/corpus/%.*s", VARG(name));
    size_t n = argc > 1 ? (size_t)argc - 1 : 1;
    bool ok = true;
    printf("1..%zu\n", n);
    for (size_t i = 0; i < n; i++) ok &= replay(&a, argc > 1 ? argv[i + 1] : usual, i + 1);
    arena_release(&a);
    return ok ? 0 : 1;
}
