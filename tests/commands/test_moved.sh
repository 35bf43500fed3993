#!/bin/sh
# An article is found by its id, wherever below articles/ a person put its file.
. tests/tap.sh

a="$tmp/archive"
"$fangzhi" init "$a" >/dev/null
import() { "$fangzhi" -C "$a" import "$@" >"$tmp/out" 2>"$tmp/err"; }
files() { find "$a/articles" -name '*.md' | wc -l; }
page() {
    cat <<'PAGE'
城东菜市场改造完工

本报讯 (记者 甲小文)改造后的城东菜市场昨天重新开门，摊位由原来的八十个增加到一百二十个，地面全部换成了防滑砖，通道也比过去宽了一倍。

乡村图书室周末开放

本报讯 (记者 乙大山)从本月起，全县三十二个乡村图书室周末照常开放，孩子们放假也能借书看报，值班由返乡学生轮流担任。
PAGE
}
mkdir -p "$a/sources"
page >"$a/sources/one.txt"
import
is "two articles" 2 "$(files)"
mkdir -p "$a/articles/markets"
old=$(grep -rl '^title: 城东菜市场改造完工' "$a/articles")
new="$a/articles/markets/城东菜市场.md"
mv "$old" "$new"
touch -d '2001-01-01' "$new"
page | sed 's/一百二十个/一百三十个/' >"$a/sources/one.txt"
import
is "a file that was moved is not written a second time" 2 "$(files)"
no "nor where it stood" test -e "$old"
ok "and gets what is new in the source" grep -q 一百三十个 "$new"
sed -i 's/^title: 城东菜市场改造完工/title: 城东菜市场改造如期完工/' "$new"
page | sed 's/一百二十个/一百四十个/' >"$a/sources/one.txt"
import
ok "also beside a person's edit" grep -q 一百四十个 "$new"
ok "which stays" grep -q 如期完工 "$new"
import "$a/sources/one.txt"
is "importing again makes no second one" 2 "$(files)"
ok "check holds" "$fangzhi" -C "$a" check
page | tail -n 3 >"$a/sources/one.txt"
import
ok "an edited one that the source has no more is kept" test -e "$new"
ok "and named where it stands" grep -q '^articles/markets/城东菜市场.md: .*kept-article' "$tmp/err"
page | tail -n 3 | sed 's/三十二个/三十三个/' >"$a/sources/two.txt"
import
mkdir -p "$a/articles/libraries"
moved=$(grep -rl '^title: 乡村图书室周末开放' "$a/articles/one")
mv "$moved" "$a/articles/libraries/"
printf '' >"$a/sources/one.txt"
import
no "an untouched one that the source has no more goes from where it was moved" \
    test -e "$a/articles/libraries/${moved##*/}"
rm -r "$a/articles/two"
import "$a/sources/two.txt"
no "a file that a person deleted stays deleted" test -e "$a/articles/two"
done_testing
