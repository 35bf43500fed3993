#ifndef FANGZHI_TOPICS_VERSE_H
#define FANGZHI_TOPICS_VERSE_H

#include "base/base.h"

/* Whether three lines of four are short as those of poems and songs are, and
 * no list or prose of a narrow column. */
bool is_verse(View text);

#endif
