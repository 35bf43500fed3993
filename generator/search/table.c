#include "search/cut.h"

static const unsigned char table[] = {
#include "search/cut_table.h"
};

View cut_table(void) { return view((const char *)table, sizeof table); }
