/* A raw page of a newspaper as OCR gives it: a masthead and five articles of
 * some 450 characters with kickers, headlines and decks, datelines and
 * bylines; some paragraphs are cut where a column ends. */
#include "bench/corpus.h"
#include "bench/vocabulary.h"

typedef struct Leaf {
    const Corpus *c;
    Rng r;
    Issue at;
    Str out, text; /* the page; a line of it */
} Leaf;

static void end_line(Leaf *s) {
    str_addv(&s->out, str_view(&s->text));
    str_adds(&s->out, "\n\n");
    str_clear(&s->text);
}

static void words_line(Leaf *s, size_t least, size_t spread) {
    add_words(&s->c->words, &s->r, &s->text, least + rng_below(&s->r, spread));
    end_line(s);
}

static void masthead(Leaf *s) {
    str_addf(&s->text, "%s", papers[s->at.paper].name);
    end_line(s);
    str_addf(&s->text, "%u年%u月%u日 第%02u版 %s", s->at.year, s->at.month, s->at.day, s->at.page,
             sections[s->at.page % (sizeof sections / sizeof *sections)]);
    end_line(s);
    if (rng_chance(&s->r, 30)) {
        str_adds(&s->text, "责任编辑：");
        add_person(&s->c->words, &s->r, &s->text);
        end_line(s);
    }
}

/* A column ended here: the paragraph goes on in the next line. */
static void cut_line(Leaf *s) {
    size_t half = s->text.n / 2;
    while (half < s->text.n && ((unsigned char)s->text.p[half] & 0xC0) == 0x80) half++;
    str_splice(&s->text, half, 0, V("\n\n"));
}

static void headline(Leaf *s, const Locality *place) {
    if (rng_chance(&s->r, 30)) words_line(s, 7, 6);
    if (rng_chance(&s->r, 50)) str_addv(&s->text, place->name);
    words_line(s, 7, 8);
    if (rng_chance(&s->r, 30)) {
        if (rng_chance(&s->r, 50)) str_adds(&s->text, "——");
        words_line(s, 8, 8);
    }
}

/* 本报大理5月11日讯(记者 张文)… or a byline of its own. */
static void opening(Leaf *s, const Locality *place) {
    bool dateline = rng_chance(&s->r, 65);
    str_adds(&s->text, "本报");
    if (dateline) {
        str_addv(&s->text, place->shorter.n ? place->shorter : place->name);
        str_addf(&s->text, "%u月%u日讯(", s->at.month, s->at.day);
    }
    str_adds(&s->text, "记者 ");
    add_person(&s->c->words, &s->r, &s->text);
    if (dateline) str_adds(&s->text, ")");
    else end_line(s);
}

static void newspaper_article(Leaf *s) {
    const Locality *place = corpus_place(s->c, &s->r);
    headline(s, place);
    opening(s, place);
    size_t paragraphs = 3 + rng_below(&s->r, 2), length = 400 / paragraphs;
    for (size_t i = 0; i < paragraphs; i++) {
        add_paragraph(&s->c->words, &s->r, &s->text, length, &place->name, 1);
        if (rng_chance(&s->r, 20)) cut_line(s);
        end_line(s);
    }
    if (rng_chance(&s->r, 15)) {
        str_adds(&s->text, "图为");
        add_words(&s->c->words, &s->r, &s->text, 12);
        str_adds(&s->text, "。 本报记者 ");
        add_person(&s->c->words, &s->r, &s->text);
        str_adds(&s->text, " 摄");
        end_line(s);
    }
}

static void yearbook_section(Leaf *s) {
    const Locality *place = corpus_place(s->c, &s->r);
    words_line(s, 3, 3);
    for (size_t i = 0; i < 3; i++) {
        str_adds(&s->text, "【");
        add_words(&s->c->words, &s->r, &s->text, 4);
        str_adds(&s->text, "】 ");
        add_paragraph(&s->c->words, &s->r, &s->text, 130, &place->name, 1);
        if (rng_chance(&s->r, 20)) cut_line(s);
        end_line(s);
    }
}

int page_write(const Corpus *c, size_t i) {
    Leaf s = {.c = c, .r = rng_of(c->seed, 's', i), .at = corpus_issue(i), .out = STR_INIT, .text = STR_INIT};
    bool book = s.at.paper == YEARBOOK;
    if (!book) masthead(&s);
    for (size_t k = 0; k < PAGE_ARTICLES; k++) {
        if (book) yearbook_section(&s);
        else newspaper_article(&s);
    }
    Arena a = ARENA_INIT;
    int err = file_replace(arena_printf(&a, "%s/sources/%s.txt", c->root, issue_file(&a, s.at)), str_view(&s.out));
    arena_release(&a);
    str_release(&s.out);
    str_release(&s.text);
    return err;
}
