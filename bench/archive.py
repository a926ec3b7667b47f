#!/usr/bin/env python3
"""Measures the archive beside DuckDB, plain SQLite rows and PostgreSQL with PostGIS: size, loading, six queries.

Usage: bench/archive.py [--ships N] [--minutes N] [--seconds S] [--folder DIR] [--postgres]

The traffic is a drill's, by default of 10,000 ships for two days: some 42 million positions, a quarter of an hour and 15
GB in all (make bench). Each program answers each query about so many seconds, in turns, on the same rows; answers are
sums over what was found, which spares the others giving rows, and must be equal. DuckDB is there with `tools/setup.sh
bench`; PostgreSQL 15 where it and PostGIS are installed. DIR keeps what is made, and is gone on with.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import json
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import fleet
from archive_postgres import Postgres

ROOT = Path(__file__).resolve().parent.parent
NARROWS = os.environ.get("NARROWS", str(ROOT / "build/narrows"))
ARCHIVE = str(Path(NARROWS).parent / "bench_archive")
ROUNDS = 3
DEGREE = 600000
HERE = fleet.CENTRES[3]
EVERYTHING = (53 * DEGREE, 10 * DEGREE, 67 * DEGREE - 1, 21 * DEGREE - 1)
WAY_S = 600  # longest way between two positions; no ship goes further in it than PAD
PAD = DEGREE // 10
RATE = 20000


def output(*command, **more):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **more).stdout


def around(centre, half_deg):
    x, y = (round(part * DEGREE) for part in centre)
    half = round(half_deg * DEGREE)
    return (x - half, y - half, x + half, y + half)


def busiest(store, from_s, until_s):
    """The ship with the most positions of those that are there all the time."""
    with sqlite3.connect(f"file:{store}/history.sqlite?mode=ro", uri=True) as database:
        return database.execute(
            "SELECT mmsi FROM segment JOIN chunk ON segment = segment.id GROUP BY segment.id ORDER BY"
            " min(first_s) <= ? AND max(last_s) >= ? DESC, sum(position_count) DESC", (from_s, until_s - 600)).fetchone()[0]


class Query:
    """One query, for the archive and in SQL."""
    def __init__(self, name, times, box, mmsi=0):
        self.name, (self.from_s, self.until_s), self.box, self.mmsi = name, times, box, mmsi

    def line(self):
        return " ".join(map(str, (self.name, self.from_s, self.until_s, self.mmsi, *self.box)))

    def sql(self, latest, divide="/", within=None):
        """`latest` is the dialect's way to a ship's last position; `within` its way to say what lies in a box."""
        west, south, east, north = self.box
        spans = f"time >= {self.from_s} AND time < {self.until_s}"
        lies = within or "lon BETWEEN {} AND {} AND lat BETWEEN {} AND {}"
        there = f"{spans} AND {lies.format(west, east, south, north)}"
        if self.name == "Q1":
            return f"SELECT count(*), sum(lon + lat) FROM position WHERE mmsi = {self.mmsi} AND {spans}"
        if self.name == "Q2":
            return f"SELECT count(*), sum(lon + lat) FROM position WHERE {there}"
        if self.name == "Q3":
            return ("SELECT count(*), sum(n * (mmsi % 1000)) FROM (SELECT mmsi, count(*) AS n FROM position"
                    f" WHERE {there} GROUP BY mmsi) AS ships")
        if self.name == "Q4":
            return f"SELECT count(*), sum(lon + lat) FROM ({latest.format(there=there)}) AS ships"
        if self.name == "Q5":
            return self.crossings(lies)
        return (f"SELECT count(*), sum(n * n) FROM (SELECT (lon - {west}) {divide} 6000 AS x, (lat - {south}) {divide}"
                f" 6000 AS y, count(*) AS n FROM position WHERE {spans} GROUP BY x, y) AS cells")

    def crossings(self, lies):
        """Of the box's west side, half a unit to the east. Rows about it are enough: no way is longer than PAD."""
        west, south, _, north = self.box
        about = lies.format(west - PAD, west + PAD, south - PAD, north + PAD)
        part = f"({west} + 0.5 - lon0) / (lon - lon0)"
        return (
            "SELECT coalesce(sum(CASE WHEN lon > lon0 THEN 1 ELSE 0 END), 0),"
            " coalesce(sum(CASE WHEN lon < lon0 THEN 1 ELSE 0 END), 0)"
            " FROM (SELECT time, lon, lat, lag(time) OVER ship AS time0, lag(lon) OVER ship AS lon0,"
            " lag(lat) OVER ship AS lat0 FROM position"
            f" WHERE time >= {self.from_s - WAY_S} AND time < {self.until_s + WAY_S} AND {about}"
            " WINDOW ship AS (PARTITION BY mmsi ORDER BY time)) AS ways"
            f" WHERE time - time0 <= {WAY_S} AND (lon0 <= {west}) <> (lon <= {west})"
            f" AND lat0 + {part} * (lat - lat0) BETWEEN {south} AND {north}"
            f" AND time0 + {part} * (time - time0) >= {self.from_s} AND time0 + {part} * (time - time0) < {self.until_s}")


def queries(store, minutes):
    """Of the second of two days, and of as much less where the traffic is shorter."""
    day = round(minutes * 30)
    begin = fleet.FROM_S + day
    hour = begin + day // 2
    ten_minutes = max(60, min(600, day // 144))
    return [Query("Q1", (begin, begin + day), (0, 0, 0, 0), busiest(store, begin, begin + day)),
            Query("Q2", (hour, hour + day // 24), around(HERE, 0.25)),
            Query("Q3", (begin, begin + day), around(HERE, 1)),
            Query("Q4", (hour - ten_minutes, hour), around(HERE, 1)),
            Query("Q5", (begin, begin + day),
                  (round(HERE[0] * DEGREE), *around(HERE, 0.5)[1:])),
            Query("Q6", (begin, begin + day), EVERYTHING)]


class Archive:
    """The library itself, in a process of its own."""
    def __init__(self, store, way="kept"):
        self.store, self.way = store, way
        self.title = "narrows" if way == "kept" else "narrows, opened for each"

    def ask(self, query, seconds):
        words = output(ARCHIVE, "query", self.store, str(seconds), self.way, input=query.line() + "\n").split()
        return tuple(map(int, words[1:3])), float(words[3])


class Duck:
    title = "DuckDB"
    LATEST = "SELECT arg_max(lon, time) AS lon, arg_max(lat, time) AS lat FROM position WHERE {there} GROUP BY mmsi"

    def __init__(self, path):
        self.path = path
        self.process = subprocess.Popen(["node", ROOT / "bench/duckdb.mjs", path], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    @staticmethod
    def is_there():
        return shutil.which("node") and (ROOT / "bench/node_modules/@duckdb/node-api").exists()

    def tell(self, command):
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def load(self, rows):
        return self.tell({"load": str(rows)})["load"]

    def size(self):
        return self.path.stat().st_size

    def ask(self, query, seconds):
        got = self.tell({"name": query.name, "sql": query.sql(self.LATEST, "//"), "seconds": seconds})
        return tuple(map(int, got["answer"])), got["ms"]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Rows:
    title = "SQLite rows"
    LATEST = "SELECT lon, lat, max(time) FROM position WHERE {there} GROUP BY mmsi"

    def __init__(self, path):
        self.path = path
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.execute("PRAGMA mmap_size = 17179869184")

    def tell(self, *statements):
        for statement in statements:
            self.database.execute(statement)

    def load(self, rows):
        """In the order of time, as they come."""
        began = time.perf_counter()
        self.tell("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN",
                  "CREATE TABLE position (time INTEGER, mmsi INTEGER, lon INTEGER, lat INTEGER, speed INTEGER,"
                  " course INTEGER, heading INTEGER, status INTEGER, turn INTEGER)")
        with subprocess.Popen(["sort", "-n", "-t,", "-k1,1", "-S", "2G", "-T", self.path.parent, rows],
                              stdout=subprocess.PIPE, text=True, env={**os.environ, "LC_ALL": "C"}) as lines:
            self.database.executemany("INSERT INTO position VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                      (tuple(map(int, line.split(","))) for line in lines.stdout))
        self.tell("CREATE INDEX by_ship ON position (mmsi, time)",
                  "CREATE INDEX by_time ON position (time, lat, lon)", "COMMIT", "ANALYZE")
        return time.perf_counter() - began

    def size(self):
        return self.path.stat().st_size

    def ask(self, query, seconds):
        sql = query.sql(self.LATEST)
        times = []
        answer = self.database.execute(sql).fetchone()
        while not times or (len(times) < 1000 and sum(times) < seconds):
            began = time.perf_counter()
            self.database.execute(sql).fetchone()
            times.append(time.perf_counter() - began)
        return tuple(part or 0 for part in answer), 1e3 * statistics.median(times)

    def close(self):
        self.database.close()


def folder_size(path):
    return sum(file.stat().st_size for file in path.iterdir())


def make_log(folder, ships, minutes):
    log = folder / "drill.nmea"
    if not log.exists():
        (folder / "drill.json").write_text(json.dumps(fleet.scenario(ships, minutes)))
        subprocess.run([NARROWS, "drill", "run", folder / "drill.json", "--output", f"{log}.part"], check=True)
        Path(f"{log}.part").rename(log)
    return log


def load(folder, log):
    """From memory, on one core."""
    store, said = folder / "store", folder / "load.txt"
    if not said.exists():
        shutil.rmtree(store, ignore_errors=True)
        said.write_text(output(ARCHIVE, "load", log, store))
    words = said.read_text().split()
    count, processor_s, wall_s, read_s = int(words[1]), *map(float, words[2:])
    print(f"{count} positions: {folder_size(store) / count:.2f} bytes each on disk with everything; from memory "
          f"{count / processor_s / 1e6:.2f} M/s of one core's time ({count / wall_s / 1e6:.2f} by the clock), of which "
          f"reading the messages' bits is {100 * read_s / processor_s:.0f} %", flush=True)
    return store, count


def seconds_of(command, **more):
    began = time.perf_counter()
    before = os.times()
    got = output(*command, **more)
    after = os.times()
    processor_s = after.children_user - before.children_user + after.children_system - before.children_system
    return time.perf_counter() - began, processor_s, got


def import_all(folder, log, line_count, rounds):
    """Sentences of a part of the log into a store, beside gpsdecode that only decodes them."""
    part = folder / "part.nmea"
    with open(log, "rb") as lines, open(part, "wb") as out:
        for _, line in zip(range(line_count), lines):
            out.write(line)
    times = []
    for _ in range(rounds):
        shutil.rmtree(folder / "imported", ignore_errors=True)
        wall_s, processor_s, got = seconds_of([NARROWS, "import", part, "--store", folder / "imported", "--drills"])
        times.append((wall_s, processor_s))
    count = int(re.search(r"sentences: (\d+)", got).group(1))
    wall_s, processor_s = map(statistics.median, zip(*times))
    said = (f"import of sentences: {count / wall_s / 1e6:.2f} M/s by the clock, "
            f"{count / processor_s / 1e6:.2f} M a second of processor time")
    if shutil.which("gpsdecode"):
        with open(part, "rb") as lines:
            theirs_s, *_ = seconds_of(["sh", "-c", f"head -n {min(count, 100000)} | gpsdecode -j >/dev/null"], stdin=lines)
        said += f", {count / wall_s / (min(count, 100000) / theirs_s):.1f} times what gpsdecode only decodes"
    print(said, flush=True)


def heading(title, asked):
    return f"\n| {title} | " + " | ".join(query.name for query in asked) + " |\n" + "|---" * (len(asked) + 1) + "|"


def rounds_of(seconds):
    return ROUNDS if seconds > 0 else 1


def compare(asked, programs, seconds):
    """The median of each program's medians; False where answers differ."""
    times = {}
    all_same = True
    for _ in range(rounds_of(seconds)):
        for query in asked:
            answers = {}
            for program in programs:
                answers[program.title], ms = program.ask(query, seconds)
                times.setdefault((query.name, program.title), []).append(ms)
            if len(set(answers.values())) > 1:
                all_same = False
                print(f"{query.name}: answers differ: {answers}")
    print(heading("ms, warm", asked))
    medians = {key: statistics.median(values) for key, values in times.items()}
    for program in programs:
        print(f"| {program.title} | " + " | ".join(f"{medians[query.name, program.title]:.3g}" for query in asked) + " |")
    for program in programs:
        if isinstance(program, Archive):
            continue
        print(f"| times as quick as {program.title} | " +
              " | ".join(f"{medians[query.name, program.title] / medians[query.name, programs[0].title]:.3g}"
                         for query in asked) + " |")
    sys.stdout.flush()
    return all_same


def while_it_is_fed(folder, store, asked, seconds, minutes):
    """How much slower queries are while reports come in, beside the same a moment before."""
    fed = folder / "fed"
    shutil.rmtree(fed, ignore_errors=True)
    shutil.copytree(store, fed)
    ratios = {}
    for way in ("kept", "opened"):
        archive = Archive(fed, way)
        for _ in range(rounds_of(seconds)):
            alone = {query.name: archive.ask(query, seconds)[1] for query in asked}
            length_s = 2 + 2 * len(asked) * max(seconds, 0.1) + 10
            with subprocess.Popen([ARCHIVE, "feed", fed, str(RATE), str(length_s),
                                   str(round(fleet.FROM_S + minutes * 60))], stdout=subprocess.PIPE, text=True) as feeder:
                if feeder.stdout.readline() != "feeding\n":
                    raise RuntimeError("nothing is fed")
                time.sleep(1.5)
                for query in asked:
                    ratios.setdefault((way, query.name), []).append(archive.ask(query, seconds)[1] / alone[query.name])
                feeder.terminate()
    print(heading(f"times as long while {RATE} positions a second come in", asked))
    for way, title in (("kept", "a reader that stays"), ("opened", "one opened for each query")):
        print(f"| {title} | " + " | ".join(f"{statistics.median(ratios[way, query.name]):.2f}" for query in asked) + " |")
    shutil.rmtree(fed)


def run(folder, words):
    log = make_log(folder, words.ships, words.minutes)
    store, count = load(folder, log)
    import_all(folder, log, 4_000_000, rounds_of(words.seconds))
    asked = queries(store, words.minutes)
    rows = folder / "rows.csv"
    programs = [Archive(store), Archive(store, "opened")]
    others = [Rows(folder / "rows.sqlite")]
    if Duck.is_there():
        others.insert(0, Duck(folder / "rows.duckdb"))
    else:
        print("skipped: no DuckDB; tools/setup.sh bench installs it")
    if words.postgres and Postgres.is_there():
        others.append(Postgres(folder))
    elif words.postgres:
        print("skipped: no PostgreSQL 15 with PostGIS")
    if not rows.exists():
        subprocess.run([ARCHIVE, "rows", store, rows], check=True)
    for program in others:
        said = folder / f"{program.title}.txt"
        if not said.exists():
            said.write_text(f"{program.load(rows)}")
        print(f"{program.title}: {program.size() / count:.1f} bytes a position, "
              f"{count / float(said.read_text()) / 1e3:.0f} k positions a second loaded", flush=True)
    all_same = compare(asked, programs + others, words.seconds)
    for program in others:
        program.close()
    while_it_is_fed(folder, store, asked, words.seconds, words.minutes)
    return all_same


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ships", type=int, default=10000)
    parser.add_argument("--minutes", type=float, default=2880)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--postgres", action="store_true", help="also beside PostgreSQL, whose loading is slow")
    words = parser.parse_args()
    if words.folder:
        words.folder.mkdir(exist_ok=True)
        return run(words.folder, words)
    with tempfile.TemporaryDirectory() as name:
        return run(Path(name), words)


if __name__ == "__main__":
    sys.exit(not main())
