#!/usr/bin/env bash
# Runs each fuzz target for some seconds, from seeds made of the tests' own sentences: fuzz.sh SECONDS
# SPDX-License-Identifier: Apache-2.0
# A finding stays in build-fuzz/findings, to become a test.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:?usage: tools/fuzz.sh SECONDS}
[ -e build-fuzz/build.ninja ] ||
    CC=clang meson setup build-fuzz -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false >/dev/null
ninja -C build-fuzz --quiet
mkdir -p build-fuzz/findings
rm -rf build-fuzz/seeds
tools/seeds.py build-fuzz/seeds
# What narrows encode reads: their JSON, and a table.
mkdir -p build-fuzz/seeds/node_json build-fuzz/seeds/node_table build-fuzz/seeds/drill_scenario
cp drills/[0-9]*.json build-fuzz/seeds/drill_scenario/
grep -h '^{' tests/golden/messages.txt | split -l 1 -a 4 - build-fuzz/seeds/node_json/json-
printf '%s\r\n' type,mmsi,lon,lat,turn,raim,shipname,part,eta,dac,fid,waypoints \
    1,219000001,12.65,56.04,fastright,true,,,,,, '24,219000001,,,,,"A ""B"", C",A,,,,' \
    5,219000001,,,,,FERRY,,11-19T11:00Z,,, \
    '8,219000001,,,,,,,,1,27,"[{""lon"":1.5,""lat"":-2}]"' >build-fuzz/seeds/node_table/table
# A table of each maker, and one by a map.
mkdir -p build-fuzz/seeds/source_table
printf '%s\n' '# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,Name,Ship type,Cargo type,ETA,A,B,C,D' \
    '17/07/2026 05:13:07,Class A,219000001,56.489370,10.951233,Moored,-2.8,12.3,180.5,181,FERRY,Cargo,Category X,18/07/2026 06:30:00,1,2,3,4' \
    >build-fuzz/seeds/source_table/danish
printf '%s\n' MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,TransceiverClass \
    '367379190,2022-01-03T00:00:03,30.3706,-88.56408,9.4,-51.2,511.0,"EAGLE",IMO8207721,WTD4583,31,0,28,11,3.3,B' \
    >build-fuzz/seeds/source_table/cadastre
printf '%s\n' mmsi,received_at,station_id,lat,lon,speed,turn,eta,type '219000001,2026-09-05 10:00:01+00,3,56.04,12.65,7.5,0,11-19T11:00Z,21' \
    >build-fuzz/seeds/source_table/catcher
printf '%s\n' -time=1,mmsi=2,lat=3,lon=4,class=5 x '1788602401,992190001,56.04,1.2e1,AtoN' >build-fuzz/seeds/source_table/map
mkdir -p build-fuzz/seeds/drill_rows
printf '{"truth":%s}\n' \
    '"drill","drill":"d","from":"2027-03-01T06:00:00Z","to":"2027-03-01T07:00:00Z","waters":"hormuz"' \
    '"ship","mmsi":799000001,"name":"A"' \
    '"position","time":"2027-03-01T06:00:00Z","mmsi":799000001,"lon":12.5,"lat":56.1' \
    '"position","time":"2027-03-01T06:01:00Z","mmsi":799000001,"lon":12.6,"lat":56' \
    '"encounter","time":"2027-03-01T06:05:00Z","mmsi":[799000001,799000002],"cpa_m":50,"gap_m":1,"lon":12.6,"lat":56' \
    '"fault","fault":"clock","station":"s","from":"2027-03-01T06:10:00Z","to":"2027-03-01T06:20:00Z"' \
    '"silence","cause":"out_of_range","mmsi":799000002,"from":"2027-03-01T06:10:00Z","to":"2027-03-01T06:20:00Z"' \
    >build-fuzz/seeds/drill_rows/truth
{
    cat build-fuzz/seeds/drill_rows/truth
    printf '{"alert":%s}\n' '"cpa","time":"2027-03-01T06:04:00Z","mmsi":[799000001,799000002],"lon":12.6,"lat":56' \
        '"clock","time":"2027-03-01T06:11:00Z","station":"s"' '"silence","time":"2027-03-01T06:15:00Z","mmsi":799000002'
} >build-fuzz/seeds/drill_rows/alerts
mkdir -p build-fuzz/seeds/report_designs
printf 'imo,mmsi,draught_m,deadweight_t,block\n9074729,1,18,185000,0.82\n' >build-fuzz/seeds/report_designs/capesize
mkdir -p build-fuzz/seeds/geo_waters && cp waters/*.geojson build-fuzz/seeds/geo_waters/
# One target: its result goes to NAME.tap, what it said to NAME.log.
run() {
    local target=$1 name seeds
    name=$(basename "$target")
    mkdir -p "build-fuzz/corpus/$name"
    seeds=build-fuzz/seeds/${name#fuzz_}
    [ -d "$seeds" ] || seeds=build-fuzz/seeds/lines
    if "$target" -max_total_time="$seconds" -print_final_stats=0 -timeout=5 -rss_limit_mb=1024 \
        -artifact_prefix="build-fuzz/findings/$name-" "build-fuzz/corpus/$name" "$seeds" \
        >"build-fuzz/$name.log" 2>&1; then
        echo "ok - $name found nothing in $seconds s"
    else
        echo "not ok - $name"
        tail -n 30 "build-fuzz/$name.log" | sed 's/^/# /'
    fi >"build-fuzz/$name.tap"
}
export -f run
export seconds
rm -f build-fuzz/*.tap
# As many at a time as there are processors.
find build-fuzz/tests -maxdepth 1 -name 'fuzz_*' -type f -executable -print0 | sort -z |
    xargs -0 -P "$(nproc)" -I '{}' bash -c 'run "$1"' run '{}'
cat build-fuzz/*.tap
! grep -q '^not ok' build-fuzz/*.tap
