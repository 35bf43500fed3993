#!/bin/sh
# Source documents: from outside with all that stands beside them, what is known of them, copies, names and damage.
. tests/tap.sh

a="$tmp/archive"
"$fangzhi" init "$a" >/dev/null
import() { "$fangzhi" -C "$a" import "$@" >"$tmp/out" 2>"$tmp/err"; }
status() { "$@" >"$tmp/out" 2>"$tmp/err"; echo $?; }
meta() { sed -n "s/^$2: //p" "$a/articles/$1"/*.md | LC_ALL=C sort -u | tr '\n' ' '; }
said() { grep -q "$1" "$tmp/err"; }
page() {
    cat <<'PAGE'
城东菜市场改造完工

本报讯 (记者 甲小文)改造后的城东菜市场昨天重新开门，摊位由原来的八十个增加到一百二十个，地面全部换成了防滑砖，通道也比过去宽了一倍。

乡村图书室周末开放

本报讯 (记者 乙大山)从本月起，全县三十二个乡村图书室周末照常开放，孩子们放假也能借书看报，值班由返乡学生轮流担任。
PAGE
}

# --- from outside
o="$tmp/outside"
mkdir -p "$o/1998/book"
page >"$o/1998/0508-02.txt"
page | sed 's/八十个/九十个/' >"$o/1998/book/one.txt"
printf 'file,publication,issued,page,shelf\n1998/0508-02.txt,河谷报,1998-05-08,第二版,"a ""b"", c"\nnone.txt,别处,,,\n' >"$o/sources.csv"
printf 'file,publication,covers\none.txt,河谷年鉴,"1997"\n' >"$o/1998/book/sources.csv"
printf 'issue_number: 第12期\n' >"$o/1998/0508-02.yaml"
printf 'column: 城东菜市场改造完工\n' >"$o/1998/0508-02.edits"
for f in 1998/0508-02.jpg 1998/0508-02.PDF 1998/book/one.webp 1998/else.png; do echo "$f" >"$o/$f"; done
is "a dry run of a folder from outside" 0 "$(status "$fangzhi" -C "$a" import -n "$o")"
ok "knows what its sources.csv says" grep -q '^1998/0508-02.txt.*publication: 河谷报.*issued: 1998-05-08' "$tmp/out"
ok "and the sidecar" grep -q 'issue_number: 第12期' "$tmp/out"
ok "and tells what stands beside it" grep -q 'beside: yaml, edits, jpg, PDF' "$tmp/out"
ok "and of the sources.csv further in" grep -q '^1998/book/one.txt.*publication: 河谷年鉴' "$tmp/out"
no "it says no year where there is none" grep -q 'year: 0' "$tmp/out"
is "and writes nothing" "" "$(ls "$a/sources")$(ls "$a/articles")"
sed -n 's/^\t\([0-9a-z]*\)\t.*/\1/p' "$tmp/out" | LC_ALL=C sort >"$tmp/would"
is "importing it" 0 "$(status "$fangzhi" -C "$a" import "$o")"
find "$a/articles" -name '*.md' | sed 's,.*/,,; s,\.md$,,' | LC_ALL=C sort >"$tmp/did"
ok "gets the articles that were told" cmp "$tmp/would" "$tmp/did"
for f in 0508-02.yaml 0508-02.edits 0508-02.jpg 0508-02.PDF book/one.webp; do
    ok "brings $f" cmp "$o/1998/$f" "$a/sources/1998/$f"
done
no "and nothing that belongs to no source" test -e "$a/sources/1998/else.png"
is "a page is a number" '"2" ' "$(meta 1998/0508-02 page)"
is "rows come with their files" "河谷年鉴 " "$(meta 1998/book/one publication)"
is "and no others" 3 "$(wc -l <"$a/sources/sources.csv")"
ok "cells that fangzhi does not know are kept" grep -qF '"a ""b"", c"' "$a/sources/sources.csv"
import
ok "then nothing is new" said '^0 sources read, 2 unchanged'
sed -i 's/河谷报/山谷报/' "$o/sources.csv"
import "$o"
ok "another row for a file is not taken" said 'outside/sources.csv:2: warning: .*source-row'
import "$o/1998/book/one.txt"
is "one file by itself brings its row, too" 4 "$(wc -l <"$a/sources/sources.csv")"
is "no such path" 1 "$(status "$fangzhi" -C "$a" import "$tmp/nowhere")"
ok "is said" said 'no-file'
is "nor file" 1 "$(status "$fangzhi" -C "$a" import "$tmp/nowhere.txt")"

# --- what is known changes
sed -i 's/河谷报/河谷晚报/; s/1998-05-08/1998-05-09/' "$a/sources/sources.csv"
md=$(grep -l '^title: 乡村' "$a/articles/1998/0508-02"/*.md)
sed -i 's/^title: 乡村图书室周末开放/title: 图书室周末开放/; s/^page: .*/page: "4"/' "$md"
import
ok "a changed row is a reason to read its source" said '^1 source.* read, 2 unchanged'
is "its articles say so" "河谷晚报 " "$(meta 1998/0508-02 publication)"
ok "beside a person's title" grep -q '^title: 图书室周末开放' "$md"
ok "and page" grep -q '^page: "4"' "$md"
ok "which stand next to it" grep -q '^issued: "1998-05-09"' "$md"
printf 'issue_number: 第13期\n' >"$a/sources/1998/0508-02.yaml"
import
is "a changed sidecar" "第13期 " "$(meta 1998/0508-02 issue_number)"
mkdir -p "$a/sources/lake/20010607"
page | sed 's/八十个/七十个/' >"$a/sources/lake/20010607/5.txt"
import
is "a pattern that everybody uses" "lake " "$(meta lake/20010607/5 publication)"
printf 'publications:\n  - {id: lake, name: 湖畔周报}\n' >>"$a/site.yaml"
import
is "a changed site.yaml" "湖畔周报 " "$(meta lake/20010607/5 publication)"

# --- damage
mkdir -p "$a/sources/odd"
page | sed 's/八十个/五十个/' >"$a/sources/odd/UP.TXT"
page | sed 's/八十个/五一个/' >"$a/sources/odd/UP.txt"
page | sed 's/防滑砖/防\x01滑砖/' | tr '\001' '\000' >"$a/sources/odd/nul.txt"
page | LC_ALL=C sed "s/菜市场改造完/菜市$(printf '\345\234')改造完/" >"$a/sources/odd/bad.txt"
printf '\n \n' >"$a/sources/odd/blank.txt"
mkdir -p "$a/sources/odd/book"
printf '目录\n道路……5\n学校……8\n河水……9\n\n道路\n\n全县道路\377里程增加。\n' >"$a/sources/odd/book/1.txt"
import
ok "stray characters are named" said '^sources/odd/nul.txt:3:[0-9]*: warning: .*stray-characters'
ok "bytes that are no text, too" said '^sources/odd/bad.txt:1:[0-9]*: warning: .*bad-bytes'
is "once, though a book's contents are read before" 1 "$(grep -c '^sources/odd/book/1.txt:.*bad-bytes' "$tmp/err")"
ok "and a source without text" said '^sources/odd/blank.txt: warning: .*empty-source'
is "A.TXT beside A.txt: both are read" 4 "$(find "$a/articles/odd/UP" -name '*.md' | wc -l)"
is "no control character is in an article" 0 "$(LC_ALL=C grep -rlP '[\x00-\x08]' "$a/articles" | wc -l)"
is "nothing is lost without a word" 0 "$(status "$fangzhi" -C "$a" check)"
ok "check says what is" said '^sources/odd/bad.txt:1:[0-9]*: warning: .*bad-bytes'
is "once" 1 "$(grep -c '^sources/odd/book/1.txt:.*bad-bytes' "$tmp/err")"
import
ok "twice is once" said '^0 sources read'
is "and nothing is said of what is as it was" 0 "$(grep -c 'bad-bytes' "$tmp/err")"
import "$a/sources/odd/UP.TXT"
is "one of two alike leaves the other alone" 4 "$(find "$a/articles/odd/UP" -name '*.md' | wc -l)"

# --- copies
ids() { find "$1/articles" -name '*.md' | sed 's,.*/,,' | LC_ALL=C sort; }
b="$tmp/copies"
for j in 1 8; do
    "$fangzhi" init "$b$j" >/dev/null
    i=0
    while [ $i -lt 12 ]; do page >"$b$j/sources/copy$i.txt"; i=$((i + 1)); done
    "$fangzhi" -j $j -C "$b$j" import 2>/dev/null
done
is "copies of a source have ids of their own" 24 "$(ids "$b"1 | sort -u | wc -l)"
ok "the same with any number of threads" diff -r "$b"1 "$b"8
page >"$b"1/sources/aaa.txt
"$fangzhi" -C "$b"1 import 2>/dev/null
is "also of a copy that comes later" 26 "$(ids "$b"1 | sort -u | wc -l)"
ok "the archive is sound" "$fangzhi" -C "$b"1 check

# --- names
page | sed 's/八十个/六十个/' >"$a/sources/$(printf 'n\377.txt')"
long=$(printf '%0248d' 7)
page | sed 's/八十个/六二个/' >"$a/sources/$long.txt"
page | sed 's/八十个/六三个/' >"$a/sources/good.txt"
is "names that cannot be" 1 "$(status "$fangzhi" -C "$a" import)"
is "are named each" 2 "$(grep -c '^sources/.*source-name' "$tmp/err")"
ok "in UTF-8" sh -c "iconv -f UTF-8 -t UTF-8 '$tmp/err' >/dev/null"
is "the others are done" 2 "$(find "$a/articles/good" -name '*.md' | wc -l)"
rm "$a/sources/"*"$(printf '\377')"*.txt "$a/sources/$long.txt"
page | sed 's/八十个/六四个/' >"$a/sources/$(printf '%0247d' 7).txt"
is "the longest name that can" 0 "$(status "$fangzhi" -C "$a" import)"
is "and all is well" 0 "$(status "$fangzhi" -C "$a" check)"

# --- a table that is not quite one
t="$tmp/table"
"$fangzhi" init "$t" >/dev/null
for f in a b c d; do page | sed "s/八十个/八${f}个/" >"$t/sources/$f.txt"; done
cat >"$t/sources/sources.csv" <<'SHEET'
file,publication,issued
a.txt,河谷报,周末版,1998-05-08
b.txt,"河谷
报",1998-05-09,,
b.txt,山谷报,1998-05-09
c.txt,"山谷报,1998-05-10
d.txt,"平谷报, 早版",1998-05-11
SHEET
is "a table with errors" 1 "$(status "$fangzhi" -C "$t" import -n)"
ok "a comma too many is said" grep -q 'sources.csv:2: warning: 4 cells.*too-many-cells' "$tmp/err"
no "but not of empty cells at a row's end" grep -q 'sources.csv:3:.*too-many-cells' "$tmp/err"
ok "a second row of a file, too" grep -q 'sources.csv:5: warning: .*source-row' "$tmp/err"
ok "and a quotation mark that nothing closes" grep -q 'sources.csv:6: error: .*unclosed-quote' "$tmp/err"
ok "which does not take in the next row" grep -q '^d.txt.*publication: 平谷报, 早版.*issued: 1998-05-11' "$tmp/out"
done_testing
