/* The way from bytes to drafts, step by step. */
#include "import/edits.h"
#include "import/volume.h"

bool page_roles_of(Page *page, View bytes) {
    if (!page_lines(page, bytes)) return false;
    page_paragraphs(page);
    page_imprint(page);
    page_furniture(page);
    page_folios(page);
    if (!page->outline) contents_read(page, &page->own_outline);
    if (page->own_outline.entries.n) page->outline = &page->own_outline;
    if (page->edits.n) edits_apply(page, page->edits, page->edits_path);
    page_features(page);
    page_roles(page);
    return true;
}

bool page_drafts_of(Page *page, View bytes) {
    if (!page_roles_of(page, bytes)) return false;
    page_cut(page);
    page_repair(page);
    return true;
}

bool page_read(Page *page, View bytes) {
    if (!page_drafts_of(page, bytes)) return false;
    const unsigned number = 0;
    const VolumePart part = {0, true};
    volume_link(&page, &number, &part, 1); /* pages inside one file */
    page_metadata(page);
    return true;
}
