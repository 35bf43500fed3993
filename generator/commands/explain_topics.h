/* list topics --explain ARTICLE: what speaks for which topic. */
#ifndef FANGZHI_EXPLAIN_TOPICS_H
#define FANGZHI_EXPLAIN_TOPICS_H

#include "commands/commands.h"
#include "content/content.h"

/* Every topic that a term of the article speaks for, best first: its score (from
 * 1 on it is given), whether the article has it, id, name, and the terms with
 * their counts. `which`: an id, an earlier one, or a path. */
void topics_tell(Global *g, const Archive *ar, const char *which, bool json);

#endif
