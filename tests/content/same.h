/* What the property test and the fuzzer of front matter both hold: the quick
 * reader gives libyaml's tree or nothing. */
#ifndef FANGZHI_TESTS_CONTENT_SAME_H
#define FANGZHI_TESTS_CONTENT_SAME_H

#include <stdio.h>

#include "content/quick.h"

static inline bool same_tree(const YamlNode *a, const YamlNode *b) {
    if (a->kind != b->kind || a->n != b->n || !view_eq(a->key, b->key)) return false;
    if (a->kind == YAML_TEXT) return a->plain == b->plain && view_eq(a->text, b->text);
    a = a->first;
    b = b->first;
    for (; a && b; a = a->next, b = b->next)
        if (!same_tree(a, b)) return false;
    return !a && !b;
}

/* Reports nothing: what is wrong with random input does not matter. */
static inline void diag_silence(Diag *d) {
    FILE *nowhere = fopen("/dev/null", "w");
    if (nowhere) {
        diag_flush(d, nowhere);
        fclose(nowhere);
    }
    diag_release(d);
}

/* False: the readers differ. *quick (may be NULL) tells whether the quick one
 * read it. */
static inline bool readers_agree(View block, bool *quick) {
    QuickNodes nodes;
    Arena a = ARENA_INIT;
    const YamlNode *ours = quick_parse(&nodes, &a, block);
    if (quick) *quick = ours != NULL;
    bool same = true;
    if (ours) {
        Diag d;
        diag_init(&d, MSG_EN);
        const YamlNode *theirs = yaml_parse(&a, &d, "x", 1, block);
        same = theirs && same_tree(ours, theirs);
        diag_silence(&d);
    }
    quick_release(&nodes);
    arena_release(&a);
    return same;
}

#endif
