#!/bin/sh
# The site does not depend on the memory its index may work in (that the index
# waits on the disk then is tested in tests/search/test_index.c).
. tests/tap.sh

a="$tmp/archive"
cp -R content "$a"
for i in 1 2 3; do
    {
        printf -- '---\nid: longtext0%s\ntitle: 村村通公路之%s\ndate: "2020-05-0%s"\n---\n\n' "$i" "$i" "$i"
        awk -v n="$i" 'BEGIN { for (i = 0; i < 4000; i++) printf "第%d天,%d名村民在公路旁栽下%d棵树苗,学生们也来帮忙浇水。\n\n", i, i * n % 97, i * 7 }'
    } >"$a/articles/long$i.md"
done
for memory in 1 768; do
    "$fangzhi" -j 2 -C "$a" build --verify --memory "$memory" -o "$tmp/out$memory" 2>"$tmp/err"
    is "builds with $memory MB" 0 $?
done
ok "to the same bytes" diff -r "$tmp/out1" "$tmp/out768"
"$fangzhi" -C "$a" build --memory much 2>"$tmp/err"
is "a number is wanted" 2 $?
"$fangzhi" -C "$a" build --memory 0 2>"$tmp/err"
is "and not none at all" 2 $?
done_testing
