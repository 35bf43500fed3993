#!/bin/sh
# The page's script against what test_vectors wrote down.
here=$(dirname "$0")
exec node "$here/test_page.js" "${BUILD:-build}/tests/search/vectors" "$here/../../static/search.js"
