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

static bool is_usual(View url, View id) {
    Str usual = STR_INIT;
    url_usual(&usual, id);
    bool same = view_eq(url, str_view(&usual));
    str_release(&usual);
    return same;
}

View record_write(Str *out, const SearchDoc *doc) {
    const View fields[] = {doc->id,       is_usual(doc->url, doc->id) ? V("") : doc->url,
                           doc->date,     doc->publication,
                           doc->title,    doc->kicker,
                           doc->subtitle, doc->text};
    enum { FIELDS = sizeof fields / sizeof *fields };
    str_clear(out);
    for (size_t i = 0; i < FIELDS; i++) script_field(out, fields[i], i + 1 < FIELDS ? FIELD_END : RECORD_END);
    return str_view(out);
}

bool record_parse(View data, Record *r, View *id) {
    View url, date, publication;
    View *const fields[] = {id, &url, &date, &publication, &r->title, &r->kicker, &r->subtitle, &r->text};
    enum { FIELDS = sizeof fields / sizeof *fields };
    const char *from = data.p, *at = data.p, *end = data.p + data.n;
    size_t n = 0;
    r->data = data;
    for (; n + 1 < FIELDS && end - at >= 2; at += 2) {
        if (at[0] != FIELD_END || at[1] != '\0') continue;
        *fields[n++] = view(from, (size_t)(at - from));
        from = at + sizeof(uint16_t);
    }
    /* The text is all that is left, but for its end. */
    bool whole = n + 1 == FIELDS && end - from >= 2;
    if (whole) r->text = view(from, (size_t)(end - from) - sizeof(uint16_t));
    return whole;
}

Record record_of(View data) {
    Record r = {.data = data};
    View id;
    record_parse(data, &r, &id);
    return r;
}

/* A long text ends the chunk that it ends in, so that all of it is in chunks
 * in which no other document begins. */
static void add_record(TextWriter *w, const Record *r) {
    enum { PART = PIECE_BYTES / 8 };
    View text = r->text;
    const char *from = r->data.p, *end = from + r->data.n;
    for (; text.n > PART; from = text.p) {
        text = view_from(text, script_prefix(text, PART).n);
        str_add(&w->data, from, (size_t)(text.p - from));
        end_chunk(w);
    }
    str_add(&w->data, from, (size_t)(end - from));
    if (from != r->data.p || w->data.n >= w->files->sizes->text_chunk) end_chunk(w);
}

void texts_write(BlockDoc *const *docs, size_t n, const Spill *spill, BlockFiles *files, BlockHead *head) {
    TextWriter w = {.files = files, .head = head, .data = STR_INIT};
    Str room = STR_INIT;
    for (size_t i = 0; i < n; i++) {
        const Record record = record_of(block_doc_data(docs[i], spill, &room));
        w.docs++;
        add_record(&w, &record);
    }
    end_chunk(&w);
    str_release(&room);
    str_release(&w.data);
}
