/* import, inside: what a paragraph's own words say of a seam in front of it,
 * and of one behind it. */
#ifndef FANGZHI_IMPORT_BREAKS_H
#define FANGZHI_IMPORT_BREAKS_H

#include "import/page.h"

typedef struct Start {
    bool known, closes, never_closes, counted, mid, fresh, figure, latin;
    float likely;
} Start;

typedef struct End {
    bool known, open, number, wants_figure, figure, latin, comma;
} End;

/* Does it break off inside a sentence, as its marks tell? A line of a list or an address does not. */
bool break_in_sentence(const Para *p);
/* How much likelier a paragraph begins with these characters than goes on with
 * them: the logarithm. */
float break_likely(View text);
Start break_start(View text, const Folded *head);
End break_end(View text);
/* Those of a page's paragraphs: found when they are asked for, and kept, since many seams ask again. */
typedef struct Breaks {
    const Page *page;
    Start *starts;
    End *ends;
} Breaks;

void breaks_init(Breaks *b, const Page *page);
void breaks_release(Breaks *b);
const Start *break_start_of(Breaks *b, size_t para);
const End *break_end_of(Breaks *b, size_t para);
/* What the marks on either side say of a seam: a quotation left open that the
 * other closes, a number and what it counts; and the other way round. */
float break_marks(const End *a, const Start *b);

#endif
