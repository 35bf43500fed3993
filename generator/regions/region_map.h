/* A number for each of some regions, by their index. base's Map hashes bytes;
 * these are asked for at every mention. Open addressing, grown at half full. */
#ifndef FANGZHI_REGIONS_REGION_MAP_H
#define FANGZHI_REGIONS_REGION_MAP_H

#include "regions/gazetteer.h"

typedef struct RegionSlot {
    uint32_t key;   /* the region + 1; 0: free */
    uint32_t value;
} RegionSlot;

typedef struct RegionMap {
    RegionSlot *slots;
    size_t n, mask;
} RegionMap;

/* The value of a region, 0 where it had none; *is_new tells. Valid until the next call. */
uint32_t *region_map_at(RegionMap *m, uint32_t region, bool *is_new);
void region_map_add(RegionMap *m, uint32_t region);
bool region_map_has(const RegionMap *m, uint32_t region);
/* Takes all out. */
void region_map_clear(RegionMap *m);
void region_map_release(RegionMap *m);

#endif
