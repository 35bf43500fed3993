#!/bin/sh
# An archive in git: changing one line of a source changes one article and the
# lines it must; an edit by hand survives; what was deleted stays deleted.
. tests/tap.sh
a="$tmp/a"
git() { command git -C "$a" -c user.name=t -c user.email=t@example.org -c core.autocrlf=false "$@"; }
changed() { git diff --numstat -- articles | awk '{ print $1 "+ " $2 "-" }'; }
"$fangzhi" -q -C "$a" init
mkdir -p "$a/sources"
cp -R content/sources/cangshan content/sources/yunhe "$a/sources/"
ok "import" "$fangzhi" -q -C "$a" import
git init -q
git add -A
git commit -q -m start
is "the cache and the site are not versioned" "" "$(git ls-files public .fangzhi/cache)"

page="$a/sources/cangshan/2019/0512/02.txt"
sed -i 's/维修老旧水渠四十公里/维修老旧水渠五十公里/' "$page"
ok "import after one line changed" "$fangzhi" -q -C "$a" import
is "one article is changed" 1 "$(git diff --name-only -- articles | wc -l | tr -d ' ')"
# Its paragraph and the line with the source's SHA-256.
is "in two lines" "2+ 2-" "$(changed)"
is "and nothing beside it but source and base" "" \
    "$(git status --porcelain | grep -vE ' (articles/|sources/cangshan/2019/0512/02.txt|.fangzhi/base/)')"
git commit -qa -m changed

article=$(grep -l '水窖解了旱' "$a"/articles/cangshan/2019/0512/02/*.md | head -n 1)
sed -i 's/^title: .*/title: 水窖解旱/' "$article"
sed -i 's/五十公里/六十公里/' "$page"
ok "import after both changed" "$fangzhi" -q -C "$a" import
ok "the person's title stays" grep -q '^title: 水窖解旱$' "$article"
ok "the source's change comes in" grep -q '六十公里' "$article"
sed -i 's/六十公里/七十公里/' "$article"
sed -i 's/六十公里/八十公里/' "$page"
"$fangzhi" -C "$a" import 2>"$tmp/err"
ok "a conflict leaves the person's file" grep -q '七十公里' "$article"
ok "and is reported" grep -q 'conflict' "$tmp/err"
rm "$article"
sed -i 's/八十公里/九十公里/' "$page"
"$fangzhi" -q -C "$a" import 2>/dev/null
no "what a person deleted stays deleted" test -e "$article"

# The edition: the commit, where site.yaml asks for it.
git checkout -q .
printf 'edition: commit\n' >>"$a/site.yaml"
git commit -qam edition
named() { printf '%s' "$(git rev-parse --short=10 HEAD)$1, $(git log -1 --format=%cs)"; }
ok "build" "$fangzhi" -q -C "$a" build
ok "every page names the commit" test "$(grep -rlF "版本 $(named '')<" "$a/public" --include=*.html | wc -l)" \
    -eq "$(find "$a/public" -name '*.html' ! -path '*/aliases/*' | wc -l)"
ok "citations, too" grep -qrF "note = {版本 $(named '')}" "$a/public/articles"
echo '# 一行' >>"$a/site.yaml"
"$fangzhi" -q -C "$a" build
ok "changes since are marked" grep -qF "$(named +)" "$a/public/index.html"
git commit -qam again
"$fangzhi" -q -C "$a" build
ok "a commit alone makes pages anew" grep -qF "$(named '')" "$a/public/index.html"
"$fangzhi" -q -C "$a" build --verify -o "$tmp/clean"
ok "as a clean build does" diff -r "$a/public" "$tmp/clean"
git rm -q --cached .gitignore
rm "$a/.gitignore"
git commit -qm ignored
"$fangzhi" -q -C "$a" build
ok "what a build makes is no change, named in .gitignore or not" grep -qF "$(named '')" "$a/public/index.html"
rm -rf "$a/.git"
"$fangzhi" -q -C "$a" build
no "without a repository there is no edition" grep -q 版本 "$a/public/index.html"
done_testing
