/* What no import can be faster than: reads each file below a folder and
 * decodes it.
 *
 *     decode FOLDER */
#include <stdio.h>

#include "text/text.h"

int main(int argc, char **argv) {
    if (argc != 2) {
        fputs("usage: decode FOLDER\n", stderr);
        return EXIT_USAGE;
    }
    Arena arena = ARENA_INIT;
    FileList files = {0};
    Str bytes = STR_INIT, utf8 = STR_INIT;
    size_t chars = 0;
    int err = dir_list(&arena, argv[1], &files);
    for (size_t i = 0; i < files.n && !err; i++) {
        str_clear(&bytes);
        str_clear(&utf8);
        err = file_read(path_join(&arena, argv[1], files.p[i].path), &bytes, FILE_MAX_BYTES);
        text_decode(str_view(&bytes), CS_UNKNOWN, &utf8, NULL, NULL, NULL);
        for (View v = str_view(&utf8); v.n; chars++) utf8_next(&v);
    }
    if (err) fprintf(stderr, "%s: %s\n", argv[1], strerror(err));
    else printf("%zu characters\n", chars);
    str_release(&bytes);
    str_release(&utf8);
    filelist_release(&files);
    arena_release(&arena);
    return err ? EXIT_MACHINE : EXIT_DONE;
}
