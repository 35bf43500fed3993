#!/bin/sh
# check: what it says of regions, topics and links, where, and what --fix completes.
. tests/tap.sh

a="$tmp/archive"
"$fangzhi" init "$a" >/dev/null
said() { grep -q "$1" "$tmp/err"; }
check() { "$fangzhi" -C "$a" check "$@" >"$tmp/out" 2>"$tmp/err"; }
article() { # id, then regions
    printf -- '---\nid: %s\ntitle: 村路修通\n%s\ntopics: [agriculture, %s]\n---\n\n林周县修通村路。\n' "$1" "$2" "$3" >"$a/articles/$1.md"
}
known=$(sed -n 's/^ *- *{* *id: *\([a-z-]*\).*/\1/p' "$a/topics.yaml" | head -n 1)
printf 'code\tname\tparent\n54\t西藏自治区\t\n5401\t拉萨市\t54\n540121\t林周县\t5401\n' >"$a/regions.tsv"

article aaaaaaaaaa 'regions: [{code: "540121", name: 当雄县, as: [林周县]}]' "$known"
check
ok "a code with another region's name, at its place" said "^articles/aaaaaaaaaa.md:4:19: error: region '540121' is 林周县 .*not '当雄县' \[check-region-name\]"
article aaaaaaaaaa 'regions:
  - {code: "540121", name: 林周县}
  - 无此村' nonsense
check
ok "a name that is none, at its place" said "^articles/aaaaaaaaaa.md:6:5: error: .*'无此村'.*\[check-region\]"
ok "a topic that is none" said "^articles/aaaaaaaaaa.md:7:[0-9]*: error: .*'nonsense'.*\[check-topic\]"
"$fangzhi" -C "$a" build 2>"$tmp/err"
ok "build says that it gets no page" said "^articles/aaaaaaaaaa.md:6:5: warning: .*'无此村'.*\[unknown-region\]"
"$fangzhi" -C "$a" list --unresolved >"$tmp/out"
ok "and it is among what is unresolved" grep -q '^无此村.*1.*not in regions.tsv.*articles/aaaaaaaaaa.md' "$tmp/out"

article aaaaaaaaaa 'regions: ["540121", 拉萨市/林周县, {code: "540121", name: 林周县, as: [林周]}, 当雄县]' "$known"
rm -rf "$a/public"
check
ok "the same twice is told" said check-region-twice
ok "what only the gazetteer has is an error" said "'当雄县'.*\[check-region\]"
check --fix
is "fix leaves none" 0 "$(check; echo $?)"
is "a code gets its name; one region is one item" 1 "$(grep -c '540121' "$a/articles/aaaaaaaaaa.md")"
ok "with all its forms" grep -q 'code: "540121", name: 林周县, as: \[.*林周.*\]' "$a/articles/aaaaaaaaaa.md"
ok "a name of the gazetteer is found there" grep -q 'code: "54012[0-9]", name: 当雄县' "$a/articles/aaaaaaaaaa.md"
ok "and comes into regions.tsv" grep -q '当雄县' "$a/regions.tsv"
cp "$a/articles/aaaaaaaaaa.md" "$tmp/before"
check --fix
ok "fixing twice is fixing once" cmp "$tmp/before" "$a/articles/aaaaaaaaaa.md"
article aaaaaaaaaa 'regions: ["540121"]' "$known"
printf 'names: [村路]\n' >"$a/redactions.yaml"
check --fix
ok "what must not be shown stays in the file" grep -q '^title: 村路修通' "$a/articles/aaaaaaaaaa.md"
ok "which is fixed" grep -q 'code: "540121", name: 林周县' "$a/articles/aaaaaaaaaa.md"
rm "$a/redactions.yaml"
article aaaaaaaaaa 'regions: [和平村]' "$known"
check --fix
ok "a name that many have is not chosen" said 'check-region-ambiguous'
article aaaaaaaaaa 'regions: []' "$known"

printf 'code\tname\tparent\n54\t西藏自治区\t9\n' >"$a/regions.tsv"
check
ok "files of the archive are named from its folder" said '^regions.tsv:2: error'
(cd "$a" && "$fangzhi" check 2>"$tmp/err")
ok "also from within" said '^regions.tsv:2: error'
printf 'code\tname\tparent\n54\t西藏自治区\t\n' >"$a/regions.tsv"
printf 'name: [1\n' >"$a/site.yaml.bad"
cp "$a/site.yaml" "$tmp/site.yaml"
printf 'name: [1\n' >"$a/site.yaml"
is "a build that fails" 1 "$("$fangzhi" -C "$a" build 2>"$tmp/err"; echo $?)"
no "says nothing of files" said '^0 '
cp "$tmp/site.yaml" "$a/site.yaml"

"$fangzhi" -C "$a" build 2>/dev/null
page="$a/public/articles/aa/aaaaaaaaaa.html"
other="$a/public/index.html"
sed -i 's|</main>|<a href="../../gone.html">x</a> <a href="../../gone.html">x</a><a href="#none">y</a></main>|' "$page"
sed -i 's|</main>|<a href="gone.html">x</a></main>|' "$other"
is "broken links" 1 "$(check; echo $?)"
is "the same one is told once" 1 "$(grep -c 'gone.html' "$tmp/err")"
ok "with how many more" said "^public/.*:[0-9]*:[0-9]*: error: '[./]*gone.html'.* 2 other links"
ok "another by itself" said "^public/articles/aa/aaaaaaaaaa.html:[0-9]*:[0-9]*: error: '#none'"
done_testing
