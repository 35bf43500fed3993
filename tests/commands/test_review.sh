#!/bin/sh
# What a person should look at first.
. tests/tap.sh

a="$tmp/archive"
"$fangzhi" init "$a" >/dev/null
article() { # id title confidence more
    printf -- '---\nid: %s\ntitle: %s\nkind: news\nconfidence: {%s}\n%b---\n\nA road was built.\n' "$1" "$2" "$3" "$4" >"$a/articles/$1.md"
}
article aaaaaaaaaa sure 'cut: 0.97, title: 0.99' ''
article bbbbbbbbbb unsure 'cut: 0.81, date: 0.70' ''
article cccccccccc least 'cut: 0.40' 'flags: [tail-missing]\n'
article dddddddddd seen 'cut: 0.20' 'reviewed: {by: Li, on: "2026-11-22"}\n'
is "the least sure first, with the reasons; what was reviewed is off the list" \
    'cccccccccc 0.40 cut 0.40, tail-missing|bbbbbbbbbb 0.70 cut 0.81, date 0.70|' \
    "$("$fangzhi" -C "$a" list --review | cut -f1-3 | tr '\t\n' ' |')"
is "in Chinese for those who read it" '起讫 0.40, 结尾缺失' \
    "$(LC_ALL=zh_CN.UTF-8 "$fangzhi" -C "$a" list --review | head -n 1 | cut -f3)"
is "by the names of the front matter for programs" 2 \
    "$(LC_ALL=zh_CN.UTF-8 "$fangzhi" -C "$a" list --review --csv | grep -c 'cut 0')"
is "as CSV with a header" 'id,confidence,why,title,path' "$("$fangzhi" -C "$a" list --review --csv | head -n 1)"
is "as JSON" 2 "$("$fangzhi" -C "$a" list --review --json | grep -c '"confidence":"0.')"
article ffffffffff half 'cut: 0.20' 'reviewed: {on: "2026-11-22"}\n'
"$fangzhi" -C "$a" list --review >"$tmp/out" 2>"$tmp/err"
is "whoever forgot to say who, reviewed it all the same" 0 "$(grep -c ffffffffff "$tmp/out")"
is "and is told" 1 "$(grep -c "^articles/ffffffffff.md:6:.*warning: 'reviewed' does not say 'by'" "$tmp/err")"
"$fangzhi" -C "$a" check >/dev/null 2>"$tmp/err"
is "by check as well" 1 "$(grep -c 'reviewed-half' "$tmp/err")"
article ffffffffff half 'cut: 0.20' 'reviewed: {by: Li}\n'
"$fangzhi" -C "$a" check >/dev/null 2>"$tmp/err"
is "and so is who forgot to say when" 1 "$(grep -c "does not say 'on'" "$tmp/err")"
rm "$a/articles/ffffffffff.md"
article eeeeeeeeee wrong 'cut: 7' ''
no "a confidence that is none is an error" "$fangzhi" -C "$a" check
done_testing
