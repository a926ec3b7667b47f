#!/usr/bin/env python3
"""Measures the codecs of the archive's chunks on real tracks and on a drill's.

Usage: bench/history.py [SECONDS]   (make bench; about as long for all sets together, besides making them; with less
than one second the first one only)

Ships with at least a hundred positions count. Times are cut to seconds, as the archive keeps them; the Sound is measured
with its milliseconds as well. The logs of the Forth have no times: those of the messages themselves stand for them. The
table of the North Sea has no courses.
"""
# SPDX-License-Identifier: Apache-2.0
import csv
import gzip
import io
import os
import subprocess
import sys
import tempfile
from calendar import timegm
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = Path(os.environ.get("NARROWS_SAMPLES", ROOT / "../shared/data"))
NARROWS = os.environ.get("NARROWS", str(ROOT / "build/narrows"))
MEASURE = Path(NARROWS).parent / "bench_history_chunk"
NORTH_SEA = SAMPLES / "csv/north-sea-2022/north-sea-2022-11-01.csv.gz"
DAY_MS = 86_400_000
COPY_MS = 10_000  # what says the same so soon after is the same, heard by another station
SHORTEST = 100  # positions of a ship, below which it is left out
DRILL_LINES = 600_000  # of 600 ships: the first hours of a day
STATUS = {"Under way using engine": 0, "At anchor": 1, "Not under command": 2, "Restricted maneuverability": 3,
          "Constrained by her draught": 4, "Moored": 5, "Aground": 6, "Engaged in fishing": 7, "Under way sailing": 8}


def milliseconds(text):
    stamp = datetime.fromisoformat(text.rstrip("Z"))
    return timegm(stamp.timetuple()) * 1000 + stamp.microsecond // 1000


def scaled(text, scale, absent):
    return absent if text in ("", "null", "NA") else round(float(text) * scale)


def turn(text):
    """The indicator of what `decode` prints of it: 4.733 times the root of degrees a minute."""
    if text in ("", "null"):
        return -128
    if text in ("fastright", "fastleft"):
        return 127 if text == "fastright" else -127
    degrees = float(text)
    return round(4.733 * abs(degrees) ** 0.5) * (1 if degrees >= 0 else -1)


class SecondClock:
    """Time of a log that has none: the seconds of the messages; the minute goes on when they fall."""
    def __init__(self, start_ms):
        self.minute_ms, self.last = start_ms, 0

    def time(self, second):
        if second < self.last - 30:
            self.minute_ms += 60_000
        if second < self.last + 30:
            self.last = second
        return self.minute_ms + 1000 * second


def of_logs(paths):
    """Messages 1, 2, 3, 18 and 19: ship, time, longitude, latitude, speed, course, heading, status, turn, station."""
    for day, path in enumerate(paths):
        out = subprocess.run([NARROWS, "decode", "--format", "csv", path], capture_output=True, check=True, text=True)
        clock = SecondClock(day * DAY_MS)
        for row in csv.DictReader(io.StringIO(out.stdout)):
            second = int(row["second"] or 63)
            if row["type"] not in ("1", "2", "3", "18", "19") or (second >= 60 and not row["time"]):
                continue
            time_ms = milliseconds(row["time"]) if row["time"] else clock.time(second)
            yield (row["mmsi"] + "AB"[row["type"] in ("18", "19")], time_ms, scaled(row["lon"], 600_000, 108_600_000),
                   scaled(row["lat"], 600_000, 54_600_000), scaled(row["speed"], 10, 1023),
                   scaled(row["course"], 10, 3600), scaled(row["heading"], 1, 511), int(row["status"] or 15),
                   turn(row["turn"]), row["station"])


def of_north_sea():
    with gzip.open(NORTH_SEA, "rt") as file:
        for row in csv.DictReader(file):
            yield (row["mmsi"], milliseconds(row["datetime"]), scaled(row["lon"], 600_000, 108_600_000),
                   scaled(row["lat"], 600_000, 54_600_000), scaled(row["SOG"], 10, 1023), 3600,
                   scaled(row["Heading"], 1, 511), STATUS.get(row["navigational_status"], 15), -128, "")


def of_drill(folder):
    log = folder / "hormuz.nmea"
    with open(log, "wb") as file, subprocess.Popen([NARROWS, "drill", "run", "hormuz", "--speed", "0", "--output", "-"],
                                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as drill:
        for _, line in zip(range(DRILL_LINES), drill.stdout):
            file.write(line)
        drill.kill()
    return of_logs([log])


def write(rows, path, unit_ms):
    """The rows by ship, copies as one with all their stations, times cut to the unit."""
    ships, numbers = {}, {}
    for row in sorted(rows, key=lambda row: row[1]):
        kept = ships.setdefault(row[0], [])
        station = numbers.setdefault(row[9], len(numbers))
        for other in reversed(kept[-8:]):
            if other[1:8] == row[2:9] and row[1] - other[0] < COPY_MS:
                other[8].add(station)
                break
        else:
            kept.append((*row[1:9], {station}))
    with open(path, "w", encoding="ascii") as file:
        for number, kept in enumerate(kept for kept in ships.values() if len(kept) >= SHORTEST):
            for time_ms, *values, stations in kept:
                print(number, time_ms // unit_ms * unit_ms, *values, ",".join(map(str, sorted(stations))), file=file)


def nmea(name):
    return of_logs(path for path in sorted((SAMPLES / "nmea" / name).iterdir()) if path.name != "LICENSE")


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    if not NORTH_SEA.exists():
        print(f"skipped: no {NORTH_SEA}")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sets = (("the Sound, 2 h", 1000, lambda: nmea("oresund-2018")),
                ("the Sound, with milliseconds", 1, lambda: nmea("oresund-2018")),
                ("Firth of Forth, five logs", 1000, lambda: nmea("forth-aisle")),
                ("Denmark, 5 min", 1000, lambda: nmea("denmark-2013")),
                ("North Sea, 1 h, no courses", 1000, of_north_sea),
                ("drill `hormuz`", 1000, lambda: of_drill(folder)))
        print("\n| traffic | positions | a chunk | entropy | hot | written | read | cold | written | read |\n" +
              "|---|" + "---|" * 9)
        for title, unit_ms, rows in sets[:1] if seconds < 1 else sets:
            write(rows(), folder / "rows", unit_ms)
            out = subprocess.run([MEASURE, folder / "rows", str(seconds / len(sets))], capture_output=True, check=True,
                                 text=True)
            positions, chunks, entropy, *codecs = out.stdout.split()
            cells = [f"{int(positions):,}", str(round(int(positions) / int(chunks))), f"{float(entropy):.2f}"]
            for size, written, read in (codecs[:3], codecs[3:]):
                cells += [f"{float(size):.2f}", f"{float(written):.0f}", f"{float(read):.0f}"]
            print(f"| {title} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
