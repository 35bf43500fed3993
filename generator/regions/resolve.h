/* One document resolved, with all that was found on the way. */
#ifndef FANGZHI_REGIONS_RESOLVE_H
#define FANGZHI_REGIONS_RESOLVE_H

#include "regions/children.h"

typedef struct Resolution {
    Document document;
    Judge judge;
    Home *home;           /* of each part */
    uint32_t *datelines;  /* likewise; REGION_NONE: none */
    Mention *undecided;   /* the mentions as they were read */
    size_t n_undecided;
} Resolution;

/* Finds what may be meant, then decides; again where a part's home is another.
 * Which region a page is from, the names alone tell. */
void resolution_read(Resolution *r, const Gazetteer *g, Arena *a, const RegionText *parts, size_t n);
void resolution_decide(Resolution *r);
void resolution_decide_names(Resolution *r);
void resolution_release(Resolution *r);
/* Does the mention's form stand there so often without a decision that it is
 * no longer judged each time? */
bool tried_in_vain(const Judge *j, const Mention *m);
/* The county whose towns an article calls by short names: the one at home; on a
 * prefecture's page that of the dateline, or the only one within it that the
 * article's texts name. REGION_NONE: none. */
uint32_t article_county(const Resolution *r, const Texts *texts);
/* Adds what the regions that are named hold, in less than full names. Links
 * between mentions do not hold afterwards. */
void children_find(Resolution *r);
/* Adds 丹麻 where 丹麻镇 is a town of the article's county. */
void shorts_find(Resolution *r);
/* The town of a county at home that goes by this name: 本报丹麻讯. REGION_NONE:
 * none, or several. */
uint32_t town_by_short_name(const Gazetteer *g, const Option *home, View name);
/* Does the short name of such a town stand there, and a 、 between it and that of another? */
bool listed_with_towns(const Gazetteer *g, const Option *home, View text, size_t at, size_t n);
/* Adds 我区 and its like, which mean the home region (MENTION_DEICTIC). */
void deictics_find(Resolution *r);
/* The code of what the names have in common, and the masthead names; empty:
 * nothing. */
View resolution_home(Resolution *r, View masthead);

/* The county whose towns the texts name by short names alone, within a region or
 * (REGION_NONE) anywhere; REGION_NONE: none stands out. */
uint32_t county_of_stems(const Document *d, uint32_t within);

/* A region that a page's furniture says it is of. */
typedef struct MastheadName {
    uint32_t region;
    size_t mention; /* several may share one */
    bool word;      /* also an ordinary word: 光明日报 */
} MastheadName;

/* In the arena. */
size_t masthead_read(const Gazetteer *g, Arena *a, View masthead, uint16_t year, MastheadName **out);
/* What each part is about. In the arena. */
RegionsFound *resolution_report(const Resolution *r, Arena *a);

/* --- for regions_read alone --------------------------------------------------------- */

/* Adds mentions of what looks like a division's name (MENTION_STRANGE). */
void strangers_find(Document *d);
/* The areas that the document defines; their number. In the arena. */
size_t definitions_find(const Document *d, Arena *a, RegionDefined **out);

#endif
