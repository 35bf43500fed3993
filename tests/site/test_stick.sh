#!/bin/sh
# A stick gives every file a cluster: how many files a site on one has. Two thousand invented pages of newspapers
# make about nine thousand articles.
. tests/tap.sh
"$BUILD/tests/bench/gencorpus" --sources "$tmp/archive" 2000
"$fangzhi" -q -C "$tmp/archive" import
"$fangzhi" -q -C "$tmp/archive" build --stick -o "$tmp/stick"
articles=$(find "$tmp/archive/articles" -name '*.md' | wc -l)
files=$(find "$tmp/stick" -type f | wc -l)
echo "# $files files for $articles articles"
ok "there are thousands of articles" [ "$articles" -gt 8000 ]
ok "and at most 1.3 files an article" [ $((files * 10)) -le $((articles * 13)) ]
done_testing
