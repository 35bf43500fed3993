# What every shell test sources: TAP, and a folder of its own that goes at the end.
#     . tests/tap.sh
#     is "what it does" 0 $?        equal texts
#     ok "what it does" COMMAND…    the command succeeds
#     no "what it does" COMMAND…    it fails
#     skip "what" "why"
#     done_testing
: "${BUILD:=build}"
fangzhi=$(cd "$(dirname "$BUILD/fangzhi")" && pwd)/fangzhi
export LC_ALL=C.UTF-8
unset LC_MESSAGES LANG NO_COLOR FANGZHI_DATADIR
tap_n=0
tmp=$(mktemp -d) || exit 3
trap 'rm -rf "$tmp"' EXIT
tap_result() { # 0|1 name
    tap_n=$((tap_n + 1))
    if [ "$1" -eq 0 ]; then echo "ok $tap_n - $2"; else echo "not ok $tap_n - $2"; fi
}
tap_unwanted() { # name: a failure, and the beginning of what the command said
    tap_result 1 "$1"
    head -n 20 "$tmp/.log" | sed 's/^/# /'
}
is() {
    if [ "$2" = "$3" ]; then tap_result 0 "$1"; else tap_result 1 "$1"; printf '# want: %s\n# got:  %s\n' "$2" "$3"; fi
}
ok() {
    tap_name=$1
    shift
    if "$@" >"$tmp/.log" 2>&1; then tap_result 0 "$tap_name"; else tap_unwanted "$tap_name"; fi
}
no() {
    tap_name=$1
    shift
    if "$@" >"$tmp/.log" 2>&1; then tap_unwanted "$tap_name"; else tap_result 0 "$tap_name"; fi
}
skip() {
    tap_n=$((tap_n + 1))
    echo "ok $tap_n - $1 # SKIP $2"
}
done_testing() { echo "1..$tap_n"; }
