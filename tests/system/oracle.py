"""What gpsdecode (Debian's gpsd-clients) makes of a log: the independent answer that narrows is held against."""
# SPDX-License-Identifier: Apache-2.0
import json
import math
import re
import shutil
import subprocess

SENTENCE = re.compile(rb"[!$][A-Z]{2}VD[MO],(\d),(\d),(\d*),(\w?),([0-W`-w]+),(\d)\*([0-9A-Fa-f]{2})")
OPEN_PARTS_MAX = 64


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
    """Scaled messages, with what gpsdecode loses by scaling put back from its unscaled output: rates of turn, and
    positions and the status of type 27."""
    messages = decode(log)
    for message, raw in zip(messages, decode(log, "-u"), strict=True):
        if message["type"] <= 3:
            message["turn"] = turn(raw["turn"])
        elif message["type"] == 27:
            message.update(lon=raw["lon"] / 600, lat=raw["lat"] / 600, status=raw["status"])
    return messages


def turn(raw):
    """Degrees a minute from the indicator of ITU-R M.1371, in gpsd's words at its ends."""
    words = {-128: "nan", -127: "fastleft", 127: "fastright"}
    return words.get(raw, math.copysign((raw / 4.733) ** 2, raw))
