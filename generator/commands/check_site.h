/* What `fangzhi check` says of site.yaml and regions.rules.tsv. */
#ifndef FANGZHI_CHECK_SITE_H
#define FANGZHI_CHECK_SITE_H

#include "commands/commands.h"
#include "content/content.h"
#include "regions/regions.h"

void check_site(Global *g, const SiteConfig *config, const RegionTable *table);

#endif
