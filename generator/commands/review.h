/* list --review: what a person should look at first, and why. */
#ifndef FANGZHI_REVIEW_H
#define FANGZHI_REVIEW_H

#include "commands/commands.h"
#include "content/content.h"

typedef enum ReviewForm { REVIEW_PLAIN, REVIEW_JSON, REVIEW_CSV } ReviewForm;

/* The articles that nobody reviewed and of which something is unsure or
 * flagged, the least sure first. */
bool review_list(Global *g, const Archive *ar, ReviewForm form);
/* Says that `reviewed` lacks who or when. */
void review_tell_half(Global *g, const Archive *ar, const Article *article);

#endif
