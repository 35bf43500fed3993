/* A document while its names are resolved: every place in it that may name a
 * region, and what each may mean. */
#ifndef FANGZHI_REGIONS_MENTION_H
#define FANGZHI_REGIONS_MENTION_H

#include "regions/find.h"

enum { UP_MAX = 4 }; /* levels above a village */

/* In the year of a change both names are heard, and the new one is talked of
 * before. */
typedef enum Use { IN_USE, NEARLY_IN_USE, OUT_OF_USE } Use;

/* One thing a mention may mean. A village's name has hundreds: where each of
 * them lies is looked up when it matters (document_option). */
typedef struct Option {
    uint32_t region;
    uint32_t up[UP_MAX]; /* what it lies in, nearest first */
    uint8_t up_level[UP_MAX];
    uint8_t n_up;
    uint16_t n;    /* bytes of the form; options of one mention may differ */
    uint8_t level;
    uint8_t kind;  /* FormKind */
    uint8_t use;   /* Use, in the year of the document */
    bool word;     /* the form is also an ordinary word */
    bool varied;   /* its suffix is not the official one */
    bool district; /* the short name of a city's district: 江北, 新区 */
    bool placed;   /* up is filled in */
} Option;

typedef enum MentionFlag {
    MENTION_TITLE = 1,
    MENTION_DATELINE = 2,   /* where the report was written: evidence, no mention of its own */
    MENTION_PERSON = 4,     /* within a person's name or a byline */
    MENTION_GLUED = 8,      /* the character before may belong to the name */
    MENTION_UNKNOWN_PARENT = 16, /* right after a county or township that is not known */
    MENTION_DEAD = 32,      /* overlaps one that was resolved */
    MENTION_LOOKED = 64,    /* flags of the surroundings are set */
    MENTION_NEVER = 128,    /* a rule of the archive: no place */
    MENTION_STRANGE = 256,  /* looks like a name, but is not known */
    MENTION_DEICTIC = 512   /* 我县: means a region, but is no name of it */
} MentionFlag;

#define MENTION_NONE 0xffffffffu

typedef struct Mention {
    uint32_t part;
    uint32_t flags;
    size_t at;              /* in the part's text or title */
    uint32_t n;             /* bytes of its longest form; once resolved, of the chosen one */
    uint32_t first, count;  /* of options */
    uint32_t exact;         /* options whose name in full is just this */
    bool current;           /* one of them is in use in the year */
    uint32_t sentence, paragraph; /* numbered through the document */
    uint32_t before;        /* the mention that ends where this one begins; MENTION_NONE */
    uint32_t group;         /* of an enumeration (A、B和C); MENTION_NONE */
    uint32_t region;        /* REGION_NONE: not resolved */
    float confidence;
    const char *why;
} Mention;

typedef struct Document {
    const Gazetteer *g;
    Arena *arena;
    const RegionText *parts;
    size_t n_parts;
    VEC(Mention) mentions; /* by part, title first, then by place */
    VEC(Option) options;
    Marks marks;           /* of all texts */
    VEC(size_t) marked;    /* where the marks of each text end: of a part's title, of its text, … */
    VEC(View) areas;       /* 江西 where the document speaks of 江西片区 */
    VEC(View) rivers;      /* 黑河 where it speaks of 黑河水系 */
    VEC(uint32_t) groups;  /* what the members of each enumeration lie in; REGION_NONE: not agreed */
    Map known[2];          /* the first mention of each written form (+ 1), alone and right after another:
                            * they share their options */
} Document;

static inline View mention_source(const Document *d, const Mention *m) {
    const RegionText *t = &d->parts[m->part];
    return m->flags & MENTION_TITLE ? t->title : t->text;
}

/* The marks of a part's title, or of its text. */
static inline MarkList document_marks(const Document *d, uint32_t part, bool title) {
    size_t i = 2 * (size_t)part + !title, from = i ? d->marked.p[i - 1] : 0;
    return (MarkList){d->marks.p + from, d->marked.p[i] - from};
}

/* Fills in where the option's region stands. */
void option_place(const Gazetteer *g, Option *o);
/* What it lies in, and the province; REGION_NONE: nothing. */
static inline uint32_t option_parent(const Option *o) { return o->n_up ? o->up[0] : REGION_NONE; }
static inline uint32_t option_top(const Option *o) { return o->n_up ? o->up[o->n_up - 1] : REGION_NONE; }

static inline const Option *document_option(Document *d, uint32_t i) {
    Option *o = &d->options.p[i];
    if (!o->placed) option_place(d->g, o);
    return o;
}

/* Finds all mentions and their options. Release with document_release. */
void document_read(Document *d, const Gazetteer *g, Arena *a, const RegionText *parts, size_t n);
void document_release(Document *d);
/* Those added after the first n_old, into the order of all; links between
 * mentions (`before`) do not hold afterwards. */
void mentions_merge(Document *d, size_t n_old);
/* Sets the flags that tell what stands around; left until they matter. */
void mention_look_around(const Document *d, Mention *m);

/* 、 and its kin, between the members of an enumeration. */
bool joins_list(View between);

/* --- what stands around a form (surroundings.c) --------------------------------- */

/* A short name that is only part of another: 北京大学, 南京路, 西藏工作会议. */
bool only_part_of_name(View text, size_t at, size_t n);
/* “祁连玉水”: what something is called, by a place's short name and more. */
bool within_quoted_name(View text, size_t at, size_t n);
/* 增城市 in 新增城市: two characters are of the word before, two of another; or one goes before a word: 向山区任教. */
bool straddles_words(View text, size_t at, size_t n);
/* 黑河水系: a river that a place is called after. */
bool names_water(View text, size_t at, size_t n);
/* A short name of an area that is no division: 江西片区. */
bool names_area(View text, size_t end);
/* In parentheses that begin as (记者 甲 乙). */
bool within_byline(View text, size_t at);
/* Right after 记者, or in a person's name. */
bool within_person(View text, size_t at, size_t n);
/* Begins with a surname and is no longer than a person's name. */
bool may_be_person(View name);
/* Printed as 本报拉萨12月22日讯. */
bool within_dateline(View text, size_t at, size_t n);
/* The character before may belong to a longer name. */
bool glued_before(View text, size_t at);
/* 假县 in 假县和平村: a county or township right before that no mention covers. */
bool unknown_parent_before(View text, size_t at);

/* 成都 in 远销西宁、成都: said of a place that something is sold there (passing.c). */
bool named_as_market(View text, size_t at, size_t n);

/* --- lists (enumerations.c) ------------------------------------------------------ */

/* Bytes of the 、 or 和 that a text begins or ends with; 0: none. */
size_t list_separator(View v);
size_t list_separator_before(View v);
/* Bytes of the 等三个 that a text ends with. */
size_t list_count_before(View v);
/* Leaves the members of lists what those are said to be. */
void enumerations_narrow(Document *d);

/* --- words (boundary.c) ------------------------------------------------------------ */

/* Does [at, at+n) begin and end where words do? */
bool word_boundaries(View text, size_t at, size_t n);
/* Does the dictionary know the whole of it as one word? */
bool is_word(View v);

#endif
