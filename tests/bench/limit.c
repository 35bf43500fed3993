/* What no generator of one page an article can be faster than: reads each
 * Markdown file, skips its front matter, renders it with cmark, wraps it and
 * writes one file. No lists, no search, no links.
 *
 *     limit ARTICLES OUT [THREADS]
 *
 * Every other figure of the benchmark is a multiple of this one's. */
#include <cmark.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"zh-Hans\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<title>样本</title>\n<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n<body>\n<main>\n";
static const char foot[] = "</main>\n</body>\n</html>\n";

typedef struct Limit {
    const char *in, *out;
    VEC(char *) files; /* relative to in */
} Limit;

static _Noreturn void fail(const char *what) {
    perror(what);
    exit(EXIT_MACHINE);
}

/* The same folders are made in OUT on the way. */
static void walk(Limit *l, const char *folder) {
    char path[4096], made[4096];
    snprintf(path, sizeof path, "%s/%s", l->in, folder);
    snprintf(made, sizeof made, "%s/%s", l->out, folder);
    if (mkdir(made, 0755) != 0 && errno != EEXIST) fail(made);
    DIR *d = opendir(path);
    if (!d) fail(path);
    for (struct dirent *e; (e = readdir(d));) {
        if (e->d_name[0] == '.') continue;
        char name[4096];
        snprintf(name, sizeof name, "%s%s%s", folder, *folder ? "/" : "", e->d_name);
        if (e->d_type == DT_DIR) walk(l, name);
        else if (view_ends(view_of(name), V(".md"))) vec_push(&l->files, xstrdup(name));
    }
    closedir(d);
}

static void slurp(const char *path, Str *out) {
    int fd = open(path, O_RDONLY);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0) fail(path);
    str_clear(out);
    str_reserve(out, (size_t)st.st_size);
    ssize_t n = read(fd, out->p, (size_t)st.st_size);
    if (n != st.st_size) fail(path);
    out->n = (size_t)n;
    close(fd);
}

static void put(const char *path, View bytes) {
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (fd < 0 || write(fd, bytes.p, bytes.n) != (ssize_t)bytes.n || close(fd) != 0) fail(path);
}

static void make_some(void *ctx, size_t from, size_t to, unsigned worker) {
    (void)worker;
    const Limit *l = ctx;
    Str file = STR_INIT, page = STR_INIT;
    for (size_t i = from; i < to; i++) {
        char path[8192];
        int n = snprintf(path, sizeof path, "%s/%s", l->in, l->files.p[i]);
        slurp(path, &file);
        size_t end = view_find(str_view(&file), V("\n---\n"), 0);
        View body = end == SIZE_MAX ? str_view(&file) : view_from(str_view(&file), end + 5);
        char *html = cmark_markdown_to_html(body.p, body.n, CMARK_OPT_DEFAULT);
        str_clear(&page);
        str_add(&page, head, sizeof head - 1);
        str_adds(&page, html);
        str_add(&page, foot, sizeof foot - 1);
        free(html);
        n = snprintf(path, sizeof path, "%s/%s", l->out, l->files.p[i]);
        memcpy(path + n - 2, "html", 5);
        put(path, str_view(&page));
    }
    str_release(&file);
    str_release(&page);
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fputs("usage: limit ARTICLES OUT [THREADS]\n", stderr);
        return EXIT_USAGE;
    }
    Limit l = {.in = argv[1], .out = argv[2]};
    walk(&l, "");
    threads_for(argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 2, l.files.n, 16, make_some, &l);
    for (size_t i = 0; i < l.files.n; i++) free(l.files.p[i]);
    vec_release(&l.files);
    return EXIT_DONE;
}
