/* import, inside: names of persons in bylines, datelines and credits. */
#ifndef FANGZHI_IMPORT_NAMES_H
#define FANGZHI_IMPORT_NAMES_H

#include "import/folded.h"

enum { NAMES_MAX = 16 };

typedef struct NameList {
    View names[NAMES_MAX];
    size_t n;
    size_t role_words; /* 记者, 通讯员 …: what marks a list of names as one */
    size_t organs;     /* 某某融媒体中心: no person */
    size_t strangers;  /* stretches that are no name */
} NameList;

/* Reads text as a list of names: role words and organisations are dropped,
 * "张 三" is one name. Views point into raw. */
void names_read(NameList *out, View raw);
/* How sure one can be without context that this is a person: 2 surname and
 * length fit or its syllables are of Tibetan, Mongolian … names, 1 its length
 * alone fits, 0 not. */
int name_likeness(View name);
/* 孙, alone: how short items are signed. */
bool is_family_name(View text);
/* "张 三", set so to fill a line, without its blanks: in the arena if it has any. */
View name_bare(Arena *a, View name);

/* Who sends papers their news and pictures: lists of words, to be put together. */
#define OWN_PAPER "本报 本刊 本台 本网 本社"
#define WIRES "新华社 中新社"
#define WIRE_SITES "新华网 中新网 人民网 央视网 光明网 中国网"
#define OTHER_WIRES "中央社 法新社 路透社"
/* As they stand behind a picture: 新华社/法新, 某某摄（影像中国） */
#define FOREIGN_WIRES "法新 美联 路透 欧新"
#define PICTURE_AGENCIES "影像中国 人民视觉 视觉中国"

#endif
