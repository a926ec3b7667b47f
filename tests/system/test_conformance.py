"""narrows decode against what gpsd and libais expect of their own samples; docs/differences.md says where not."""
# SPDX-License-Identifier: Apache-2.0
import collections
import json

import oracle
from harness import claim, claims_of, equal, run, sample
from test_decode_gpsd import (COARSE, COARSE_TOLERANCE, MAY_BE_LEFT_OUT, NOT_AVAILABLE, NOT_COMPARED, aligned,
                              compare, differences, is_no_date, ours_of)

GPSD = "conformance/gpsd/"
UNSCALED = [(log, check) for log, check in (
    ("sample.aivdm", "sample.aivdm.ju.chk"), ("ais-18-27.log", "ais-18-27.log.chk"),
    ("ais-nmea-type6-fid55.log", "ais-nmea-type6-fid55.log.chk"), ("ais-nmea.log", "ais-nmea.log.chk"),
    ("ais-raw-messages.log", "ais-raw-messages.log.chk"), ("ais_unpack_sixbit.log", "ais_unpack_sixbit.log.chk"),
    ("ait250.log", "ait250.log.chk"), ("saab-r4.log", "saab-r4.log.chk"),
)]

# Applications (type, DAC, FI) that gpsd's or libais's samples have in fields and narrows passes on as data.
NOT_YET = {(6, 1, 0), (6, 1, 12), (6, 1, 14), (6, 1, 18), (6, 1, 30), (6, 1, 32), (6, 200, 55), (6, 235, 10),
           (8, 1, 11), (8, 1, 22), (8, 1, 31), (8, 200, 10)}
ENVELOPE = {"class", "device", "type", "repeat", "mmsi", "scaled", "seqno", "dest_mmsi", "retransmit", "dac", "fid",
            "data", "time", "station", "channel", "flags", "own"}

# Counts in a unit, what is added to the unit, and the count for "not available", of an application's fields (IMO
# SN.1/Circ.236 and Circ.289, the inland AIS standard); a field without a row is the count itself.
PLACE = {"lon": (60000, 0, None), "lat": (60000, 0, None)}
WEATHER = {"cspeed": (10, 0, 255), "cspeed2": (10, 0, 255), "cspeed3": (10, 0, 255), "waveheight": (10, 0, 255),
           "swellheight": (10, 0, 255), "pressuretend": (1, 0, 3), "leveltrend": (1, 0, 3), "ice": (1, 0, 3),
           "preciptype": (1, 0, 7), "wspeed": (1, 0, 127), "wgust": (1, 0, 127), "waveperiod": (1, 0, 63),
           "swellperiod": (1, 0, 63), "cdepth2": (1, 0, 31), "cdepth3": (1, 0, 31), **PLACE}
DIRECTIONS = ("wdir", "wgustdir", "cdir", "cdir2", "cdir3", "wavedir", "swelldir")
UNITS = {
    (8, 1, 11): {**WEATHER, **dict.fromkeys(DIRECTIONS, (1, 0, 511)), "humidity": (1, 0, 127), "seastate": (1, 0, 15),
                 "airtemp": (10, -60, 2047), "dewpoint": (10, -20, 1023), "pressure": (1, 800, 511),
                 "visibility": (10, 0, 255), "waterlevel": (10, -10, 511), "watertemp": (10, -10, 1023),
                 "salinity": (10, 0, 511)},
    (8, 1, 31): {**WEATHER, **dict.fromkeys(DIRECTIONS, (1, 0, 360)), "humidity": (1, 0, 101), "seastate": (1, 0, 13),
                 "airtemp": (10, 0, -1024), "dewpoint": (10, 0, 501), "pressure": (1, 799, 511),
                 "visibility": (10, 0, 127), "waterlevel": (100, -10, 4001), "watertemp": (10, 0, 501),
                 "salinity": (10, 0, 510)},
    (8, 200, 10): {"length": (10, 0, 0), "beam": (10, 0, 0), "draught": (100, 0, 0)},
    (6, 235, 10): {"ana_int": (20, 0, 0), "ana_ext1": (20, 0, 0), "ana_ext2": (20, 0, 0)},
    (6, 1, 14): {**PLACE, "cspeed": (10, 0, 255), "cdir": (1, 0, 360)},
    (6, 1, 18): PLACE,
    (6, 1, 32): {**PLACE, "cspeed": (10, 0, 255), "cdir": (1, 0, 360)},
}

# The columns of gpsdecode's short form behind type, repeat and MMSI: $ is text, # hexadecimal, - is not compared.
POSITION = "status turn speed accuracy lon lat course heading second maneuver# raim radio#"
CLASS_B = "reserved speed accuracy lon lat course heading second regional#"
SHIP = "to_bow to_stern to_port to_starboard"
BASE = "timestamp$ accuracy lon lat epfd raim radio#"
AREA = "ne_lon ne_lat sw_lon sw_lat"
ACKNOWLEDGE = "mmsi1 mmsi2 mmsi3 mmsi4"
ADDRESSED = "seqno dest_mmsi retransmit"
COLUMNS = {
    1: POSITION, 2: POSITION, 3: POSITION, 4: BASE, 11: BASE,
    5: f"imo ais_version callsign$ shipname$ shiptype {SHIP} epfd eta$ draught destination$ dte",
    6: f"{ADDRESSED} dac fid data$", 7: ACKNOWLEDGE, 13: ACKNOWLEDGE, 8: "dac fid data$",
    9: "alt speed accuracy lon lat course second regional# dte raim radio#",
    10: "dest_mmsi", 12: f"{ADDRESSED} text$", 14: "text$",
    15: "mmsi1 type1_1 offset1_1 type1_2 offset1_2 mmsi2 type2_1 offset2_1",
    16: "mmsi1 offset1 increment1 mmsi2 offset2 increment2", 17: "lon lat data$",
    18: f"{CLASS_B} cs display dsc band msg22 raim radio#",
    19: f"{CLASS_B} shipname$ shiptype {SHIP} epfd raim dte assigned",
    20: " ".join(f"offset{i} number{i} timeout{i} increment{i}" for i in range(1, 5)),
    21: f"aid_type name$ accuracy lon lat {SHIP} epfd second regional off_position# raim virtual_aid",
    22: f"channel_a channel_b txrx power {AREA} addressed band_a band_b zonesize",
    23: f"{AREA} stationtype shiptype - interval quiet",
    24: f"shipname$ shiptype vendorid$ model serial callsign$ {SHIP}",
    25: "addressed structured dest_mmsi app_id data$", 26: "addressed structured dest_mmsi app_id data$",
    27: "status accuracy lon lat speed course raim gnss",
}
TO_STATIONS = "channel_a channel_b txrx power dest1 dest2 addressed band_a band_b zonesize"

# libais: what only it tells (its spare bits and the words for a code too), and its names for ours.
LIBAIS_ALONE = {"class", "device", "scaled", "tagblock_T", "tagblock_q", "tagblock_group", "slot_offset_2", "msg_2",
                "type2_2", "offset2_2", "part_num"}
LIBAIS_NAMES = {"mode": "assigned", "unit": "cs", "tagblock_station": "station", "tagblock_timestamp": "time"}


def application(message):
    return message["type"], message.get("dac"), message.get("fid")


def scaled(raw):
    """A message of gpsd's unscaled form in units, exactly."""
    kind, message = raw["type"], dict(raw)
    per_degree = 600 if kind in (17, 22, 23, 27) else 600000
    message.update({name: raw[name] / per_degree for name in oracle.POSITIONS if name in raw})
    if kind != 27:
        message.update({name: raw[name] / 10 for name in ("course", "draught") if name in raw})
    if kind in (1, 2, 3, 18, 19):
        message["speed"] = raw["speed"] / 10
    if kind in (1, 2, 3):
        message["turn"] = oracle.turn(raw["turn"])
    if kind == 9:
        message["speed"] = "nan" if raw["speed"] == 1023 else raw["speed"]
        message["alt"] = "nan" if raw["alt"] == 4095 else raw["alt"]
    if kind in (6, 8):
        message.update({name: raw[name] for name in raw.keys() - ENVELOPE})
    return message


def in_units(value, units):
    """An application's field, or its repeated fields, in units; None where it is not available."""
    if isinstance(value, list):
        return [{name: in_units(v, units.get(name)) for name, v in item.items()} for item in value]
    if units is None:
        return value or None if isinstance(value, str) else value
    per_unit, added, absent = units
    return None if value == absent else value / per_unit + added


def is_near(theirs, ours):
    if isinstance(theirs, list) and isinstance(ours, list):
        return len(theirs) == len(ours) and all(is_near(a, b) for a, b in zip(theirs, ours))
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return all(name in ours and is_near(value, ours[name]) for name, value in theirs.items())
    if isinstance(theirs, float) and isinstance(ours, (int, float)):
        return abs(theirs - ours) < 1e-6
    return theirs == ours


def without_application(theirs, ours, seen, wrong, not_yet=frozenset(NOT_YET)):
    """Takes an application's fields off their message, compared where narrows has them."""
    names = {name for name in theirs.keys() - ENVELOPE if not name.endswith("_text")}
    if theirs["type"] not in (6, 8) or not names:
        return theirs
    if application(theirs) in not_yet:
        seen["application_contents"] += 1
        for name in names & ours.keys():
            wrong.append(f"{application(theirs)} is decoded, has {name}: take it off the list")
    else:
        units = UNITS.get(application(theirs), {})
        for name in names:
            field_units = units if isinstance(theirs[name], list) else units.get(name)
            value = in_units(theirs[name], field_units)
            seen["application_fields"] += 1
            if name not in ours or not is_near(value, ours[name]):
                wrong.append(f"{application(theirs)} of {theirs['mmsi']}: {name} is {ours.get(name, 'missing')!r}, "
                             f"gpsd says {theirs[name]!r}, {value!r}")
    return {name: value for name, value in theirs.items() if name in ENVELOPE}


def with_halves_joined(messages, seen):
    """Type 24 as gpsd tells it: the last eight parts A are kept until the B of the same station comes."""
    halves = collections.deque(maxlen=8)
    for message in messages:
        if message["type"] != 24:
            yield message
        elif message["part"] == "A":
            halves.append(message)
        else:
            first = next((half for half in halves if half["mmsi"] == message["mmsi"]), None)
            if first:
                halves.remove(first)
                seen["parts_of_type_24"] += 1
                yield {**first, **message, "part": "A and B"}


def without_cut_groups(theirs, ours, seen):
    """gpsd fills a number that the message ends in with zeros."""
    cut = {name for name in theirs.keys() - ours.keys() - NOT_COMPARED
           if theirs["type"] in MAY_BE_LEFT_OUT and theirs[name] != 0 and "truncated" in ours.get("flags", ())}
    if cut:
        seen["groups_cut_short"] += 1
    return {**theirs, **dict.fromkeys(cut, 0)}


def ours_without_comments(log):
    """What narrows makes of a log; it reads a sentence behind anything, gpsd none in a comment."""
    lines = [line for line in sample(log).read_bytes().splitlines(keepends=True) if not line.startswith(b"#")]
    status, out, err = run("decode", "--format", "json", stdin=b"".join(lines))
    equal(status, 0, f"exit status ({err[:200]})")
    return [json.loads(line) for line in out.splitlines()]


def check_all(theirs, log, seen):
    """Every field of every one of their messages, which are in units; notes what is not on the list."""
    wrong = []
    ours = list(with_halves_joined(ours_without_comments(GPSD + log), seen))
    theirs = [dict(m, part="A and B") if m["type"] == 24 else m for m in theirs]
    for a, b in aligned(theirs, ours, seen, wrong):
        seen["messages"] += 1
        compare(without_cut_groups(without_application(a, b, seen, wrong), b, seen), b, seen, wrong)
    return verdict(len(theirs), seen, wrong)


def verdict(count, seen, wrong):
    assert not wrong, f"{len(wrong)} differences\n" + "\n".join(wrong[:12])
    equal(seen["messages"], count, "messages")
    unexplained = [name for name in seen
                   if name not in differences() | {"messages", "fields", "application_fields"}]
    equal(unexplained, [], "differences that docs/differences.md does not explain")
    return [f"{count} {name}" for name, count in seen.items()]


def gpsd_messages(check):
    """The messages that gpsd expects. In a log it tells the last one again with every position of its own: only what
    stands right behind a sentence is a message."""
    lines = sample(GPSD + check).read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    is_log = check.endswith(".log.chk")
    return [json.loads(line) for before, line in zip(["", *lines], lines)
            if line.startswith('{"class":"AIS"') and (before.startswith("!") or not is_log)]


@claims_of(UNSCALED)
def every_field_is_what_gpsd_expects_unscaled(log, check):
    return check_all([scaled(m) for m in gpsd_messages(check)], log, collections.Counter())


def as_scaled_by_gpsd(message, raw):
    """What gpsd's scaled form rounds or words, put back from its unscaled form, which is compared in full."""
    exact = scaled(raw)
    names = {17: oracle.POSITIONS, 22: oracle.POSITIONS, 23: oracle.POSITIONS, 27: (*oracle.POSITIONS, "status")}
    message = dict(message, **{n: exact[n] for n in names.get(message["type"], ()) if n in exact})
    if message["type"] <= 3:
        message["turn"] = exact["turn"]
    if message["type"] in (6, 8):
        message = {name: value for name, value in message.items() if name in ENVELOPE}
    return message


@claim
def every_field_is_what_gpsd_expects_scaled():
    exact = gpsd_messages("sample.aivdm.ju.chk")
    rounded = gpsd_messages("sample.aivdm.js.chk")
    theirs = [as_scaled_by_gpsd(a, b) for a, b in zip(rounded, exact, strict=True)]
    return check_all(theirs, "sample.aivdm", collections.Counter())


def number_of(words, kind):
    return int(words, 16) if kind == "#" else words if kind == "$" else int(words or 0)


def short_form(line):
    """A line of gpsdecode's short form as its unscaled JSON has it; an application's columns are left out."""
    values = line.split("|")
    message = {"type": int(values[0]), "repeat": int(values[1]), "mmsi": int(values[2])}
    values, columns = values[3:], COLUMNS[message["type"]]
    if message["type"] == 22 and len(values) == 10:
        columns = TO_STATIONS
    columns = columns.split()
    is_application = message["type"] in (6, 8) and (len(values) > len(columns) or "x" in values[-1])
    if is_application or (message["type"] in (6, 8) and ":" not in values[-1]):
        columns = columns[:-1]
    if message["type"] == 26:
        values[-1], _, message["radio"] = values[-1].rpartition(":")
    assert is_application or len(values) == len(columns), f"{len(values)} columns for {columns}: {line}"
    for name, words in zip(columns, values):
        if name != "-":
            message[name.rstrip("$#")] = number_of(words, name[-1])
    return message


@claim
def every_column_is_what_gpsd_expects_in_its_short_form():
    lines = sample(GPSD + "sample.aivdm.chk").read_text(encoding="ascii").splitlines()
    return check_all([scaled(short_form(line)) for line in lines if line], "sample.aivdm", collections.Counter())


def pieces_of_libais(kind, ours):
    """What of our radio word, and of the regional bits of type 9, libais tells in pieces."""
    word = ours["radio"]
    is_incremental = word >> 19 == 1 if kind in (9, 18, 26) else kind == 3
    pieces = {"alt_sensor": ours.get("regional", 0) >> 7, "sync_state": word >> 17 & 3,
              "commstate_cs_fill": word & 0x7ffff}
    if is_incremental:
        return {**pieces, "slot_increment": word >> 4 & 0x1fff, "slots_to_allocate": word >> 1 & 7,
                "keep_flag": word & 1}
    return {**pieces, "slot_timeout": word >> 14 & 7, "received_stations": word & 0x3fff, "slot_number": word & 0x3fff,
            "slot_offset": word & 0x3fff, "utc_hour": word >> 9 & 31, "utc_min": word >> 2 & 127}


def is_same_in_libais(message, name, theirs, ours):
    """libais computes in single precision, and writes some identities as text and times with microseconds."""
    if isinstance(theirs, float):
        absent = round(theirs, 1) in NOT_AVAILABLE.get(name, ())
        tolerance = 0.5 if name == "turn" else abs(theirs) * 1e-7
        tolerance += COARSE_TOLERANCE.get(name, 0) if message["type"] in COARSE else 6e-7
        return absent if ours is None else not absent and abs(theirs - ours) <= tolerance
    if name == "imo":
        theirs = int(theirs)
    if name == "time":
        theirs = theirs.replace("000Z", "Z")
    if ours is None:
        return theirs is None or theirs in NOT_AVAILABLE.get(name, ()) or (name == "timestamp" and is_no_date(theirs))
    return theirs == ours


def libais_difference(message, name, theirs, ours):
    """The name of the difference, if libais is known for it."""
    kind = message["type"]
    if (kind, name) in ((6, "retransmit"), (27, "gnss")):
        return "libais_inverts_a_bit" if theirs is not ours[name] else None
    if kind == 9 and name == "speed":
        return "libais_divides_the_speed_of_aircraft" if abs(theirs * 10 - ours[name]) < 1e-3 else None
    if kind == 21 and name == "name":
        return "libais_has_other_characters" if theirs.replace("-", "_").replace("`", "'") == ours[name] else None
    if kind == 26 and name in ("dac", "fid"):
        shifted = (message["dac"] << 6 | message["fid"]) & 0x3fff == (ours["dac"] << 6 | ours["fid"]) >> 2
        return "destination_has_two_spare_bits" if shifted else None
    if name == "transmission_ctl":
        return "libais_tells_transmission_control"
    if name not in ours and kind in MAY_BE_LEFT_OUT:
        return "groups_that_were_not_sent" if theirs == 0 else "libais_reads_fill_bits" if kind == 15 else None
    return None


def compare_with_libais(theirs, ours, seen, wrong):
    pieces = pieces_of_libais(theirs["type"], ours) if "radio" in ours else {}
    for name, value in theirs.items():
        if name in LIBAIS_ALONE or "spare" in name or name.endswith(("_text", "_str")):
            continue
        if theirs["type"] != 4 and theirs["type"] != 11 and name == "timestamp":
            name = "time"
        name = LIBAIS_NAMES.get(name, name)
        here = pieces if name in pieces else ours
        seen["fields"] += 1
        if name in here and is_same_in_libais(theirs, name, value, here[name]):
            continue
        difference = libais_difference(theirs, name, value, here)
        if difference:
            seen[difference] += 1
        else:
            wrong.append(f"type {theirs['type']} of {theirs['mmsi']}: {name} is {here.get(name, 'missing')!r}, "
                         f"libais says {value!r}")


def without_libais_application(theirs, ours, wrong):
    """Applications in libais's own names: to be compared by a table of names when narrows has them."""
    if application(theirs) not in NOT_YET:
        return theirs
    envelope = ENVELOPE | {name for name in theirs if "spare" in name}
    members = ours.keys() - ENVELOPE
    if members:
        wrong.append(f"{application(theirs)} is decoded, has {sorted(members)}: take it off the list")
    return {name: value for name, value in theirs.items() if name in envelope}


@claims_of([("typeexamples",), ("tagblock",)])
def every_field_is_what_libais_expects(name):
    theirs = [json.loads(line) for line in sample(f"conformance/libais/{name}.json").read_text().splitlines()]
    theirs = [dict(m, part="AB"[m["part_num"]]) if m["type"] == 24 else m for m in theirs]
    ours = ours_of(sample(f"conformance/libais/{name}.nmea"))
    seen, wrong = collections.Counter(), []
    for a, b in aligned(theirs, ours, seen, wrong):
        seen["messages"] += 1
        compare_with_libais(without_libais_application(a, b, wrong), b, seen, wrong)
    return verdict(len(theirs), seen, wrong)


@claim
def the_comparison_finds_what_is_changed():
    """So that it cannot agree with anything."""
    raw = {"type": 8, "mmsi": 1, "repeat": 0, "dac": 1, "fid": 31, "waterlevel": 1538, "wdir": 360, "preciptype": 4,
           "preciptype_text": "rain"}
    right = {"type": 8, "dac": 1, "fid": 31, "waterlevel": 5.38, "wdir": None, "preciptype": 4}
    for ours, not_yet, count in ((right, (), 0), (dict(right, waterlevel=5.4), (), 1), (dict(right, wdir=360), (), 1),
                                 ({"data": "1:80"}, (), 3), (right, {(8, 1, 31)}, 3),
                                 ({"data": "1:80"}, {(8, 1, 31)}, 0)):
        wrong = []
        without_application(raw, ours, collections.Counter(), wrong, not_yet)
        equal(len(wrong), count, f"differences found in {ours}")
    equal(in_units([{"lon": 60000, "cspeed": 255}], UNITS[6, 1, 14]), [{"lon": 1.0, "cspeed": None}], "repeated fields")
    equal(scaled(short_form("27|1|206914217|2|0|82214|2904|57|167|0|1")),
          {"type": 27, "repeat": 1, "mmsi": 206914217, "status": 2, "accuracy": 0, "lon": 82214 / 600, "lat": 4.84,
           "speed": 57, "course": 167, "raim": 0, "gnss": 1}, "short form")
    theirs = {"type": 9, "mmsi": 1, "speed": 16.8, "sync_state": 1, "lon": 12.65}
    right = {"type": 9, "mmsi": 1, "speed": 168, "radio": 1 << 17, "lon": 12.65}
    for ours, count in (right, 0), (dict(right, speed=167), 1), (dict(right, radio=0), 1), (dict(right, lon=12.66), 1):
        wrong = []
        compare_with_libais(theirs, ours, collections.Counter(), wrong)
        equal(len(wrong), count, f"differences found in {ours}")
