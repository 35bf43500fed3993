/* Any bytes as text: decoded by every charset they are valid UTF-8, folding
 * them keeps its laws, reading backward counts as forward, and pinyin and keys can be made. */
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds) {
    if (!holds) abort();
}

static void fold_laws(View text) {
    Str whole = STR_INIT, parts = STR_INIT, twice = STR_INIT;
    View head = utf8_prefix(text, text.n / 6);
    text_fold(&whole, text);
    text_fold(&parts, head);
    text_fold(&parts, view_from(text, head.n));
    text_fold(&twice, str_view(&whole));
    must(utf8_valid(str_view(&whole)));
    must(view_eq(str_view(&whole), str_view(&parts)));
    must(view_eq(str_view(&whole), str_view(&twice)));
    str_release(&whole);
    str_release(&parts);
    str_release(&twice);
}

static void backward_as_forward(View text) {
    size_t backward = 0;
    for (View v = text; v.n; backward++) utf8_last(&v);
    must(backward == utf8_count(text) || !utf8_valid(text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static Romanizer *romanizer;
    static Collator *collator;
    if (!romanizer) romanizer = romanizer_new();
    if (!collator) collator = collator_new("zh-u-co-pinyin");
    View bytes = view((const char *)data, size);
    Str text = STR_INIT, out = STR_INIT;
    for (Charset as = CS_UNKNOWN; as <= CS_UTF16BE; as++) {
        Charset found;
        size_t bad, bad_at;
        str_clear(&text);
        text_decode(bytes, as, &text, &found, &bad, &bad_at);
        must(utf8_valid(str_view(&text)) && found != CS_UNKNOWN && (bad == 0 || bad_at < size));
        fold_laws(str_view(&text));
        backward_as_forward(str_view(&text));
        romanize(romanizer, str_view(&text), &out);
        must(utf8_valid(str_view(&out)));
    }
    backward_as_forward(bytes);
    romanize(romanizer, bytes, &out);
    collator_key(collator, bytes, &out);
    text_language(bytes);
    str_release(&text);
    str_release(&out);
    return 0;
}
