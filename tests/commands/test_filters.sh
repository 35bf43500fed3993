#!/bin/sh
# What can fit nothing is refused, with the reason.
. tests/tap.sh

a="$tmp/archive"
"$fangzhi" init "$a" >/dev/null
usage() { # what it says, arguments…
    want=$1
    shift
    "$fangzhi" -C "$a" "$@" >"$tmp/out" 2>"$tmp/err"
    is "$*: status 2" 2 "$?"
    ok "$*: says why" grep -q -- "error: .*$want.*\[usage\]" "$tmp/err"
}
printf 'code\tname\tparent\n54\t西藏自治区\t\n' >"$a/regions.tsv"
article() { # id, other front matter
    printf -- '---\nid: %s\ntitle: 村路修通\nkind: news\n%sregions: [{code: "54", name: 西藏自治区}]\n---\n\n修通村路。\n' \
        "$1" "$2" >"$a/articles/$1.md"
}
article aaaaaaaaaa 'date: "1998-05-08"
'
article bbbbbbbbbb ''
"$fangzhi" -C "$a" build 2>/dev/null

usage "codes of regions.*'abc'" import --scope abc
usage "codes of regions.*'99'" import --scope 54,99
usage "YYYY.*'zzz'" search --from zzz 路
usage "YYYY.*'1998-02-30'" search --to 1998-02-30 路
usage "no article.*'99'" search --region 99 路
usage "no article.*'nonsense'" search --topic nonsense 路
usage "one of: news.*'poem'" search --kind poem 路
usage "after '--'" search -x
usage "exclude each other" list --json --csv
found() { "$fangzhi" -C "$a" search "$@" 2>/dev/null | cut -f 1 | LC_ALL=C sort | tr '\n' ' '; }
usage "unknown option '-羊'.*after '--'" search -羊
usage "'-C' goes before the command: fangzhi -C … build" build -C x
usage "'--archive=x' goes before" build --archive=x
usage "'-Z'" build -Z
usage "code or name, not '林周县'.*list regions" search --region 林周县 路
is "both have the words" "aaaaaaaaaa bbbbbbbbbb " "$(found 村路)"
is "what has no date is not from a year on" "aaaaaaaaaa " "$(found --from 1990 村路)"
is "nor up to one" "aaaaaaaaaa " "$(found --to 2020 村路)"
is "a region that articles have" "aaaaaaaaaa bbbbbbbbbb " "$(found --region 54 村路)"
is "or its name" "aaaaaaaaaa bbbbbbbbbb " "$(found --region 西藏自治区 村路)"
is "a word left out after --" "" "$(found -- 村路 -修通)"
done_testing
