"""The rules for what really comes in (ARCHITECTURE.md), on the command line: narrows decode, one row a claim."""
# SPDX-License-Identifier: Apache-2.0
import json

import sentences as s
from harness import claim, claims_of, equal, folder, run

SHIP = {"type": 1, "mmsi": 219000001, "lon": 12.65, "lat": 56.04, "speed": 12.3, "heading": 299}
GOOD = s.vdm_of(s.position())
AFTER = s.vdm_of(s.position(mmsi=219000009))
FERRY = {"type": 5, "mmsi": 219000001, "shipname": "FERRY", "destination": "HELSINGBORG", "dte": 0}


def as_bytes(text):
    return text if isinstance(text, bytes) else text.encode("latin-1")


def decode(text, *options):
    """The messages as objects, and the totals, of a log."""
    with folder(log_nmea=as_bytes(text)) as here:
        status, out, err = run("decode", "--format", "json", *options, here / "log.nmea")
        equal(status, 0, f"exit status ({err[:200]})")
        status, totals, err = run("decode", "--format", "none", *options, here / "log.nmea")
        equal(status, 0, f"exit status ({err[:200]})")
    return [json.loads(line) for line in out.splitlines()], json.loads(totals)


def check(text, messages, refused, *options):
    """The messages have at least these fields with these values; the refusals are exactly these."""
    got, totals = decode(text, *options)
    counts = {reason: count for reason, count in totals["refused"].items() if count}
    equal(counts, refused, "refused")
    equal(len(got), len(messages), f"messages in {got}")
    equal(totals["messages"], len(messages), "total of messages")
    for message, expected in zip(got, messages):
        equal({name: message.get(name, "absent") for name in expected}, expected, "fields")


def without_checksum(sentence):
    return sentence.partition("*")[0]


def lower(sentence):
    return sentence[:-2] + sentence[-2:].lower()


def own_checksum(body):
    return f"!{body}*{s.checksum(body):02X}"


LOWER_CASE = next(x for x in (s.vdm_of(s.position(heading=h)) for h in range(360)) if x[-1] in "ABCDEF")

DECODED = [
    ("no checksum", without_checksum(GOOD) + "\n"),
    ("a checksum in small letters", lower(GOOD) + "\n"),
    ("carriage return and line feed", GOOD + "\r\n"),
    ("carriage return alone", GOOD + "\r"),
    ("no end of line at the end of the file", GOOD),
    *[(f"talker {talker}", s.vdm_of(s.position(), talker=talker) + "\n")
      for talker in ("!BSVDM", "!ABVDM", "!ANVDM", "!SAVDM", "!XYVDM", "$AIVDM", "!AIVDO")],
    ("fill bits that do not fit: 3 on a type 1", s.vdm(s.armour(s.position())[0], fill=3) + "\n"),
    ("fill bits missing", own_checksum(f"AIVDM,1,1,,A,{s.armour(s.position())[0]},") + "\n"),
    ("longer than the type: 174 bits", s.vdm_of(s.position() + "0" * 6) + "\n"),
    ("longer than the type: 204 bits", s.vdm_of(s.position() + "0" * 36) + "\n"),
    ("longer than the type: 300 bits", s.vdm_of(s.position() + "0" * 132) + "\n"),
    ("7 fill bits on a type 1", s.vdm(s.armour(s.position())[0], fill=7) + "\n"),
    ("an AIS-catcher's JSON around it", '{"class":"AIS","rxtime":"20181119110007","nmea":["' + GOOD + '"],"ppm":0}\n'),
    ("blanks behind it", GOOD + "  \n"),
    ("a TAG block before it", s.tag("s:rORBCOMM,c:1542625200") + GOOD + "\n"),
    ("empty lines around it", "\n\r\n\n" + GOOD + "\n\n"),
]


@claims_of(DECODED)
def is_decoded(_, text):
    check(text, [SHIP], {})


@claim
def a_small_letter_in_a_checksum_is_decoded():
    got, _ = decode(lower(LOWER_CASE) + "\n")
    equal(len(got), 1, "messages")


REFUSED = [
    ("a wrong checksum", GOOD[:-2] + ("00" if GOOD[-2:] != "00" else "01"), "bad_checksum"),
    ("a position report cut before its latitude is complete", s.vdm_of(s.position()[:114]), "too_short"),
    ("a message of type and MMSI alone", s.vdm_of(s.position()[:38]), "too_short"),
    ("a voyage report cut inside its name", s.vdm_of(s.voyage()[:180]), "too_short"),
    ("an empty payload", s.vdm(""), "too_short"),
    *[(f"a character outside the armour: {c}", s.vdm("13" + c + s.armour(s.position())[0][3:]), "bad_armour")
      for c in "XZ_xyz~."],
    *[(f"type {kind}", s.vdm_of(s.position(kind=kind)), "unknown_type") for kind in (0, 29, 37, 63)],
    ("type 24 part 2", s.vdm_of(s.static_part(2)), "bad_part"),
    ("type 24 part 3", s.vdm_of(s.static_part(3)), "bad_part"),
    ("part 2 of 1", s.vdm_of(s.position(), part=2), "malformed"),
    ("part 0", s.vdm_of(s.position(), part=0), "malformed"),
    ("0 parts in total", s.vdm_of(s.position(), total=0), "malformed"),
    ("a field too few", own_checksum(f"AIVDM,1,1,,{s.armour(s.position())[0]},0"), "malformed"),
    ("a field too many", own_checksum(f"AIVDM,1,1,,A,,{s.armour(s.position())[0]},0"), "malformed"),
    ("a NUL inside", own_checksum("AIVDM,1,1,,A,13\0" + s.armour(s.position())[0][3:] + ",0"), "malformed"),
    ("a blank inside", own_checksum("AIVDM,1,1,,A,13 " + s.armour(s.position())[0][3:] + ",0"), "malformed"),
    ("another protocol", "$GPRMC,110000,A,5602.4,N,01239.0,E,12.3,283.5,191118,,*1C", "other"),
    ("a receiver's report", "$ARVSI,r003669930,2,110007.1,1713,-83,0*2C", "other"),
    ("noise", "%&/()= hello", "other"),
    ("bytes that are no text", "\x80\xff\x01\x02\xfe", "other"),
    ("a line longer than 1,024 bytes", "!AIVDM,1,1,,A," + "1" * 1100 + ",0*00", "too_long"),
]


@claims_of(REFUSED)
def is_refused_and_the_next_line_is_not_affected(_, line, reason):
    check(line + "\n" + AFTER + "\n", [{"mmsi": 219000009}], {reason: 1})


@claims_of([(reason, name, line) for name, line, reason in REFUSED if name in (
    "a wrong checksum", "an empty payload", "type 37", "a field too few", "part 2 of 1")])
def refused_lines_are_told_with_file_line_and_reason(reason, _, line):
    with folder(log_nmea=(GOOD + "\n" + line + "\n").encode()) as here:
        status, _, err = run("decode", "--refused", "--format", "none", here / "log.nmea")
        equal(status, 0, "exit status")
        equal(err, f"{here / 'log.nmea'}:2: {reason}: {line}\n", "standard error")


@claim
def a_bad_checksum_is_decoded_on_request_and_flagged():
    wrong = GOOD[:-2] + ("00" if GOOD[-2:] != "00" else "01")
    got, totals = decode(wrong + "\n", "--keep-bad")
    equal(len(got), 1, "messages")
    equal(totals["messages"], 1, "total")
    assert "bad_checksum" in json.dumps(got[0]), f"no flag in {got[0]}"


@claims_of([("A", "A"), ("B", "B"), ("1", "A"), ("2", "B"), ("C", "C"), ("D", "D"), ("", None)])
def channels_are_named_as_the_standard_does(sent, expected):
    check(s.vdm_of(s.position(), channel=sent) + "\n", [dict(SHIP, channel=expected)], {})


FLAGS = [
    ("nothing odd", GOOD, []),
    ("no checksum", without_checksum(GOOD), ["no_checksum"]),
    ("a checksum that is not two digits", GOOD[:-2] + "G", None),
    ("3 fill bits on a type 1", s.vdm(s.armour(s.position())[0], fill=3), ["fill"]),
    ("7 fill bits", s.vdm(s.armour(s.position())[0], fill=7), ["fill"]),
    ("no fill bits", own_checksum(f"AIVDM,1,1,,A,{s.armour(s.position())[0]},"), ["fill"]),
    ("no field for fill bits", own_checksum(f"AIVDM,1,1,,A,{s.armour(s.position())[0]}"), ["fill"]),
    ("a voyage report of 426 bits", s.vdm(s.armour(s.voyage())[0]), ["fill"]),
    ("a voyage report of 424 bits", s.vdm_of(s.voyage()), []),
    ("a voyage report of 422 bits", s.vdm_of(s.voyage()[:422]), ["fill"]),
    ("a type 1 of 174 bits", s.vdm_of(s.position() + "0" * 6), ["overlong"]),
    ("a type 1 of 204 bits", s.vdm_of(s.position() + "0" * 36), ["overlong"]),
    ("a type 1 of 150 bits", s.vdm_of(s.position()[:150]), ["truncated"]),
    ("a type 1 of 174 bits without checksum", without_checksum(s.vdm_of(s.position() + "0" * 6)),
     ["no_checksum", "overlong"]),
]


@claims_of(FLAGS)
def what_is_odd_is_flagged_and_nothing_else(_, line, flags):
    got, _ = decode(line + "\n")
    equal([message.get("flags", []) for message in got], [flags] if flags is not None else [], "flags")


@claims_of([(talker, s.vdm_of(s.position(), talker=talker), is_own) for talker, is_own in (
    ("!AIVDO", True), ("!BSVDO", True), ("$AIVDO", True), ("!AIVDM", None), ("$BSVDM", None))])
def an_own_report_is_marked(_, line, is_own):
    got, _ = decode(line + "\n")
    equal([message.get("own") for message in got], [is_own], "own")


TRUNCATED = [
    ("a position report of 120 bits", s.position()[:120],
     {"lat": 56.04, "course": None, "heading": None, "second": None}),
    ("a position report of 132 bits", s.position()[:132], {"course": 283.5, "heading": None, "raim": None}),
    ("a voyage report of 300 bits", s.voyage()[:300], {"shipname": "FERRY", "draught": None}),
    ("a class B report of 114 bits", s.class_b()[:114], {"lat": 56.04, "course": None, "radio": None}),
    ("an aid of 222 bits", s.aid()[:222], {"name": "DROGDEN", "lat": 55.54, "to_bow": None, "virtual_aid": None}),
    ("a base station of 138 bits", s.base_station()[:138], {"lat": 56.0, "epfd": 7, "radio": None}),
]


@claims_of(TRUNCATED)
def a_cut_message_has_no_invented_values(_, bits, expected):
    check(s.vdm_of(bits) + "\n", [expected], {})


@claims_of([(422, 0), (422, 2), (424, 0), (424, 2), (426, 0)])
def a_voyage_report_is_whole_whatever_its_fill_bits_say(bits, fill):
    payload, _ = s.armour((s.voyage() + "00")[:bits])
    check(s.vdm(payload, fill) + "\n", [FERRY if bits > 422 else dict(FERRY, dte=0)], {})


NOT_AVAILABLE = [
    ("position", s.position(lon=181, lat=91, speed=102.3, course=360, heading=511, second=60, status=15, turn=-128),
     dict.fromkeys(("lon", "lat", "speed", "course", "heading", "second", "status", "turn"))),
    ("class B", s.class_b(lon=181, lat=91, speed=102.3), dict.fromkeys(("lon", "lat", "speed", "heading"))),
    ("base station", s.base_station(lon=181, lat=91), dict.fromkeys(("lon", "lat"))),
]


@claims_of(NOT_AVAILABLE)
def what_is_not_available_is_null(_, bits, expected):
    check(s.vdm_of(bits) + "\n", [expected], {})


@claim
def the_name_of_an_aid_is_complete_with_its_extension():
    bits = s.aid(name="A NAME OF TWENTY CHA", extension="RACTERS")
    check(s.vdm_of(bits) + "\n", [{"type": 21, "name": "A NAME OF TWENTY CHARACTERS"}], {})


@claim
def the_parts_of_a_static_report_come_out_one_by_one_with_the_vendor_in_three_fields():
    a, b = s.vdm_of(s.static_part(0)), s.vdm_of(s.static_part(1))
    check(f"{a}\n{b}\n", [{"type": 24, "part": "A", "shipname": "SMALL BOAT"},
                          {"type": 24, "part": "B", "shiptype": 37, "vendorid": "SRT", "model": 1, "serial": 12345,
                           "callsign": "XPA123", "to_bow": 5, "to_starboard": 2}], {})


@claim
def the_totals_count_sentences_messages_and_types():
    log = "\n".join([GOOD, AFTER, *s.parts_of(s.voyage(), 2), s.vdm_of(s.class_b()), GOOD[:-2] + "ZZ", ""])
    _, totals = decode(log)
    equal((totals["messages"], totals["by_type"]), (4, {"1": 2, "5": 1, "18": 1}), "totals")
    assert totals["sentences"] in (5, 6), totals


@claim
def standard_input_is_read_when_no_file_is_named():
    status, out, _ = run("decode", "--format", "json", stdin=(GOOD + "\n").encode())
    equal((status, len(out.splitlines())), (0, 1), "status and messages")


@claim
def a_file_that_is_not_there_is_said_in_one_line():
    status, out, err = run("decode", "/nowhere/log.nmea")
    equal((status, out, len(err.splitlines())), (1, "", 1), f"status, output, lines of {err!r}")
    assert "/nowhere/log.nmea" in err, err
