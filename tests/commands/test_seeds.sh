#!/bin/sh
# The whole way on real pages: import, build, check, and the score against
# what a careful archivist made of them.
. tests/tap.sh
seeds=../shared/seeds
score=../shared/bin/score-import
if [ ! -d "$seeds" ]; then
    skip "import of the shared pages" "no $seeds"
    done_testing
    exit 0
fi
a="$tmp/a"
ok "init" "$fangzhi" -C "$a" init
ok "import" "$fangzhi" -C "$a" import "$seeds"/*.txt
ok "build" "$fangzhi" -C "$a" build
ok "check" "$fangzhi" -C "$a" check
find "$a" -type f ! -path '*/cache/*' -exec sha256sum {} + | sort -k 2 >"$tmp/before"
ok "import again" "$fangzhi" -C "$a" import "$a"/sources/*.txt
ok "build again" "$fangzhi" -C "$a" -j 1 build
find "$a" -type f ! -path '*/cache/*' -exec sha256sum {} + | sort -k 2 >"$tmp/after"
ok "changes no byte" cmp "$tmp/before" "$tmp/after"
ok "build elsewhere with eight threads" "$fangzhi" -C "$a" -j 8 build -o "$tmp/site"
ok "gives the same site" diff -r "$a/public" "$tmp/site"

if command -v python3 >/dev/null && [ -x "$score" ]; then
    "$fangzhi" -C "$a" list --json | python3 "$score" - | tail -n 1 >"$tmp/score"
    figure() { sed "s/.*\"$1\": \([0-9.]*\).*/\1/" "$tmp/score"; }
    least() { ok "$1 is at least $2 (is $(figure "$1"))" awk "BEGIN { exit !($(figure "$1") >= $2) }"; }
    least exact_rate 0.79
    least line_f1 0.93
    least title 0.85
    least authors 0.90
    least date 0.85
    least joins_f1 0.85
    least regions_f1 0.75
    least topics_f1 0.70
else
    skip "score against the gold" "no python3 or no scorer"
fi
done_testing
