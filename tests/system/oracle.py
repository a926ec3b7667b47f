"""What gpsdecode (Debian's gpsd-clients) makes of a log: the independent answer that narrows is held against."""
# SPDX-License-Identifier: Apache-2.0
import json
import math
import re
import shutil
import subprocess

ARMOUR = "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw"
SENTENCE = re.compile(rb"[!$][A-Z]{2}VD[MO],(\d),(\d),(\d*),(\w?),([0-W`-w]+),(\d)\*([0-9A-Fa-f]{2})")
OPEN_PARTS_MAX = 64
APPLICATION_BIT = {6: 72, 8: 40}
NOBODYS_APPLICATION = "1" * 16
POSITIONS = ("lon", "lat", "ne_lon", "ne_lat", "sw_lon", "sw_lat")


def is_here():
    return shutil.which("gpsdecode") is not None


def checksum(body):
    total = 0
    for byte in body:
        total ^= byte
    return total


def sentence(total, number, sequence, payload, fill):
    body = b"AIVDM,%d,%d,%s,A,%s,%d" % (total, number, sequence, payload, fill)
    return b"!%s*%02X\n" % (body, checksum(body))


def plain_sentences(log):
    """The sentences of a log that gpsdecode 3.22 can read: it refuses channels C and D, loses parts that are
    interleaved, and stumbles over what stands around a sentence. So every message is handed to it whole, on
    channel A, without anything around it. The payloads, which it decodes, are untouched."""
    open_parts = {}
    for line in log.split(b"\n"):
        for found in SENTENCE.finditer(line):
            if checksum(found.group(0)[1:-3]) != int(found.group(7), 16):
                continue
            total, number, sequence, channel, payload, fill = found.group(1, 2, 3, 4, 5, 6)
            total, number, fill = int(total), int(number), int(fill)
            if total == 1:
                yield sentence(1, 1, b"", payload, fill)
            elif 1 <= number <= total:
                station = found.group(0)[:6], total, sequence, channel
                parts = open_parts.pop(station, {})
                if number in parts or (number == 1 and parts):
                    parts = {}
                parts[number] = payload, fill
                if len(parts) < total:
                    open_parts[station] = parts
                    while len(open_parts) > OPEN_PARTS_MAX:
                        del open_parts[next(iter(open_parts))]
                    continue
                for i in range(1, total + 1):
                    yield sentence(total, i, b"1", *parts[i])


def decode(log, *options):
    """All messages that gpsdecode finds in these bytes, type 24 in its parts, scaled."""
    done = subprocess.run(["gpsdecode", "-j", "-s", *options], input=log, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          check=True)
    text = done.stdout.decode("ascii", "backslashreplace")
    return [json.loads(line) for line in text.splitlines() if line.startswith('{"class":"AIS"')]


def exact(log):
    """Scaled messages, with what gpsdecode loses put back: by scaling, rates of turn, positions and the status of
    types 17, 22, 23 and 27, out of its unscaled output; by knowing applications, the data of types 6 and 8, out of what
    it makes of them when their application is nobody's. What it knew of those is then "application", raw counts."""
    messages = decode(log)
    passed = iter([m for m in decode(nobodys(log)) if m["type"] in APPLICATION_BIT])
    for message, raw in zip(messages, decode(log, "-u"), strict=True):
        if message["type"] <= 3:
            message["turn"] = turn(raw["turn"])
        elif message["type"] in (17, 22, 23, 27):
            message.update({name: int(raw[name]) / 600 for name in POSITIONS if name in raw})
        if message["type"] == 27:
            message["status"] = raw["status"]
        if message["type"] in APPLICATION_BIT:
            plain = next(passed)
            members = message.keys() - plain.keys()
            message["application"] = {name: raw[name] for name in members}
            message["data"] = plain["data"]
            for name in members:
                del message[name]
    assert next(passed, None) is None, "messages of types 6 and 8 that only a known application has"
    return messages


def nobodys(log):
    """The same sentences, those of types 6 and 8 with an application identifier that nobody has defined."""
    lines = []
    for line in log.splitlines():
        total, number, sequence, _, payload, fill = line.split(b"*")[0].split(b",")[1:]
        kind = ARMOUR.index(chr(payload[0]))
        if kind in APPLICATION_BIT and number == b"1" and len(payload) * 6 >= APPLICATION_BIT[kind] + 16:
            bits = "".join(format(ARMOUR.index(chr(c)), "06b") for c in payload)
            first = APPLICATION_BIT[kind]
            bits = bits[:first] + NOBODYS_APPLICATION + bits[first + 16:]
            payload = "".join(ARMOUR[int(bits[i:i + 6], 2)] for i in range(0, len(bits), 6)).encode()
        lines.append(sentence(int(total), int(number), sequence, payload, int(fill)))
    return b"".join(lines)


def turn(raw):
    """Degrees a minute from the indicator of ITU-R M.1371, in gpsd's words at its ends."""
    words = {-128: "nan", -127: "fastleft", 127: "fastright"}
    return words.get(raw, math.copysign((raw / 4.733) ** 2, raw))
