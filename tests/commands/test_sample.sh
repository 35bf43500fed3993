#!/bin/sh
# A sample to check by hand, and what the ticks say.
. tests/tap.sh

a="$tmp/archive"
"$fangzhi" init "$a" >/dev/null
i=10
while [ $i -lt 50 ]; do
    printf -- '---\nid: aaaaaaaa%s\ntitle: "村路, <%s> 修通"\nkind: news\n---\n\n修通村路。\n' $i $i >"$a/articles/$i.md"
    i=$((i + 1))
done
"$fangzhi" -C "$a" sample -n 20 2>"$tmp/err"
is "twenty articles, seven fields" 141 "$(wc -l <"$a/sample.csv")"
is "each once" 20 "$(cut -d , -f 1 "$a/sample.csv" | sed 1d | sort -u | wc -l)"
ok "a sheet to print, escaped" grep -q '村路, &lt;' "$a/sample.html"
ok "in the words of the interface" grep -q '<th scope="row">体裁</th><td>消息</td>' "$a/sample.html"
is "each article on it" 20 "$(grep -c '^<article>' "$a/sample.html")"
cp "$a/sample.csv" "$tmp/first"
mv "$a/articles/10.md" "$a/articles/zz.md"
"$fangzhi" -j 4 -C "$a" sample -n 20 -o "$tmp/out" 2>/dev/null
is "the same again" "$(cut -d , -f 1-4 "$tmp/first" | cksum)" "$(cut -d , -f 1-4 "$tmp/out/sample.csv" | cksum)"
"$fangzhi" -C "$a" sample -n 20 --seed 2 -o "$tmp/out" 2>/dev/null
no "another with another seed" cmp "$tmp/first" "$tmp/out/sample.csv"
sed 's/,title,,/,title,1,/; s/,date,,/,date,0,/' "$tmp/first" |
    awk -F , 'BEGIN { OFS = "," } $2 == "kind" { $3 = n++ < 5 ? "错" : "对" } 1' >"$tmp/ticked.csv"
is "the ticks are read" 0 "$("$fangzhi" -C "$a" sample --read "$tmp/ticked.csv" >"$tmp/out.tsv" 2>"$tmp/err"; echo $?)"
is "none wrong of twenty: the interval does not end at none" "title 20 0 0.0000 0.0000 0.1611" \
    "$(sed -n '/^title/p' "$a/quality.tsv" | tr '\t' ' ')"
is "all wrong" "date 20 20 1.0000 0.8389 1.0000" "$(sed -n '/^date/p' "$a/quality.tsv" | tr '\t' ' ')"
is "a quarter" "kind 20 5 0.2500 0.1119 0.4687" "$(sed -n '/^kind/p' "$a/quality.tsv" | tr '\t' ' ')"
is "what nobody looked at is not there" 4 "$(wc -l <"$a/quality.tsv")"
"$fangzhi" -q -C "$a" build
ok "the site says how much is right" \
    grep -q '<li>体裁：随机抽取 20 篇人工核对，正确率 75%（95% 置信区间 53.1%–88.8%）</li>' "$a/public/index.html"
sed -i 's/^kind.*/kind\t20\t10\t0.5\t0.3\t0.7\nkind\t20\tten/' "$a/quality.tsv"
"$fangzhi" -C "$a" build 2>"$tmp/err"
ok "again when the figures change" grep -q '<li>体裁：.*正确率 50%（95% 置信区间 30%–70%）' "$a/public/index.html"
ok "a row that is none is named" grep -q '^quality.tsv:5: warning: .*quality-row' "$tmp/err"
mv "$a/quality.tsv" "$tmp/"
"$fangzhi" -q -C "$a" build
no "and nothing without figures" grep -q 'home-quality' "$a/public/index.html"
mv "$tmp/quality.tsv" "$a/"
sed 's/,title,1,/,title,maybe,/' "$tmp/ticked.csv" >"$tmp/odd.csv"
is "a tick that is none" 1 "$("$fangzhi" -C "$a" sample --read "$tmp/odd.csv" >/dev/null 2>"$tmp/err"; echo $?)"
ok "is named with its line" grep -q 'odd.csv:3: error: .*maybe.*sample-tick' "$tmp/err"
cp "$a/quality.tsv" "$tmp/before.tsv"
is "nothing ticked" 1 "$("$fangzhi" -C "$a" sample --read "$tmp/first" >/dev/null 2>"$tmp/err"; echo $?)"
ok "is said" grep -q 'first: error: .*sample-blank' "$tmp/err"
ok "and replaces no figures" cmp -s "$tmp/before.tsv" "$a/quality.tsv"
cp "$tmp/ticked.csv" "$a/sample.csv"
is "a ticked sheet is not drawn over" 1 "$("$fangzhi" -C "$a" sample --seed 3 2>"$tmp/err"; echo $?)"
ok "it is as it was" cmp -s "$tmp/ticked.csv" "$a/sample.csv"
ok "and named" grep -q 'sample.csv: error: .*sample-ticked' "$tmp/err"
mkdir -p "$tmp/an other"
"$fangzhi" -C "$a" sample -n 20 -o "$tmp/an other" 2>"$tmp/err"
hint=$(sed -n 's/.*: \(fangzhi -C .*\)$/\1/p' "$tmp/err")
sed -i 's/,title,,/,title,1,/' "$tmp/an other/sample.csv"
ok "the hint works as it is typed" sh -c "PATH=$(dirname "$fangzhi"):\$PATH; $hint"
is "another folder is another sheet" 20 "$(grep -c ',title,1,' "$tmp/an other/sample.csv")"
is "no such sheet" 1 "$("$fangzhi" -C "$a" sample --read "$tmp/none.csv" 2>"$tmp/err"; echo $?)"
ok "is named" grep -q 'none.csv: error: .*no-file' "$tmp/err"
done_testing
