#!/bin/sh
# Articles keep their ids: a source may be renamed, and be cut another way.
. tests/tap.sh

a="$tmp/archive"
"$fangzhi" init "$a" >/dev/null
import() { "$fangzhi" -C "$a" import >"$tmp/out" 2>"$tmp/err"; }
ids() { (cd "$a/articles" && find . -name '*.md' | sed 's,.*/,,;s,\.md$,,' | LC_ALL=C sort | tr '\n' ' '); }
file_of() { grep -rl "^title: $1\$" "$a/articles"; }
id_of() { sed -n 's/^id: "*\([0-9a-z]*\).*/\1/p' "$(file_of "$1")"; }
page() {
    cat <<'PAGE'
城东菜市场改造完工

本报讯 (记者 甲小文)改造后的城东菜市场昨天重新开门，摊位由原来的八十个增加到一百二十个，地面全部换成了防滑砖，通道也比过去宽了一倍。

市场管理处介绍，改造历时五个月，其间商户在临时摊点经营，租金减半收取。

乡村图书室周末开放

本报讯 (记者 乙大山)从本月起，全县三十二个乡村图书室周末照常开放，孩子们放假也能借书看报，值班由返乡学生轮流担任。

柳树沟小学修通入校路

本报讯 (记者 丙春生)柳树沟小学门前八百米土路日前铺上了水泥，下雨天学生再不用踩着泥水上学，家长接送也方便多了。
PAGE
}

mkdir -p "$a/sources/2019/0508"
page >"$a/sources/2019/0508/02.txt"
import
first="$(ids)"
is "three articles" 3 "$(ids | wc -w)"

sed -i 's/^title: 乡村图书室周末开放/title: 乡村图书室周末也开放/' "$(file_of 乡村图书室周末开放)"
mkdir -p "$a/sources/paper"
mv "$a/sources/2019/0508/02.txt" "$a/sources/paper/20190508-02.txt"
import
is "a renamed source keeps its articles' ids" "$first" "$(ids)"
ok "they stand under its new name" test -d "$a/articles/paper/20190508-02"
no "and not under the old one" test -e "$a/articles/2019/0508/02"
ok "a person's edit goes with it" test -n "$(file_of 乡村图书室周末也开放)"
is "all name the file as it is called now" 3 "$(grep -rl 'file: paper/20190508-02.txt' "$a/articles" | wc -l)"
ok "it is said" grep -q source-renamed "$tmp/err"
is "and nothing is missing" 0 "$("$fangzhi" -C "$a" check >/dev/null 2>"$tmp/err"; echo $?)"
no "no source is said to be gone" grep -q source-gone "$tmp/err"

rm "$a/sources/paper/20190508-02.txt"
page | sed 's/一百二十个/一百二十五个/; s/八百米/九百米/' >"$a/sources/other.txt"
import
is "renamed and changed a little, it keeps them too" "$first" "$(ids)"
is "the text is the new one" 1 "$(grep -rl 一百二十五个 "$a/articles" | wc -l)"

gone="$(id_of 柳树沟小学修通入校路)"
heir="$(sed -n 's/^id: "*\([0-9a-z]*\).*/\1/p' "$(file_of 乡村图书室周末也开放)")"
printf 'body: 柳树沟小学修通入校路\nbody: 本报讯 (记者 丙春生)\n' >"$a/sources/other.edits"
import
is "an article joined to another is no more" 2 "$(ids | wc -w)"
ok "and leaves its id to the one that took its text" grep -q "^aliases: \[\"*$gone\"*\]" "$a/articles/other/$heir.md"
import
ok "for good" grep -q "^aliases: \[\"*$gone\"*\]" "$a/articles/other/$heir.md"
rm "$a/sources/other.edits"
import
is "cut again as before" 3 "$(ids | wc -w)"
is "whose id is in use is no alias" 0 "$(grep -rl "^aliases:.*$(id_of 柳树沟小学修通入校路)" "$a/articles" | wc -l)"
ok "check holds" "$fangzhi" -C "$a" check
done_testing
