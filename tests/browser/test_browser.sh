#!/bin/sh
# Builds the sample archive, and the shared pages where they are, and opens
# both in Chromium.
. tests/tap.sh
browser=$(pwd)/tests/browser
if ! command -v chromium >/dev/null || ! command -v node >/dev/null; then
    skip "pages in a browser" "no chromium or no node"
    done_testing
    exit 0
fi
[ -d "$browser/node_modules" ] || (cd "$browser" && npm ci --silent --no-audit --no-fund) >"$tmp/npm.log" 2>&1 ||
    { sed 's/^/# /' "$tmp/npm.log"; no "npm ci" true; done_testing; exit 1; }
make_site() { # NAME: builds $tmp/NAME, lists its articles
    "$fangzhi" -q -C "$tmp/$1" build || echo "not ok - build of $1"
    "$fangzhi" -q -C "$tmp/$1" list --json >"$tmp/$1.jsonl"
    set -- "$tmp/$1/public=$tmp/$1.jsonl"
    sites="$sites $1"
}
sites=
cp -R content "$tmp/sample"
make_site sample
if [ -d ../shared/seeds ]; then
    "$fangzhi" -q -C "$tmp/seeds" init
    "$fangzhi" -q -C "$tmp/seeds" import ../shared/seeds/*.txt
    make_site seeds
fi
node "$browser/run.js" $sites
