"""What the data of binary messages say, out of their bits: the applications that are heard in the recordings. Written
apart from the C tables on purpose, from gpsd's AIVDM.adoc and IALA's register; gpsdecode's raw counts check it."""
# SPDX-License-Identifier: Apache-2.0
SIXBIT = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?"


def unsigned(absent=(), add=0, per=1):
    return lambda bits: scaled(int(bits, 2), absent, add, per)


def signed(absent=(), add=0, per=1):
    return lambda bits: scaled(raw_signed(bits), absent, add, per)


def raw_signed(bits):
    return int(bits, 2) - (int(bits[0]) << len(bits))


def scaled(raw, absent, add, per):
    if raw in (absent if isinstance(absent, (tuple, range)) else (absent,)):
        return None
    return raw + add if per == 1 else (raw + add) / per


def flag(bits):
    return bits == "1"


def text(bits):
    letters = "".join(SIXBIT[int(bits[i:i + 6], 2)] for i in range(0, len(bits) - 5, 6))
    return letters.partition("@")[0].rstrip(" ") or None


def day_time(bits):
    day, hour, minute = int(bits[:5], 2), int(bits[5:10], 2), int(bits[10:], 2)
    return None if hour > 23 and minute > 59 else f"{day:02}T{hour:02}:{minute:02}Z"


def date_time(bits):
    month, day, hour, minute = (int(bits[a:b], 2) for a, b in ((0, 4), (4, 9), (9, 14), (14, 20)))
    return f"{month:02}-{day:02}T{hour:02}:{minute:02}Z"


def data(bits):
    return f"{len(bits)}:" + "".join(format(int(bits[i:i + 8], 2), "02x") for i in range(0, len(bits), 8))


def up_to(last):
    return range(last + 1, 1 << 16)


DEGREES, COUNT = unsigned(up_to(359)), unsigned()
LON3, LAT3 = signed(181 * 60000, per=60000), signed(91 * 60000, per=60000)


def weather(kn, metres, celsius):
    """The middle of both messages on weather and water."""
    currents = [(name, width, of) for i in ("", "2", "3") for name, width, of in (
        ("cspeed" + i, 8, kn), ("cdir" + i, 9, DEGREES), ("cdepth" + i, 5, unsigned(31)))]
    waves = [(name + of, width, how) for name in ("wave", "swell") for of, width, how in (
        ("height", 8, metres), ("period", 6, unsigned(up_to(60))), ("dir", 9, DEGREES))]
    return currents[:2] + currents[3:] + waves + [("seastate", 4, unsigned(up_to(12))), ("watertemp", 10, celsius),
                                                 ("preciptype", 3, unsigned(7))]


WIND = [("timestamp", 16, day_time), ("wspeed", 7, unsigned(127)), ("wgust", 7, unsigned(127)), ("wdir", 9, DEGREES),
        ("wgustdir", 9, DEGREES)]
TREND = unsigned(3)
PERSONS = [("persons", 13, unsigned(0))]
AID = [("ana_int", 10, unsigned(0, per=20)), ("ana_ext1", 10, unsigned(0, per=20)), ("ana_ext2", 10, unsigned(0, per=20)),
       ("racon", 2, COUNT), ("light", 2, COUNT), ("alarm", 1, flag), ("stat_ext", 8, COUNT), ("off_pos", 1, flag)]
INLAND_PERSONS = [("crew", 8, unsigned(255)), ("passengers", 13, unsigned(8191)), ("personnel", 8, unsigned(255))]
TENTHS = unsigned(255, per=10)
TENTHS_TO_25 = unsigned(up_to(251), per=10)
MEMBERS = {
    (1, 0): [("ack_required", 1, flag), ("text_seqno", 11, unsigned(0)), ("text", 0, text)],
    (1, 2): [("req_dac", 10, COUNT), ("req_fid", 6, COUNT)],
    (1, 3): [("req_dac", 10, COUNT)],
    (1, 4): [("req_dac", 10, COUNT), ("capabilities", 128, data)],
    (1, 5): [("ack_dac", 10, COUNT), ("ack_fid", 6, COUNT), ("text_seqno", 11, unsigned(0)), ("ai_available", 1, flag),
             ("ai_response", 3, COUNT)],
    (1, 11): [("lat", 24, signed((1 << 23) - 1, per=60000)), ("lon", 25, signed((1 << 24) - 1, per=60000))] + WIND + [
        ("airtemp", 11, unsigned(2047, -600, 10)), ("humidity", 7, unsigned(up_to(100))),
        ("dewpoint", 10, unsigned(1023, -200, 10)), ("pressure", 9, unsigned(511, 800)), ("pressuretend", 2, TREND),
        ("visibility", 8, TENTHS), ("waterlevel", 9, unsigned(511, -100, 10)), ("leveltrend", 2, TREND),
    ] + weather(TENTHS, TENTHS, unsigned(1023, -100, 10)) + [("salinity", 9, unsigned(511, per=10)), ("ice", 2, TREND)],
    (1, 16): PERSONS,
    (1, 30): [("linkage", 10, unsigned(0)), ("text", 0, text)],
    (1, 31): [("lon", 25, LON3), ("lat", 24, LAT3), ("accuracy", 1, flag)] + WIND + [
        ("airtemp", 11, signed(-1024, per=10)), ("humidity", 7, unsigned(up_to(100))),
        ("dewpoint", 10, signed(501, per=10)), ("pressure", 9, unsigned(up_to(402), 799)), ("pressuretend", 2, TREND),
        ("visgreater", 1, flag), ("visibility", 7, unsigned(127, per=10)),
        ("waterlevel", 12, unsigned(up_to(4000), -1000, 100)), ("leveltrend", 2, TREND),
    ] + weather(TENTHS_TO_25, TENTHS_TO_25, signed(501, per=10)) + [
        ("salinity", 9, unsigned(up_to(501), per=10)), ("ice", 2, TREND)],
    (1, 40): PERSONS,
    (200, 10): [("vin", 48, text), ("length", 13, unsigned(0, per=10)), ("beam", 10, unsigned(0, per=10)),
                ("shiptype", 14, unsigned(0)), ("hazard", 3, unsigned(5)), ("draught", 11, unsigned(0, per=100)),
                ("loaded", 2, unsigned(0)), ("speed_q", 1, flag), ("course_q", 1, flag), ("heading_q", 1, flag)],
    (200, 55): INLAND_PERSONS,
    (235, 10): AID,
    (250, 10): AID,
}
TARGET_IDS = [("mmsi", unsigned(0)), ("imo", unsigned(0)), ("callsign", text), ("other", text)]
TARGET = [("lat", 24, LAT3), ("lon", 25, LON3), ("course", 9, DEGREES), ("second", 6, unsigned(up_to(59))),
          ("speed", 8, unsigned(255))]


def read(members, bits):
    """The members that are there, and the bits behind them; a width of 0 is the rest."""
    found, place = {}, 0
    for name, width, how in members:
        piece = bits[place:place + width] if width else bits[place:]
        found[name] = how(piece) if len(piece) >= width else None
        place += width
    return found, bits[place:]


def target(bits):
    kind = int(bits[:2], 2)
    name, how = TARGET_IDS[kind]
    return {"idtype": kind, name: how(bits[2:44]), **read(TARGET, bits[48:])[0]}


def area_notice(bits):
    """With circles alone: no other sub-area is in the recordings."""
    found, rest = read([("linkage", 10, unsigned(0)), ("notice", 7, unsigned(127)), ("start", 20, date_time),
                        ("duration", 18, unsigned(262143))], bits)
    circle = [("shape", 3, COUNT), ("scale", 2, COUNT), ("lon", 25, LON3), ("lat", 24, LAT3), ("precision", 3, COUNT),
              ("radius", 12, COUNT)]
    areas = [read(circle, rest[i:i + 87])[0] for i in range(0, len(rest) - 86, 87)]
    for area in areas:
        area["radius"] *= 10 ** area["scale"]
    return {**found, "subareas": areas}


def contents(dac, fid, bits):
    """What these data say, with narrows' names and units."""
    if (dac, fid) == (1, 22):
        return area_notice(bits)
    if (dac, fid) == (1, 17) or ((dac, fid) == (1, 16) and len(bits) >= 120):
        return {"targets": [target(bits[i:i + 120]) for i in range(0, len(bits) - 119, 120)]}
    return read(MEMBERS[dac, fid], bits)[0]


def counts(dac, fid, bits):
    """The raw counts, as gpsdecode prints them unscaled."""
    found, place = {}, 0
    for name, width, how in MEMBERS.get((dac, fid), ()):
        piece = bits[place:place + width]
        if width and len(piece) == width and how not in (text, flag, day_time, data):
            found[name] = int(piece, 2), raw_signed(piece)
        place += width
    return found


def is_same(theirs, ours):
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(theirs) == len(ours) and all(map(is_same, theirs, ours))
    if isinstance(theirs, dict):
        return theirs.keys() == ours.keys() and all(is_same(theirs[name], ours[name]) for name in theirs)
    if isinstance(theirs, float) and isinstance(ours, (int, float)):
        return abs(theirs - ours) <= 5.1e-6
    return theirs == ours and type(theirs) is type(ours)
