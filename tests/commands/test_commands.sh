#!/bin/sh
# The command line: usage, exit statuses, diagnostics, an archive from empty to built.
. tests/tap.sh

status() { "$@" >"$tmp/out" 2>"$tmp/err"; echo $?; }

is "no command: usage" 2 "$(status "$fangzhi")"
is "help goes to stdout with 0" 0 "$(status "$fangzhi" --help)"
ok "help lists the commands" grep -q '^  import' "$tmp/out"
is "a command's help" 0 "$(status "$fangzhi" import --help)"
ok "names its options" grep -q -- '--dry-run' "$tmp/out"
is "version" 0 "$(status "$fangzhi" --version)"
is "unknown command" 2 "$(status "$fangzhi" frobnicate)"
is "says which" "fangzhi: error: unknown command 'frobnicate'; 'fangzhi --help' lists them [usage]" "$(cat "$tmp/err")"
is "unknown option" 2 "$(status "$fangzhi" build --frob)"
is "among letters too" "fangzhi: error: unknown option '-Z' [usage]" "$("$fangzhi" -q -vZ list 2>&1)"
is "what cannot be written is said" 3 "$("$fangzhi" --help 2>"$tmp/err" >/dev/full; echo $?)"
ok "with the reason" grep -q 'cannot-write' "$tmp/err"
is "option without its argument" 2 "$(status "$fangzhi" build -o)"
is "number wanted" 2 "$(status "$fangzhi" -j many build)"
is "too many arguments" 2 "$(status "$fangzhi" build one two)"
is "no archive" 1 "$(status "$fangzhi" -C "$tmp/none" build)"
is "messages in Chinese" "$tmp/none: 错误: 此处没有资料库：缺少 site.yaml（可用 fangzhi init 新建） [no-archive]" \
    "$(LC_ALL=zh_CN.UTF-8 "$fangzhi" -C "$tmp/none" build 2>&1)"

a="$tmp/a folder 档案"
is "init" 0 "$(status "$fangzhi" init "$a")"
for f in site.yaml topics.yaml .gitignore .gitattributes sources articles; do ok "init makes $f" test -e "$a/$f"; done
is "init twice is refused" 1 "$(status "$fangzhi" init "$a")"
is "an empty archive builds" 0 "$(status "$fangzhi" -C "$a" build)"
ok "a home page" test -s "$a/public/index.html"
is "and is without errors" 0 "$(status "$fangzhi" -C "$a" check)"

mkdir -p "$tmp/in/sub"
cat >"$tmp/in/sub/page.txt" <<'PAGE'


我区新修乡村公路通车

本报拉萨5月6日讯(记者 甲小文)5日，连接林周县各乡镇的一条乡村公路正式通车，沿线群众出行更加方便。

据了解，这条公路全长三十公里，沿线设有停靠站十二处，由县交通运输局负责养护。
PAGE
head -c 4000 "$fangzhi" >"$tmp/in/noise.txt"
is "import of a good and a bad file" 1 "$(status "$fangzhi" -C "$a" import "$tmp/in")"
ok "the bad one is named" grep -q 'noise.txt' "$tmp/err"
is "the good one is there" 1 "$("$fangzhi" -C "$a" list | wc -l | tr -d ' ')"
rm -f "$a"/sources/*/noise.txt "$a"/sources/noise.txt
is "build" 0 "$(status "$fangzhi" -C "$a" build)"
is "check" 0 "$(status "$fangzhi" -C "$a" check)"
find "$a/public" -type f -exec stat -c '%n %Y %i' {} + | sort >"$tmp/before"
is "build again" 0 "$(status "$fangzhi" -C "$a" build)"
find "$a/public" -type f -exec stat -c '%n %Y %i' {} + | sort >"$tmp/after"
ok "touches no file" cmp "$tmp/before" "$tmp/after"

page=$(find "$a/public/articles" -name '*.html' | head -n 1)
sed 's|</main>|<a href="nowhere.html">x</a><a href="#none">y</a></main>|' "$page" >"$tmp/p" && cp "$tmp/p" "$page"
is "a planted broken link" 1 "$(status "$fangzhi" -C "$a" check)"
is "both are reported" 2 "$(grep -c 'error' "$tmp/err")"

article=$(find "$a/articles" -name '*.md' | head -n 1)
cp "$article" "$tmp/good.md"
sed 's/^topics:.*/topics: [nonsense]/' "$tmp/good.md" >"$article"
grep -q '^topics:' "$article" || sed 's/^title:/topics: [nonsense]\ntitle:/' "$tmp/good.md" >"$article"
rm -rf "$a/public"
is "an unknown topic" 1 "$(status "$fangzhi" -C "$a" check)"
ok "is named" grep -q "'nonsense'" "$tmp/err"
sed 's/^title:.*/title: [1/' "$tmp/good.md" >"$article"
is "broken front matter" 1 "$(status "$fangzhi" -C "$a" check)"
ok "has file, line and column" grep -qE '^articles/.*\.md:[0-9]+:[0-9]+: error: ' "$tmp/err"
cp "$tmp/good.md" "$article"

"$fangzhi" -C "$a" list --json >"$tmp/list"
ok "list --json is one object a line" grep -qE '^\{"id":"[0-9a-z]{10}","url":"articles/.*\}$' "$tmp/list"
c="$tmp/counties"
"$fangzhi" init "$c" >/dev/null
printf 'code\tname\tparent\tfrom\tto\tsuccessors\n' >"$c/regions.tsv"
printf '53\t云南省\n530522\t腾冲县\t53\t1981\t2015\t530581\n530581\t腾冲市\t53\t2015\n' >>"$c/regions.tsv"
mkdir -p "$c/articles"
printf -- '---\nid: abcdefghjk\ntitle: 村路\nregions: [{code: "530522", name: 腾冲县, as: [腾冲县]}]\n---\n\n腾冲县修路。\n' \
    >"$c/articles/a.md"
"$fangzhi" -C "$c" list --json >"$tmp/list"
ok "it gives a county of then by its code of today" grep -qF '{"code":"530581","name":"腾冲县","count":1}' "$tmp/list"
printf -- '---\nid: abcdefghjk\ntitle: 村路\ndateline: {place: 腾冲县, code: "530522"}\nregions:\n%s\n%s\n---\n\n%s\n' \
    '  - {code: "530522", name: 腾冲县, as: [腾冲县]}' '  - {code: "530581", name: 腾冲市, as: [腾冲市]}' \
    '腾冲县修路。今腾冲市也修。' >"$c/articles/a.md"
"$fangzhi" -C "$c" list --json >"$tmp/list"
ok "both names of one county are counted together" \
    grep -qF '"regions":[{"code":"530581","name":"腾冲县","count":2}]' "$tmp/list"
ok "also where the piece was sent from" grep -qF '"dateline":{"place":"腾冲县","code":"530581"}' "$tmp/list"
is "list of something else" 2 "$(status "$fangzhi" -C "$a" list things)"
ok "list regions" "$fangzhi" -C "$a" list regions
ok "list topics as CSV" "$fangzhi" -C "$a" list topics --csv
is "a full disk is status 3" 3 "$("$fangzhi" -C "$a" list >/dev/full 2>/dev/null; echo $?)"

# The installed tree may be moved: it finds its defaults in ../share.
mkdir -p "$tmp/moved/bin" "$tmp/moved/share/fangzhi"
cp "$fangzhi" "$tmp/moved/bin/"
for file in templates static topics.yaml gazetteer.bin; do
    ln -s "$(realpath "$(dirname "$fangzhi")/$file")" "$tmp/moved/share/fangzhi/"
done
is "an installed tree that was moved" 0 "$(status "$tmp/moved/bin/fangzhi" -C "$tmp/elsewhere" init)"
done_testing
