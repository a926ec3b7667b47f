"""narrows encode is the inverse of narrows decode: on real traffic bit for bit, or it says which bits carry nothing."""
# SPDX-License-Identifier: Apache-2.0
import collections
import datetime
import functools
import json
import random
import re

import applications
import oracle
import test_decode_gpsd as gpsd
from harness import ROOT, SAMPLES, Skip, claim, claims_of, equal, folder, run, sample
from sentences import SIXBIT, armour, checksum, head, number, text

ARMOUR = oracle.ARMOUR
EPOCH = 1_000_000_000  # a message's number in its log stands in its TAG block, as seconds from here
# Of the messages that come back bit for bit. Some transmitters of types 1 and 3 set the spare bits 145 to 147, many of
# type 5 fill their texts with blanks in place of '@'. Of type 6 there are interrogations with 64 spare bits and without,
# which JSON does not tell; of type 8, weather whose ten last bits, which are spare, are set (DAC 1, FI 31), and weather
# and targets that are "not available" in other ways (FI 11, 16).
FLOORS = {1: 0.98, 2: 0.99, 3: 0.975, 4: 0.98, 5: 0.5, 6: 0.91, 8: 0.83, 9: 0.99, 11: 0.99, 17: 0.99, 18: 0.99,
          25: 0.99, 27: 0.99}
# The same, or but for bits that say nothing by the rows of their application.
FLOORS_BY_ROWS = {6: 0.99, 8: 0.99, 25: 0.99, 26: 0.99}
FOLDER = "nmea"

# What each type has bits for and no meaning (ITU-R M.1371-5 annex 8), and where its texts are: typed anew, apart from
# the tables of the program. Ranges end before their second number.
SPARE = {
    1: [(145, 148)], 2: [(145, 148)], 3: [(145, 148)], 4: [(138, 148)], 5: [(423, 424)], 6: [(71, 72)], 7: [(38, 40)],
    8: [(38, 40)], 9: [(143, 146)], 10: [(38, 40), (70, 72)], 11: [(138, 148)], 12: [(71, 72)], 13: [(38, 40)],
    14: [(38, 40)], 15: [(38, 40), (88, 90), (108, 110), (158, 160)], 16: [(38, 40)], 17: [(38, 40), (75, 80)],
    18: [], 19: [(308, 312)], 20: [(38, 40)], 21: [(271, 272)], 22: [(38, 40), (145, 168)],
    23: [(38, 40), (122, 144), (154, 160)], 24: [], 25: [], 26: [], 27: [(95, 96)], 28: [],
}
# Of type 16 behind the first station, of type 20 behind each but the last reservation: when nothing follows.
SPARE_AT_THE_END = {16: {96: (92, 96)}, 20: {72: (70, 72), 104: (100, 104), 136: (130, 136)}}
TEXTS = {5: [(70, 7), (112, 20), (302, 20)], 12: [(72, 156)], 14: [(40, 161)], 19: [(143, 20)], 21: [(43, 20)]}
LENGTHS = {
    1: {168}, 2: {168}, 3: {168}, 4: {168}, 5: {424}, 7: {72, 104, 136, 168}, 9: {168}, 10: {72}, 11: {168},
    13: {72, 104, 136, 168}, 15: {88, 112, 160}, 16: {96, 144}, 18: {168}, 19: {312}, 20: {72, 104, 136, 160},
    22: {168}, 23: {160}, 27: {96},
}


def bits_of(payload, fill):
    bits = "".join(format(ARMOUR.index(c), "06b") for c in payload)
    return bits[:len(bits) - fill] if fill else bits


def messages_of(log):
    """The bits of every whole message of a log."""
    payload = ""
    for line in oracle.plain_sentences(log):
        fields = line.decode().split("*")[0].split(",")
        payload = fields[5] if fields[2] == "1" else payload + fields[5]
        if fields[1] == fields[2]:
            yield bits_of(payload, int(fields[6]))


def tagged(index, bits):
    """The sentences of a message, its number as the time of a TAG block."""
    payload, fill = armour(bits)
    pieces = [payload[i:i + 60] for i in range(0, len(payload), 60)] or [""]
    if len(pieces) > 9:
        return ""
    lines = []
    for part, piece in enumerate(pieces, 1):
        last = part == len(pieces)
        body = f"AIVDM,{len(pieces)},{part},{'' if len(pieces) == 1 else index % 10},A,{piece},{fill if last else 0}"
        tag = f"c:{EPOCH + index}" + (f",g:{part}-{len(pieces)}-{index + 1}" if len(pieces) > 1 else "")
        lines.append(f"\\{tag}*{checksum(tag):02X}\\!{body}*{checksum(body):02X}\n")
    return "".join(lines)


def decoded(payloads):
    """{number: JSON} of the messages that narrows decodes."""
    log = "".join(tagged(i, bits) for i, bits in payloads.items())
    status, out, err = run("decode", stdin=log.encode())
    equal(status, 0, f"exit status ({err[:200]})")
    return {index_of(json.loads(line)["time"]): line for line in out.splitlines()}


def index_of(time):
    return round(datetime.datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp()) - EPOCH


def encoded(lines, *options):
    """{number: (bits, sentences)} that narrows makes of JSON lines by their time, and its complaints."""
    _, out, err = run("encode", "--tag", *options, stdin="".join(line + "\n" for line in lines).encode())
    messages, payload, index = {}, "", None
    for line in out.splitlines():
        tag, sentence = re.fullmatch(r"\\([^\\]*)\\(.*)", line).groups()
        fields = sentence.split("*")[0].split(",")
        if fields[2] == "1":
            index, payload = int(re.search(r"c:(\d+)", tag).group(1)) - EPOCH, ""
        payload += fields[5]
        if fields[1] == fields[2]:
            messages[index] = bits_of(payload, int(fields[6]))
    return messages, err.splitlines()


def is_of_standard_length(kind, bits):
    if kind == 21:
        return len(bits) >= 272 and len(bits) <= 360 and len(bits) % 8 == 0
    if kind == 24:
        return len(bits) == (160 if bits[38:40] == "00" else 168)
    if kind in (12, 14, 25, 26, 28):
        return len(bits) % 8 == 0
    return len(bits) in LENGTHS.get(kind, {len(bits)})


def texts_of(kind, bits):
    if kind == 24:
        return [(40, 20)] if bits[38:40] == "00" else [(48, 3), (90, 7)]
    return TEXTS.get(kind, [])


def behind(bits, first, characters):
    """The bits behind the end of a text: from the blanks before its '@', or its end, on."""
    characters = min(characters, (len(bits) - first) // 6)
    words = "".join(SIXBIT[int(bits[first + 6 * i:first + 6 * i + 6], 2)] for i in range(characters))
    used = len(words.split("@")[0].rstrip(" "))
    return range(first + 6 * used, first + 6 * characters)


def meaningless(kind, bits):
    """The bits that say nothing, by the recommendation."""
    spare = set()
    for first, end in SPARE[kind]:
        spare.update(range(first, end))
    spare.update(range(*SPARE_AT_THE_END.get(kind, {}).get(len(bits), (0, 0))))
    if kind == 22 and bits[139] == "1":
        spare.update([*range(99, 104), *range(134, 139)])
    if kind == 24:
        spare.update(range(160, 168) if bits[38:40] == "00" else range(166, 168))
    if kind in (25, 26) and bits[38] == "1":
        spare.update(range(70, 72))
    if kind == 26:
        spare.update(range(len(bits) - 24, len(bits) - 20))
    if kind == 21:
        spare.update(behind_the_name(bits))
    else:
        for first, characters in texts_of(kind, bits):
            spare.update(behind(bits, first, characters))
    if kind in (12, 14):  # what fills the last byte behind the last whole character
        spare.update(range(len(bits) - (len(bits) - TEXTS[kind][0][0]) % 6, len(bits)))
    return spare


def behind_the_name(bits):
    """Of type 21, whose name goes on behind the rest when it fills its twenty characters."""
    extension = (len(bits) - 272) // 6
    joined = bits[43:163] + bits[272:272 + 6 * extension]
    full = all(int(bits[43 + 6 * i:49 + 6 * i], 2) for i in range(20))
    text = behind(joined if full else bits[43:163], 0, 20 + extension if full else 20)
    spare = {43 + bit if bit < 120 else 272 + bit - 120 for bit in text}
    if not full:
        spare.update(range(272, len(bits)))
    spare.update(range(272 + 6 * extension, len(bits)))
    return spare


def differing(one, other):
    width = max(len(one), len(other))
    return [i for i, (a, b) in enumerate(zip(one.ljust(width, "0"), other.ljust(width, "0"))) if a != b]


class Tally:
    """Of each type: messages, those that came back bit for bit, those that differ where nothing is said."""

    def __init__(self):
        self.all, self.same, self.spare, self.odd, self.why = (collections.Counter() for _ in range(5))
        self.wrong, self.others = [], []

    def words(self):
        for kind in sorted(self.all):
            odd = f", {self.odd[kind]} flagged or of other length" if self.odd[kind] else ""
            yield (f"type {kind}: {self.same[kind]} of {self.all[kind]} bit for bit "
                   f"({100 * self.same[kind] / self.all[kind]:.2f} %), {self.spare[kind]} but for bits that say "
                   f"nothing{odd}")
        for (kind, *key, why), count in sorted(self.why.items()):
            yield f"type {kind}, DAC {key[0]}, FI {key[1]}: {count} {why}"


def first_of_data(message):
    """The first bit behind the identifier, of a message whose application narrows knows."""
    if "dac" not in message or "data" in message:
        return None
    return 88 if message["type"] == 6 or message.get("addressed") else 56


def silent_in_data(message, bits, again):
    """{bit: why} of an application's bits that say nothing in both, by its rows."""
    first = first_of_data(message)
    end = -24 if message["type"] == 26 else None
    key = message["dac"], message["fid"]
    one, other = (applications.silent(*key, data[first:end]) for data in (bits, again))
    return {first + bit: one.get(bit, "spare at the end") for bit in one.keys() | other.keys()
            if (bit in one or bit >= len(bits[first:end])) and (bit in other or bit >= len(again[first:end]))}


def weigh(index, bits, again, line, tally):
    """One message and what came back of it. What differs and says nothing must tell the same: `tally.others`."""
    message = json.loads(line)
    kind = message["type"]
    tally.all[kind] += 1
    if again == bits:
        tally.same[kind] += 1
        return
    if message.get("flags") or not is_of_standard_length(kind, bits):
        tally.odd[kind] += 1
        return
    if again is None:
        tally.wrong.append(f"no sentence for {line}")
        return
    nothing = dict.fromkeys(meaningless(kind, bits), "spare")
    if first_of_data(message) is not None:
        of_data = silent_in_data(message, bits, again)
        nothing.update(of_data)
        whys = {of_data[bit] for bit in differing(bits, again) if bit in of_data}
        whys |= {"of another length"} if len(bits) != len(again) else set()
        tally.why.update((kind, message["dac"], message["fid"], why) for why in whys)
    left = [bit for bit in differing(bits, again) if bit not in nothing]
    if left:
        tally.wrong.append(f"bits {left} differ in {line}")
    else:
        tally.spare[kind] += 1
        tally.others.append((index, again, line))


def check_others(tally):
    """What came back differently, decoded, tells what the message told."""
    told = decoded({index: again for index, again, _ in tally.others})
    for index, _, line in tally.others:
        first, second = json.loads(line), json.loads(told[index])
        for one in first, second:
            one.pop("time"), one.pop("station"), one.pop("channel"), one.pop("own", None)
        if first != second:
            tally.wrong.append(f"{line} came back as {told[index]}")
    tally.others.clear()


def sample_logs():
    found = sorted(path for path in (SAMPLES / FOLDER).glob("*/*") if path.is_file())
    if not found:
        raise Skip(f"no samples at {SAMPLES}")
    return found


@functools.lru_cache(maxsize=1)
def weighed():
    tally = Tally()
    for path in sample_logs():
        payloads = dict(enumerate(messages_of(path.read_bytes())))
        told = decoded(payloads)
        back, _ = encoded(told.values())
        for index, line in told.items():
            weigh(index, payloads[index], back.get(index), line, tally)
        check_others(tally)
    return tally


@claim
def every_real_message_comes_back_but_for_bits_that_say_nothing():
    tally = weighed()
    assert not tally.wrong, f"{len(tally.wrong)} wrong\n" + "\n".join(tally.wrong[:12])
    return tally.words()


@claim
def nearly_all_positions_come_back_bit_for_bit():
    tally = weighed()
    for kind, floor in FLOORS.items():
        share = tally.same[kind] / tally.all[kind]
        assert share >= floor, f"type {kind}: {share:.4f} of {tally.all[kind]}, at least {floor}"
    for kind, floor in FLOORS_BY_ROWS.items():
        share = (tally.same[kind] + tally.spare[kind]) / tally.all[kind]
        assert share >= floor, f"type {kind}: {share:.4f} of {tally.all[kind]} by their rows, at least {floor}"


@claim
def the_weighing_finds_a_changed_bit():
    bits = head(1, 219000001) + "0" * 130
    line = json.dumps({"type": 1, "time": None})
    for bit, kind in (145, "spare"), (60, "wrong"), (167, "wrong"), (None, "same"):
        tally = Tally()
        again = bits if bit is None else bits[:bit] + "1" + bits[bit + 1:]
        weigh(0, bits, again, line, tally)
        counts = {"same": tally.same[1], "spare": tally.spare[1], "wrong": len(tally.wrong)}
        equal(counts, {**dict.fromkeys(counts, 0), kind: 1}, f"bit {bit}")
    tally = Tally()
    weigh(0, bits, None, line, tally)
    equal(len(tally.wrong), 1, "a lost message")
    names = head(24, 219000001) + "00"
    for words, again, wrong in (("AB  @X", "AB@@@@", 0), ("AB  @X", "AB  @@", 0), ("AB  CX", "AB  CY", 1)):
        tally = Tally()
        payloads = [names + "".join(number(SIXBIT.index(c), 6) for c in text.ljust(20, "@")) for text in (words, again)]
        weigh(0, *payloads, json.dumps({"type": 24}), tally)
        equal(len(tally.wrong), wrong, f"{words} as {again}")


@claim
def the_weighing_knows_the_rows_of_applications():
    def weather(wind, gust, day):  # the first 97 bits of FI 31, "not available" behind
        return place + day + number(wind, 7) + number(gust, 7) + number(360, 9) * 2

    place = number(759000, 25) + number(3362400, 24) + "0"
    none = number(24, 10) + number(60, 6)
    line = {"type": 8, "dac": 1, "fid": 31}
    before = head(8, 2190047) + "00" + number(1, 10) + number(31, 6)
    for one, other, wrong in ((weather(5, 7, none), weather(5, 7, "00001" + none[5:]), 0),
                              (weather(5, 127, none), weather(5, 7, none), 1),
                              (weather(5, 7, none), weather(6, 7, none), 1),
                              (weather(5, 7, none), weather(5, 7, number(11 << 6, 16)), 1),
                              (weather(5, 7, none)[:-9] + number(511, 9), weather(5, 7, none), 0),
                              (weather(5, 7, none)[:-9] + number(359, 9), weather(5, 7, none), 1)):
        tally = Tally()
        weigh(0, before + one, before + other, json.dumps(line), tally)
        equal(len(tally.wrong), wrong, f"{one} as {other}")
    line = {"type": 6, "dac": 1, "fid": 30}
    before = head(6, 2190047) + number(0, 34) + number(1, 10) + number(30, 6) + number(3, 10)
    for one, other, wrong in (("AB@X", "AB", 0), ("AB  ", "AB", 0), ("AB X", "AB", 1), ("AB", "AB@@", 0), ("AB", "ABC", 1)):
        tally = Tally()
        weigh(0, *(before + text(words, len(words)) for words in (one, other)), json.dumps(line), tally)
        equal(len(tally.wrong), wrong, f"{one} as {other}")
    targets = head(8, 2190047) + "00" + number(1, 10) + number(17, 6)
    for bit, wrong in (56, 1), (56 + 13, 0), (56 + 14, 1), (56 + 45, 0), (56 + 48, 1), (56 + 120 + 44, 0), (56 + 119, 1):
        tally = Tally()
        bits = targets + "0" * 240
        weigh(0, bits, bits[:bit] + "1" + bits[bit + 1:], json.dumps({"type": 8, "dac": 1, "fid": 17}), tally)
        equal(len(tally.wrong), wrong, f"bit {bit}")


def golden():
    """(sentences, JSON) of each golden message."""
    lines = []
    for line in (ROOT / "tests" / "golden" / "messages.txt").read_text().splitlines():
        if line.startswith("!"):
            lines.append(line)
        elif line.startswith("{"):
            yield lines, line
            lines = []


@claim
def every_golden_sentence_that_is_canonical_comes_back_to_the_byte():
    messages = list(golden())
    same, spare = 0, 0
    for sentences, line in messages:
        status, out, err = run("encode", stdin=line.encode())
        message = json.loads(line)
        first = sentences[0].split(",")
        if status == 0 and out == sentences[0] + "\n" and len(sentences) == 1:
            same += 1
            continue
        odd = message.get("flags") or first[0] not in ("!AIVDM", "!AIVDO") or len(sentences) > 1 or first[3]
        payload = "".join(s.split(",")[5] for s in sentences)
        bits = bits_of(payload, int(sentences[-1].split(",")[6][0]))
        again = bits_of("".join(s.split(",")[5] for s in out.splitlines()), int(out.splitlines()[-1].split(",")[6][0])) \
            if out else None
        tally = Tally()
        weigh(0, bits, again, line, tally)
        check_others(tally)
        assert not tally.wrong, f"{tally.wrong} {err}"
        assert odd or again != bits or not is_of_standard_length(message["type"], bits) or first[4] in "12", \
            f"{out!r}, expected {sentences}"
        spare += 1
    assert same >= 100, f"{same} of {len(messages)} to the byte"
    return [f"{same} to the byte, {spare} of several parts, or but for bits that say nothing"]


# Lengths of types that gpsd reads as narrows does, so that every one of them can be compared.
RANDOM_LENGTHS = {1: 168, 2: 168, 3: 168, 4: 168, 5: 424, 6: 136, 7: 136, 8: 168, 9: 168, 10: 72, 11: 168, 12: 240,
                  13: 168, 14: 160, 15: 160, 16: 144, 17: 240, 18: 168, 19: 312, 20: 160, 21: 272, 22: 168, 23: 160,
                  24: 168, 25: 168, 26: 168, 27: 96}
RANDOM_EACH = 200


def random_log():
    chance = random.Random(1371)
    for _ in range(RANDOM_EACH):
        for kind, length in RANDOM_LENGTHS.items():
            part = 1 << length - 40 if kind == 24 else 0  # no other part has as many bits
            rest = chance.getrandbits(length - 40 if part else length - 38)
            yield head(kind, chance.randrange(200_000_000, 800_000_000)) + number(part | rest, length - 38)


@claim
def random_messages_are_to_gpsdecode_what_they_are_to_narrows():
    gpsd.need_oracle()
    told = decoded(dict(enumerate(random_log())))
    equal(len(told), RANDOM_EACH * len(RANDOM_LENGTHS), "messages decoded")
    status, out, err = run("encode", stdin="\n".join(told.values()).encode())
    equal((status, err), (0, ""), "status and complaints")
    with folder(log_nmea=out) as path:
        theirs = oracle.exact(b"".join(oracle.plain_sentences(out.encode())))
        ours = gpsd.ours_of(path / "log.nmea")
    seen, wrong = collections.Counter(), []
    for a, b in gpsd.aligned(theirs, ours, seen, wrong):
        seen["messages"] += 1
        gpsd.compare(a, b, seen, wrong)
    assert not wrong, f"{len(wrong)} differences\n" + "\n".join(wrong[:12])
    assert seen["messages"] >= 0.99 * len(told), f"only {seen['messages']} of {len(told)} are known to gpsdecode"
    return [f"{count} {name}" for name, count in seen.items()]


POSITION = {"type": 1, "mmsi": 219000001, "lon": 12.65, "lat": 56.04, "speed": 12.3}


def encode(lines, *options):
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    return run("encode", *options, stdin=text.encode())


@claim
def a_bad_line_costs_itself_and_is_told_with_its_place():
    status, out, err = encode([POSITION, "{", dict(POSITION, speed=200), "", dict(POSITION, nope=1), POSITION])
    equal((status, len(out.splitlines())), (1, 2), "status and sentences")
    lines = err.splitlines()
    equal([line.split(":")[:2] for line in lines], [["-", "2"], ["-", "3"], ["-", "5"]], "places")
    equal(lines[1], "-:3: speed: 200 is out of range (0.0 to 102.3)", "reason")
    equal(lines[2], "-:5: nope: type 1 has no such member", "reason")


# Of an empty message: its length, and counts at their bits by SN.1/Circ.289 and SN/Circ.236.
DEFAULTS = [
    ((8, 1, 31), 360, {(122, 7): 127, (136, 9): 360, (165, 7): 101, (182, 9): 511, (201, 12): 4001, (215, 8): 255, (223, 9): 360,
                       (276, 8): 255, (284, 6): 63, (322, 4): 13, (339, 9): 510, (350, 10): 0}),
    ((8, 1, 11), 352, {(135, 9): 511, (164, 7): 127, (181, 9): 511, (219, 9): 511, (280, 6): 63, (318, 4): 15, (335, 9): 511}),
    ((8, 1, 21), 360, {(254, 7): 127, (268, 9): 360, (277, 9): 403, (311, 6): 63, (317, 8): 255, (351, 6): 63}),
    ((8, 200, 10), 168, {(104, 13): 0, (141, 3): 5, (160, 8): 0}),
    ((6, 200, 55), 168, {(88, 8): 255, (96, 13): 8191, (117, 51): 0}),
    ((6, 1, 5), 168, {(119, 49): 0}),
]


@claims_of(DEFAULTS)
def what_is_not_available_is_sent_as_its_standard_says(key, length, counts):
    kind, dac, fid = key
    status, out, err = encode([{"type": kind, "mmsi": 219000001, "dac": dac, "fid": fid}])
    equal((status, err), (0, ""), "status and complaints")
    sentences = [line.split(",") for line in out.splitlines()]
    bits = bits_of("".join(words[5] for words in sentences), int(sentences[-1][6][0]))
    equal(len(bits), length, "length")
    equal({place: int(bits[place[0]:sum(place)], 2) for place in counts}, counts, "counts")
    _, back, _ = run("decode", stdin=out.encode())
    told = json.loads(back)
    of_this = {name: None for name in told.keys() - gpsd.OF_EVERY_MESSAGE}
    again = encode([{"type": kind, "mmsi": 219000001, "dac": dac, "fid": fid,
                     **{name: value for name, value in of_this.items() if told[name] is None}}])
    equal(again, (0, out, ""), "the same by null")


@claim
def other_classes_are_skipped_and_counted():
    status, out, err = encode([{"class": "VERSION", "release": "3.25"}, dict(POSITION, **{"class": "AIS"}),
                               {"class": "TPV", "sky": {"a": 1}}][:2])
    equal((status, len(out.splitlines())), (0, 1), "status and sentences")
    equal(err, "narrows encode: 1 of another class than AIS skipped\n", "what is said")


@claim
def channel_own_talker_time_and_station_are_respected():
    message = dict(POSITION, channel="B", own=True, time="2018-11-19T11:00:00.789Z", station="2190047")
    status, out, _ = encode([message], "--talker", "BS", "--tag")
    equal(status, 0, "status")
    assert re.fullmatch(r"\\s:2190047,c:1542625200789\*[0-9A-F]{2}\\!BSVDO,1,1,,B,[^,]{28},0\*[0-9A-F]{2}\n", out), out
    status, back, _ = run("decode", stdin=out.encode())
    told = json.loads(back)
    equal({name: told[name] for name in message}, message, "what comes back")
    _, out, _ = encode([message])
    assert out.startswith("!AIVDO,1,1,,B,"), out


@claim
def messages_of_several_parts_are_told_apart():
    voyage = {"type": 5, "mmsi": 219000001, "shipname": "FERRY", "destination": "HELSINGBORG", "draught": 5.5,
              "eta": "11-19T12:30Z", "time": "2018-11-19T11:00:00.000Z"}
    _, out, _ = encode([voyage] * 12, "--tag")
    lines = out.splitlines()
    equal(len(lines), 24, "sentences")
    equal([int(line.split(",")[-4]) for line in lines][::2], [*range(10), 0, 1], "sequence numbers")
    equal([re.search(r"g:(\d-\d-\d+)", line).group(1) for line in lines[:4]], ["1-2-1", "2-2-1", "1-2-2", "2-2-2"],
          "groups")
    shuffled = lines[::2] + lines[1::2]  # only the groups tell now which parts belong together
    status, back, _ = run("decode", stdin="\n".join(shuffled).encode())
    equal((status, len(back.splitlines())), (0, 12), "status and messages")


@claim
def a_table_is_encoded_by_the_names_in_its_first_line():
    table = "mmsi,type,lon,lat,speed,shipname,part\n219000001,1,12.65,56.04,12.3,,\n219000001,24,,,,\"A,B\",A\n"
    status, out, err = run("encode", "--format", "csv", stdin=table.encode())
    equal((status, err, len(out.splitlines())), (0, "", 2), "status, complaints, sentences")
    _, back, _ = run("decode", stdin=out.encode())
    first, second = map(json.loads, back.splitlines())
    equal((first["lon"], first["lat"], first["speed"], second["shipname"]), (12.65, 56.04, 12.3, "A,B"), "values")
    for table, reason in (("mmsi,mmsi\n1,1\n", "-:1: mmsi: twice in the header\n"),
                          ("mmsi,type\n1\n2,1\n", "-:2: 1 cells under 2 columns\n"),
                          ("mmsi,type\n1,\"2\"3\n", "-:2: no record: quotation marks amiss, or too long\n")):
        status, _, err = run("encode", "--format", "csv", stdin=table.encode())
        equal((status, err), (1, reason), f"status and complaint about {table!r}")


VESSELS = {1, 2, 3, 5, 18, 19, 24, 27}


@claims_of([("nmea/oresund-2018/oresund-2018-11-19.nmea",), ("nmea/denmark-2010/denmark-2010-06-11.nmea",)])
def what_vessels_say_of_themselves_comes_back_from_a_table(path):
    log = sample(path)
    _, out, _ = run("decode", log)
    messages = [line for line in out.splitlines()
                if json.loads(line)["type"] in VESSELS and "flags" not in json.loads(line)]
    sentences = encode(messages, "--tag")[1]
    status, table, _ = run("decode", "--format", "csv", stdin=sentences.encode())
    equal(status, 0, "status")
    equal(len(table.splitlines()), len(messages) + 1, "rows")
    status, again, err = run("encode", "--format", "csv", "--tag", stdin=table.encode())
    equal((status, err), (0, ""), "status and complaints")
    equal(again == sentences, True, "the same sentences")
    return [f"{len(messages)} messages"]


@claim
def columns_are_chosen_by_name():
    status, out, _ = run("decode", "--format", "csv", "--columns", "mmsi,lat,data",
                         stdin=encode([POSITION, {"type": 8, "mmsi": 5, "dac": 200, "fid": 63, "data": "8:ff"}])[1].encode())
    equal((status, out), (0, "mmsi,lat,data\n219000001,56.040000,\n5,,8:ff\n"), "table")
    for names, reason in ("mmsi,nope", "no message has a member 'nope'"), ("mmsi,mmsi", "column 'mmsi' is there twice"), \
            ("", "no message has a member ''"):
        status, _, err = run("decode", "--format", "csv", "--columns", names)
        equal((status, err), (2, f"narrows decode: {reason}; see narrows decode --help\n"), "status and complaint")


@claims_of([("nmea/oresund-2018/oresund-2018-11-19.nmea",), ("nmea/denmark-2010/denmark-2010-06-11.nmea",),
            ("nmea/australia-risky/amsa-risky-exact-earth-augmented.txt",), ("nmea/signalk/signalk-nais400-merrimac.log",)])
def any_dialect_becomes_one(path):
    log = sample(path)
    status, clean, _ = run("decode", "--format", "nmea", log)
    equal(status, 0, "status")
    line = re.compile(r"(\\[gsc]:[^\\*]*\*[0-9A-F]{2}\\)?!AIVD[MO],\d,\d,\d?,[A-D]?,[0-W`-w]*,[0-5]\*[0-9A-F]{2}")
    odd = [words for words in clean.splitlines() if not line.fullmatch(words) or len(words.split("\\")[-1]) > 80]
    equal(odd[:3], [], "lines in another dialect")
    first, second = (told(run("decode", source, stdin=text)[1])
                     for source, text in ((log, b""), ("-", clean.encode())))
    equal(first == second, True, "the same messages from the clean sentences")
    status, again, _ = run("decode", "--format", "nmea", stdin=clean.encode())
    equal(told(run("decode", stdin=again.encode())[1]) == second, True, "the same messages once more")
    return [f"{len(first)} messages"]


def told(lines):
    """Messages without what was said of their sentences."""
    messages = [json.loads(line) for line in lines.splitlines()]
    for message in messages:
        flags = [flag for flag in message.pop("flags", []) if flag in ("truncated", "overlong")]
        message["flags"] = flags
    return messages


@claims_of([("no such format", ["--format", "xml"], "no format 'xml', but json or csv"),
            ("a talker of three letters", ["--talker", "AIS"], "no talker 'AIS', but two capital letters"),
            ("a talker in small letters", ["--talker", "ai"], "no talker 'ai', but two capital letters")])
def words_that_make_no_sense(_, words, reason):
    status, out, err = run("encode", *words)
    equal((status, out, err), (2, "", f"narrows encode: {reason}; see narrows encode --help\n"), "what is said")


@claim
def a_file_that_is_not_there_fails_and_the_rest_goes_on():
    with folder(a_json=json.dumps(POSITION)) as path:
        status, out, err = run("encode", "/nowhere/a.json", path / "a.json")
    equal((status, len(out.splitlines()), len(err.splitlines())), (1, 1, 1), "status, sentences, complaints")
    assert "/nowhere/a.json" in err, err
