"""What the data of binary messages say, out of their bits: the applications that are heard in the recordings. Written
apart from the C tables on purpose, from gpsd's AIVDM.adoc and IALA's register; gpsdecode's raw counts check it."""
# SPDX-License-Identifier: Apache-2.0
SIXBIT = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?"


class Count:
    """A number of so many bits as it is sent, and what it stands for: None where it is not available."""

    def __init__(self, absent=(), add=0, per=1, is_signed=False):
        self.absent = absent if isinstance(absent, (tuple, range)) else (absent,)
        self.add, self.per, self.is_signed = add, per, is_signed

    def raw(self, bits):
        return raw_signed(bits) if self.is_signed else int(bits, 2)

    def value(self, raw):
        if raw in self.absent:
            return None
        return raw + self.add if self.per == 1 else (raw + self.add) / self.per

    def __call__(self, bits):
        return self.value(self.raw(bits))


def unsigned(absent=(), add=0, per=1):
    return Count(absent, add, per)


def signed(absent=(), add=0, per=1):
    return Count(absent, add, per, is_signed=True)


def raw_signed(bits):
    return int(bits, 2) - (int(bits[0]) << len(bits))


def flag(bits):
    return bits == "1"


def text(bits):
    letters = "".join(SIXBIT[int(bits[i:i + 6], 2)] for i in range(0, len(bits) - 5, 6))
    return letters.partition("@")[0].rstrip(" ") or None


def day_time(bits):
    day, hour, minute = int(bits[:5], 2), int(bits[5:10], 2), int(bits[10:], 2)
    return known_time(f"{day:02}T{hour:02}:{minute:02}Z")


def date_time(bits):
    month, day, hour, minute = (int(bits[a:b], 2) for a, b in ((0, 4), (4, 9), (9, 14), (14, 20)))
    return known_time(f"{month:02}-{day:02}T{hour:02}:{minute:02}Z")


def known_time(words):
    """None for a day without a time of day, and for 00-00T24:60Z, which has not even a day."""
    hour, minute = int(words[-6:-4]), int(words[-3:-1])
    is_unknown = hour > 23 and minute > 59 if "-" not in words else words == "00-00T24:60Z"
    return None if is_unknown else words


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
AREA = [("shape", 3, COUNT), ("scale", 2, COUNT), ("lon", 25, LON3), ("lat", 24, LAT3), ("precision", 3, COUNT),
        ("radius", 12, COUNT)]
NOTICE = [("linkage", 10, unsigned(0)), ("notice", 7, unsigned(127)), ("start", 20, date_time),
          ("duration", 18, unsigned(262143))]
DAY = [("month", 4, unsigned(0)), ("day", 5, unsigned(0))]
HOURS = [("from_hour", 5, unsigned(24)), ("from_min", 6, unsigned(60)), ("to_hour", 5, unsigned(24)),
         ("to_min", 6, unsigned(60))]
LON4, LAT4 = signed(181 * 600000, per=600000), signed(91 * 600000, per=600000)
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
    (1, 12): [("lastport", 30, text), ("departure", 20, date_time), ("nextport", 30, text), ("eta", 20, date_time),
              ("dangerous", 120, text), ("imdcat", 24, text), ("unid", 13, unsigned(0)), ("amount", 10, unsigned(0)),
              ("unit", 2, unsigned(0))],
    (1, 14): DAY,
    (1, 16): PERSONS,
    (1, 18): [("linkage", 10, unsigned(0)), ("arrival", 20, date_time), ("portname", 120, text),
              ("destination", 30, text), ("lon", 25, LON3), ("lat", 24, LAT3)],
    (1, 22): NOTICE,
    (1, 30): [("linkage", 10, unsigned(0)), ("text", 0, text)],
    (1, 31): [("lon", 25, LON3), ("lat", 24, LAT3), ("accuracy", 1, flag)] + WIND + [
        ("airtemp", 11, signed(-1024, per=10)), ("humidity", 7, unsigned(up_to(100))),
        ("dewpoint", 10, signed(501, per=10)), ("pressure", 9, unsigned(up_to(402), 799)), ("pressuretend", 2, TREND),
        ("visgreater", 1, flag), ("visibility", 7, unsigned(127, per=10)),
        ("waterlevel", 12, unsigned(up_to(4000), -1000, 100)), ("leveltrend", 2, TREND),
    ] + weather(TENTHS_TO_25, TENTHS_TO_25, signed(501, per=10)) + [
        ("salinity", 9, unsigned(up_to(501), per=10)), ("ice", 2, TREND)],
    (1, 32): DAY,
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


def area(bits):
    """A circle or a point: no other sub-area is in the recordings."""
    found = read(AREA, bits)[0]
    return {**found, "radius": found["radius"] * 10 ** found["scale"]}


def list_of(dac, fid, bits):
    """The name of the list behind the members, and its elements; no name where there is none."""
    name, width, how = LISTS.get((dac, fid), (None, 1, None))
    if how is None:
        return None, []
    how = how if callable(how) else lambda piece, members=how: read(members, piece)[0]
    return name, [how(bits[i:i + width]) for i in range(0, len(bits) - width + 1, width)]


LISTS = {
    (1, 14): ("tidals", 93, [("lat", 27, LAT4), ("lon", 28, LON4), *HOURS, ("cdir", 9, DEGREES),
                             ("cspeed", 7, unsigned(127, per=10))]),
    (1, 17): ("targets", 120, target),
    (1, 22): ("subareas", 87, area),
    (1, 32): ("tidals", 88, [("lon", 25, LON3), ("lat", 24, LAT3), *HOURS, ("cdir", 9, DEGREES),
                             ("cspeed", 8, TENTHS_TO_25)]),
}
MEMBERS[1, 17] = []


def contents(dac, fid, bits):
    """What these data say, with narrows' names and units."""
    if (dac, fid) == (1, 16) and len(bits) >= 120:
        fid = 17
    found, rest = read(MEMBERS[dac, fid], bits)
    name, elements = list_of(dac, fid, rest)
    return found if name is None else {**found, name: elements}


def pieces(dac, fid, bits):
    """Where the rows of these data are: (first bit, width, how). Those of a list too, element by element."""
    if (dac, fid) == (1, 16) and len(bits) >= 120:
        fid = 17
    place = 0
    for _, width, how in MEMBERS[dac, fid]:
        yield place, width or len(bits) - place, how
        place += width
    _, width, how = LISTS.get((dac, fid), (None, 1, None))
    while how is not None and place + width <= len(bits):
        first = place
        for _, size, of in rows_of(how, bits[place:]):
            if of is not None:
                yield first, size, of
            first += size
        place += width


def rows_of(how, bits):
    """The rows of an element of a list: its first bits may choose them. None reads a row that is spare."""
    if how is area:
        return AREA
    if how is not target:
        return how
    kind = int(bits[:2], 2)
    identity = [("spare", 12, None), ("id", 30, TARGET_IDS[kind][1])] if kind < 2 else [("id", 42, text)]
    return [("idtype", 2, COUNT), *identity, ("spare", 4, None), *TARGET]


def silent(dac, fid, bits):
    """{bit: why} of those bits of the data that say nothing: spare ones, those behind the end of a text, and those of
    numbers and times that are not available, of which there may be several."""
    found = dict.fromkeys(range(len(bits)), "spare")
    for first, width, how in pieces(dac, fid, bits):
        piece = bits[first:first + width]
        whole = [*range(first, first + width)]
        for bit in whole:
            found.pop(bit, None)
        if how is text:
            used = len((how(piece) or ""))
            found.update(dict.fromkeys(range(first + 6 * used, first + len(piece)), "behind a text"))
        elif len(piece) == width and how(piece) is None:
            found.update(dict.fromkeys(whole, "not available in another way"))
    return found


def counts(dac, fid, bits):
    """The raw counts, as gpsdecode prints them unscaled."""
    found, place = {}, 0
    for name, width, how in MEMBERS.get((dac, fid), ()):
        piece = bits[place:place + width]
        if isinstance(how, Count) and width and len(piece) == width:
            found[name] = int(piece, 2), raw_signed(piece)
        place += width
    return found


def value_of(how, told):
    """What gpsd tells unscaled, as narrows tells it."""
    if isinstance(how, Count):
        return how.value(told)
    if how is flag:
        return told in (True, 1) if told in (True, False, 0, 1) else told
    return known_time(told) if how in (day_time, date_time) else told or None


def of_gpsd(dac, fid, members):
    """The members of gpsd's unscaled form as narrows tells them; KeyError for one without a row. A list of gpsd's comes
    of messages that are too short for narrows: see `filled_up`."""
    rows = {name: how for name, _, how in MEMBERS[dac, fid]}
    return {name: value_of(rows[name], told) for name, told in members.items()}


def filled_up(dac, fid, bits):
    """What gpsd makes of a message that is too short: raw, with zeros for the bits that were not sent. Of a list it
    has the one element that these zeros complete."""
    def raw(members, place):
        for name, width, how in members:
            piece = bits[place:place + width].ljust(width or len(bits), "0")
            yield name, how.raw(piece) if isinstance(how, Count) else how(piece) or ""
            place += width

    members = MEMBERS[dac, fid]
    found = dict(raw(members, 0))
    if (dac, fid) in LISTS:
        name, _, rows = LISTS[dac, fid]
        found[name] = [dict(raw(rows, sum(width for _, width, _ in members)))]
    return found


# gpsd's scaled form has words for some codes, and counts where it does not scale.
TRENDS = ("steady", "increasing", "decreasing", "N/A")
WORDS = {"pressuretend": TRENDS, "leveltrend": TRENDS, "ice": ("no", "yes", "reserved", "N/A"),
         "preciptype": ("reserved", "rain", "thunderstorm", "freezing rain", "mixed/ice", "snow", "reserved", "N/A")}
COUNTS_IN_SCALED = {(200, 10): ("length", "beam", "draught")}


def compare_scaled(dac, fid, name, theirs, ours):
    """Whether a member of gpsd's scaled form is narrows', and the name of the difference that there is in telling it."""
    how = next(how for row, _, how in MEMBERS[dac, fid] if row == name)
    if name in WORDS and isinstance(theirs, str):
        codes = [code for code, word in enumerate(WORDS[name]) if word == theirs]
        return ours in [how.value(code) for code in codes], "codes_in_words"
    if not isinstance(how, Count):
        return value_of(how, theirs) == ours, None
    if name in COUNTS_IN_SCALED.get((dac, fid), ()):
        return is_same(how.value(theirs), ours), "inland_lengths_are_counts"
    is_rounded = (dac, fid, name) == (1, 31, "waterlevel")
    slack = 5 if is_rounded else 0
    count = round(theirs * how.per - how.add)
    if ours is None:
        is_right = any(i in how.absent for i in range(count - slack, count + slack + 1))
    else:
        step = slack / how.per + 1e-9 if is_rounded else 5.1e-6 if how.per >= 60000 else 1e-9
        is_right = abs(theirs - ours) <= step and (is_rounded or count not in how.absent)
    return is_right, "water_level_to_a_tenth" if is_rounded else None


# libais's names for narrows' members, here and in a list. Only what it tells is compared.
LIBAIS_NAMES = {"link_id": "linkage", "notice_type": "notice", "duration_minutes": "duration", "msg_seq": "text_seqno",
                "sub_areas": "subareas", "sub_area_type": "shape", "x": "lon", "y": "lat"}


def of_libais(dac, fid, members):
    """The members of libais's form with narrows' names, and None for what is not available. Its numbers are in units."""
    rows = {name: how for name, _, how in (*MEMBERS[dac, fid], *AREA)}

    def told(name, value):
        if isinstance(value, list):
            return [renamed(item) for item in value]
        how = rows[name]
        return None if isinstance(how, Count) and how.per == 1 and value in how.absent else value

    def renamed(item):
        names = {name: LIBAIS_NAMES.get(name, name) for name in item if not name.endswith("_str")}
        return {names[name]: told(names[name], item[name]) for name in names}

    return renamed(members)


def is_same(theirs, ours):
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(theirs) == len(ours) and all(map(is_same, theirs, ours))
    if isinstance(theirs, dict):
        return theirs.keys() == ours.keys() and all(is_same(theirs[name], ours[name]) for name in theirs)
    if isinstance(theirs, float) and isinstance(ours, (int, float)):
        return abs(theirs - ours) <= 5.1e-6
    return theirs == ours and type(theirs) is type(ours)


def is_told(theirs, ours):
    """Whether ours holds all that they tell, who may tell less of an element of a list."""
    if isinstance(theirs, list):
        return isinstance(ours, list) and len(theirs) == len(ours) and all(map(is_told, theirs, ours))
    if isinstance(theirs, dict):
        return all(name in ours and is_told(theirs[name], ours[name]) for name in theirs)
    return is_same(theirs, ours)
