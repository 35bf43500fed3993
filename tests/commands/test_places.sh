#!/bin/sh
# Places from the command line: what is open, why, rules, areas, names by year.
. tests/tap.sh

status() { "$@" >"$tmp/out" 2>"$tmp/err"; echo $?; }

a=$tmp/a
"$fangzhi" -q init "$a"
cat >"$a/sources/one.txt" <<'PAGE'
大理市新建三座图书室

本报大理5月6日讯(记者 甲小文)5日，大理市喜洲镇甲乙丙村的图书室开门，附近的村民都来借书，孩子们尤其高兴。

据了解，鼓楼区送来了两千册图书，河口镇送来了三十张书桌，大家说这些书桌结实耐用，看书写字都很方便。
PAGE
cat >"$a/sources/two.txt" <<'PAGE'
雅江县三个乡镇修通公路

本报讯(记者 乙小文)雅江县江南片区下辖八衣绒乡、牙衣河乡、波斯河镇。今年江南片区新修公路三十公里，沿线群众出行更加方便。
PAGE
is "import" 0 "$(status "$fangzhi" -C "$a" import)"
one=$(ls "$a"/articles/one/*.md)

"$fangzhi" -C "$a" list --unresolved >"$tmp/open"
ok "an unknown name is listed with the region before it" \
    grep -q "^甲乙丙村	1	not in the gazetteer	532901104 云南省/大理白族自治州/大理市/喜洲镇		articles/one/" "$tmp/open"
ok "an ambiguous one with its candidates" grep -qE "^鼓楼区	1	ambiguous		.*320106 江苏省/南京市/鼓楼区" "$tmp/open"
ok "also a town's, of which some are no towns but townships" \
    grep -qE "^河口镇	1	ambiguous		.*530129107 云南省/昆明市/寻甸回族彝族自治县/河口镇" "$tmp/open"
"$fangzhi" -C "$a" list --unresolved --json >"$tmp/open.json"
ok "as JSON" grep -q '^{"form":"鼓楼区","count":1,"why":"ambiguous","within":null,"candidates":\["' "$tmp/open.json"
sed 's/^regions:/&\n  - {code: "320106", name: 鼓楼区, as: [鼓楼区]}/' "$one" >"$tmp/md" && cp "$tmp/md" "$one"
ok "what a person settled is not open" sh -c '! "$1" -C "$2" list --unresolved | grep -q ^鼓楼区' - "$fangzhi" "$a"

is "import --explain-regions" 0 "$(status "$fangzhi" -C "$a" import --explain-regions "$a/sources/one.txt")"
ok "tells the home region" grep -q "^home	5329" "$tmp/out"
ok "and why each name was taken so" \
    grep -qE "text	喜洲镇	532901104 .*right after the region it lies in	.*「喜洲镇」甲乙丙村" "$tmp/out"
ok "and what each open one may mean" grep -qE "	鼓楼区	-	0.00	ambiguous	.*350102 福建省/福州市/鼓楼区" "$tmp/out"

many=$(printf '5401,%.0s' $(seq 70))
is "a scope of many codes" 0 \
    "$(status "$fangzhi" -C "$a" import --scope "${many}5329" --explain-regions "$a/sources/one.txt")"
ok "holds to its last" grep -q "text	喜洲镇	532901104 " "$tmp/out"

# Areas that texts define.
is "accept lists what texts define" 0 "$(status "$fangzhi" -C "$a" accept)"
ok "with members and parent" \
    grep -qE "^x-513325-江南片区	江南片区	513325	513325105 波斯河镇\|513325205 八衣绒乡\|513325208 牙衣河乡	" "$tmp/out"
is "accepting what is not there" 1 "$(status "$fangzhi" -C "$a" accept 江北片区)"
is "accepting one" 0 "$(status "$fangzhi" -C "$a" accept 江南片区)"
ok "makes it a region" grep -q "^x-513325-江南片区	江南片区	513325	" "$a/regions.tsv"
ok "of which its members are part" grep -q "^513325205	八衣绒乡	x-513325-江南片区	" "$a/regions.tsv"
no "and it is proposed no more" grep -q 江南片区 "$a/regions.proposed.tsv"
two=$(ls "$a"/articles/two/*.md)
cp "$two" "$tmp/two.md"
is "import --again regions --dry-run" 0 "$(status "$fangzhi" -C "$a" import --again regions --dry-run)"
is "says what would change" "1 article: — → 江南片区 (x-513325-江南片区)" "$(cat "$tmp/out")"
ok "and writes nothing" cmp "$two" "$tmp/two.md"
is "import --again regions" 0 "$(status "$fangzhi" -C "$a" import --again regions)"
ok "finds the area in the article" grep -q "{code: x-513325-江南片区, name: 江南片区, as: \[江南片区\]}" "$two"
is "a second time nothing changes" "" "$("$fangzhi" -q -C "$a" import --again regions,topics)"
is "nor does importing the source again" 0 "$(status "$fangzhi" -C "$a" import "$a/sources")"
ok "nothing was written" grep -q "0 written" "$tmp/err"
is "the archive is good, also where a person wrote a region" 0 "$(status "$fangzhi" -C "$a" check)"
is "and builds" 0 "$(status "$fangzhi" -C "$a" build)"

# Rules, and what a person wrote.
printf 'form\tcode\tpublication\n河口镇\t513325100\t\n波斯河镇\t-\t\n' >"$a/regions.rules.tsv"
"$fangzhi" -q -C "$a" import --again regions >"$tmp/out"
ok "a rule takes a region away" grep -q "^1 article: 波斯河镇 (513325105) → —" "$tmp/out"
no "from the article" grep -q 波斯河镇, "$two"
ok "a person's list is left alone" sh -c '! grep -q 513325100 "$1" && grep -q 320106 "$1"' - "$one"
printf 'form\tcode\n河口镇\t9\n波斯河镇\t513325105\n' >"$a/regions.rules.tsv"
is "a bad rule" 1 "$(status "$fangzhi" -C "$a" import --again regions)"
ok "is named by line" grep -q "regions.rules.tsv:2: error: no region '9'" "$tmp/err"
ok "and the good ones hold" grep -q 波斯河镇, "$two"
rm "$a/regions.rules.tsv"
is "again of something else" 2 "$(status "$fangzhi" -C "$a" import --again bodies)"

# A region that stays, though a form of it and the dateline's code go.
c=$tmp/c
"$fangzhi" -q init "$c"
printf '大理市新建三座图书室\n\n本报大理5月6日讯(记者 甲小文)大理市喜洲镇的图书室开门，喜洲的村民都来借书，孩子们尤其高兴。\n' \
    >"$c/sources/one.txt"
"$fangzhi" -q -C "$c" import
printf 'form\tcode\tpublication\n大理\t-\t\n喜洲\t-\t\n' >"$c/regions.rules.tsv"
"$fangzhi" -q -C "$c" import --again regions --dry-run >"$tmp/out"
is "what goes is named" "1 article: dateline 5329, 喜洲镇「喜洲」 → —" "$(cat "$tmp/out")"

# Names by year: both are regions of the archive, each knows the other.
b=$tmp/b
"$fangzhi" -q init "$b"
mkdir -p "$b/sources/2010" "$b/sources/2019"
printf '那曲县新修公路\n\n本报讯 那曲县今年新修公路三十公里，沿线群众出行更加方便，大家都很高兴。\n' >"$b/sources/2010/a.txt"
printf '色尼区新建书店\n\n本报讯 色尼区今年新建书店三家，附近的居民都来借书，孩子们尤其高兴。\n' >"$b/sources/2019/a.txt"
printf 'issued: "2010-05-06"\nhome: "54"\n' >"$b/sources/2010/a.yaml"
printf 'issued: "2019-05-06"\nhome: "54"\n' >"$b/sources/2019/a.yaml"
rm "$b/sources/2019/a.txt"
is "import of 2010" 0 "$(status "$fangzhi" -C "$b" import)"
ok "has the county of then" grep -rq '{code: "542421", name: 那曲县' "$b/articles/2010"
ok "and what it became" grep -q "^540602	色尼区" "$b/regions.tsv"
printf '色尼区新建书店\n\n本报讯 色尼区今年新建书店三家，附近的居民都来借书，孩子们尤其高兴。\n' >"$b/sources/2019/a.txt"
rm -r "$b/articles" "$b/.fangzhi" "$b/regions.tsv" "$b/sources/2010"
is "import of 2019" 0 "$(status "$fangzhi" -C "$b" import)"
ok "has the district of then" grep -rq '{code: "540602", name: 色尼区' "$b/articles/2019"
ok "and what it was before" grep -qE "^542421	那曲县	[0-9]+	[0-9]*	[0-9]+	[^	]*540602" "$b/regions.tsv"
done_testing
