"""narrows drill inject over real logs: no faults are no change; each fault is what it says and nothing else."""
# SPDX-License-Identifier: Apache-2.0
import json
import math
from datetime import datetime, timedelta

from harness import SAMPLES, SOUND, Skip, claim, claims_of, equal, folder, run, sample

FERRY, OTHER, ANCHORED = 245170000, 219004203, 275476000
STATION = "2190048"
FROM, UNTIL = "2018-11-19T11:20:00.000Z", "2018-11-19T11:40:00.000Z"
PERIOD = {"from": FROM, "until": UNTIL}


def inject(log, faults, *more):
    """The log with these faults, its rows of truth, and what was said on standard error."""
    with folder(faults_json=json.dumps(faults)) as path:
        status, _, errors = run("drill", "inject", log, path / "faults.json", "--output", path / "out",
                                "--truth", path / "truth", *more)
        equal(status, 0, errors)
        truth = [json.loads(line) for line in (path / "truth").read_text().splitlines()]
        return (path / "out").read_bytes(), truth, errors


def decode(log):
    status, output, errors = run("decode", log)
    equal(status, 0, errors)
    return [json.loads(line) for line in output.splitlines()]


def decode_bytes(log):
    with folder() as path:
        (path / "log").write_bytes(log)
        return decode(path / "log")


def is_inside(message):
    return message["time"] is not None and FROM <= message["time"] < UNTIL


def is_hers(message, mmsi=FERRY):
    return message["mmsi"] == mmsi and is_inside(message)


def metres(a, b):
    north = (b["lat"] - a["lat"]) * 111_200
    return math.hypot(north, (b["lon"] - a["lon"]) * 111_320 * math.cos(math.radians(a["lat"])))


def later(message, seconds):
    time = datetime.fromisoformat(message["time"].replace("Z", "+00:00")) + timedelta(seconds=seconds)
    return {**message, "time": time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03}Z"}


def in_any_order(messages):
    return sorted(json.dumps(message, sort_keys=True) for message in messages)


def fault_row(truth, kind):
    rows = [row for row in truth if row["truth"] == "fault"]
    equal([row["fault"] for row in rows], [kind], "rows of truth")
    return rows[0]


@claim
def no_faults_reproduce_every_log_to_the_byte():
    logs = [path for path in sorted(SAMPLES.glob("nmea/*/*")) + sorted(SAMPLES.glob("conformance/*/*"))
            if path.is_file()]
    if not logs:
        raise Skip(f"no samples at {SAMPLES}")
    unmet = [{"fault": "clock", "station": "nobody", "seconds": -60},
             {"fault": "delay", "station": "nobody", "seconds": 60}]
    for log in logs:
        for faults in ([], unmet):
            output, truth, _ = inject(log, faults)
            assert output == log.read_bytes(), f"{log.name} came out changed"
            equal([row["truth"] for row in truth], ["drill"], "rows of truth")


def _changed(change, is_touched=is_hers):
    """Every message that is touched goes through `change`; all else stays, in its place."""
    return lambda before: [change(m) if is_touched(m) else m for m in before]


def _without(is_touched):
    return lambda before: [m for m in before if not is_touched(m)]


def _positions(message):
    return "lon" in message and message["lon"] is not None


def _stand(message):
    return {**message, "lon": 12.5, "lat": 56.25} if _positions(message) else message


def _mirror(message):
    return {**message, "lat": -message["lat"]} if _positions(message) else message


def _rename(message):
    return {**message, "shipname": "GHOST"} if "shipname" in message else message


def _clone(message):
    return {**message, "mmsi": OTHER}


def _forget(message):
    nothing = {"imo": None, "callsign": None, "shipname": None, "shiptype": None, "to_bow": 0, "to_stern": 0,
               "to_port": 0, "to_starboard": 0, "draught": None, "destination": None, "eta": None}
    if message["type"] not in (5, 19, 24):
        return message
    return {name: nothing.get(name, value) for name, value in message.items()}


@claims_of([
    ("silence", {"mmsi": [FERRY], **PERIOD}, _without(is_hers)),
    ("drop_station", {"station": STATION, **PERIOD},
     _without(lambda m: m.get("station") == STATION and is_inside(m))),
    ("jump", {"mmsi": [FERRY], "to": [12.5, 56.25], **PERIOD}, _changed(_stand)),
    ("mirror", {"mmsi": [FERRY], "axis": "latitude", **PERIOD}, _changed(_mirror)),
    ("rename", {"mmsi": [FERRY], "name": "GHOST", **PERIOD}, _changed(_rename)),
    ("clone_identity", {"mmsi": [FERRY], "as": OTHER, **PERIOD}, _changed(_clone)),
    ("default_static", {"mmsi": [FERRY], **PERIOD}, _changed(_forget)),
])
def a_fault_is_what_it_says_and_nothing_else(kind, members, expect):
    before = decode(sample(SOUND))
    output, truth, _ = inject(sample(SOUND), [{"fault": kind, **members}])
    after, expected = decode_bytes(output), expect(before)
    equal(len(after), len(expected), "messages")
    for got, wanted in zip(after, expected):
        equal(got, wanted, "a message")
    row = fault_row(truth, kind)
    touched = [m for m, w in zip(before, expected) if m != w] if len(before) == len(expected) else None
    equal(row["messages"], len(touched) if touched is not None else len(before) - len(expected), "messages touched")
    equal(row["refused"], 0, "refused")
    assert FROM <= row["first"] <= row["last"] < UNTIL, "touched outside of its period"


@claims_of([("circle", {"centre": [12.7, 55.9], "radius_m": 300, "speed_kn": 20}),
            ("offset", {"east_m": 1000, "north_m": -500}),
            ("wrong_way", {}), ("anchor_in_lane", {})])
def a_fault_of_the_track_moves_her_alone(kind, members):
    before = decode(sample(SOUND))
    output, truth, _ = inject(sample(SOUND), [{"fault": kind, "mmsi": FERRY, **members, **PERIOD}])
    after = decode_bytes(output)
    equal(len(after), len(before), "messages")
    track = []
    for old, new in zip(before, after):
        may = {"lon", "lat", "course", "speed", "heading", "status"} if is_hers(old) else set()
        different = {name for name in old if old[name] != new[name]} | (set(new) - set(old))
        assert different <= may, f"{different} of {old}"
        if is_hers(old) and _positions(old):
            track.append((old, new))
    assert len(track) > 100, "too few reports to see it"
    equal(fault_row(truth, kind)["mmsi"], [FERRY], "ships of the fault")
    start = track[0][0]
    for old, new in track:
        if kind == "circle":
            assert abs(metres({"lon": 12.7, "lat": 55.9}, new) - 300) < 3, new
        elif kind == "offset":
            assert abs(metres(old, new) - math.hypot(1000, 500)) < 5, new
        elif kind == "wrong_way":
            assert abs(metres(start, old) - metres(start, new)) < 0.01 * metres(start, old) + 1, new
            equal(round((new["course"] - old["course"]) % 360, 1), 180.0, "course")
        else:
            assert metres(start, new) < 1 and new["speed"] == 0 and new["status"] == 1, new


@claims_of([("delay", 95.25), ("clock", 6.4), ("clock", -6.4)])
def times_of_a_station_follow_and_the_log_stays_in_their_order(kind, seconds):
    before = decode(sample(SOUND))
    output, truth, _ = inject(sample(SOUND), [{"fault": kind, "station": STATION, "seconds": seconds, **PERIOD}])
    after = decode_bytes(output)

    def is_touched(message):
        return message.get("station") == STATION and is_inside(message)
    expected = _changed(lambda m: later(m, seconds), is_touched)(before)
    equal(in_any_order(after), in_any_order(expected), "messages")
    assert [m for m in after if m.get("station") != STATION] == [m for m in before if m.get("station") != STATION], \
        "others changed their places"
    times = [m["time"] for m in after if m["time"]]
    backwards_before = sum(a["time"] > b["time"] for a, b in zip(before, before[1:]) if a["time"] and b["time"])
    backwards = sum(a > b for a, b in zip(times, times[1:]))
    assert backwards <= backwards_before + 2, f"{backwards} times backwards, {backwards_before} before"
    equal(fault_row(truth, kind)["messages"], sum(map(is_touched, before)), "messages touched")


@claim
def a_part_is_heard_again_at_its_later_time():
    before = decode(sample(SOUND))
    output, truth, _ = inject(sample(SOUND), [{"fault": "replay", "from": 20, "until": 25, "at": 60}])
    start = before[0]["time"]
    part = [m for m in before if m["time"] and later({"time": start}, 1200)["time"] <= m["time"] <
            later({"time": start}, 1500)["time"]]
    equal(in_any_order(decode_bytes(output)), in_any_order(before + [later(m, 2400) for m in part]), "messages")
    row = fault_row(truth, "replay")
    equal((row["messages"], row["from"]), (len(part), later({"time": start}, 3600)["time"]), "truth")


@claims_of([("nmea/oresund-2018/oresund-2018-11-19.nmea", 5), ("nmea/denmark-2013/denmark-2013-11-12.nmea", 1),
            ("nmea/go-ais/go-ais-aistest.nmea", 0)])
def a_beacon_speaks_in_the_dialect_of_the_log(name, start):
    before = decode(sample(name))
    output, truth, _ = inject(sample(name), [{"fault": "beacon", "kind": "mob", "at": [12.7, 55.9], "from": start,
                                              "until": start + 2}])
    after = decode_bytes(output)
    hers = [m for m in after if m["mmsi"] == 972000001]
    equal([m for m in after if m["mmsi"] != 972000001], before, "the others")
    equal(fault_row(truth, "beacon")["messages"], len(hers), "messages of the beacon")
    assert hers and all(m["time"] for m in hers), "no beacon, or one without times"
    for message in hers:
        if message["type"] == 1:
            equal((message["status"], message["lon"], message["lat"]), (14, 12.7, 55.9), "report")
        else:
            equal((message["type"], message["text"]), (14, "MOB ACTIVE"), "text")


@claim
def flipped_bits_are_as_many_as_said_and_the_sentences_whole():
    output, truth, _ = inject(sample(SOUND), [{"fault": "bit_flip", "rate": 0.0005}])
    again, _, _ = inject(sample(SOUND), [{"fault": "bit_flip", "rate": 0.0005}])
    other, _, _ = inject(sample(SOUND), [{"fault": "bit_flip", "rate": 0.0005}], "--seed", 2)
    assert output == again and output != other, "the seed does not decide"
    row = fault_row(truth, "bit_flip")
    old, new = sample(SOUND).read_bytes().splitlines(), output.splitlines()
    equal(len(new), len(old), "lines")
    bits = 0
    for a, b in zip(old, new):
        if a != b and b.startswith(b"!"):
            for x, y in zip(a.split(b",")[5], b.split(b",")[5]):
                bits += bin((x - 48 - 8 * (x > 88)) ^ (y - 48 - 8 * (y > 88))).count("1")
            body, checksum = b[1:].split(b"*")
            total = 0
            for byte in body:
                total ^= byte
            equal(int(checksum[:2], 16), total, "checksum")
    equal(bits, row["bits"], "bits turned over")
    assert 300 < bits < 1200, f"{bits} bits of some 1.5 million"


@claims_of([
    ("not an array", "{}", "no array of faults"),
    ("an unknown kind", '[{"fault":"nonsense"}]', "fault 1: there is no 'nonsense'"),
    ("a member missing", '[{"fault":"silence","mmsi":1},{"fault":"jump","mmsi":1}]', "fault 2, jump: to is missing"),
    ("a member too many", '[{"fault":"silence","mmsi":1,"radius_m":1}]', "fault 1, silence: radius_m: no member"),
    ("a bad place", '[{"fault":"jump","mmsi":1,"to":[200,1]}]', "fault 1, jump: to: no place"),
    ("no JSON", "[", "line 1"),
])
def a_wrong_list_of_faults_is_refused_with_what_and_where(_, faults, words):
    with folder(faults_json=faults, log_txt="noise\n") as path:
        status, output, errors = run("drill", "inject", path / "log.txt", path / "faults.json")
        equal((status, output), (1, ""), "status and output")
        assert words in errors, errors


@claim
def what_touches_nothing_is_told_and_is_no_truth():
    with folder(log_txt="noise\n") as path:
        output, truth, errors = inject(path / "log.txt", [{"fault": "silence", "mmsi": 1}])
        equal((output, [row["truth"] for row in truth]), (b"noise\n", ["drill"]), "output and truth")
        assert "fault 1, silence: touched nothing" in errors, errors
