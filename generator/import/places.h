/* import, inside: the places of a document, for its articles, for the list of
 * what is open, and for the review of areas that texts define. */
#ifndef FANGZHI_IMPORT_PLACES_H
#define FANGZHI_IMPORT_PLACES_H

#include <pthread.h>

#include "import/emit.h"

/* A document's articles with what was said of their places. Everything lives
 * in the arena of the document. */
typedef struct Places {
    RegionText *parts;
    View *ids; /* of the articles */
    size_t n;
    View masthead; /* the page's furniture, a line each */
    View home;     /* what 我区 was taken for */
    RegionReading reading;
} Places;

/* What stands large above an article, a line each. */
View head_lines(Arena *a, View kicker, View title, View subtitle);
/* Adds furniture that says whose page it is; of a volume's running heads, the
 * same again and again, no more than tell. */
void places_add_masthead(Str *masthead, View reason, View text);
/* Reads parts, whose hints are set but for the home region: that is `known`,
 * else what the document's names have in common, else the site's. */
void places_read(Places *p, const Reading *with, Arena *a, View known);
void places_fill(Arena *a, const RegionsFound *found, Article *article);

/* Writes a region as "513325100 四川省/甘孜藏族自治州/雅江县/河口镇". */
void places_add_region(Str *out, const Gazetteer *g, Arena *a, View code);

/* Writes .fangzhi/base/regions/SOURCE.tsv, what is open in this document; no
 * file where nothing is. 0 or errno. */
int open_save(const Places *p, const Gazetteer *g, const char *root, View source);
/* --explain-regions: a line a mention. */
void places_explain(const Places *p, const Gazetteer *g, MsgLang lang, Str *out);

/* --- what all documents share: regions.tsv and regions.proposed.tsv ---------------- */

typedef struct PlaceNotes {
    pthread_mutex_t lock;
    Arena arena;
    Map seen;         /* codes */
    VEC(View) codes;  /* of regions used */
    RegionProposals proposals;
} PlaceNotes;

void notes_init(PlaceNotes *notes);
void notes_release(PlaceNotes *notes);
/* Safe from threads. */
void notes_codes(PlaceNotes *notes, const Article *article);
void notes_defined(PlaceNotes *notes, const Places *p, const Gazetteer *g);
/* Adds what was noted to the archive's two files. False after an error. */
bool notes_write(PlaceNotes *notes, Diag *d, const Gazetteer *g, RegionTable *table, const char *root);

#endif
