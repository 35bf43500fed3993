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
# What git tracks or ignores changes no file that a build reads.
git rm -q --cached sources/cangshan/2019/0512/02.txt
"$fangzhi" -q -C "$a" build
ok "what git is told alone marks the edition" grep -qF "$(named +)" "$a/public/index.html"
git reset -q
"$fangzhi" -q -C "$a" build
ok "and what it is told back" grep -qF "$(named '')" "$a/public/index.html"
git rm -q --cached .gitignore
rm "$a/.gitignore"
git commit -qm ignored
"$fangzhi" -q -C "$a" build
ok "what a build makes is no change, named in .gitignore or not" grep -qF "$(named '')" "$a/public/index.html"

# The last change: the commit, where site.yaml asks for it.
day() { # of the change to come
    GIT_COMMITTER_DATE="$1T12:00:00+0800" GIT_AUTHOR_DATE="$1T12:00:00+0800" git commit -q -a -m "$1"
}
page_of() { find "$a/public/articles" -name "$(basename "$1" | cut -c1-10).html"; }
says() { grep -qF "<dd>$2</dd>" "$(page_of "$1")"; }
same() { # the site is that of a clean build
    "$fangzhi" -q -C "$a" build && "$fangzhi" -q -C "$a" build --verify -o "$tmp/clean" &&
        diff -r "$a/public" "$tmp/clean"
}
set -- "$a"/articles/yunhe/*/*/*/*.md
sed -i 's/^edition: .*/lastmod: commit/' "$a/site.yaml"
echo '一句。' >>"$1"
day 2031-05-06
"$fangzhi" -q -C "$a" build
ok "an article is dated by the commit that changed it" says "$1" 2031年5月6日
no "and no other" says "$2" 2031年5月6日
ok "that is what its data say" grep -q '"dateModified":"2031-05-06"' "$(page_of "$1")"
"$fangzhi" -C "$a" build >"$tmp/out" 2>&1
ok "nothing is written again" grep -q ', 0 written, 0 removed' "$tmp/out"
echo '两句。' >>"$2"
"$fangzhi" -q -C "$a" build
no "what is not committed is dated as it was" says "$2" 2031年5月7日
day 2031-05-07
ok "a commit alone changes the date, as in a clean build" same
ok "to its own" says "$2" 2031年5月7日
git checkout -q -b side HEAD~1
echo '三句。' >>"$1"
day 2031-05-08
git checkout -q -
GIT_COMMITTER_DATE=2031-05-09T12:00:00+0800 git merge -q -m merge side
ok "a merge, as in a clean build" same
ok "gives a file the date of its change" says "$1" 2031年5月8日
ok "also of the other side's" says "$2" 2031年5月7日
git mv "${1#"$a"/}" articles/elsewhere.md
day 2031-05-10
git reset -q --hard HEAD~2
ok "a history that is another, as in a clean build" same
ok "is read anew" says "$1" 2031年5月6日
cache="$a/.fangzhi/cache/lastmod"
head -c "$(($(wc -c <"$cache") / 2))" "$cache" >"$tmp/half"
cp "$tmp/half" "$cache"
echo '#' >>"$a/site.yaml"
ok "dates that were cut off are found again, as in a clean build" same
cp "$cache" "$tmp/kept"
rm "$a/.fangzhi/cache/articles"
ln -s "$tmp/kept" "$a/.fangzhi/cache/articles.~"
echo '#' >>"$a/site.yaml"
"$fangzhi" -q -C "$a" build
ok "what a link in the cache points to is nobody's to write" cmp -s "$cache" "$tmp/kept"
command git clone -q --depth 1 "file://$a" "$tmp/shallow"
"$fangzhi" -C "$tmp/shallow" build 2>"$tmp/err"
ok "a shallow clone dates nothing, and says so" grep -q 'git-history' "$tmp/err"
no "not even falsely" grep -rq 最后改动 "$tmp/shallow/public/articles"
echo '[core' >"$a/.git/config"
"$fangzhi" -C "$a" build 2>"$tmp/err"
ok "a repository that git refuses dates nothing, and says so" grep -q 'git-history' "$tmp/err"
echo 'edition: commit' >>"$a/site.yaml"
rm -rf "$a/.git"
"$fangzhi" -q -C "$a" build
no "without a repository nothing is dated" grep -rq 最后改动 "$a/public/articles"
no "without a repository there is no edition" grep -q 版本 "$a/public/index.html"
done_testing
