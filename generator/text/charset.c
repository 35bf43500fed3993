#include "text/charset.h"

#include <strings.h>

#include <unicode/uchar.h>

static const struct {
    Charset charset;
    const char *name; /* as people write it */
    const char *icu;
} charsets[] = {
    {CS_UTF8, "UTF-8", "UTF-8"},
    {CS_GB18030, "GB18030", "gb18030"},
    {CS_BIG5, "Big5", "Big5-HKSCS"}, /* a superset */
    {CS_UTF16LE, "UTF-16LE", "UTF-16LE"},
    {CS_UTF16BE, "UTF-16BE", "UTF-16BE"},
    /* Other names of the same. */
    {CS_UTF8, "utf8", NULL},
    {CS_GB18030, "GBK", NULL},
    {CS_GB18030, "GB2312", NULL},
    {CS_GB18030, "cp936", NULL},
    {CS_BIG5, "Big5-HKSCS", NULL},
    {CS_BIG5, "cp950", NULL},
    {CS_UTF16LE, "UTF-16", NULL},
};
enum { CHARSETS = sizeof charsets / sizeof *charsets };

const char *charset_name(Charset c) {
    for (size_t i = 0; i < CHARSETS; i++)
        if (charsets[i].charset == c) return charsets[i].name;
    return "unknown";
}

Charset charset_named(View name) {
    for (size_t i = 0; i < CHARSETS; i++)
        if (strlen(charsets[i].name) == name.n && strncasecmp(charsets[i].name, name.p, name.n) == 0)
            return charsets[i].charset;
    return CS_UNKNOWN;
}

const char *charset_icu_name(Charset c) {
    for (size_t i = 0; i < CHARSETS; i++)
        if (charsets[i].charset == c) return charsets[i].icu;
    return NULL;
}

/* Finding a charset: decode a sample as each and see which reading looks most
 * like Chinese text. Read as a wrong charset, bytes still make characters,
 * but hardly ever frequent ones: about half of any Chinese text is made of
 * the punctuation and characters below. */
static const char frequent[] =
    "，。、：；！？“”‘’（）《》〈〉【】「」『』—…·　０１２３４５６７８９"
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由"
    "其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意"
    "建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统"
    "接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导"
    "器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示"
    "议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布"
    "县市镇乡村省府局委书记州旗街办户镇届版刊编责任"
    "這個們來時為國會動學後發對說過種麼兩實現經點當從業無還開關應體電與問題間樣長軍結變條總質氣義員級達處幹戰產設種線"
    "進機數萬將見較組計別領導據隊給門親農認證讓報書東車馬縣鄉鎮區號記議論運選邊場務單壓權義聯歷歲標樹橋轉製頭類預雲辦"
    "廣廳張強當黨團圖園圓傳備價億優億儘僅們則剛創劃勞勢勝區協參雙";

enum { BMP = 0x10000 };

typedef struct Frequent {
    uint64_t bits[BMP / 64];
} Frequent;

static bool is_frequent(const Frequent *f, uint32_t cp) {
    if (cp < 0x80) return cp >= ' ' || (cp >= '\t' && cp <= '\r');
    return cp < BMP && (f->bits[cp / 64] >> (cp % 64) & 1);
}

/* What no text of people holds: controls, private use (GB18030 maps every
 * pair of bytes, what is not assigned to private use), unassigned. */
static bool is_unlikely(uint32_t cp) {
    enum { ODD = U_GC_CC_MASK | U_GC_CO_MASK | U_GC_CN_MASK };
    return (cp == 0 || cp >= 0x80) && (U_GET_GC_MASK((UChar32)cp) & ODD) != 0;
}

/* How much the sample looks like text in this charset; 1 is the most. Bytes
 * that are no UTF-8 make almost none of its longer sequences by chance: each
 * of them speaks for it, and damage speaks less against it. */
static double likeness(View sample, Charset charset, const Frequent *f, Str *text) {
    Faults faults = {0, 0};
    bool utf8 = charset == CS_UTF8;
    str_clear(text);
    decode_as(sample, charset, text, &faults);
    size_t n = 0, good = 0, odd = faults.n;
    for (View v = str_view(text); v.n; n++) {
        uint32_t cp = utf8_next(&v);
        if (is_unlikely(cp))
            odd++;
        else if (is_frequent(f, cp) || (utf8 && cp >= 0x80 && cp != 0xfffd))
            good++;
    }
    return n ? ((double)good - (utf8 ? 1.0 : 4.0) * (double)odd) / (double)n : 0;
}

/* From the first byte that tells something, at an even offset for UTF-16. */
static View sample_of(View bytes) {
    enum { SAMPLE = 64 << 10 };
    size_t at = 0;
    while (at < bytes.n && (unsigned char)bytes.p[at] - 1u < 0x7f) at++;
    return view_to(view_from(bytes, at & ~(size_t)1), SAMPLE);
}

Charset charset_likely(View bytes) {
    Frequent f = {{0}};
    for (View v = view(frequent, sizeof frequent - 1); v.n;) {
        uint32_t cp = utf8_next(&v);
        f.bits[cp / 64] |= UINT64_C(1) << (cp % 64);
    }
    View sample = sample_of(bytes);
    Str text = STR_INIT;
    Charset best = CS_UTF8;
    double most = likeness(sample, best, &f, &text);
    for (Charset c = CS_GB18030; c <= CS_UTF16BE; c++) {
        double l = likeness(sample, c, &f, &text);
        if (l > most) {
            most = l;
            best = c;
        }
    }
    str_release(&text);
    return best;
}

Charset charset_marked(View bytes) {
    if (view_starts(bytes, V("\xef\xbb\xbf"))) return CS_UTF8;
    if (view_starts(bytes, V("\xff\xfe"))) return CS_UTF16LE;
    if (view_starts(bytes, V("\xfe\xff"))) return CS_UTF16BE;
    return CS_UNKNOWN;
}
