/* Reading the tags of a template, one after the other. */
#ifndef FANGZHI_TEMPLATE_TAG_H
#define FANGZHI_TEMPLATE_TAG_H

#include "base/base.h"

typedef enum TagKind {
    TAG_NAME,       /* {{name}} */
    TAG_RAW,        /* {{{name}}} {{&name}} */
    TAG_SECTION,    /* {{#name}} */
    TAG_INVERTED,   /* {{^name}} */
    TAG_PARENT,     /* {{<name}} */
    TAG_BLOCK,      /* {{$name}} */
    TAG_CLOSE,      /* {{/name}} */
    TAG_PARTIAL,    /* {{>name}} */
    TAG_COMMENT,    /* {{! … }} */
    TAG_DELIMITERS, /* {{=<% %>=}} */
} TagKind;

typedef struct Tag {
    TagKind kind;
    size_t from, to; /* offsets of the whole tag in the source */
    View content;    /* without delimiters, sign and outer white space */
} Tag;

typedef struct TagReader {
    View source;
    View open, close; /* the delimiters in force */
} TagReader;

static inline TagReader tag_reader(View source) { return (TagReader){source, V("{{"), V("}}")}; }

typedef enum TagFound { TAG_FOUND, TAG_NONE, TAG_UNCLOSED } TagFound;

/* The next tag at or after `at`. TAG_UNCLOSED: it runs to the end of the
 * source and has no content. */
TagFound tag_next(const TagReader *r, size_t at, Tag *tag);

/* Takes the delimiters that a TAG_DELIMITERS gives; false where it does not
 * give two of at most TAG_DELIMITER_MAX bytes. */
enum { TAG_DELIMITER_MAX = 16 };
bool tag_delimiters(TagReader *r, const Tag *tag);

/* Whether the content is one name without white space and control characters,
 * of at most TAG_NAME_MAX bytes; where it is looked up in the data: "." or
 * parts between dots. */
enum { TAG_NAME_MAX = 255 };
bool tag_name_ok(const Tag *tag);

#endif
