/* A sitemap as the protocol wants it (sitemaps.org): at most 50,000 addresses
 * a file; beyond, sitemap.xml lists the parts. */
#ifndef FANGZHI_SITE_SITEMAP_H
#define FANGZHI_SITE_SITEMAP_H

#include "base/base.h"

enum { SITEMAP_MAX = 50000 };

typedef struct Sitemap {
    size_t most; /* addresses a file */
    View base;   /* what addresses begin with, with its slash */
    void (*put)(void *ctx, const char *path, View bytes);
    void *ctx;
    Str part;
    size_t in_part, parts;
} Sitemap;

void sitemap_add(Sitemap *m, View url);
/* Puts what is left, and releases. */
void sitemap_end(Sitemap *m);

#endif
