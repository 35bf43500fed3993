/* regions: places. The national gazetteer (read by import alone), the
 * archive's own list regions.tsv (read by all), finding names in text, and
 * deciding which region is meant.
 *
 * A region is its code for ever: 2, 4, 6, 9 or 12 digits of the national
 * code, or x-PARENT-name for an area without one.
 */
#ifndef FANGZHI_REGIONS_H
#define FANGZHI_REGIONS_H

#include "base/base.h"

typedef enum RegionLevel {
    REGION_PROVINCE = 1, REGION_PREFECTURE, REGION_COUNTY, REGION_TOWNSHIP, REGION_VILLAGE, REGION_AREA
} RegionLevel;

/* The gazetteer's periods begin with the codes of this year: what was in use
 * then may be older. */
enum { REGIONS_SINCE = 1981 };

typedef struct Region {
    View code;
    View name;         /* official, in full: 昌都市 */
    View parent;       /* code; empty for a province */
    RegionLevel level;
    uint16_t from, to; /* years in use: from included, to excluded; 0 open */
    View *successors;  /* codes */
    size_t n_successors;
    View *forms;       /* other written forms: 昌都, older and variant spellings */
    size_t n_forms;
    View roman;        /* romanisation if known */
    View names;        /* other languages: "bo=…;en=…", empty if none */
} Region;

/* --- the archive's list --------------------------------------------------------
 * regions.tsv: code, name, parent, from, to, successors, forms, roman, names;
 * a header line, tab-separated, lists with '|'. Written sorted by code. */

typedef struct RegionTable {
    Region *p; /* sorted by code */
    size_t n;
    Map by_code;
    Arena arena;
} RegionTable;

/* False after errors were reported. A file that does not exist is an empty
 * table. */
bool regions_load(RegionTable *t, Diag *d, const char *path);
void regions_release(RegionTable *t);
const Region *regions_by_code(const RegionTable *t, View code);
/* By code, by unique name or form, or by path (昌都市/丁青县/协雄乡). NULL:
 * none, or several (*ambiguous set). */
const Region *regions_find(const RegionTable *t, View what, bool *ambiguous);
/* Is this its name or one of its forms? */
bool region_has_name(const Region *r, View name);
/* Adds a copy (or replaces a row that no person changed). */
void regions_add(RegionTable *t, const Region *r);
void regions_write(const RegionTable *t, Str *out);

/* --- areas to decide on -----------------------------------------------------------
 * regions.proposed.tsv: code, name, parent, members, articles: what texts
 * define and no person accepted yet. A member is its code and name; a person
 * may delete rows, and members within them. */

typedef struct RegionProposal {
    View code, name, parent; /* code: x-PARENT-NAME */
    VEC(View) members;       /* "513325205 八衣绒乡", sorted */
    VEC(View) articles;      /* ids, sorted */
} RegionProposal;

typedef struct RegionProposals {
    VEC(RegionProposal) rows;
    Map by_code;
    Arena arena;
} RegionProposals;

/* False after errors were reported. A file that does not exist has none. */
bool proposals_load(RegionProposals *p, Diag *d, const char *path);
void proposals_release(RegionProposals *p);
/* The row of an area, made where there is none. */
RegionProposal *proposals_add(RegionProposals *p, View parent, View name);
/* Adds to a list of a row, once. */
void proposal_member(RegionProposals *p, RegionProposal *row, View code, View name);
void proposal_article(RegionProposals *p, RegionProposal *row, View id);
/* Rows by code; those that are regions of the table by now are left out. */
void proposals_write(const RegionProposals *p, const RegionTable *t, Str *out);
/* Makes the area a region of the table, and those members parts of it that
 * the table has under the same parent. */
void proposals_accept(RegionTable *t, const RegionProposal *row);

/* --- the gazetteer ---------------------------------------------------------------- */

typedef struct Gazetteer Gazetteer;
/* Opens the compiled gazetteer (memory-mapped, versioned, checked). `scope`:
 * codes that narrow it, "54,5133", or empty. The archive's own table (may be
 * NULL) is added to it. NULL after errors. Owned. Read-only afterwards: one
 * for all threads. */
Gazetteer *gazetteer_open(Diag *d, const char *path, View scope, const RegionTable *own);
void gazetteer_close(Gazetteer *g);
/* Reads the archive's rules, which decide over everything a text says, and
 * applies them from now on (before threads use the gazetteer). A table as
 * regions.tsv is: form, code, publication; any other column is for people.
 *
 *     form    code       publication
 *     河口镇  513325100  河谷报         in this publication always that one
 *     城关    540102                    in all others and everywhere
 *     和平    -                         never a place
 *
 * A rule is for the form as it stands, not for longer names that hold it; in
 * bylines and persons' names nothing is a place. A file that does not exist
 * has no rules. A bad row is reported, and the others hold. False where it
 * cannot be read, or does not name its columns. */
bool gazetteer_rules(Gazetteer *g, Diag *d, const char *path);
/* Fills *out (views borrowed from the gazetteer, arrays in the arena). */
bool gazetteer_region(const Gazetteer *g, Arena *a, View code, Region *out);
/* The code of what a person wrote: a code, a name that only one region has,
 * or a path (昌都市/丁青县). Empty: none, or several (*ambiguous set). Of
 * several, one that is in use counts before former ones. Reads all names. */
View gazetteer_find(const Gazetteer *g, View what, bool *ambiguous);
/* Adds a region to a table with all it lies in, what it was before and what
 * it became. */
void gazetteer_copy(const Gazetteer *g, RegionTable *t, View code);

/* --- reading a text ------------------------------------------------------------------ */

typedef struct RegionHints {
    View home;       /* code: what 我区 / 全县 means; empty if not known */
    uint16_t year;   /* of the document, 0 unknown */
    View dateline;   /* the dateline's place as printed, empty if none */
    View publication; /* its name, for the archive's rules; empty if not known */
} RegionHints;

/* One part of a document (an article). Offsets below are bytes of `text`. */
typedef struct RegionText {
    View title; /* counts more */
    View text;
    RegionHints hints;
} RegionText;

/* A place in a document that names a region, or may. */
typedef struct RegionMention {
    size_t part;       /* which article of the document */
    bool in_title;
    bool deictic;      /* 我区, 全县: meant is the home region, which is not named here */
    bool in_dateline;  /* 本报拉萨12月22日讯: where it was written, not what it is about */
    size_t at, n;      /* where in the text (or title) */
    View form;         /* as written */
    View code;         /* empty: not resolved */
    float confidence;  /* 0..1 */
    const char *why;   /* in the arena, or static */
    View within;       /* code: of an unresolved one, the region right before it, in which it should lie */
    View *candidates;  /* of an unresolved one: codes it may mean, the likeliest first */
    size_t n_candidates;
} RegionMention;

/* Adds a mention's `why` in the language. */
void region_why_add(Str *out, View why, MsgLang lang);

typedef struct RegionMentions {
    RegionMention *p; /* by part, title first, then by place */
    size_t n;
} RegionMentions;

/* One region an article is about (no far place that is only a market of its goods), with the written forms accepted
 * for it. */
typedef struct RegionFound {
    View code, name;
    View *forms;
    size_t n_forms;
    size_t count;
    float confidence;
    const char *why; /* for evidence: in the arena */
} RegionFound;

typedef struct RegionsFound {
    RegionFound *p; /* by first mention */
    size_t n;
    View dateline_code; /* of hints.dateline; empty if unresolved */
} RegionsFound;

/* Resolves all parts of one document together. out: one entry a part, in the
 * arena. */
void regions_resolve(const Gazetteer *g, Arena *a, const RegionText *parts, size_t n, RegionsFound *out);

/* A local area that a text defines: 江南片区下辖八衣绒乡、牙衣河乡. */
typedef struct RegionDefined {
    size_t part;
    View name;      /* as written */
    View parent;    /* code: what all members lie in */
    View *members;  /* codes */
    size_t n_members;
} RegionDefined;

/* All that is said of a document's places. */
typedef struct RegionReading {
    RegionsFound *found; /* one entry a part */
    /* For explaining, and for the list of what is open: mentions that were
     * resolved; full names of divisions that were not (ambiguous, or without
     * support); and what looks like the name of a division right after the one
     * it should lie in, but is not known. */
    RegionMentions mentions;
    RegionDefined *defined; /* what the gazetteer does not have yet */
    size_t n_defined;
} RegionReading;

/* As regions_resolve, with everything. In the arena; forms are borrowed from
 * the texts. */
void regions_read(const Gazetteer *g, Arena *a, const RegionText *parts, size_t n, RegionReading *out);

/* The region a whole document seems to be of: what the furniture around its
 * articles says (名称报, 县委主办; may be empty), datelines, what its names have
 * in common; empty if it cannot be said. */
View regions_home(const Gazetteer *g, Arena *a, const RegionText *parts, size_t n, View masthead);

/* regions_read at the document's regions_home, else at `otherwise`: which of
 * them, also in the parts' hints. (The text is read once for both.) */
View regions_read_homeless(const Gazetteer *g, Arena *a, RegionText *parts, size_t n, View masthead, View otherwise,
                           RegionReading *out);

#endif
