/* Scoring, after BM25 (Robertson & Zaragoza, "The Probabilistic Relevance
 * Framework", 2009): how often a term stands in a text saturates, the sooner
 * the shorter the text is, and where it stands counts. From what a topic's
 * terms give in all and in the title, and from how far that stands before or
 * behind the strongest other topic, a logistic regression tells how likely
 * the article is filed there: a passing word says much less beside a topic
 * that fills the piece. */
#include "topics/taxonomy.h"

#include "text/text.h"
#include "topics/verse.h"

#include <math.h>

/* Chosen by the sweep that test_labelled.c describes. */
static const float zone_weight[ZONE_COUNT] = {
    [ZONE_TITLE] = 4, [ZONE_HEADING] = 3, [ZONE_LEAD] = 1.5f, [ZONE_BODY] = 1};
static const float SATURATION = 1.5f;    /* occurrences that give half of what a term can give, at USUAL_LENGTH */
static const float LENGTH_SHARE = 0.75f; /* how much of that grows with the length */
static const float VERSE_STRENGTH = 2;   /* as that of a word in the title */
static const float USUAL_LENGTH = 600, SHORTEST = 300, LONGEST = 4000; /* symbols */

/* Fitted on the labelled pieces and pages that test_labelled.c names. */
static const float ODDS_BASE = -2.9f, ODDS_EVIDENCE = 1.4f, ODDS_TITLE = 1, ODDS_LEAD = 2;

/* The likelihood that assigns a topic: about half the F1 to be had, where F1
 * is greatest (Lipton, Elkan & Naryanaswamy, "Optimal Thresholding of
 * Classifiers to Maximize F1 Measure", 2014). */
static const float LIKELY_ENOUGH = 0.3f;
static const float SCANT = 1.75f; /* evidence below that is a passing word, also where nothing else speaks */

enum {
    LEAD_BYTES = 600,     /* of the text: its first 200 characters */
    HEADING_BYTES = 72,   /* 24 characters */
    TOPICS_MOST = 5,
    WHY_TERMS = 6
};

/* --- reading ----------------------------------------------------------- */

/* Whether a line ends as a sentence or a clause does. */
static bool is_closed(View line) {
    static const View closers[] = {V_INIT("。"), V_INIT("！"), V_INIT("？"), V_INIT("；"), V_INIT("，"), V_INIT("："),
                                   V_INIT("、"), V_INIT("”"), V_INIT("」"), V_INIT("…"), V_INIT("."), V_INIT(",")};
    for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
        if (view_ends(line, closers[i])) return true;
    return false;
}

typedef struct Lines {
    Scan *scan;
    size_t read;       /* bytes of the text so far */
    bool after_closed; /* the line before ended a paragraph */
} Lines;

static void read_line(Lines *l, View line) {
    Zone zone = l->read < LEAD_BYTES ? ZONE_LEAD : ZONE_BODY;
    View open = V("【"), close = V("】");
    size_t end;
    l->read += line.n + 1;
    line = view_trim(line);
    if (line.n == 0) {
        scan_break(l->scan);
        l->after_closed = true;
        return;
    }
    if (view_starts(line, open) && (end = view_find(view_to(line, HEADING_BYTES), close, 0)) != SIZE_MAX) {
        scan_break(l->scan);
        scan_text(l->scan, view_to(line, end), ZONE_HEADING);
        scan_break(l->scan);
        line = view_from(line, end);
    } else if (view_starts(line, V("#")) || (l->after_closed && line.n <= HEADING_BYTES && !is_closed(line))) {
        zone = ZONE_HEADING;
    }
    scan_text(l->scan, line, zone);
    if (zone == ZONE_HEADING) scan_break(l->scan);
    l->after_closed = zone == ZONE_HEADING || is_closed(line);
}

static void read_article(Scan *scan, View title, View text) {
    Lines lines = {.scan = scan, .after_closed = true};
    View line;
    while (view_line(&title, &line)) {
        scan_text(scan, line, ZONE_TITLE);
        scan_break(scan);
    }
    while (view_line(&text, &line)) read_line(&lines, line);
    scan_break(scan);
}

/* --- weighing ---------------------------------------------------------- */

/* A term that stands in the article, and what one unit of weight gives. */
typedef struct Seen {
    uint32_t term, times;
    bool in_title;
    float strength;
} Seen;

static float clamp(float x, float lo, float hi) { return x < lo ? lo : x > hi ? hi : x; }

static Seen weigh_term(const TermCount *count, float half) {
    Seen s = {.term = count->term, .in_title = count->in[ZONE_TITLE] > 0};
    float weighted = 0;
    for (size_t zone = 0; zone < ZONE_COUNT; zone++) {
        uint32_t n = count->in[zone];
        weighted += zone_weight[zone] * (float)n;
        s.times += n < UINT32_MAX - s.times ? n : UINT32_MAX - s.times;
    }
    s.strength = weighted * (SATURATION + 1) / (weighted + half);
    return s;
}

/* One for each of scan->found, in the arena. */
static Seen *weigh_terms(const Scan *scan, Arena *a) {
    float length = clamp((float)scan->symbols, SHORTEST, LONGEST) / USUAL_LENGTH;
    float half = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length);
    Seen *seen = ARENA_ARRAY(a, Seen, scan->found.n);
    for (size_t i = 0; i < scan->found.n; i++) seen[i] = weigh_term(&scan->found.p[i], half);
    return seen;
}

static const Vote *votes_of(const Taxonomy *t, uint32_t term, const Vote **end) {
    *end = t->votes.p + t->vote_from[term + 1];
    return t->votes.p + t->vote_from[term];
}

typedef struct Reason {
    const Seen *seen;
    float gives;
} Reason;

/* The strongest terms of a topic, strongest first. */
static size_t reasons(const Taxonomy *t, const Seen *seen, size_t n, size_t topic, Reason best[WHY_TERMS]) {
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        const Vote *end, *v = votes_of(t, seen[i].term, &end);
        for (; v < end; v++) {
            Reason r = {&seen[i], v->weight * seen[i].strength};
            if (v->topic != topic) continue;
            if (found < WHY_TERMS) best[found++] = r;
            else if (best[WHY_TERMS - 1].gives < r.gives) best[WHY_TERMS - 1] = r;
            for (size_t at = found - 1; at > 0 && best[at - 1].gives < best[at].gives; at--) {
                r = best[at];
                best[at] = best[at - 1];
                best[at - 1] = r;
            }
        }
    }
    return found;
}

static const char *why(const Taxonomy *t, Arena *a, const Seen *seen, size_t n, size_t topic, bool verse) {
    Reason best[WHY_TERMS];
    Str s = STR_INIT;
    size_t found = reasons(t, seen, n, topic, best);
    if (verse && t->verses.p[topic] > 0) str_adds(&s, "(verse)");
    for (size_t i = 0; i < found; i++) {
        if (s.n) str_adds(&s, ", ");
        str_addv(&s, t->terms.p[best[i].seen->term]);
        str_addf(&s, " ×%u", best[i].seen->times);
        if (best[i].seen->in_title) str_adds(&s, " (title)");
    }
    const char *text = arena_strdup(a, str_view(&s));
    str_release(&s);
    return text;
}

static int by_score(const void *a, const void *b) {
    const TopicFound *x = a, *y = b;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    return x->topic < y->topic ? -1 : x->topic > y->topic;
}

/* A topic above a better one is left to it: the site shows an article under
 * all ancestors of its topics. */
static bool has_below(const Taxonomy *t, const TopicFound *kept, size_t n, size_t topic) {
    for (size_t i = 0; i < n; i++)
        for (size_t up = t->topics.p[kept[i].topic].parent; up != SIZE_MAX; up = t->topics.p[up].parent)
            if (up == topic) return true;
    return false;
}

/* What speaks for a topic in an article: in all, and the weights of the
 * terms in its title. */
typedef struct Evidence {
    float all, title;
} Evidence;

typedef struct Case {
    Evidence *topics;    /* by topic */
    float unfiled;       /* what speaks for none of them */
    float first, second; /* the two strongest of all these */
} Case;

static void rank(Case *c, float evidence) {
    if (evidence > c->first) {
        c->second = c->first;
        c->first = evidence;
    } else if (evidence > c->second) {
        c->second = evidence;
    }
}

static Case gather(const Taxonomy *t, const Seen *seen, size_t n_seen, bool verse) {
    Case c = {.topics = xcalloc(t->topics.n + 1, sizeof *c.topics)};
    for (size_t i = 0; i < n_seen; i++) {
        const Vote *end, *v = votes_of(t, seen[i].term, &end);
        for (; v < end; v++) {
            if (v->topic == UNFILED) {
                c.unfiled += v->weight * seen[i].strength;
                continue;
            }
            float weight = v->weight / t->thresholds.p[v->topic];
            c.topics[v->topic].all += weight * seen[i].strength;
            if (seen[i].in_title) c.topics[v->topic].title += weight;
        }
    }
    rank(&c, c.unfiled);
    for (size_t i = 0; i < t->topics.n; i++) {
        if (verse) c.topics[i].all += t->verses.p[i] / t->thresholds.p[i] * VERSE_STRENGTH;
        rank(&c, c.topics[i].all);
    }
    return c;
}

/* How likely the article is filed under a topic. */
static float likelihood(const Case *c, Evidence e) {
    float rival = e.all < c->first ? c->first : c->second;
    float own = log1pf(e.all);
    float odds = ODDS_BASE + ODDS_EVIDENCE * own + ODDS_TITLE * log1pf(e.title) + ODDS_LEAD * (own - log1pf(rival));
    return 1 / (1 + expf(-odds));
}

/* At least 1 where the topic is assigned. */
static float score(const Case *c, Evidence e) {
    float s = likelihood(c, e) / LIKELY_ENOUGH;
    return e.all < SCANT ? s / (1 + s) : s;
}

static size_t score_topics(const Taxonomy *t, const Seen *seen, size_t n_seen, bool verse, TopicFound *found) {
    size_t n = 0;
    Case c = gather(t, seen, n_seen, verse);
    for (size_t i = 0; i < t->topics.n; i++)
        if (c.topics[i].all > 0) found[n++] = (TopicFound){i, score(&c, c.topics[i]), NULL};
    free(c.topics);
    qsort(found, n, sizeof *found, by_score);
    return n;
}

static size_t keep_assigned(const Taxonomy *t, TopicFound *found, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n && found[i].score >= 1 && kept < TOPICS_MOST; i++)
        if (!has_below(t, found, kept, found[i].topic)) found[kept++] = found[i];
    return kept;
}

static size_t classify(const Taxonomy *t, Arena *a, View title, View text, bool all, TopicFound **out) {
    Scan scan;
    Arena scratch = ARENA_INIT;
    scan_init(&scan, t->matcher);
    read_article(&scan, title, text);
    size_t n_seen = scan.found.n;
    Seen *seen = weigh_terms(&scan, &scratch);
    TopicFound *found = ARENA_ARRAY(&scratch, TopicFound, t->topics.n);
    bool verse = is_verse(text);
    size_t n = score_topics(t, seen, n_seen, verse, found);
    if (!all) n = keep_assigned(t, found, n);
    *out = ARENA_ARRAY(a, TopicFound, n);
    for (size_t i = 0; i < n; i++) {
        (*out)[i] = found[i];
        (*out)[i].why = why(t, a, seen, n_seen, found[i].topic, verse);
    }
    scan_release(&scan);
    arena_release(&scratch);
    return n;
}

size_t topics_classify(const Taxonomy *t, Arena *a, View title, View text, TopicFound **out) {
    return classify(t, a, title, text, false, out);
}

size_t topics_explain(const Taxonomy *t, Arena *a, View title, View text, TopicFound **out) {
    return classify(t, a, title, text, true, out);
}
