#!/bin/sh
# What people changed since import wrote it is listed by check, from what to what, and is no loss.
. tests/tap.sh

a="$tmp/archive"
"$fangzhi" init "$a" >/dev/null
check() { "$fangzhi" -C "$a" check "$@" >"$tmp/out" 2>"$tmp/err"; }
listed() { grep -qx "articles/$1" "$tmp/out"; }
cat >"$a/sources/one.txt" <<'PAGE'
城东菜市场改造完工

本报讯 (记者 甲小文)改造后的城东菜市场昨天重新开门，摊位由原来的八十个增加到一百二十个，地面全部换成了防滑砖。

市场办公室的人说，下半年还要修一个停车场。

河边步道通了路灯

本报讯 (记者 乙小武)河边步道昨晚亮起路灯，市民散步不再摸黑。
PAGE
"$fangzhi" -C "$a" import 2>/dev/null
check
is "nothing is corrected at first" 0 "$(wc -c <"$tmp/out")"
md=$(grep -rl '^title: 城东' "$a/articles")
other=$(grep -rl '^title: 河边' "$a/articles")
name=${md#"$a/articles/"}
sed -i 's/$/\r/' "$other"
check
is "an editor's line ends are no correction" 0 "$(wc -c <"$tmp/out")"
sed -i 's/^title: .*/title: 城东菜场改造完工/; /^authors:/d; s/停车场/大停车场/' "$md"
is "check holds" 0 "$(check; echo $?)"
ok "a field, from what to what" listed "$name:3: corrected title: 城东菜市场改造完工 → 城东菜场改造完工"
ok "one that was taken out" listed "$name:[0-9]*: corrected authors: \[甲小文\] → —"
ok "a line of text, where it differs" listed "$name:[0-9]*: corrected text: ….*还要修一个停车场。 → ….*还要修一个大停车场。"
is "and nothing else" 3 "$(wc -l <"$tmp/out")"
printf '\n又加了一段。\n' >>"$md"
sed -i 's/^id:/reviewed: {by: 李, on: "2026-11-22"}\nid:/' "$md"
rm "$other"
check
ok "what was added" listed "$name:[0-9]*: corrected text: .*停车场。 → .*停车场。 又加了一段。"
sed 's/大停车场/停车场/' "$md" >"$tmp/md" && cp "$tmp/md" "$md"
check
ok "from its line on" listed "$name:$(grep -n 又加了 "$md" | cut -d: -f1): corrected text: — → 又加了一段。"
awk '/防滑砖/ { print "先加了一段。\n" } { print }' "$md" >"$tmp/md" && cp "$tmp/md" "$md"
check
ok "wherever that is" listed "$name:$(grep -n 先加了 "$md" | cut -d: -f1): corrected text: .* → 先加了一段。.*"
ok "an article that was deleted" listed "one/.*.md: deleted by a person: 河边步道通了路灯"
ok "of how many articles" grep -qx '2 articles corrected by hand' "$tmp/err"
no "reviewed corrects nothing" grep -q reviewed "$tmp/out"
mkdir -p "$a/articles/my"
mv "$md" "$a/articles/my/market.md"
check
ok "a file that was moved is found" listed "my/market.md:4: corrected title: 城东菜市场改造完工 → 城东菜场改造完工"
LC_ALL=zh_CN.UTF-8 "$fangzhi" -C "$a" check >"$tmp/out" 2>/dev/null
ok "in Chinese" listed "my/market.md:4: 人工更正 title：城东菜市场改造完工 → 城东菜场改造完工"
"$fangzhi" -q -C "$a" check >"$tmp/out" 2>"$tmp/err"
is "quiet is quiet" 0 "$(wc -c <"$tmp/out")"

# A source of which no article has the text is a loss, but for a link that leads out, which is none.
printf '新来的一页\n\n还没有导入。\n' >"$a/sources/new.txt"
ln -s /etc/hostname "$a/sources/link.txt"
is "a source that was not imported" 1 "$(check; echo $?)"
ok "is named" grep -q '^sources/new.txt: error: .*not-imported' "$tmp/err"
no "and nothing else" grep -q 'link.txt\|one.txt' "$tmp/err"
"$fangzhi" -q -C "$a" import 2>/dev/null
is "until it is" 0 "$(check; echo $?)"
done_testing
