#include "content/image.h"

#include "content/fields.h"

/* A Keeper that puts all into one piece of memory, or that finds it there. */
typedef struct Image {
    Keeper keeper;
    char *at; /* NULL: only how much is needed is asked */
    size_t n; /* bytes, so far or in all */
    uintptr_t from;
    bool good;
} Image;

static size_t place(Image *m, size_t bytes, size_t align) {
    size_t at = (m->n + align - 1) / align * align;
    m->n = at + bytes;
    return at;
}

static View put_text(Keeper *k, View v, bool shared) {
    (void)shared;
    Image *m = (Image *)k;
    size_t at = place(m, v.n + 1, 1);
    if (!m->at) return v;
    memcpy(m->at + at, v.p, v.n);
    m->at[at + v.n] = '\0';
    return view(m->at + at, v.n);
}

static void *put_array(Keeper *k, void *p, size_t bytes) {
    Image *m = (Image *)k;
    size_t at = place(m, bytes, IMAGE_ALIGN);
    return m->at ? memcpy(m->at + at, p, bytes) : p;
}

/* Where the bytes are that were at p; NULL: not in the image, as SIZE_MAX never are. */
static char *moved(Image *m, const void *p, size_t bytes) {
    size_t at = (size_t)((uintptr_t)p - m->from);
    if (at <= m->n && bytes <= m->n - at) return m->at + at;
    m->good = false;
    return NULL;
}

static View move_text(Keeper *k, View v, bool shared) {
    (void)shared;
    Image *m = (Image *)k;
    /* With its NUL. */
    char *p = moved(m, v.p, v.n < m->n ? v.n + 1 : SIZE_MAX);
    return p ? view(p, v.n) : V("");
}

static void *move_array(Keeper *k, void *p, size_t bytes) {
    Image *m = (Image *)k;
    return moved(m, p, ((uintptr_t)p - m->from) % IMAGE_ALIGN ? SIZE_MAX : bytes);
}

static void put(Image *m, Article *copy) {
    m->keeper = (Keeper){.text = put_text, .array = put_array};
    place(m, sizeof *copy, 1);
    copy->path = copy->body = (View){0};
    article_keep(&m->keeper, copy);
}

size_t image_size(const Article *article) {
    Image m = {0};
    Article copy = *article;
    put(&m, &copy);
    return m.n;
}

void image_write(char *to, const Article *article) {
    Image m = {.at = to};
    Article copy = *article;
    put(&m, &copy);
    memcpy(to, &copy, sizeof copy);
}

/* Which a kind and a bool can be, beside what the Keeper looks at. */
static bool has_values(const Article *article) {
    const char *draft = (const char *)&article->draft;
    return (unsigned)article->kind < KIND_COUNT && (*draft == 0 || *draft == 1);
}

bool image_take(char *image, size_t n, uintptr_t from, Article *out) {
    Image m = {.keeper = {.text = move_text, .array = move_array},
               .at = image,
               .n = n,
               .from = from,
               .good = n >= sizeof *out};
    if (!m.good) return false;
    memcpy(out, image, sizeof *out);
    if (!has_values(out)) return false;
    out->path = out->body = (View){0};
    article_keep(&m.keeper, out);
    return m.good;
}
