"""narrows decode against what gpsd and libais expect of their own samples; docs/differences.md says where not."""
# SPDX-License-Identifier: Apache-2.0
import collections
import json

import applications
import oracle
from harness import claim, claims_of, equal, run, sample
from test_decode_gpsd import (COARSE, COARSE_TOLERANCE, MAY_BE_LEFT_OUT, NOT_AVAILABLE, NOT_COMPARED, aligned,
                              compare, compare_members, compare_too_short, differences, is_no_date, members_of, ours_of)

GPSD = "conformance/gpsd/"
UNSCALED = [(log, check) for log, check in (
    ("sample.aivdm", "sample.aivdm.ju.chk"), ("ais-18-27.log", "ais-18-27.log.chk"),
    ("ais-nmea-type6-fid55.log", "ais-nmea-type6-fid55.log.chk"), ("ais-nmea.log", "ais-nmea.log.chk"),
    ("ais-raw-messages.log", "ais-raw-messages.log.chk"), ("ais_unpack_sixbit.log", "ais_unpack_sixbit.log.chk"),
    ("ait250.log", "ait250.log.chk"), ("saab-r4.log", "saab-r4.log.chk"),
)]

ENVELOPE = {"class", "device", "type", "repeat", "mmsi", "scaled", "seqno", "dest_mmsi", "retransmit", "dac", "fid",
            "data", "time", "station", "channel", "flags", "own", "application_bits"}

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
WEATHER = ("lon lat timestamp$ wspeed wgust wdir wgustdir airtemp humidity dewpoint pressure pressuretend visibility "
           "waterlevel leveltrend cspeed cdir cspeed2 cdir2 cdepth2 cspeed3 cdir3 cdepth3 waveheight waveperiod wavedir "
           "swellheight swellperiod swelldir seastate watertemp preciptype salinity ice")
APPLICATION_COLUMNS = {
    (1, 11): WEATHER, (1, 31): WEATHER, (235, 10): "ana_int ana_ext1 ana_ext2 racon light alarm stat_ext off_pos",
}
NOT_IN_SHORT_FORM = {(1, 31): {"accuracy", "visgreater"}}
TO_STATIONS = "channel_a channel_b txrx power dest1 dest2 addressed band_a band_b zonesize"

# libais: what only it tells (its spare bits and the words for a code too), and its names for ours.
LIBAIS_ALONE = {"class", "device", "scaled", "tagblock_T", "tagblock_q", "tagblock_group", "slot_offset_2", "msg_2",
                "type2_2", "offset2_2", "part_num"}
LIBAIS_NAMES = {"mode": "assigned", "unit": "cs", "tagblock_station": "station", "tagblock_timestamp": "time"}


def scaled(raw):
    """A message of gpsd's unscaled form in units, exactly; an application's members remain counts."""
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
    return {**message, **members_told(raw)}


def members_told(message):
    """What gpsd tells of an application, but for its words beside codes."""
    if message["type"] not in (6, 8):
        return {}
    return {name: message[name] for name in message.keys() - ENVELOPE if not name.endswith("_text")}


def of_counts(told, theirs, ours, seen, wrong):
    """gpsd's unscaled form: every member, in narrows' units."""
    expected = applications.of_gpsd(theirs["dac"], theirs["fid"], told)
    compare_members(expected, ours, f"gpsd says {told}, that is", seen, wrong)


def of_units(told, theirs, ours, seen, wrong):
    """gpsd's scaled form, every member."""
    key = theirs["dac"], theirs["fid"]
    for name in told.keys() | members_of(ours).keys():
        seen["fields"] += 1
        is_same, difference = False, None
        if name in told and name in ours:
            is_same, difference = applications.compare_scaled(*key, name, told[name], ours[name])
        if not is_same:
            wrong.append(f"application {key} of {theirs['mmsi']}: {name} is {ours.get(name, 'missing')!r}, "
                         f"gpsd says {told.get(name, 'nothing')!r}")
        elif difference:
            seen[difference] += 1


def of_columns(told, theirs, ours, seen, wrong):
    """gpsd's short form, which leaves two members out."""
    left_out = NOT_IN_SHORT_FORM.get((theirs["dac"], theirs["fid"]), set())
    of_counts(told, theirs, {name: value for name, value in ours.items() if name not in left_out}, seen, wrong)


def without_application(theirs, ours, compare_told, seen, wrong):
    """Takes an application's members off their message, compared; and the bare length that the short form has of some."""
    told = members_told(theirs)
    if "application_bits" in theirs:
        seen["fields"] += 1
        bits = int(ours["data"].split(":")[0]) if "data" in ours else theirs["application_bits"]
        if bits != theirs["application_bits"]:
            wrong.append(f"{ours['data']} of {ours['mmsi']}: gpsd has {theirs['application_bits']} bits")
    if not told:
        return {name: value for name, value in theirs.items() if name != "application_bits"}
    seen["applications"] += 1
    if "data" not in ours:
        compare_told(told, theirs, ours, seen, wrong)
    elif compare_told is of_units:  # by their unscaled form
        seen["application_too_short"] += 1
    else:
        compare_too_short(told, theirs, ours, seen, wrong)
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


def check_all(theirs, log, compare_told, seen):
    """Every field of every one of their messages, which are in units; notes what is not on the list."""
    wrong = []
    ours = list(with_halves_joined(ours_without_comments(GPSD + log), seen))
    theirs = [dict(m, part="A and B") if m["type"] == 24 else m for m in theirs]
    for a, b in aligned(theirs, ours, seen, wrong):
        seen["messages"] += 1
        rest = without_application(a, b, compare_told, seen, wrong)
        compare(without_cut_groups(rest, b, seen), b, seen, wrong)
    return verdict(len(theirs), seen, wrong)


def verdict(count, seen, wrong):
    assert not wrong, f"{len(wrong)} differences\n" + "\n".join(wrong[:12])
    equal(seen["messages"], count, "messages")
    unexplained = [name for name in seen
                   if name not in differences() | {"messages", "fields", "applications"}]
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
    return check_all([scaled(m) for m in gpsd_messages(check)], log, of_counts, collections.Counter())


def as_scaled_by_gpsd(message, raw):
    """What gpsd's scaled form rounds or words, put back from its unscaled form, which is compared in full."""
    exact = scaled(raw)
    names = {17: oracle.POSITIONS, 22: oracle.POSITIONS, 23: oracle.POSITIONS, 27: (*oracle.POSITIONS, "status")}
    message = dict(message, **{n: exact[n] for n in names.get(message["type"], ()) if n in exact})
    if message["type"] <= 3:
        message["turn"] = exact["turn"]
    return message


@claim
def every_field_is_what_gpsd_expects_scaled():
    exact = gpsd_messages("sample.aivdm.ju.chk")
    rounded = gpsd_messages("sample.aivdm.js.chk")
    theirs = [as_scaled_by_gpsd(a, b) for a, b in zip(rounded, exact, strict=True)]
    return check_all(theirs, "sample.aivdm", of_units, collections.Counter())


def number_of(words, kind):
    return int(words, 16) if kind == "#" else words if kind == "$" else int(words or 0)


def short_form(line):
    """A line of gpsdecode's short form as its unscaled JSON has it. Of some applications it has the length alone, in
    as many x as digits."""
    values = line.split("|")
    message = {"type": int(values[0]), "repeat": int(values[1]), "mmsi": int(values[2])}
    values, columns = values[3:], COLUMNS[message["type"]]
    if message["type"] == 22 and len(values) == 10:
        columns = TO_STATIONS
    columns = columns.split()
    if message["type"] in (6, 8) and "x" in values[-1]:
        message["application_bits"] = int(values.pop().split(":")[0])
        columns = columns[:-1]
    elif message["type"] in (6, 8) and ":" not in values[-1]:
        place = columns.index("dac")
        columns = columns[:-1] + APPLICATION_COLUMNS[int(values[place]), int(values[place + 1])].split()
    if message["type"] == 26:
        values[-1], _, message["radio"] = values[-1].rpartition(":")
    assert len(values) == len(columns), f"{len(values)} columns for {columns}: {line}"
    for name, words in zip(columns, values):
        if name != "-":
            message[name.rstrip("$#")] = number_of(words, name[-1])
    return message


@claim
def every_column_is_what_gpsd_expects_in_its_short_form():
    lines = sample(GPSD + "sample.aivdm.chk").read_text(encoding="ascii").splitlines()
    theirs = [scaled(short_form(line)) for line in lines if line]
    return check_all(theirs, "sample.aivdm", of_columns, collections.Counter())


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


def libais_application_difference(name, theirs, ours, message):
    """The name of the difference in an application's member, if libais is known for it."""
    if name == "text" and ours is None and theirs == "@" * len(theirs):
        return "libais_keeps_what_fills"
    if name == "duration" and int(message["start"][-3:-1]) == theirs:
        return "libais_tells_the_minute"
    return None


def without_libais_application(theirs, ours, seen, wrong):
    """Takes an application's members off their message, compared as far as libais tells them."""
    if theirs["type"] not in (6, 8) or not members_of(ours):
        return theirs
    known = ENVELOPE | LIBAIS_ALONE | {name for name in theirs if "spare" in name or name.startswith("tagblock")}
    seen["applications"] += 1
    key = theirs["dac"], theirs["fid"]
    told = applications.of_libais(*key, {name: theirs[name] for name in theirs.keys() - known})
    for name, value in told.items():
        seen["fields"] += 1
        if name in ours and applications.is_told(value, ours[name]):
            continue
        difference = name in ours and libais_application_difference(name, value, ours[name], ours)
        if difference:
            seen[difference] += 1
        else:
            wrong.append(f"application {key} of {ours['mmsi']}: {name} is {ours.get(name, 'missing')!r}, libais says {value!r}")
    return {name: value for name, value in theirs.items() if name in known}


@claims_of([("typeexamples",), ("tagblock",)])
def every_field_is_what_libais_expects(name):
    theirs = [json.loads(line) for line in sample(f"conformance/libais/{name}.json").read_text().splitlines()]
    theirs = [dict(m, part="AB"[m["part_num"]]) if m["type"] == 24 else m for m in theirs]
    ours = ours_of(sample(f"conformance/libais/{name}.nmea"))
    seen, wrong = collections.Counter(), []
    for a, b in aligned(theirs, ours, seen, wrong):
        seen["messages"] += 1
        compare_with_libais(without_libais_application(a, b, seen, wrong), b, seen, wrong)
    return verdict(len(theirs), seen, wrong)


@claim
def the_comparison_finds_what_is_changed():
    """So that it cannot agree with anything."""
    head = {"type": 8, "mmsi": 1, "repeat": 0, "dac": 1, "fid": 31}
    counts = {**head, "waterlevel": 1538, "wdir": 360, "preciptype": 4, "preciptype_text": "rain"}
    units = {**head, "waterlevel": 5.4, "wdir": 360, "preciptype": "mixed/ice"}
    right = {**head, "waterlevel": 5.38, "wdir": None, "preciptype": 4}
    for ours, in_counts, in_units in ((right, 0, 0), (dict(right, waterlevel=5.5), 1, 1), (dict(right, wdir=360), 1, 1),
                                      (dict(right, preciptype=3), 1, 1), (dict(right, wgust=3), 1, 1),
                                      (dict(right, waterlevel=None), 1, 1), (dict(right, waterlevel=5.4), 1, 0),
                                      ({**head, "waterlevel": 5.38, "wdir": None}, 1, 1)):
        for told, compare_told, count in (counts, of_counts, in_counts), (units, of_units, in_units):
            wrong = []
            without_application(told, ours, compare_told, collections.Counter(), wrong)
            equal(len(wrong), count, f"differences found in {ours} by {compare_told.__name__}")
    cut = {"type": 6, "mmsi": 1, "dac": 1, "fid": 32, "month": 3, "day": 1, "tidals": [
        dict.fromkeys(("lon", "lat", "from_hour", "from_min", "to_hour", "to_min", "cdir", "cspeed"), 0)]}
    for data, count in ("16:3080", 0), ("16:3480", 1), ("16:3081", 1):
        wrong = []
        without_application(cut, {**cut, "data": data}, of_counts, collections.Counter(), wrong)
        equal(len(wrong), count, f"differences found in {data}")
    notice = {**head, "fid": 22, "link_id": 3, "duration_minutes": 7, "sub_areas": [{"sub_area_type": 0, "x": 1.5}]}
    right = {**head, "fid": 22, "linkage": 3, "start": "01-01T05:02Z", "duration": 7, "subareas": [{"shape": 0, "lon": 1.5}]}
    for ours, count in ((right, 0), (dict(right, linkage=4), 1), (dict(right, duration=8), 1),
                        (dict(right, subareas=[{"shape": 0, "lon": 1.6}]), 1), (dict(right, subareas=[]), 1)):
        wrong = []
        without_libais_application(notice, ours, collections.Counter(), wrong)
        equal(len(wrong), count, f"differences found in {ours} by libais")
    equal(scaled(short_form("27|1|206914217|2|0|82214|2904|57|167|0|1")),
          {"type": 27, "repeat": 1, "mmsi": 206914217, "status": 2, "accuracy": 0, "lon": 82214 / 600, "lat": 4.84,
           "speed": 57, "course": 167, "raim": 0, "gnss": 1}, "short form")
    theirs = {"type": 9, "mmsi": 1, "speed": 16.8, "sync_state": 1, "lon": 12.65}
    right = {"type": 9, "mmsi": 1, "speed": 168, "radio": 1 << 17, "lon": 12.65}
    for ours, count in (right, 0), (dict(right, speed=167), 1), (dict(right, radio=0), 1), (dict(right, lon=12.66), 1):
        wrong = []
        compare_with_libais(theirs, ours, collections.Counter(), wrong)
        equal(len(wrong), count, f"differences found in {ours}")
