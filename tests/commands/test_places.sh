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
"$fangzhi" -C "$a" list --unresolved --json >"$tmp/open.json"
ok "as JSON" grep -q '^{"form":"鼓楼区","count":1,"why":"ambiguous","within":null,"candidates":\["' "$tmp/open.json"
sed 's/^regions:/&\n  - {code: "320106", name: 鼓楼区, as: [鼓楼区]}/' "$one" >"$tmp/md" && cp "$tmp/md" "$one"
ok "what a person settled is not open" sh -c '! "$1" -C "$2" list --unresolved | grep -q ^鼓楼区' - "$fangzhi" "$a"

is "import --explain-regions" 0 "$(status "$fangzhi" -C "$a" import --explain-regions "$a/sources/one.txt")"
ok "tells the home region" grep -q "^home	5329" "$tmp/out"
ok "and why each name was taken so" grep -qE "text	喜洲镇	532901104 .*right after the region it lies in	.*「喜洲镇」甲乙丙村" "$tmp/out"
ok "and what each open one may mean" grep -qE "	鼓楼区	-	0.00	ambiguous	.*350102 福建省/福州市/鼓楼区" "$tmp/out"
done_testing
