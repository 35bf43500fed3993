/* A reader for the one form of YAML that article_write gives, many times
 * faster than libyaml, which reads everything else. */
#ifndef FANGZHI_CONTENT_QUICK_H
#define FANGZHI_CONTENT_QUICK_H

#include "base/base.h"

enum { QUICK_NODES = 96 };

/* Nodes of one article; more than most need stand here, the rest in an arena. */
typedef struct QuickNodes {
    YamlNode first[QUICK_NODES];
    size_t n;
    Arena more;
} QuickNodes;

/* The same tree that yaml_parse gives, without places; texts point into
 * `block` or, where they held escapes, into `texts`. NULL: another form than
 * ours, or faulty; nothing is reported. The nodes go with quick_release. */
YamlNode *quick_parse(QuickNodes *nodes, Arena *texts, View block);
void quick_release(QuickNodes *nodes);

#endif
