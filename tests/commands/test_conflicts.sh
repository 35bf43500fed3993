#!/bin/sh
# What a person and import both changed is said again and again, until it is settled.
. tests/tap.sh

a="$tmp/archive"
"$fangzhi" init "$a" >/dev/null
import() { "$fangzhi" -C "$a" import "$@" >"$tmp/out" 2>"$tmp/err"; }
check() { "$fangzhi" -C "$a" check >"$tmp/out" 2>"$tmp/err"; }
said() { grep -q "$1" "$tmp/err"; }
page() {
    cat <<PAGE
城东菜市场改造完工

本报讯 (记者 甲小文)改造后的城东菜市场昨天重新开门，摊位由原来的八十个增加到一百$1个，地面全部换成了防滑砖，通道也比过去宽了一倍。
PAGE
}
page 二十 >"$a/sources/one.txt"
import
md=$(find "$a/articles" -name '*.md')
sed -i 's/一百二十个/一百二十多个/' "$md"
cp "$md" "$tmp/mine"
page 三十 >"$a/sources/one.txt"
import
ok "the person's file stays as it was" cmp "$md" "$tmp/mine"
ok "import says what is in conflict, and where" said '^articles/one/.*.md:[0-9]*: warning: .*: text;.*merge-conflict'
import
ok "and again" said merge-conflict
page 五十 >"$a/sources/one.txt"
import
ok "also when the source changed once more" said merge-conflict
check
ok "check says so" said '^articles/one/.*merge-conflict'
"$fangzhi" -C "$a" list --review >"$tmp/out"
is "the review list begins with it" 1 "$(head -n 1 "$tmp/out" | grep -c 'merge-conflict (text)')"
sed -i 's/^kind: .*/kind: notice/' "$md"
import
ok "an edit elsewhere does not settle it" said merge-conflict
cp -r "$a" "$tmp/second"
sed -i 's/^id:/reviewed: {by: 李, on: "2026-11-22"}\nid:/' "$md"
check
no "a review does" said merge-conflict
import
no "for import, too" said merge-conflict
check
no "for good" said merge-conflict
ok "with what the person wrote" grep -q 一百二十多个 "$md"
cp -r "$a" "$tmp/third"
mv "$tmp/third/sources/one.txt" "$tmp/third/sources/two.txt"
"$fangzhi" -C "$tmp/third" import >"$tmp/out" 2>"$tmp/err"
no "a source that gets another name makes no new one" said merge-conflict
renamed=$(find "$tmp/third/articles" -name '*.md')
ok "the article says where it comes from now" grep -q 'file: two.txt' "$renamed"
ok "and keeps what the person wrote" grep -q 一百二十多个 "$renamed"
page 四十 >"$a/sources/one.txt"
import
ok "the next change is the next conflict" said merge-conflict
rm "$md"
import
no "an article that is gone has none" said merge-conflict
is "the records go" 0 "$(find "$a/.fangzhi/base/conflicts" -type f | wc -l)"

a="$tmp/second"
md=$(find "$a/articles" -name '*.md')
sed -i 's/一百二十多个/一百五十个/' "$md"
import
no "agreeing with import settles it" said merge-conflict
ok "what the person changed elsewhere stays" grep -q '^kind: notice' "$md"
check
no "then there is nothing to say" said merge-conflict
# What could not be written is not taken for imported.
f="$tmp/failed"
"$fangzhi" init "$f" >/dev/null
page 二十 >"$f/sources/one.txt"
"$fangzhi" -C "$f" import >/dev/null 2>&1
md=$(find "$f/articles" -name '*.md')
mv "$md" "$tmp/aside"
mkdir "$md"
page 三十 >"$f/sources/one.txt"
"$fangzhi" -C "$f" import >/dev/null 2>&1
is "an article that cannot be written ends with status 3" 3 $?
rmdir "$md"
mv "$tmp/aside" "$md"
"$fangzhi" -C "$f" import >/dev/null 2>&1
ok "the next import writes it, though the source is as it was" grep -q 一百三十个 "$md"
done_testing
