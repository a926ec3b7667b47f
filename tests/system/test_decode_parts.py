"""Messages of several parts, and the times and stations around sentences: narrows decode, one row a claim."""
# SPDX-License-Identifier: Apache-2.0
import json

import sentences as s
from harness import claim, claims_of, equal, folder, run
from test_decode_rules import GOOD, SHIP, check, decode

FIRST = {"type": 5, "mmsi": 219000001, "shipname": "FIRST", "destination": "HELSINGBORG"}
SECOND = {"type": 5, "mmsi": 219000002, "shipname": "SECOND", "destination": "HELSINGOR"}


def two(first=None, second=None):
    """The parts of two messages, a1 b1 a2 b2."""
    a = s.parts_of(s.voyage(name="FIRST"), 2, **(first or {}))
    b = s.parts_of(s.voyage(mmsi=219000002, name="SECOND", destination="HELSINGOR"), 2, **(second or {}))
    return a, b


def interleaved(a, b):
    return "\n".join([a[0], b[0], a[1], b[1], ""])


def tagged(parts, tags):
    return [s.tag(inside) + part for inside, part in zip(tags, parts)]


def by_stations():
    a, b = two()
    return interleaved(tagged(a, ["s:north", "s:north"]), tagged(b, ["s:south", "s:south"]))


def by_groups(first, second, station="s:north"):
    """The station of the first message stands on its first part alone, unless the second has another."""
    a, b = two()
    group = ["", ""] if second is None else [f"g:1-2-{second},", f"g:2-2-{second},"]
    last = "" if station == "s:north" else ",s:north"
    return interleaved(tagged(a, [f"g:1-2-{first},s:north", f"g:2-2-{first}{last}"]),
                       tagged(b, [f"{group[0]}{station}", f"{group[1]}{station}"]))


def by_totals():
    """Two parts and three, the parts a1 b1 a2 b2 b3."""
    a = s.parts_of(s.voyage(name="FIRST"), 2)
    b = s.parts_of(s.voyage(mmsi=219000002, name="SECOND", destination="HELSINGOR"), 3)
    return "\n".join([a[0], b[0], a[1], b[1], b[2], ""])


INTERLEAVED = [
    ("totals", by_totals()),
    ("own and others' reports", interleaved(*two({"talker": "!AIVDM"}, {"talker": "!AIVDO"}))),
    ("sequence numbers", interleaved(*two({"sequence": "1"}, {"sequence": "2"}))),
    ("channels", interleaved(*two({"channel": "A"}, {"channel": "B"}))),
    ("talkers", interleaved(*two({"talker": "!AIVDM"}, {"talker": "!BSVDM"}))),
    ("stations", by_stations()),
    ("groups", by_groups(31, 32)),
    ("groups, one of them 0", by_groups(0, 1)),
    ("a group and none", by_groups(0, None)),
    ("stations that count their groups alike", by_groups(31, 31, "s:south")),
]


@claims_of(INTERLEAVED)
def parts_interleaved_over_these_are_never_mixed(_, text):
    check(text, [FIRST, SECOND], {})


@claim
def parts_out_of_order_are_one_message():
    a, _ = two()
    check("\n".join([a[1], a[0], ""]), [FIRST], {})


@claim
def a_part_that_comes_twice_makes_one_message():
    a, _ = two()
    check("\n".join([a[0], a[0], a[1], ""]), [FIRST], {})


def at(kind, parts, seconds):
    """The parts, heard at these seconds, as each way of saying the time does it; the ways when `kind` is None."""
    ways = {
        "TAG in seconds": lambda part, t: s.tag(f"s:x,c:{1542625200 + t}") + part,
        "TAG in milliseconds": lambda part, t: s.tag(f"s:x,c:{1542625200 + t}000") + part,
        "PGHP": lambda part, t: s.pghp(t, station="x") + "\n" + part,
        "a trailing time": lambda part, t: f"{part},{1542625200 + t}",
        "a station and a time behind": lambda part, t: f"{part},r003669930,{1542625200 + t}",
        "a trailing time in milliseconds": lambda part, t: f"{part},{1542625200 + t}000",
        "the Coast Guard's measurements": lambda part, t: (
            f"{part},s22345,d-089,S2118,t1100{t:02d}.00,T{t:02d}.1234567,x43,b003669710,{1542625200 + t}"),
        "a logger's time behind the network's": lambda part, t: f"{part},r003669930,{1542625200 + t},{1542625100 + t}",
        "AIS-catcher's text": lambda part, t: f"{part} ( MSG: 5, ppm: 0, timestamp: 201811191100{t:02d})",
        "AIS-catcher's JSON": lambda part, t: (
            f'{{"class":"AIS","device":"AIS-catcher","rxtime":"201811191100{t:02d}","nmea":["{part}"],"ppm":0.1}}'),
        "AIS-catcher's JSON with microseconds": lambda part, t: (
            f'{{"class":"AIS","rxuxtime":{1542625200 + t}.000123,"rxtime":"20181119120000","nmea":["{part}"]}}'),
        "a leading time in microseconds": lambda part, t: f"{1542625200 + t}000000 {part}",
        "a leading time with a fraction": lambda part, t: f"{1542625200 + t}.000 {part}",
        "a leading ISO time with a blank": lambda part, t: f"2018-11-19 11:00:{t:02d} {part}",
        "a leading ISO time with an offset": lambda part, t: f"2018-11-19T14:30:{t:02d}+03:30 {part}",
        "a leading ISO time in brackets": lambda part, t: f"[2018-11-19 11:00:{t:02d}] {part}",
        "a leading time in seconds": lambda part, t: f"{1542625200 + t} {part}",
        "a leading time in milliseconds": lambda part, t: f"{1542625200 + t}000 {part}",
        "a leading time in nanoseconds": lambda part, t: f"{1542625200 + t}000000000 {part}",
        "a leading ISO time": lambda part, t: f"2018-11-19T11:00:{t:02d}Z {part}",
        "a leading ISO time with milliseconds": lambda part, t: f"2018-11-19T11:00:{t:02d}.000Z {part}",
    }
    if kind is None:
        return list(ways)
    return "\n".join([ways[kind](part, t) for part, t in zip(parts, seconds)] + [""])


WAYS = [(way,) for way in at(None, [], [])]


@claims_of(WAYS)
def becomes_the_time_of_a_message(way):
    got, _ = decode(at(way, [GOOD], [7]))
    equal(len(got), 1, "messages")
    assert str(got[0]["time"]).startswith("2018-11-19T11:00:07") and got[0]["time"].endswith("Z"), got[0]["time"]


@claims_of(WAYS)
def parts_four_seconds_apart_are_joined(way):
    check(at(way, two()[0], [7, 11]), [FIRST], {})


@claims_of(WAYS)
def parts_more_than_ten_seconds_apart_are_never_joined(way):
    check(at(way, two()[0], [7, 18]), [], {"stale_part": 2})


@claim
def a_stale_first_part_is_not_joined_to_the_second_part_of_another_message():
    a, b = two()
    check(at("PGHP", [a[0], b[0], b[1]], [1, 20, 21]), [SECOND], {"stale_part": 1})


@claims_of([
    ("a TAG block", s.tag("s:r003669945,c:1542625200") + GOOD, "r003669945"),
    ("PGHP", s.pghp(7) + "\n" + GOOD, "2190047"),
    ("a trailer", GOOD + ",r003669930,1542625200", "r003669930"),
    ("nothing", GOOD, None),
])
def the_station_is_taken_from(_, text, expected):
    check(text + "\n", [dict(SHIP, station=expected)], {})


@claim
def a_TAG_block_with_a_bad_checksum_is_ignored_and_its_sentence_decoded():
    check("\\s:x,c:1542625200*00\\" + GOOD + "\n", [dict(SHIP, time=None, station=None)], {"bad_tag": 1})


@claim
def milliseconds_are_kept():
    got, _ = decode(s.pghp(7, 789) + "\n" + GOOD + "\n")
    equal(got[0]["time"], "2018-11-19T11:00:07.789Z", "time")


@claims_of([(total,) for total in range(2, 10)])
def so_many_parts_are_joined(total):
    got, totals = decode("\n".join(s.parts_of(s.binary(bits=1008), total) + [""]))
    equal((totals["messages"], totals["by_type"]), (1, {"8": 1}), "messages")


@claim
def a_sentence_behind_a_cut_one_is_found():
    got, _ = decode(GOOD[:30] + s.vdm_of(s.position(mmsi=219000009)) + "\n")
    equal([message["mmsi"] for message in got], [219000009], "who")


@claim
def open_messages_give_way_to_newer_ones_and_are_counted():
    lines = [s.tag(f"s:station{i}") + two()[0][0] for i in range(5000)]
    text = "\n".join(lines + two(first={"sequence": "7"})[0] + [""])
    got, totals = decode(text)
    equal([message["shipname"] for message in got], ["FIRST"], "names")
    dropped = totals["refused"].get("assembly_full", 0)
    assert 4000 < dropped < 5000, totals


@claim
def a_part_without_the_others_is_no_message_and_does_not_stop_the_next():
    a, _ = two()
    check("\n".join([a[0], GOOD, ""]), [SHIP], decode(a[0] + "\n")[1]["refused"])


@claim
def parts_in_two_files_are_no_message():
    a, b = two()
    with folder(a_nmea=a[0] + "\n", b_nmea=a[1] + "\n" + "\n".join(b) + "\n") as here:
        status, out, _ = run("decode", "--format", "json", here / "a.nmea", here / "b.nmea")
        equal((status, [json.loads(line)["shipname"] for line in out.splitlines()]), (0, ["SECOND"]), "names")
        _, totals, _ = run("decode", "--format", "none", here / "a.nmea", here / "b.nmea")
        equal(json.loads(totals)["refused"], {"stale_part": 2}, "refused")


@claim
def a_group_over_several_lines_gives_its_first_line_to_all():
    a, _ = two()
    lines = tagged(a, ["g:1-2-7,s:north,c:1542625207,d:there,n:12,t:words", "g:2-2-7"])
    check("\n".join([*lines, ""]), [dict(FIRST, station="north", time="2018-11-19T11:00:07.000Z")], {})


@claim
def a_PGHP_behind_its_sentence_says_nothing_of_the_next():
    line = s.pghp(7).partition("*")[0][1:] + GOOD[-2:]
    text = "\n".join([GOOD, f"${line}*{s.checksum(line):02X}", s.vdm_of(s.position(mmsi=219000009)), ""])
    check(text, [dict(SHIP, time=None), {"mmsi": 219000009, "time": None}], {})


@claim
def two_files_are_decoded_one_after_the_other():
    with folder(a_nmea=GOOD + "\n", b_nmea=GOOD + "\n") as here:
        status, out, _ = run("decode", "--format", "json", here / "a.nmea", here / "b.nmea")
        equal((status, len(out.splitlines())), (0, 2), "status and messages")
