#!/bin/sh
# What check says of site.yaml, of rules and of the table of sources; and of an archive made over one that was
# corrected.
. tests/tap.sh

a="$tmp/archive"
"$fangzhi" init "$a" >/dev/null
check() { "$fangzhi" -C "$a" check >"$tmp/out" 2>"$tmp/err"; echo $?; }
said() { grep -q -- "$1" "$tmp/err"; }
printf 'code\tname\tparent\n54\t西藏自治区\t\n' >"$a/regions.tsv"
cat >"$a/site.yaml" <<'SITE'
name: 河谷
home: 西藏自治区
publications:
  - {id: hg, name: 河谷报, home: "999999"}
  - {id: sg, name: 山谷报, home: "54"}
patterns:
  - {pattern: "{publication}/{yyyy/{page}.txt", publication: hg}
  - {pattern: "{yyyy}/{page}", publication: hg}
  - {pattern: "hg/{yyyy}/{page}.txt", publication: 河谷晚报}
  - {pattern: "sg/{yyyy}/{page}.txt", publication: 山谷报}
SITE
is "what is wrong in site.yaml" 1 "$(check)"
ok "a name instead of a code" said '^site.yaml:2:7: error: .*"54".*check-home'
ok "a code that is none" said "^site.yaml:4:[0-9]*: error: .*'999999'.*check-home"
no "not one that is" said '^site.yaml:5:'
ok "a slot that is open" said '^site.yaml:7:[0-9]*: error: .*check-pattern'
ok "no .txt" said '^site.yaml:8:[0-9]*: error: .*check-pattern'
ok "another publication" said '^site.yaml:9:[0-9]*: warning: .*河谷晚报.*check-publication'
no "none that is right" said '^site.yaml:10:'
printf 'name: 河谷\nhome: "54"\n' >"$a/site.yaml"
is "mended" 0 "$(check)"
printf 'file,publication,issued\nnone.txt,河谷报,2020-06-01\n' >"$a/sources/sources.csv"
is "a row without a file" 0 "$(check)"
ok "is a warning" said '^sources/sources.csv:2: warning: .*sources/none.txt'
printf '一条村路修通了，两边种了树。\n' >"$a/sources/p.txt"
printf 'issued: 夏天\n' >"$a/sources/p.yaml"
is "a bad sidecar" 1 "$(check)"
ok "is named" said '^sources/p.yaml:1:9: error: .*bad-date'
mv "$a/sources/sources.csv" "$a"
is "rows beside the sources' folder, and the sidecar" 1 "$(check)"
ok "are not read, which is said" said '^sources.csv: warning: .*sources/'
rm "$a/sources/p.yaml" "$a/sources.csv"
if [ -e "$(dirname "$fangzhi")/gazetteer.bin" ]; then
    printf 'form\tcode\n河口镇\t999999\n' >"$a/regions.rules.tsv"
    is "a rule with a code that is none" 1 "$(check)"
    ok "is named with its line" said '^regions.rules.tsv:2: error: .*rules-code'
    rm "$a/regions.rules.tsv"
else
    skip "a rule with a code that is none" "no gazetteer"
fi

# --- what an article lacks
printf -- '---\ntitle: 一\nreviewed: yes\n---\n\n一\n' >"$a/articles/x.md"
check >/dev/null
ok "an id is told" said "^articles/x.md:2:1: error: 'id' is missing: ten characters of 0-9 and a-z"
ok "what reviewed holds" said "^articles/x.md:3:11: error: 'reviewed' must be keys and values: {by: …, on: YYYY-MM-DD}"
rm "$a/articles/x.md"
"$fangzhi" -q -C "$a" import
md=$(find "$a/.fangzhi/base/articles" -name '*.md' | head -n 1)
sed -i 's/^kind: .*/kind: poem/' "$md"
check >/dev/null
ok "an article is named with its folders" \
    said '^.fangzhi/base/articles/p/[0-9a-z]*.md:[0-9]*:[0-9]*: error: .*bad-choice'

# --- make site SOURCES=DIR
mkdir -p "$tmp/make/bin" "$tmp/pages"
printf '一条村路修通了，两边种了树。\n' >"$tmp/pages/p.txt"
b="$tmp/make/archive"
"$fangzhi" init "$b" >/dev/null
"$fangzhi" -q -C "$b" import "$tmp/pages/p.txt"
for f in "$b"/articles/p/*.md; do sed -i 's/^kind: .*/kind: notice/' "$f"; done
looks_first() { # the lines of `make site` that look for corrections
    make -s -n site SOURCES="$tmp/pages" BUILD="$tmp/make" | sed -n '/^cd .*archive/,/; }; }/p'
}
no "a corrected archive is not made anew" sh -c "$(looks_first)"
ok "the archive stays" test -d "$b/articles"
for f in "$b"/articles/p/*.md; do cp "$b/.fangzhi/base/articles/p/$(basename "$f")" "$f"; done
ok "one that nobody touched is" sh -c "$(looks_first)"
done_testing
