/* The characters that tell something of places where no name stands, and those
 * that end a sentence. They are noted while names are found, so that none of
 * those who ask for them reads the text again. */
#ifndef FANGZHI_REGIONS_MARKS_H
#define FANGZHI_REGIONS_MARKS_H

#include "base/base.h"

/* Above a character's code. */
typedef enum MarkKind {
    MARK_TOWN = 1 << 24,   /* may begin what stands behind a town or village: 镇, 公社, 等地 (children.c) */
    MARK_LISTED = 1 << 25, /* ends 公社, or stands behind a list of towns: 区, 等 (stems.c) */
    MARK_HOME = 1 << 26,   /* of 我区, 全县, 县境 (deictic.c) */
    MARK_STOP = 1 << 27,   /* ends a sentence */
    MARK_LINE = 1 << 28    /* ends a line */
} MarkKind;

typedef struct Mark {
    size_t at;
    uint32_t what; /* its code, and its kinds */
} Mark;

typedef VEC(Mark) Marks;

/* Those of one text. */
typedef struct MarkList {
    const Mark *p;
    size_t n;
} MarkList;

/* Each in a slot of its own: two in one are a compiler's warning. */
#define MARK_SLOT(code) ((code) * 0x10aa69e9u >> 26)
#define MARK(code, kinds) [MARK_SLOT((uint32_t)(code))] = (uint32_t)(kinds) | (code)

static const uint32_t mark_slots[64] = {
    /* Of suffixes. */
    MARK(u'村', MARK_TOWN), MARK(u'居', MARK_TOWN), MARK(u'嘎', MARK_TOWN), MARK(u'民', MARK_TOWN),
    MARK(u'乡', MARK_TOWN), MARK(u'镇', MARK_TOWN), MARK(u'街', MARK_TOWN), MARK(u'苏', MARK_TOWN),
    MARK(u'办', MARK_TOWN), MARK(u'鄉', MARK_TOWN), MARK(u'鎮', MARK_TOWN),
    /* Of 公社, 人民公社, 大队, 生产大队, 一带, 两地. */
    MARK(u'公', MARK_TOWN), MARK(u'人', MARK_TOWN), MARK(u'大', MARK_TOWN), MARK(u'生', MARK_TOWN),
    MARK(u'一', MARK_TOWN), MARK(u'两', MARK_TOWN),
    MARK(u'社', MARK_TOWN | MARK_LISTED), MARK(u'区', MARK_TOWN | MARK_LISTED), MARK(u'區', MARK_TOWN | MARK_LISTED),
    MARK(u'等', MARK_TOWN | MARK_LISTED),
    MARK(u'我', MARK_HOME), MARK(u'全', MARK_HOME), MARK(u'本', MARK_HOME), MARK(u'县', MARK_HOME),
    MARK(u'縣', MARK_HOME), MARK(u'旗', MARK_HOME), MARK(u'州', MARK_HOME),
    MARK(u'。', MARK_STOP), MARK(u'！', MARK_STOP), MARK(u'？', MARK_STOP), MARK(u'\n', MARK_STOP | MARK_LINE),
};

static inline bool mark_is(const Mark *m, unsigned kinds) { return (m->what & kinds) != 0; }

#endif
