"""Rows of positions for bench/history_chunk.c, from the samples: a line a position, ordered by ship and time."""
# SPDX-License-Identifier: Apache-2.0
import csv
import gzip
import io
import subprocess
from calendar import timegm
from datetime import datetime

COPY_MS = 10_000  # a sentence that says the same so soon after is the same, heard by another station
SHORTEST = 100  # positions of a ship, below which it is left out
STATUS = {"Under way using engine": 0, "At anchor": 1, "Not under command": 2, "Restricted maneuverability": 3,
          "Constrained by her draught": 4, "Moored": 5, "Aground": 6, "Engaged in fishing": 7, "Under way sailing": 8}


def milliseconds(text):
    stamp = datetime.fromisoformat(text.rstrip("Z"))
    return timegm(stamp.timetuple()) * 1000 + stamp.microsecond // 1000


def scaled(text, scale, absent):
    return round(float(text) * scale) if text not in ("", "null", "NA") else absent


def turn(text):
    """The indicator of what `decode` prints of it: 4.733 times the root of degrees a minute."""
    if text in ("", "nan", "null"):
        return -128
    if text in ("fastright", "fastleft"):
        return 127 if text == "fastright" else -127
    degrees = float(text)
    return round(4.733 * abs(degrees) ** 0.5) * (1 if degrees >= 0 else -1)


class SecondClock:
    """Time of a log that has none: the seconds of the messages, the minute goes on when they fall."""
    def __init__(self, start_ms):
        self.minute_ms, self.last = start_ms, 0

    def time(self, second):
        if second < self.last - 30:
            self.minute_ms += 60_000
        if second < self.last + 30:
            self.last = second
        return self.minute_ms + 1000 * second


def of_log(narrows, path, day):
    """Of messages 1, 2, 3, 18, 19 of one log."""
    out = subprocess.run([narrows, "decode", "--format", "csv", path], capture_output=True, check=True, text=True)
    clock = SecondClock(day * 86_400_000)
    for row in csv.DictReader(io.StringIO(out.stdout)):
        if row["type"] not in ("1", "2", "3", "18", "19"):
            continue
        second = int(row["second"] or 63)
        if row["time"]:
            time_ms = milliseconds(row["time"])
        elif second < 60:
            time_ms = clock.time(second)
        else:
            continue
        yield (row["mmsi"] + "AB"[row["type"] in ("18", "19")], time_ms, scaled(row["lon"], 600000, 108600000),
               scaled(row["lat"], 600000, 54600000), scaled(row["speed"], 10, 1023), scaled(row["course"], 10, 3600),
               scaled(row["heading"], 1, 511), int(row["status"] or 15), turn(row["turn"]), row["station"] or "0")


def of_logs(narrows, paths):
    for day, path in enumerate(paths):
        yield from of_log(narrows, path, day)


def of_north_sea(path):
    with gzip.open(path, "rt") as file:
        for row in csv.DictReader(file):
            yield (row["mmsi"], milliseconds(row["datetime"].replace(" ", "T")), scaled(row["lon"], 600000, 108600000),
                   scaled(row["lat"], 600000, 54600000), scaled(row["SOG"], 10, 1023), 3600,
                   scaled(row["Heading"], 1, 511), STATUS.get(row["navigational_status"], 15), -128, "0")


def of_association(path):
    with gzip.open(path, "rt") as file:
        for row in csv.DictReader(file):
            yield (row["track_id"], milliseconds(row["time"]), scaled(row["lon"], 600000, 108600000),
                   scaled(row["lat"], 600000, 54600000), scaled(row["speed"], 10, 1023),
                   scaled(row["course"], 10, 3600) % 3601, 511, 15, -128, "0")


def by_ship(rows):
    """Lists of rows in the order of time, copies as one with all their stations; only of ships with enough."""
    ships = {}
    for row in sorted(rows, key=lambda row: row[1]):
        kept = ships.setdefault(row[0], [])
        for other in reversed(kept[-8:]):
            if other[2:9] == list(row[2:9]) and row[1] - other[1] < COPY_MS:
                other[9].add(row[9])
                break
        else:
            kept.append([*row[:9], {row[9]}])
    return [kept for kept in ships.values() if len(kept) >= SHORTEST]


def write(ships, path, unit_ms):
    """Times cut to the unit; the number of positions."""
    stations = {}
    count = 0
    with open(path, "w") as file:
        for number, kept in enumerate(ships):
            for row in kept:
                heard = sorted(stations.setdefault(station, len(stations)) for station in row[9])
                print(number, row[1] // unit_ms * unit_ms, *row[2:9], ",".join(map(str, heard)), file=file)
                count += 1
    return count
