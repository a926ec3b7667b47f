#!/usr/bin/env bash
# The unit tests of the decoder for other machines, in emulation: NEON on ARM, and a machine whose
# bytes stand the other way round. Usage: tools/foreign.sh [aarch64|s390x]...
# SPDX-License-Identifier: Apache-2.0
#
# Only base and ais, which need nothing but the C library; what else base has is left out.
set -euo pipefail
cd "$(dirname "$0")/.."
export NARROWS_ROOT=$PWD

[ $# -gt 0 ] || set -- aarch64 s390x
mapfile -t sources < <(grep -LE '#include <(sodium|pthread|zlib|zstd|jansson)\.h>' src/base/*.c src/ais/*.c)
status=0
for machine in "$@"; do
    folder=build-$machine
    mkdir -p "$folder"
    # A library, so that a test takes of it what it needs.
    objects=()
    for source in "${sources[@]}" tests/check.c; do
        object=$folder/$(basename "$(dirname "$source")")-$(basename "$source" .c).o
        objects+=("$object")
        [ "$object" -nt "$source" ] && [ -z "$(find include src/base src/ais tests/check.h -name '*.h' -newer "$object")" ] ||
            echo "$source $object"
    done | xargs -r -P "$(nproc)" -L 1 sh -c '"$0" -std=c17 -O2 -ffp-contract=off -D_GNU_SOURCE -Iinclude -Isrc -Itests -c -o "$2" "$1"' \
        "$machine-linux-gnu-gcc"
    mapfile -t objects < <(ls "$folder"/*.o)
    rm -f "$folder/all.a"
    ar rcs "$folder/all.a" "${objects[@]}"
    for test in tests/ais/test_*.c tests/base/test_digits.c tests/base/test_text.c tests/base/test_json.c tests/base/test_trig.c; do
        program=$folder/$(basename "$test" .c)
        if "$machine-linux-gnu-gcc" -static -std=c17 -O2 -ffp-contract=off -D_GNU_SOURCE -Iinclude -Isrc -Itests -o "$program" \
            "$test" "$folder/all.a" -lm; then
            echo "# $machine: $test"
            timeout 600 "qemu-$machine-static" "$program" || status=1
        else
            echo "not ok - $machine: $test does not build"
            status=1
        fi
    done
done
exit $status
