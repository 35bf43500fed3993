/* What invented text is made of: common characters (the first are used
 * most), names and set pieces of a newspaper. */
#ifndef FANGZHI_BENCH_VOCABULARY_H
#define FANGZHI_BENCH_VOCABULARY_H

static const char characters[] =
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道此变条只没结解问意建月公无系很情者最立代想已通"
    "并提直题程展五果料象员位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强"
    "放决西被干做必先回则任取据处队南给色光门即保治北造百规热领七海口东导器志世金增济阶油思术极交受联什认六共权收证改清己美再"
    "采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报完类八离华名确才科张信马节话米整空元况今集温传土许步群广石"
    "记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸"
    "历市克何除消构府称太准精值号率族维划选标写存候亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照"
    "参红细引听该铁价严首底液官德随病苏失尔讲配女黄推显谈神艺呢席含企望密批营项防举球英氧势告台落木帮轮破亚师围注远字材排供河"
    "态封另施减树溶怎止案言士均固叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑范继兴似余坚曲输修故城夫够"
    "送笔船占右财吃富春职觉汉画功巴跟虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承独令限阿宣环双"
    "请超微让控州良轴找否纪益依优顶础载倒房突坐粉略客袁冷胜绝析块剂测丝协诉念陈仍罗盐友洋错苦夜移频逐靠混母短皮终聚汽村云哪既"
    "距卫停烈央察烧迅境若印洲刻括激孔搞甚室待核校散吧甲游久菜味旧模湖货损预阻毫普稳乙妈植息扩银语挥酒守拿序纸医缺雨吗针刘啊急"
    "唱误训愿审附获茶鲜粮斤孩脱硫肥善龙演父渐";

/* Surnames; given names are made of the characters after them. */
static const char surnames[] = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜";
static const char given[] = "文明华春秀国平海云山林志永建德洪宏玉兰梅清江河松柏青峰远新安宁康乐禾苗";

static const char *const units[] = {"公里", "亩", "吨", "户", "人次", "册", "千瓦", "所", "座", "万元", "公斤", "间"};
static const char *const columns[] = {"乡村见闻", "记者走基层", "读者来信", "市场动态", "教育园地", "科普之窗"};
static const char *const sections[] = {"要闻", "民生", "经济", "文教", "副刊", "县乡", "综合", "广告"};

static const struct {
    const char *id, *name, *kind;
} papers[] = {
    {"qinghe", "青禾日报", "newspaper"}, {"yuanshan", "远山晚报", "newspaper"}, {"liuxi", "柳溪新闻", "newspaper"},
    {"baishi", "白石农报", "newspaper"}, {"nianjian", "千峰年鉴", "yearbook"},
};
enum { PAPERS = sizeof papers / sizeof *papers, YEARBOOK = PAPERS - 1 };

#endif
