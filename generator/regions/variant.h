/* Names with one wrong or variant character. */
#ifndef FANGZHI_REGIONS_VARIANT_H
#define FANGZHI_REGIONS_VARIANT_H

#include "regions/score.h"

/* Adds mentions of townships and villages whose name in the text differs by
 * one character, in articles that name what they lie in (甘旦曲果镇 is 甘丹曲果镇
 * where 林周县 is named); links between mentions do not hold afterwards. */
void variants_find(Judge *j);

#endif
