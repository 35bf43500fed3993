/* The part of `fangzhi check` that looks at site.yaml and regions.rules.tsv. */
#ifndef FANGZHI_CHECK_SITE_H
#define FANGZHI_CHECK_SITE_H

#include "commands/commands.h"
#include "content/content.h"
#include "regions/regions.h"

/* Reports homes that are no code of a region, path patterns that can fit no
 * file or name an unknown publication, and faulty rules. `config` and `table`
 * are the archive's, loaded. */
void check_site(Global *g, const SiteConfig *config, const RegionTable *table);

#endif
