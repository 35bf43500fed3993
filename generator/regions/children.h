/* A second look at each article, once it is known which regions it names: it
 * may name what these hold in less than their full names. */
#ifndef FANGZHI_REGIONS_CHILDREN_H
#define FANGZHI_REGIONS_CHILDREN_H

#include "regions/score.h"

/* A township of a county, or a village of a township, that the article names. */
typedef struct Child {
    uint32_t region;
    View name, stem;
    Suffix suffix;
} Child;

/* What an article's mentions hold. Gathered when it is first asked for: most
 * articles have nothing to look up. */
typedef struct Children {
    const Document *d;
    size_t from, to;         /* the article's mentions */
    uint32_t home;           /* the county at home, or the article's; REGION_NONE: none */
    bool gathered;
    VEC(uint32_t) parents;   /* counties and townships, and the home county; sorted */
    VEC(Child) long_named;   /* those of their children that have long names */
} Children;

/* A text, its marks and its mentions. */
typedef struct Place {
    uint32_t part, flags;
    View text;
    MarkList marks;
    size_t first, to;
    size_t from; /* before that nothing is looked for */
} Place;

/* The two texts of an article. */
typedef struct Texts {
    Place title, body;
} Texts;

/* The texts of a part, whose mentions begin at *at, among the first n of the
 * document; *at moves behind them. */
Texts texts_of_part(const Document *d, uint32_t part, size_t n, size_t *at);

enum { DISTRICTS_TILL = 1995 }; /* till then counties had districts: 蒲场区 */

/* --- for the two searches ------------------------------------------------------------ */

void children_gather(Children *c);
/* A township that was found on the way: its villages may follow. */
void children_add_parent(Children *c, uint32_t region);
/* The one village, or township, with this stem; REGION_NONE: none, or several. */
uint32_t children_by_stem(Children *c, View stem, bool village);

/* Does a resolved name stand there, or one that the gazetteer knows as it is
 * written? */
bool place_taken(const Document *d, const Place *p, size_t at, size_t n);
/* Does a resolved name stand there, or what is never one? */
bool place_decided(const Document *d, const Place *p, size_t at, size_t n);
/* Leaves mentions behind that end well before `at`; from wherever it stands. */
void place_pass(const Document *d, Place *p, size_t at);
void place_seek(const Document *d, Place *p, size_t at);
void place_add(Document *d, const Place *p, size_t at, size_t n, uint32_t region, float confidence, const char *why);

/* Where a suffix stands in a text. */
typedef struct Suffixed {
    size_t at, end;
    Suffix suffix;
} Suffixed;

/* One differing character: 甘旦曲果镇 is 甘丹曲果镇 where 林周县 is named. */
void variant_find(Judge *j, const Place *place, Children *children, Suffixed named);
/* 丹麻、五十、台子等乡镇, where 互助县 is named. */
void list_find(Judge *j, const Place *place, Children *children, Suffixed named);
/* 丹麻、五十等地, 丹麻公社, 丹麻、五十等八所, and of their years 丹麻区 and 光明大队. */
void short_find(Judge *j, const Place *place, Children *children, size_t at);

#endif
