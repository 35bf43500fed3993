#include "site/html_scan.h"

#include "text/text.h"

HtmlScan html_scan(View html) {
    return (HtmlScan){.rest = html, .start = html.p, .counted = html.p, .line = 1, .column = 1};
}

static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

static void skip_space(View *v) {
    while (v->n && is_space(v->p[0])) *v = view_from(*v, 1);
}

static void count_to(HtmlScan *s, const char *at) {
    for (; s->counted < at; s->counted++) {
        bool end = *s->counted == '\n', inner = ((unsigned char)*s->counted & 0xC0) == 0x80;
        s->line += end;
        s->column = end ? 1 : s->column + !inner;
    }
}

static bool skip_past(View *v, View what) {
    size_t at = view_find(*v, what, 0);
    *v = at == SIZE_MAX ? view_from(*v, v->n) : view_from(*v, at + what.n);
    return at != SIZE_MAX;
}

/* To the next tag's attributes. */
static bool enter_tag(HtmlScan *s) {
    static const View raw[][2] = {{V_INIT("<script"), V_INIT("</script")}, {V_INIT("<style"), V_INIT("</style")}};
    while (s->rest.n) {
        size_t at = view_find(s->rest, V("<"), 0);
        if (at == SIZE_MAX) break;
        s->rest = view_from(s->rest, at);
        if (view_starts(s->rest, V("<!--"))) {
            skip_past(&s->rest, V("-->"));
            continue;
        }
        /* An attribute of the start tag itself still counts, the content is skipped when it ends. */
        for (size_t i = 0; i < 2; i++)
            if (view_starts(s->rest, raw[i][0])) s->until = raw[i][1];
        s->rest = view_from(s->rest, 1);
        while (s->rest.n && !is_space(s->rest.p[0]) && s->rest.p[0] != '>') s->rest = view_from(s->rest, 1);
        s->in_tag = true;
        return true;
    }
    s->rest = view_from(s->rest, s->rest.n);
    return false;
}

static void leave_tag(HtmlScan *s) {
    s->in_tag = false;
    if (!s->until.n) return;
    skip_past(&s->rest, s->until);
    s->until = (View){0};
}

static View take_value(View *v) {
    skip_space(v);
    if (!v->n || v->p[0] != '=') return (View){0};
    *v = view_from(*v, 1);
    skip_space(v);
    char quote = v->n ? v->p[0] : 0;
    if (quote == '"' || quote == '\'') {
        *v = view_from(*v, 1);
        const char *end = v->n ? memchr(v->p, quote, v->n) : NULL;
        View value = view_to(*v, end ? (size_t)(end - v->p) : v->n);
        *v = view_from(*v, value.n + 1);
        return value;
    }
    size_t n = 0;
    while (n < v->n && !is_space(v->p[n]) && v->p[n] != '>') n++;
    View value = view_to(*v, n);
    *v = view_from(*v, n);
    return value;
}

static bool known_name(View name, HtmlName *out) {
    static const char *const names[] = {"href", "src", "id"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (view_is(name, names[i])) {
            *out = (HtmlName)i;
            return true;
        }
    return false;
}

bool html_next(HtmlScan *s, HtmlAttribute *out) {
    while (s->in_tag || enter_tag(s)) {
        skip_space(&s->rest);
        if (!s->rest.n) return false;
        if (s->rest.p[0] == '>') {
            s->rest = view_from(s->rest, 1);
            leave_tag(s);
            continue;
        }
        size_t n = 1; /* a stray '=' or '/' is a name of its own: the scan always goes on */
        while (n < s->rest.n && !is_space(s->rest.p[n]) && s->rest.p[n] != '=' && s->rest.p[n] != '>') n++;
        View name = view_to(s->rest, n);
        s->rest = view_from(s->rest, n);
        View value = take_value(&s->rest);
        if (value.p && known_name(name, &out->name)) {
            out->value = value;
            count_to(s, name.p);
            out->line = s->line;
            out->column = s->column;
            return true;
        }
    }
    return false;
}

/* Of character references only those that html_escape writes, and numbers. */
static size_t reference(View v, Str *out) {
    static const struct Named {
        View text;
        char c;
    } named[] = {{V_INIT("&amp;"), '&'}, {V_INIT("&lt;"), '<'}, {V_INIT("&gt;"), '>'}, {V_INIT("&quot;"), '"'}};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (view_starts(v, named[i].text)) {
            str_addc(out, named[i].c);
            return named[i].text.n;
        }
    uint64_t number;
    size_t end = view_find(view_to(v, 10), V(";"), 0);
    if (!view_starts(v, V("&#")) || end == SIZE_MAX || !view_uint(view(v.p + 2, end - 2), 0x10ffff, &number)) return 0;
    utf8_add(out, (uint32_t)number);
    return end + 1;
}

void html_unescape(Str *out, View value) {
    while (value.n) {
        size_t n = value.p[0] == '&' ? reference(value, out) : 0;
        if (!n) {
            str_addc(out, value.p[0]);
            n = 1;
        }
        value = view_from(value, n);
    }
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

void url_unescape(Str *out, View value) {
    for (size_t i = 0; i < value.n; i++) {
        int high = i + 2 < value.n && value.p[i] == '%' ? hex_digit(value.p[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(value.p[i + 2]) : -1;
        if (low >= 0) {
            str_addc(out, (char)(high * 16 + low));
            i += 2;
        } else {
            str_addc(out, value.p[i]);
        }
    }
}
