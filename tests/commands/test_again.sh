#!/bin/sh
# import --again segments|dates: all sources are read again; what would change is counted first.
. tests/tap.sh

a="$tmp/archive"
"$fangzhi" init "$a" >/dev/null
run() { "$fangzhi" -C "$a" import "$@" >"$tmp/out" 2>"$tmp/err"; }
page() {
    cat <<PAGE
$1号村路修通

本报讯 (记者 甲小文)5月6日，$1号村路日前修通，全长十二公里，沿线群众出行更加方便，今后由县交通局负责养护。
PAGE
}
mkdir -p "$a/sources/hg/20190508"
for i in 1 2 3; do page $i >"$a/sources/hg/20190508/0$i.txt"; done
run
is "nothing to do: nothing is counted" "" "$(run --again segments,dates; cat "$tmp/out")"
stale() { # as older rules wrote it, in the article and in the base
    for f in $(find "$a" -name '*.md'); do sed -i "$1" "$f"; done
}
stale 's/^date: .*/date: "2018-05-06"/; s/^kind: .*/kind: notice/'
touched=$(grep -l '1号村路' -r "$a/articles")
cp -r "$a" "$tmp/start"
run --again dates --dry-run
ok "dates are counted" grep -q '^3 articles: date: 2018-05-06 → 2019' "$tmp/out"
is "and nothing else" 1 "$(wc -l <"$tmp/out")"
ok "a dry run writes nothing" diff -r "$a" "$tmp/start"
ok "but says how many articles it read" sh -c '"$1" -C "$2" import --again segments --dry-run 2>&1 | grep -q "3 articles, 0 written"' - "$fangzhi" "$a"
sed -i 's/^date: .*/date: "1999-09-09"/' "$touched"
run --again dates
is "written where no person wrote" 2 "$(grep -rl '^date: "2019"' "$a/articles" | wc -l)"
ok "a person's date stays" grep -q '^date: "1999-09-09"' "$touched"
no "and is no conflict" grep -q merge-conflict "$tmp/err"
is "the kind is none of it" 3 "$(grep -rl '^kind: notice' "$a/articles" | wc -l)"
run --again segments
ok "segments bring the rest" grep -q '^3 articles: kind: notice → news' "$tmp/out"
is "in every article" 3 "$(grep -rl '^kind: news' "$a/articles" | wc -l)"
run --again segments
is "once" "" "$(cat "$tmp/out")"
ok "check holds" "$fangzhi" -C "$a" check
stale 's/^kind: .*/kind: notice/; s/^topics: .*/topics: [roads]/'
run --again segments,topics
ok "segments and topics in one call" grep -q '^3 articles: kind: notice → news' "$tmp/out"
is "both stand as if imported now" "" "$(run --again segments; run --again topics; cat "$tmp/out")"
done_testing
