#!/bin/sh
# Why an article was filed under a topic, or was not.
. tests/tap.sh

a="$tmp/archive"
"$fangzhi" init "$a" >/dev/null
cat >"$a/topics.yaml" <<'Y'
topics:
  - id: roads
    name: {zh: 公路}
    terms: {公路: 3, 通车: 2}
  - id: books
    name: {zh: 图书}
    terms: {图书馆: 3}
Y
printf -- '---\nid: aaaaaaaaaa\ntitle: 县道公路通车\nkind: news\ntopics: [roads]\naliases: [bbbbbbbbbb]\n---\n\n新公路经过图书馆。\n' >"$a/articles/a.md"
is "each topic that a term speaks for, best first, with the terms" '+ roads 公路 公路 ×2 (title), 通车 ×1 (title)|- books 图书 图书馆 ×1|' \
    "$("$fangzhi" -C "$a" list topics --explain aaaaaaaaaa | cut -f2- | tr '\t\n' ' |')"
is "an article is also named by its path or an earlier id" 4 \
    "$({ "$fangzhi" -C "$a" list topics --explain articles/a.md; "$fangzhi" -C "$a" list topics --explain bbbbbbbbbb; } | wc -l)"
is "as JSON" 1 "$("$fangzhi" -C "$a" list topics --explain aaaaaaaaaa --json | grep -c '"id":"roads".*"given":true')"
mv "$a/topics.yaml" "$tmp/"
ok "by the default topics where the archive has none of its own" "$fangzhi" -C "$a" list topics --explain aaaaaaaaaa
mv "$tmp/topics.yaml" "$a/"
no "an article that is not there is an error" "$fangzhi" -C "$a" list topics --explain cccccccccc
"$fangzhi" -C "$a" list --explain aaaaaaaaaa 2>/dev/null
is "only topics are explained" 2 $?
done_testing
