#!/bin/sh
# What only the page itself says: its paper by the masthead, its day of issue.
. tests/tap.sh

a="$tmp/a"
"$fangzhi" -q init "$a"
cat >>"$a/site.yaml" <<'END'
publications:
  - {id: qh, name: 青禾报（样本）, kind: newspaper, home: "540121"}
  - {id: qhwb, name: 青禾报晚刊, kind: newspaper}
END
cat >"$a/sources/one.txt" <<'END'
青　禾　报

2009年4月17日 星期五 第1532期

县图书馆新馆开放

本报讯 县图书馆新馆昨日开放，首日接待读者三百人。
END
cat >"$a/sources/two.txt" <<'END'
青禾报讯 县里三条乡村公路本月完工。

新修水渠通水

本报讯 新修的水渠昨日通水，两个村受益。
END
is "import" 0 "$("$fangzhi" -q -C "$a" import; echo $?)"
ok "the masthead names the paper" grep -q '^publication: 青禾报（样本）$' "$a"/articles/one/*.md
ok "and the day of issue" grep -q '^issued: "2009-04-17"$' "$a"/articles/one/*.md
is "a piece of news from a paper is no masthead" 0 "$(cat "$a"/articles/two/*.md | grep -c '^publication:')"
cat >"$tmp/utf8" <<'END'
·林周年鉴·2013

处，新修水渠两条，三个村受益。

图书馆建设

【概况】　2012 年，县图书馆新馆开放，全县二十个村有了农家书屋。

【借阅】　全年接待读者三万人次，县里另开流动书车一辆。
END
iconv -f UTF-8 -t GB18030 "$tmp/utf8" >"$a/sources/book.txt"
is "import of a book" 0 "$("$fangzhi" -q -C "$a" import; echo $?)"
is "its running head names the county" 1 "$(grep -c '"540121"' "$a"/articles/book/*.md | grep -c ':1$')"
is "nothing changes when read again" 0 "$("$fangzhi" -C "$a" import --again regions --dry-run | grep -c '→')"
is "check" 0 "$("$fangzhi" -q -C "$a" check; echo $?)"
done_testing
