"""narrows decode and gpsdecode agree field by field on real traffic; docs/differences.md says where not, and why."""
# SPDX-License-Identifier: Apache-2.0
import collections
import functools
import json
import re

import applications
import oracle
from harness import ROOT, Skip, claim, claims_of, equal, run, sample

TYPES = set(range(1, 28))  # gpsd does not know 28
LOGS = [(path,) for path in (
    "nmea/oresund-2018/oresund-2018-11-19.nmea", "nmea/denmark-2013/denmark-2013-11-12.nmea",
    "nmea/denmark-2010/denmark-2010-06-11.nmea", "nmea/mixed-pyais/nmea-sample.nmea",
    "nmea/go-ais/derived-go-ais-testmsg.nmea", "nmea/go-ais/go-ais-aistest.nmea",
    "nmea/aisparser/bcl-aisparser-SAR.log", "nmea/aisparser/bcl-aisparser-seattle.log",
    "nmea/aisparser/bcl-aisparser-tidemsg8.log", "nmea/aisparser/bcl-aisparser-unknown.log",
    "nmea/australia-risky/amsa-risky-ais.txt", "nmea/australia-risky/amsa-risky-exact-earth-with-tag-block.txt",
    "nmea/australia-risky/amsa-risky-exact-earth-augmented.txt",
    "nmea/australia-risky/amsa-risky-exact-earth-augmented-2.txt",
    "nmea/australia-risky/amsa-risky-exact-earth-augmented-3.txt",
    "nmea/forth-aisle/aisle-ais_north_berwick_advansea_rx_100_20170225.log",
    "nmea/forth-aisle/aisle-ais_nqueensferry_shipxplorer_20250409.log",
    "nmea/forth-aisle/aisle-ais_squeensferry_advansea_rx_100_20161120.log",
    "nmea/forth-aisle/aisle-ais_squeensferry_advansea_rx_100_20170205.log",
    "nmea/forth-aisle/aisle-ais_squeensferry_shipxplorer_20221119.log",
    "conformance/gpsd/ais-nmea-type6-fid55.log",
    "nmea/signalk/signalk-nais300-merrimac.log", "nmea/signalk/signalk-nais400-merrimac.log",
)]

# What gpsd prints, as a number or as "nan", when nothing is available; here it is null.
NOT_AVAILABLE = {"turn": ("nan",), "speed": ("nan", 102.3), "lon": (181.0,), "lat": (91.0,), "course": (360.0,),
                 "heading": (511,), "second": (60,), "status": (15,), "maneuver": (0,), "imo": (0,), "shiptype": (0,),
                 "draught": (0.0,), "aid_type": (0,), "alt": ("nan",), "mothership_mmsi": (0,), "callsign": ("",),
                 "shipname": ("",), "destination": ("",), "name": ("",), "vendorid": ("",), "text": ("",)}
for of in "ne_lon", "sw_lon":
    NOT_AVAILABLE[of] = NOT_AVAILABLE["lon"]
for of in "ne_lat", "sw_lat":
    NOT_AVAILABLE[of] = NOT_AVAILABLE["lat"]
NOT_AVAILABLE["data"] = ("0:",)
# Where a type has others.
OTHERS_NOT_AVAILABLE = {
    15: {name: (0,) for name in ("type1_1", "type1_2", "type2_1")},
    20: {name + place: (0,) for name in ("offset", "number", "timeout", "increment") for place in "1234"},
    23: {"shiptype": ()},
    27: {"speed": (63,), "course": (511,)},
}
# What gpsd prints as 0 when it was not sent, in the groups in which it is sent or not.
MAY_BE_LEFT_OUT = {
    7: [{"mmsi2"}, {"mmsi3"}, {"mmsi4"}],
    13: [{"mmsi2"}, {"mmsi3"}, {"mmsi4"}],
    15: [{"type1_2", "offset1_2"}, {"mmsi2", "type2_1", "offset2_1"}],
    16: [{"mmsi2", "offset2", "increment2"}],
    20: [{name + place for name in ("offset", "number", "timeout", "increment")} for place in "234"],
}
NOT_COMPARED = {"class", "device", "scaled", "application"}
OF_EVERY_MESSAGE = {"class", "type", "repeat", "mmsi", "seqno", "dest_mmsi", "retransmit", "addressed", "structured", "dac",
                    "fid", "data", "radio", "time", "station", "channel", "own", "flags"}
# Where gpsd reads 13 bits of something else.
PERSONS = (1, 16)
FILLS_ITS_FIRST_PART = 2442016
TOLERANCE = {"turn": 0.0051, "lon": 6e-7, "lat": 6e-7}
COARSE_TOLERANCE = dict.fromkeys(oracle.POSITIONS, 6e-5)
COARSE = {17, 22, 23, 27}
DGNSS_HEADER = (("dgnss_type", 6), ("station_id", 10), ("z_count", 13), ("sequence", 3), ("words", 5), ("health", 3))


def differences():
    """The names of the differences that docs/differences.md explains."""
    text = (ROOT / "docs" / "differences.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([a-z_0-9]+)` \|", text, re.MULTILINE))


def known_difference(mmsi, name, theirs, ours, flags):
    """The name of the difference, if it is one of those on the list."""
    if name == "radio" and "fill" in flags:
        return "fill_bits_that_do_not_fit" if ours is not None and ours >> 5 <= theirs <= ours else None
    if name == "data" and "fill" in flags:
        return "fill_bits_that_do_not_fit" if bits_of(ours).startswith(bits_of(theirs)) else None
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
    absent = OTHERS_NOT_AVAILABLE.get(kind, {}).get(name, NOT_AVAILABLE.get(name, ()))
    if ours is None:
        return theirs in absent
    if theirs in absent:
        return False
    if isinstance(theirs, float) and isinstance(ours, (int, float)):
        tolerance = COARSE_TOLERANCE if kind in COARSE else TOLERANCE
        return abs(theirs - ours) <= tolerance.get(name, 1e-9)
    return theirs == ours


def bits_of(data):
    """The bits of "BITS:HEX", without what gpsd leaves behind them in the last byte."""
    count, digits = data.split(":")
    return "".join(format(byte, "08b") for byte in bytes.fromhex(digits))[:int(count)]


def data_of(bits):
    whole = bits + "0" * (-len(bits) % 8)
    return f"{len(bits)}:" + "".join(format(int(whole[i:i + 8], 2), "02x") for i in range(0, len(whole), 8))


def with_dgnss_header(theirs, seen):
    """Type 17: gpsd passes on the two words of the header with the corrections."""
    bits = bits_of(theirs["data"])
    theirs = dict(theirs)
    for name, size in DGNSS_HEADER:
        if len(bits) >= size:
            theirs[name], bits = int(bits[:size], 2), bits[size:]
    seen["dgnss_header_is_read"] += 1
    return dict(theirs, data=data_of(bits))


def with_spare_bits(theirs, seen):
    """Types 25 and 26: where the identifier and the data begin and end by the recommendation."""
    theirs = dict(theirs)
    application = theirs.pop("app_id")
    bits = (format(application, "016b") if theirs["structured"] else "") + bits_of(theirs["data"])
    if theirs["addressed"]:
        bits = bits[2:]
        seen["destination_has_two_spare_bits"] += 1
    else:
        del theirs["dest_mmsi"]
    if theirs["type"] == 26:
        bits = bits[:-4]
        del theirs["radio"]
        seen["state_at_the_end_of_type_26"] += 1
    if theirs["structured"]:
        theirs["dac"], theirs["fid"], bits = int(bits[:10], 2), int(bits[10:16], 2), bits[16:]
        seen["application_identifier_in_two"] += 1
    return dict(theirs, data=data_of(bits))


def without_what_was_not_sent(theirs, ours, seen):
    """Repeated groups: gpsd prints zeros for those that were not sent. What of the spare bits behind the last it takes
    for the beginning of a next one is no value either."""
    theirs = dict(theirs)
    for group in MAY_BE_LEFT_OUT[theirs["type"]]:
        values = [theirs[name] for name in group]
        if not group & ours.keys() and values.count(0) >= max(1, len(values) - 1):
            seen["groups_that_were_not_sent"] += 1
            for name in group:
                del theirs[name]
    return theirs


def members_of(ours):
    """What narrows tells of an application."""
    return {name: value for name, value in ours.items() if name not in OF_EVERY_MESSAGE}


def compare_members(expected, ours, who, seen, wrong):
    """All members that are expected, and no other."""
    key, members = (ours["dac"], ours["fid"]), members_of(ours)
    for name in expected.keys() | members.keys():
        seen["fields"] += 1
        if name not in expected or name not in members or not applications.is_same(expected[name], members[name]):
            wrong.append(f"application {key} of {ours['mmsi']}: {name} is {members.get(name, 'missing')!r}, "
                         f"{who} {expected.get(name, 'nothing')!r}")


def compare_too_short(told, theirs, ours, seen, wrong):
    """Members that gpsd makes of data that end before what they are about: of these very bits, and zeros behind them."""
    seen["application_too_short"] += 1
    key = theirs["dac"], theirs["fid"]
    made = applications.filled_up(*key, bits_of(ours["data"]))
    for name in told.keys() | made.keys():
        seen["fields"] += 1
        if name not in told or name not in made or made[name] != told[name]:
            wrong.append(f"application {key} of {theirs['mmsi']}: {name} is {made.get(name, 'nothing')!r} in {ours['data']} "
                         f"and zeros, gpsd says {told.get(name, 'nothing')!r}")


def compare_contents(theirs, ours, seen, wrong):
    """Messages of an application that narrows knows: its members are what the bits say, and gpsd's raw counts are those
    of the bits."""
    key = theirs["dac"], theirs["fid"]
    bits = bits_of(theirs["data"])
    seen["application_contents"] += 1
    compare_members(applications.contents(*key, bits), ours, "its bits say", seen, wrong)
    counts = applications.counts(*key, bits)
    for name, value in theirs.get("application", {}).items():
        if name not in counts or isinstance(value, str):
            continue
        seen["fields"] += 1
        if value in counts[name]:
            continue
        if key == PERSONS:
            seen["persons_at_a_wrong_bit"] += 1
        else:
            wrong.append(f"application {key} of {ours['mmsi']}: {name} is {counts[name]} in its bits, gpsd says {value!r}")


def by_the_recommendation(theirs, ours, seen):
    """Their message with the fields that it has by ITU-R M.1371."""
    if theirs["type"] == 17:
        return with_dgnss_header(theirs, seen)
    if theirs["type"] in (25, 26):
        return with_spare_bits(theirs, seen)
    if theirs["type"] in MAY_BE_LEFT_OUT:
        return without_what_was_not_sent(theirs, ours, seen)
    return theirs


def compare(theirs, ours, seen, wrong):
    """Compares the fields of one message; counts in seen, notes in wrong."""
    theirs = by_the_recommendation(theirs, ours, seen)
    if "dac" in theirs and "data" in theirs and "data" not in ours:
        compare_contents(theirs, ours, seen, wrong)
        theirs = {name: value for name, value in theirs.items() if name != "data"}
    elif theirs.get("application"):
        told = {name: value for name, value in theirs["application"].items() if not name.endswith("_text")}
        compare_too_short(told, theirs, ours, seen, wrong)
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
    theirs = {"type": 25, "mmsi": 1, "repeat": 0, "addressed": True, "structured": True, "dest_mmsi": 2,
              "app_id": 0b0000000000010111, "data": "10:dfc0"}
    right = {"type": 25, "mmsi": 1, "repeat": 0, "addressed": True, "structured": True, "dest_mmsi": 2, "dac": 1,
             "fid": 0b011111, "data": "8:7f"}
    for ours, count in (right, 0), (dict(right, dac=2), 1), (dict(right, data="8:7e"), 1), (dict(right, data=None), 1):
        wrong = []
        compare(theirs, ours, collections.Counter(), wrong)
        equal(len(wrong), count, f"differences found in {ours}")
    theirs = {"type": 25, "mmsi": 1, "repeat": 0, "addressed": False, "structured": True, "dest_mmsi": 0,
              "app_id": 1 << 6 | 40, "data": "16:0938"}
    right = {"type": 25, "mmsi": 1, "repeat": 0, "addressed": False, "structured": True, "dac": 1, "fid": 40, "persons": 295}
    for ours, count in (right, 0), (dict(right, persons=296), 1), (dict(right, crew=1), 1):
        wrong = []
        compare(theirs, ours, collections.Counter(), wrong)
        equal(len(wrong), count, f"differences found in {ours}")
    theirs = {"type": 7, "mmsi": 1, "repeat": 0, "mmsi1": 2, "mmsi2": 3, "mmsi3": 0, "mmsi4": 0}
    for ours, count in ({"mmsi1": 2, "mmsi2": 3}, 0), ({"mmsi1": 2}, 1), ({"mmsi1": 2, "mmsi2": 4}, 1):
        wrong = []
        compare(theirs, {"type": 7, "mmsi": 1, "repeat": 0, **ours}, collections.Counter(), wrong)
        equal(len(wrong), count, f"differences found in {ours}")
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
