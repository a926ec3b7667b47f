#!/usr/bin/env bash
# The unit tests of the decoder, of drills and of the history's chunks for other machines, in emulation: NEON on ARM,
# and a machine whose bytes stand the other way round. Usage: tools/foreign.sh [aarch64|s390x]...
# SPDX-License-Identifier: Apache-2.0
#
# Only what needs nothing but the C library, of base, ais, geo, drill and history. The check sum is
# not zlib's there.
set -euo pipefail
cd "$(dirname "$0")/.."
export NARROWS_ROOT=$PWD
version=$(sed -n "s/^project(.*[^_]version: '\([^']*\)'.*/\1/p" meson.build)
[ -n "$version" ] || { echo "foreign.sh: no version in meson.build" >&2; exit 1; }
flags=(-std=c17 -O2 -ffp-contract=off -D_GNU_SOURCE "-DNARROWS_VERSION=\"$version\"" -Iinclude -Isrc -Itests)

[ $# -gt 0 ] || set -- aarch64 s390x
mapfile -t sources < <(grep -LE '#include <(archive|sodium|pthread|zlib|zstd|jansson|sqlite3)\.h>' src/base/*.c src/ais/*.c src/geo/*.c src/drill/*.c \
    src/history/{chunk,cold,forecast,pack,priors,residuals}.c)
status=0
for machine in "$@"; do
    folder=build-$machine
    mkdir -p "$folder"
    # A library, so that a test takes of it what it needs.
    objects=()
    for source in "${sources[@]}" tests/check.c tests/foreign_checksum.c; do
        object=$folder/$(basename "$(dirname "$source")")-$(basename "$source" .c).o
        objects+=("$object")
        [ "$object" -nt "$source" ] && [ -z "$(find include src/base src/ais src/geo src/drill src/history tests/check.h -name '*.h' -newer "$object")" ] ||
            printf '%s\0' "$object" "$source"
    done | xargs -0 -r -P "$(nproc)" -n 2 "$machine-linux-gnu-gcc" "${flags[@]}" -c -o
    mapfile -t objects < <(ls "$folder"/*.o)
    rm -f "$folder/all.a"
    ar rcs "$folder/all.a" "${objects[@]}"
    for test in tests/ais/test_*.c tests/base/test_digits.c tests/base/test_text.c tests/base/test_json.c tests/base/test_trig.c tests/drill/test_random.c tests/drill/test_simulation.c tests/history/test_forecast.c tests/history/test_pack.c tests/history/test_cold.c tests/history/test_chunk.c; do
        program=$folder/$(basename "$test" .c)
        if "$machine-linux-gnu-gcc" -static "${flags[@]}" -o "$program" "$test" "$folder/all.a" -lm; then
            echo "# $machine: $test"
            started=$SECONDS
            timeout 600 "qemu-$machine-static" "$program" || {
                echo "not ok - $machine: $test ends with status $? (124: too slow)"
                status=1
            }
            [ $((SECONDS - started)) -lt 20 ] || echo "# took $((SECONDS - started)) s"
        else
            echo "not ok - $machine: $test does not build"
            status=1
        fi
    done
done
exit $status
