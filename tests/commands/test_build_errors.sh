#!/bin/sh
# An article with errors is left out and told once, with any number of threads;
# the others are built.
. tests/tap.sh

a="$tmp/archive"
cp -R content "$a"
printf 'frobnicate: 1\n' >>"$a/site.yaml"
bad=$(find "$a/articles" -name '*.md' | LC_ALL=C sort | head -n 1)
printf -- '---\nid: [\n---\n' >"$bad"
for jobs in 1 4; do
    "$fangzhi" -j "$jobs" -C "$a" build -o "$tmp/out$jobs" >/dev/null 2>"$tmp/err"
    is "the archive has errors, -j$jobs" 1 $?
    is "the bad article is told once" 1 "$(grep -c yaml-syntax "$tmp/err")"
    is "so is an unknown key of site.yaml" 1 "$(grep -c frobnicate "$tmp/err")"
    ok "the others are built" test -s "$tmp/out$jobs/index.html"
done
ok "to the same bytes" diff -r "$tmp/out1" "$tmp/out4"
# Errors of the taxonomy are still its own.
printf 'topics:\n  - {id: a}\n  - {id: a}\n' >"$a/topics.yaml"
"$fangzhi" -j 4 -C "$a" build -o "$tmp/none" >/dev/null 2>&1
is "without a taxonomy nothing is built" 1 $?
no "and no folder made" test -e "$tmp/none"
done_testing
