/* The text as it is shown: in results, each with some words around what was
 * found. A chunk holds a few documents, one record each; a long document goes
 * on in chunks in which no document begins. */
#include "search/block.h"

typedef struct TextWriter {
    BlockFiles *files;
    BlockHead *head;
    Str data;
    uint32_t docs; /* begun in this chunk */
} TextWriter;

static void end_chunk(TextWriter *w) {
    if (w->data.n == 0) return;
    block_put(w->files, 't', w->head->texts.n, str_view(&w->data));
    vec_push(&w->head->texts, w->docs);
    str_clear(&w->data);
    w->docs = 0;
}

static void add_field(TextWriter *w, View v, unsigned char separator) {
    script_text(&w->data, v);
    str_addc(&w->data, (char)separator);
    str_addc(&w->data, '\0');
}

/* The first n bytes or a little less, so that no character is cut. */
static size_t whole_chars(View v, size_t n) {
    if (n >= v.n) return v.n;
    while (n > 0 && ((unsigned char)v.p[n] & 0xc0) == 0x80) n--;
    return n ? n : v.n;
}

/* A long text ends the chunk that it ends in, so that all of it is in chunks
 * in which no other document begins. */
static void add_text(TextWriter *w, View text) {
    enum { PART = PIECE_BYTES / 8 }; /* a byte takes at most four in the file */
    bool longer = text.n > PART;
    while (text.n > PART) {
        size_t part = whole_chars(text, PART);
        script_text(&w->data, view_to(text, part));
        text = view_from(text, part);
        end_chunk(w);
    }
    add_field(w, text, RECORD_END);
    if (longer || w->data.n >= w->files->sizes->text_chunk) end_chunk(w);
}

static bool is_usual(View url, View id) {
    Str usual = STR_INIT;
    url_usual(&usual, id);
    bool same = view_eq(url, str_view(&usual));
    str_release(&usual);
    return same;
}

void texts_write(BlockDoc *const *docs, size_t n, BlockFiles *files, BlockHead *head) {
    TextWriter w = {.files = files, .head = head, .data = STR_INIT};
    for (size_t i = 0; i < n; i++) {
        const SearchDoc *doc = &docs[i]->doc;
        w.docs++;
        add_field(&w, doc->id, FIELD_END);
        add_field(&w, is_usual(doc->url, doc->id) ? V("") : doc->url, FIELD_END);
        add_field(&w, doc->date, FIELD_END);
        add_field(&w, doc->title, FIELD_END);
        add_field(&w, doc->kicker, FIELD_END);
        add_field(&w, doc->subtitle, FIELD_END);
        add_text(&w, doc->text);
    }
    end_chunk(&w);
    str_release(&w.data);
}
