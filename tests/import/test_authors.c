/* Who wrote it, in the forms that papers use: each in a page of its own, whose
 * second piece must stay as it is. */
#include "import/page.h"
#include "test.h"

typedef struct Form {
    const char *text, *authors; /* parted by commas */
} Form;

#define HEAD "清溪日报 2019年5月9日 星期四 第2版\n\n"
#define TITLE "石桥镇千亩果园迎来丰收季\n\n"
#define FIRST "入夏以来，石桥镇的果园里一片忙碌，果农们抢抓晴好天气疏果套袋，路边的收购点也早早挂出了牌子，来自外地的客商络绎不绝。"
#define SECOND "镇里修通了十二公里产业路，农用车可以直接开到地头，运费比过去省了三成。今年果园挂果面积达到一千二百亩，预计产值八百万元。"
#define PICTURE "果园丰收\n\n5月8日，石桥镇的果农在采摘枇杷。今年全镇枇杷种植面积达到六百亩。"
#define NEXT "县城供水管网改造工程完工\n\n本报讯 5月8日，县城供水管网改造工程全部完工，新建管网二十三公里。\n"

/* Under the headline */
static const Form bylines[] = {
    {"本报记者 王强 李晓明 文/图", "王强,李晓明"},
    {"本报记者 王强 文/摄", "王强"},
    {"文/图 本报记者 王强", "王强"},
    {"图/文 王强 李晓明", "王强,李晓明"},
    {"本报全媒体记者 王强 通讯员 李 明 王晓红", "王强,李明,王晓红"},
    {"本报全媒体记者 王强　通讯员 李　明 / 王晓红", "王强,李明,王晓红"},
    {"□ 王强", "王强"},
    {"■ 本报记者 王强 实习生 李晓明", "王强,李晓明"},
    {"通讯员 王强 记者 李晓明", "王强,李晓明"},
    {"王强 李晓明", "王强,李晓明"},
    {"王　强　李晓明", "王强,李晓明"},
    {"作者：王强", "王强"},
    {"（作者：王强）", "王强"},
    {"本报记者 次仁卓玛 巴桑次仁 通讯员 阿依古丽·买买提", "次仁卓玛,巴桑次仁,阿依古丽·买买提"},
    {"本报记者 欧阳晓明 司马光远", "欧阳晓明,司马光远"},
    {"本报驻高原记者站记者 王强", "王强"},
    {"本报见习记者 王强", "王强"},
    {"见习记者 王强 首席记者 李晓明", "王强,李晓明"},
    {"【記者王大明／花蓮報導】", "王大明"},
    {"記者 王大明／玉里報導", "王大明"},
    {"新华社记者 王强 李晓明", "王强,李晓明"},
    {"王强/文 李晓明/图", "王强,李晓明"},
    {"文/王强 图/李晓明", "王强,李晓明"},
    {"文／王强　　图／李晓明", "王强,李晓明"},
    {"文 王强 图 李晓明", "王强,李晓明"},
    {"文字：王强 摄影：李晓明", "王强,李晓明"},
    {"撰文/王强 摄影/李晓明", "王强,李晓明"},
    {"撰文：王强 供图：县文化馆", "王强"},
    {"县畜牧站 王强", "王强"},
    {"县疾控中心　王强", "王强"},
    {"市中医院主治医师　王强", "王强"},
    {"县人民医院副主任医师 李晓明", "李晓明"},
    {"石桥镇中心小学教师 李晓明", "李晓明"},
    {"本报评论员", ""},
    {"本报讯员", ""},
    {"县委宣传部", ""},
    {"阿卜杜外力", "阿卜杜外力"},
    {"次旺", "次旺"},
    {"昂旺", "昂旺"},
    {"安　平", "安平"},
    {"石　榴", "石榴"},
    {"文/小溪", "小溪"},
    {"郭文", "郭文"},
    {"本报评论员 文 岩", "文岩"},
    {"王强（清溪县石桥镇）", "王强"},
    {"王强 口述 李晓明 整理", "王强,李晓明"},
    {"巴图尔·买买提", "巴图尔·买买提"},
    {"岩温罕 玉香", "岩温罕,玉香"},
    {"特约记者 王强 通讯员 李晓明 张立 摄影报道", "王强,李晓明,张立"},
    {"本报记者 王强 通讯员 李晓明 报道", "王强,李晓明"},
    {"本报记者王强 通讯员李晓明", "王强,李晓明"},
    {"记者：王强  编辑：李晓明", "王强"},
    {"责任编辑：李晓明", ""},
    {"编辑 李晓明", ""},
    {"编辑：李晓明", ""},
    {"记者 王强、李晓明 通讯员 张立", "王强,李晓明,张立"},
    {"本报记者 王强　李晓明／文　张立／图", "王强,李晓明,张立"},
    {"●本报通讯员 王强", "王强"},
    {"○ 王 强", "王强"},
    {"■王强", "王强"},
    {"◎王强 文/图", "王强"},
    {"口述：张立 整理：王强", "张立,王强"},
    {"本报记者 王强 整理", "王强"},
    {"王强 整理", "王强"},
    {"吾买尔江·艾山 迪力夏提", "吾买尔江·艾山,迪力夏提"},
};

/* At the head of the text */
static const Form datelines[] = {
    {"本报讯（记者 王强）", "王强"},
    {"本报讯(记者 王强 通讯员 李 明)", "王强,李明"},
    {"本报讯（通讯员 王强 李晓明）", "王强,李晓明"},
    {"本报5月8日讯（记者王强 通讯员李晓明）", "王强,李晓明"},
    {"本报石桥5月8日讯 记者王强 通讯员李晓明报道：", "王强,李晓明"},
    {"【本報訊】", ""},
    {"【記者王大明花蓮報導】", "王大明"},
    {"【記者王大明、陳小英／花蓮報導】", "王大明,陳小英"},
    {"（記者王大明玉里報導）", "王大明"},
    {"〔記者王大明／花蓮〕", "王大明"},
    {"新华社清溪5月8日电（记者王强、李晓明）", "王强,李晓明"},
    {"新华社清溪5月8日电", ""},
    {"据新华社清溪5月8日电（记者 王强）", "王强"},
    {"本报清溪讯（首席记者 王强）", "王强"},
    {"本报讯（王强 李晓明）", "王强,李晓明"},
    {"本报讯（记者 次仁旺姆 通讯员 巴桑）", "次仁旺姆,巴桑"},
    {"本报讯（全媒体记者 王强 见习记者 李晓明 文/图）", "王强,李晓明"},
    {"（本报记者王强报道）", "王强"},
    {"清溪讯（记者 王强）", "王强"},
    {"本报讯（融媒体中心记者 王强）", "王强"},
    {"本报讯（县融媒体中心 王强）", "王强"},
    {"本报讯 （记者王强 实习生李晓明 通讯员张立）", "王强,李晓明,张立"},
    {"（特派记者王大明台北八日電）", "王大明"},
    {"记者王强报道：", "王强"},
    {"本报消息 ", ""},
    {"【中央社記者王大明花蓮八日電】", "王大明"},
};

/* Behind its last full stop */
static const Form ends[] = {
    {"（王强）", "王强"},
    {"（王强 李晓明）", "王强,李晓明"},
    {"（王强、李晓明）", "王强,李晓明"},
    {"（王 强）", "王强"},
    {"（通讯员 王强）", "王强"},
    {"（记者 王强 通讯员 李晓明）", "王强,李晓明"},
    {"（本报记者 王强）", "王强"},
    {"（县委宣传部）", ""},
    {"（据《清溪晚报》）", ""},
    {"（完）", ""},
    {"（王强 文/图）", "王强"},
    {"(次仁旺姆)", "次仁旺姆"},
    {"（张立 供稿）", "张立"},
    {"（新华社）", ""},
    {"（综合）", ""},
    {"（石桥镇人民政府 供稿）", ""},
    {"　　　　　　　（王强）", "王强"},
    {"（县气象局 王强）", "王强"},
    {"（石桥镇　王强）", "王强"},
    {"（作者单位：县农业局）", ""},
    {"（作者：王强，单位：县农业局）", "王强"},
    {"（作者系县农业局干部）", ""},
    {"（王强/整理）", "王强"},
    {"（本报综合）", ""},
    {"（孙）", "孙"},
};

/* Below the text */
static const Form signatures[] = {
    {"（王强）", "王强"},
    {"（王强 李晓明）", "王强,李晓明"},
    {"（记者 王强）", "王强"},
    {"（文/图 王强）", "王强"},
    {"（撰稿：王强）", "王强"},
    {"（撰稿人：王强 审稿：李晓明）", "王强"},
    {"（供稿：县农业局 撰稿：王强）", "王强"},
    {"撰稿：王强", "王强"},
    {"——王强", "王强"},
    {"石桥镇读者 小周 等12人", "小周"},
    {"石桥镇中心小学学生家长 王建军等三人", "王建军"},
    {"（石桥镇广播站）", ""},
    {"（作者单位：县农业局）", ""},
    {"本报记者 王强", "王强"},
    {"本报记者 王强 摄影报道", "王强"},
    {"文/图 王强", "王强"},
    {"石桥镇中心小学　李晓明", "李晓明"},
    {"石桥公社三大队社员 王强", "王强"},
    {"责任编辑：李晓明", ""},
};

/* Behind the words of a picture */
static const Form tails[] = {
    {"王强 摄", "王强"},
    {" 本报记者 王强 摄", "王强"},
    {"（王强 摄）", "王强"},
    {"王强摄", "王强"},
    {"通讯员 王强 李晓明 摄", "王强,李晓明"},
    {"（王强摄影报道）", "王强"},
    {"新华社发（王强 摄）", "王强"},
    {"新华社记者 王强 摄", "王强"},
    {"（资料图片）", ""},
    {"（县文化馆供图）", ""},
    {"本报记者 阿卜杜外力 摄", "阿卜杜外力"},
    {"阿卜杜外力 摄", "阿卜杜外力"},
    {"（记者 王强 通讯员 李晓明 摄影报道）", "王强,李晓明"},
    {"图/王强", "王强"},
    {"王强 李晓明/摄", "王强,李晓明"},
    {"摄影：王强", "王强"},
};

/* Below them */
static const Form credits[] = {
    {"王强 摄", "王强"},
    {"本报记者 王强 摄", "王强"},
    {"（王强 摄）", "王强"},
    {"通讯员 王强 李晓明 摄影报道", "王强,李晓明"},
    {"王强 文/图", "王强"},
    {"图片由石桥镇提供", ""},
    {"画家 王强 作", "王强"},
    {"王强 作", "王强"},
    {"图为采摘现场（王强　摄）", "王强"},
    {"阿卜杜外力 摄", "阿卜杜外力"},
    {"记者王强摄", "王强"},
};

static void read_form(const char *before, const Form *form, const char *after) {
    Diag d;
    Page page;
    Str text = STR_INIT, got = STR_INIT;
    str_addf(&text, "%s%s%s\n\n" NEXT, before, form->text, after);
    diag_init(&d, MSG_EN);
    page_init(&page, &d, "page.txt");
    assert_true(page_read(&page, str_view(&text)));
    assert_true(page.drafts.n > 0);
    for (size_t i = 0; i < page.drafts.p[0].authors.n; i++)
        str_addf(&got, "%s%.*s", i ? "," : "", VARG(page.drafts.p[0].authors.p[i]));
    if (!view_is(str_view(&got), form->authors)) print_message("# %s: %.*s, not %s\n", form->text, VARG(str_view(&got)), form->authors);
    assert_true(view_is(str_view(&got), form->authors));
    page_release(&page);
    diag_release(&d);
    str_release(&text);
    str_release(&got);
}

#define EACH(forms, before, after) \
    for (size_t i = 0; i < sizeof(forms) / sizeof *(forms); i++) read_form(before, &(forms)[i], after)

static void bylines_name_who_wrote(void **state) {
    (void)state;
    EACH(bylines, HEAD TITLE, "\n\n" FIRST "\n\n" SECOND);
}

static void datelines_name_who_wrote(void **state) {
    (void)state;
    EACH(datelines, HEAD TITLE, FIRST "\n\n" SECOND);
}

static void names_in_brackets_end_a_text(void **state) {
    (void)state;
    EACH(ends, HEAD TITLE FIRST "\n\n" SECOND, "");
}

static void a_line_below_the_text_signs_it(void **state) {
    (void)state;
    EACH(signatures, HEAD TITLE FIRST "\n\n" SECOND "\n\n", "");
}

static void a_caption_ends_in_its_credit(void **state) {
    (void)state;
    EACH(tails, HEAD PICTURE, "");
}

static void a_credit_stands_below_its_caption(void **state) {
    (void)state;
    EACH(credits, HEAD PICTURE "\n\n", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bylines_name_who_wrote),       cmocka_unit_test(datelines_name_who_wrote),
        cmocka_unit_test(names_in_brackets_end_a_text), cmocka_unit_test(a_line_below_the_text_signs_it),
        cmocka_unit_test(a_caption_ends_in_its_credit), cmocka_unit_test(a_credit_stands_below_its_caption),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
