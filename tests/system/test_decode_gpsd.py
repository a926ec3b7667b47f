"""narrows decode and gpsdecode agree field by field on real traffic; docs/differences.md says where not, and why."""
# SPDX-License-Identifier: Apache-2.0
import collections
import functools
import json
import re

import oracle
from harness import ROOT, Skip, claim, claims_of, equal, run, sample

TYPES = {1, 2, 3, 4, 5, 9, 14, 18, 19, 21, 24, 27}
LOGS = [(path,) for path in (
    "nmea/oresund-2018/oresund-2018-11-19.nmea", "nmea/denmark-2013/denmark-2013-11-12.nmea",
    "nmea/denmark-2010/denmark-2010-06-11.nmea", "nmea/mixed-pyais/nmea-sample.nmea",
    "nmea/go-ais/derived-go-ais-testmsg.nmea", "nmea/go-ais/go-ais-aistest.nmea",
    "nmea/aisparser/bcl-aisparser-SAR.log", "nmea/aisparser/bcl-aisparser-seattle.log",
    "nmea/aisparser/bcl-aisparser-tidemsg8.log", "nmea/aisparser/bcl-aisparser-unknown.log",
    "nmea/australia-risky/amsa-risky-ais.txt", "nmea/australia-risky/amsa-risky-exact-earth-with-tag-block.txt",
    "nmea/forth-aisle/aisle-ais_north_berwick_advansea_rx_100_20170225.log",
    "nmea/forth-aisle/aisle-ais_nqueensferry_shipxplorer_20250409.log",
    "nmea/forth-aisle/aisle-ais_squeensferry_advansea_rx_100_20161120.log",
    "nmea/forth-aisle/aisle-ais_squeensferry_advansea_rx_100_20170205.log",
    "nmea/forth-aisle/aisle-ais_squeensferry_shipxplorer_20221119.log",
    "nmea/signalk/signalk-nais300-merrimac.log", "nmea/signalk/signalk-nais400-merrimac.log",
)]

# What gpsd prints, as a number or as "nan", when nothing is available; here it is null.
NOT_AVAILABLE = {"turn": ("nan",), "speed": ("nan", 102.3), "lon": (181.0,), "lat": (91.0,), "course": (360.0,),
                 "heading": (511,), "second": (60,), "status": (15,), "maneuver": (0,), "imo": (0,), "shiptype": (0,),
                 "draught": (0.0,), "aid_type": (0,), "alt": ("nan",), "mothership_mmsi": (0,), "callsign": ("",),
                 "shipname": ("",), "destination": ("",), "name": ("",), "vendorid": ("",), "text": ("",)}
LONG_RANGE_NOT_AVAILABLE = dict(NOT_AVAILABLE, speed=(63,), course=(511,))
NOT_COMPARED = {"class", "device", "scaled"}
FILLS_ITS_FIRST_PART = 2442016
TOLERANCE = {"turn": 0.5, "lon": 6e-7, "lat": 6e-7}
LONG_RANGE_TOLERANCE = {"lon": 6e-5, "lat": 6e-5}


def differences():
    """The names of the differences that docs/differences.md explains."""
    text = (ROOT / "docs" / "differences.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([a-z_0-9]+)` \|", text, re.MULTILINE))


def known_difference(mmsi, name, theirs, ours, flags):
    """The name of the difference, if it is one of those on the list."""
    if name == "radio" and "fill" in flags:
        return "fill_bits_that_do_not_fit" if ours is not None and ours >> 5 <= theirs <= ours else None
    if name == "name" and theirs[:20].rstrip() == (ours or "")[:20].rstrip():
        return "fill_bits_inside_a_message" if mmsi == FILLS_ITS_FIRST_PART else None
    if name == "vendorid":
        return "vendor_of_seven_characters" if (ours or "") == theirs[:3].rstrip("@ ") else None
    if name == "speed" and theirs == "fast" and ours == 102.2:
        return "fast_is_a_number"
    if name == "alt" and theirs == "high" and ours == 4094:
        return "fast_is_a_number"
    if name == "timestamp" or name == "eta":
        return "no_date_is_null" if ours is None and is_no_date(theirs) else None
    return None


def is_no_date(text):
    return text in ("0000-00-00T24:60:60Z", "00-00T24:60Z")


def is_same(kind, name, theirs, ours):
    is_long_range = kind == 27
    absent = LONG_RANGE_NOT_AVAILABLE if is_long_range else NOT_AVAILABLE
    if ours is None:
        return theirs in absent.get(name, ())
    if theirs in absent.get(name, ()):
        return False
    if isinstance(theirs, float) and isinstance(ours, (int, float)):
        tolerance = LONG_RANGE_TOLERANCE if is_long_range else TOLERANCE
        return abs(theirs - ours) <= tolerance.get(name, 1e-9)
    return theirs == ours


def compare(theirs, ours, seen, wrong):
    """Compares the fields of one message; counts in seen, notes in wrong."""
    for name in theirs.keys() - NOT_COMPARED:
        if name.endswith("_text") or (name == "shipname" and ours.get("part") == "B"):
            continue
        seen["fields"] += 1
        if name in ours and is_same(theirs["type"], name, theirs[name], ours[name]):
            continue
        difference = name in ours and known_difference(ours["mmsi"], name, theirs[name], ours[name],
                                                           ours.get("flags", ()))
        if difference:
            seen[difference] += 1
        else:
            wrong.append(f"type {theirs['type']} of {theirs['mmsi']}: {name} is {ours.get(name, 'missing')!r}, "
                         f"gpsd says {theirs[name]!r}")


def aligned(theirs, ours, seen, wrong):
    """Pairs of the same message. Those that only one side has are counted and noted."""
    place = 0
    for message in theirs:
        ahead = next((i for i in range(place, min(place + 30, len(ours))) if key_fits(message, ours[i])), None)
        if ahead is None:
            wrong.append(f"gpsd alone has {message}")
            continue
        for extra in ours[place:ahead]:
            note_extra(extra, seen, wrong)
        yield message, ours[ahead]
        place = ahead + 1
    for extra in ours[place:]:
        note_extra(extra, seen, wrong)


def key_fits(theirs, ours):
    return all(theirs[name] == ours[name] for name in ("type", "mmsi", "repeat")) and (
        theirs["type"] != 24 or theirs.get("part", "B") == ours["part"])


def note_extra(message, seen, wrong):
    flags = set(message.get("flags", ()))
    if flags & {"truncated", "overlong"}:
        seen["length_refused_by_gpsd"] += 1
    elif "no_checksum" in flags:
        seen["no_checksum"] += 1
    else:
        wrong.append(f"narrows alone has {message}")


@functools.lru_cache(maxsize=2)
def ours_of(path):
    """All messages that narrows finds in a log."""
    status, out, err = run("decode", "--format", "json", path)
    equal(status, 0, f"exit status ({err[:200]})")
    return [json.loads(line) for line in out.splitlines()]


def need_oracle():
    if not oracle.is_here():
        raise Skip("no gpsdecode (Debian: gpsd-clients)")


@claims_of(LOGS)
def every_field_is_what_gpsdecode_says(path):
    need_oracle()
    log = sample(path)
    theirs = [m for m in oracle.exact(b"".join(oracle.plain_sentences(log.read_bytes()))) if m["type"] in TYPES]
    ours = [m for m in ours_of(log) if m["type"] in TYPES]
    seen, wrong = collections.Counter(), []
    for a, b in aligned(theirs, ours, seen, wrong):
        seen["messages"] += 1
        compare(a, b, seen, wrong)
    assert not wrong, f"{len(wrong)} differences\n" + "\n".join(wrong[:12])
    explained = differences()
    unexplained = [name for name in seen if name not in explained | {"messages", "fields"}]
    equal(unexplained, [], "differences that docs/differences.md does not explain")
    return [f"{count} {name}" for name, count in seen.items()]


@claim
def the_comparison_finds_a_changed_field_and_a_lost_message():
    theirs = {"type": 1, "mmsi": 1, "repeat": 0, "lon": 12.5, "speed": 102.3}
    for ours in ({"speed": None, "lon": 12.50001}, {"speed": 102.3, "lon": 12.5}, {"speed": None}):
        wrong = []
        compare(theirs, {"type": 1, "mmsi": 1, "repeat": 0, **ours}, collections.Counter(), wrong)
        equal(len(wrong), 1, "differences found")
    wrong = []
    equal(list(aligned([theirs], [], {}, wrong)), [], "pairs")
    equal(len(wrong), 1, "lost messages found")


@claims_of(LOGS)
def as_many_messages_of_each_type_as_gpsdecode_finds_or_more_where_something_is_odd(path):
    need_oracle()
    log = sample(path)
    status, out, _ = run("decode", "--format", "none", log)
    equal(status, 0, "exit status")
    totals = json.loads(out)
    theirs = collections.Counter(m["type"] for m in oracle.decode(b"".join(oracle.plain_sentences(log.read_bytes()))))
    ours = collections.Counter({int(kind): count for kind, count in totals["by_type"].items()})
    equal(dict(ours), dict(collections.Counter(m["type"] for m in ours_of(log))), "totals and messages")
    equal(dict(theirs - ours), {}, "messages that gpsd alone finds, by type")
    odd = sum(1 for m in ours_of(log) if m.get("flags"))
    more = ours - theirs
    decoded_more = sum(count for kind, count in more.items() if kind in TYPES)
    assert decoded_more <= odd, f"{dict(more)} more than gpsdecode finds, but {odd} odd ones"
    return [f"{totals['messages']} messages, {more.total()} more than gpsdecode finds"]
