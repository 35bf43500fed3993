#!/bin/sh
# What people write of a source: dates as they write them, tables in the charset they have, and values that are none.
. tests/tap.sh

a="$tmp/archive"
"$fangzhi" init "$a" >/dev/null
s="$a/sources"
import() { "$fangzhi" -C "$a" import "$@" >"$tmp/out" 2>"$tmp/err"; echo $?; }
check() { "$fangzhi" -C "$a" check >"$tmp/out" 2>"$tmp/err"; echo $?; }
said() { grep -q "$1" "$tmp/err"; }
meta() { sed -n "s/^$2: //p" "$a/articles/$1"/*.md | LC_ALL=C sort -u | tr -d '"' | tr '\n' ' '; }
count() { find "$a/articles" -name '*.md' | wc -l; }
page() { printf '城东菜市场改造完工%s\n\n本报讯 (记者 甲小文)改造后的城东菜市场昨天重新开门，摊位由原来的%s个增加到一百二十个，地面全部换成了防滑砖。\n' "$1" "$1"; }

# --- dates
i=0
for form in 2020/6/1 2020.6.1 2020-6-1 20200601 2020年6月1日 ２０２０年６月１日 '2020/6/1 0:00' 2020年06月 2020年; do
    i=$((i + 1))
    page $i >"$s/d$i.txt"
    printf 'issued: "%s"\n' "$form" >"$s/d$i.yaml"
done
page 20 >"$s/c.txt"
printf 'covers: 2019年—2020年\n' >"$s/c.yaml"
is "forms of dates" 0 "$(import)"
for i in 1 2 3 4 5 6 7; do is "a day in form $i" "2020-06-01 " "$(meta d$i issued)"; done
is "a month" "2020-06 " "$(meta d8 issued)"
is "a year" "2020 " "$(meta d9 issued)"
is "two years" "2019-2020 " "$(meta c covers)"
is "check agrees" 0 "$(check)"

# --- values that are none
n=$(count)
page 31 >"$s/p.txt"
printf 'publication: 河谷报\nissued: 去年夏天\nhome: 某县\nkind: paper\ncharset: EBCDIC\n' >"$s/p.yaml"
mkdir -p "$s/lsrb/2020/1345"
page 32 >"$s/lsrb/2020/1345/02.txt"
is "values that are none" 1 "$(import)"
ok "are named with their line" said '^sources/p.yaml:2:[0-9]*: error: .*去年夏天.*bad-date'
ok "a place that is no code" said '^sources/p.yaml:3:[0-9]*: error: .*某县.*regions-code'
ok "a kind" said '^sources/p.yaml:4:[0-9]*: error: .*bad-choice'
ok "a charset" said '^sources/p.yaml:5:[0-9]*: error: .*bad-charset'
is "each once" 4 "$(grep -c error: "$tmp/err")"
is "the articles are there all the same" $((n + 2)) "$(count)"
is "with what is right" "河谷报 " "$(meta p publication)"
is "and without what is not" "" "$(meta p issued)"
ok "a path without a day" said '^sources/lsrb/2020/1345/02.txt: warning: .*2020-13-45.*path-date'
is "gives none" "" "$(meta lsrb/2020/1345/02 issued)"
is "but the page" "02 " "$(meta lsrb/2020/1345/02 page | sed 's/^2 /02 /')"
printf 'issued: 2020-06-02\n' >"$s/p.yaml"
is "mended" 0 "$(import)"
is "is taken" "2020-06-02 " "$(meta p issued)"
is "by the same articles" $((n + 2)) "$(count)"

# --- sources.csv from a spreadsheet
o="$tmp/outside"
mkdir -p "$o"
page 41 >"$o/g.txt"
page 42 >"$o/h.txt"
printf 'file,publication,issued\ng.txt,拉萨日报,2020/6/1\nh.txt,拉萨日报,6/1/2020\n' | iconv -t GB18030 >"$o/sources.csv"
is "a table in GB18030" 1 "$(import "$o")"
ok "a cell that is none is named with its row" said '^sources/sources.csv:3: error: .*6/1/2020.*bad-date'
is "the publication is read" "拉萨日报 " "$(meta g publication)"
is "and the day" "2020-06-01 " "$(meta g issued)"
is "of the bad row what is right" "拉萨日报 " "$(meta h publication)"
is "one error" 1 "$(grep -c error: "$tmp/err")"
ok "the archive's table is UTF-8" iconv -f UTF-8 -t UTF-8 "$s/sources.csv"
is "check reads all articles" 0 "$("$fangzhi" -C "$a" list articles 2>&1 >/dev/null | grep -c error)"
{ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE "$s/sources.csv"; } >"$tmp/u" && sed -i 's/x/x/' "$tmp/u" && mv "$tmp/u" "$s/sources.csv"
import >/dev/null
is "in UTF-16, too" "拉萨日报 " "$(meta g publication)"
rm "$s/sources.csv"
printf 'file,publication,issued\ng.txt,拉萨日报,2020/6/1\n' | iconv -t GB18030 >"$s/sources.csv"

# --- articles that were written unreadable
n=$(count)
for d in articles .fangzhi/base/articles; do sed -i 's/^issued: .*/issued: 2020年/' "$a/$d"/p/*.md; done
is "check names one that cannot be read" 1 "$(check)"
page 31 | sed 's/防滑砖/红砖/' >"$s/p.txt"
is "reading its source again" 0 "$(import)"
is "writes it anew, not a second one" "$n" "$(count)"
is "check agrees again" 0 "$(check)"
for d in articles .fangzhi/base/articles; do f=$(ls "$a/$d"/p/*.md); printf -- '---\nid: %s\n  title: [\n---\n\n坏\n' "$(basename "$f" .md)" >"$f"; done
page 31 >"$s/p.txt"
is "also one without any front matter to be read" 0 "$(import)"
is "is one" "$n" "$(count)"
is "and sound" 0 "$(check)"
done_testing
