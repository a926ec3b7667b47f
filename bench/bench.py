#!/usr/bin/env python3
"""Measures the decoder beside a pass that only verifies checksums, and beside gpsdecode.

Usage: bench/bench.py [SECONDS]   (make bench; about a minute, or as short as SECONDS allows)

Each figure is a ratio: programs take turns on one file of real mixed traffic, each run is a whole
process, its processor time (user and system) counts, and the median of the runs is taken. The
file is the world-wide sample of ../shared/data, repeated; with TAG blocks, the same sentences with
one before each.
"""
# SPDX-License-Identifier: Apache-2.0
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = Path(os.environ.get("NARROWS_SAMPLES", ROOT / "../shared/data"))
SAMPLE = SAMPLES / "nmea/mixed-pyais/nmea-sample.nmea"
NARROWS = os.environ.get("NARROWS", str(ROOT / "build/narrows"))
REPEATS = 16
STATIONS = 50


def processor_seconds(command):
    """User and system time of one run, its output thrown away."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def in_turns(commands, seconds, measure=processor_seconds):
    """The median of each command's times, the commands taking turns for about so long."""
    times = {name: [] for name in commands}
    spent = 0.0
    while spent < seconds or len(next(iter(times.values()))) < 2:
        for name, command in commands.items():
            times[name].append(measure(command))
            spent += times[name][-1]
    return {name: (statistics.median(runs), len(runs)) for name, runs in times.items()}


def wall_seconds(command):
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def most_memory(command, log):
    """The most memory that a run had while it read the log through a pipe, in MB. What the system counts for an ended
    process has that of the Python before it in it."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as child:
        child.stdin.write(log.read_bytes())
        child.stdin.flush()
        status = Path(f"/proc/{child.pid}/status").read_text()
        child.stdin.close()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status).group(1)) / 1e3


def tagged(line, number):
    """The line with a TAG block: one of fifty stations, a second for each hundred lines."""
    block = f"s:rEV{number % STATIONS:02},c:{1334337317 + number // 100}"
    checksum = 0
    for character in block:
        checksum ^= ord(character)
    return f"\\{block}*{checksum:02X}\\{line}"


def write_logs(folder):
    lines = SAMPLE.read_text().splitlines(keepends=True)
    plain, tags, short = folder / "plain.nmea", folder / "tags.nmea", folder / "short.nmea"
    short.write_text("".join(lines))
    plain.write_text("".join(lines) * REPEATS)
    tags.write_text("".join(tagged(line, number) for number, line in enumerate(lines)) * REPEATS)
    return plain, tags, short, len(lines)


def row(name, seconds, sentences, limit_seconds=None):
    rate = sentences / seconds / 1e6
    ratio = f"{limit_seconds / seconds:.2f}" if limit_seconds else "1"
    return f"| {name} | {rate:.2f} | {1e9 * seconds / sentences:.0f} | {ratio} |"


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    if not SAMPLE.exists():
        print(f"skipped: no {SAMPLE}")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        check = folder / "checksum_pass"
        subprocess.run(["cc", "-O3", "-march=native", "-o", check, ROOT / "bench/checksum_pass.c"], check=True)
        plain, tags, short, count = write_logs(folder)
        print_threads(plain, seconds / 4)
        print_memory(short, plain)
        none = [NARROWS, "decode", "--format", "none"]
        print("\n| program | M sentences/s | ns | of the checksum pass |\n|---|---|---|---|")
        for title, log in (("", plain), (", TAG blocks", tags)):
            got = in_turns({"pass": [check, log], "narrows": [*none, log]}, seconds / 4)
            limit = got["pass"][0]
            print(row(f"memchr and checksum{title}", limit, count * REPEATS))
            print(row(f"`narrows decode --format none`{title}", got["narrows"][0],
                      count * REPEATS, limit))
        if not shutil.which("gpsdecode"):
            print("skipped: no gpsdecode")
            return
        commands = {"gpsdecode": ["sh", "-c", f"exec gpsdecode -j < {short}"],
                    "json": [NARROWS, "decode", plain], "none": [*none, plain]}
        got = in_turns(commands, seconds / 2)
        theirs = got["gpsdecode"][0]
        print("\n| program | M sentences/s | ns | times gpsdecode |\n|---|---|---|---|")
        print(row("`gpsdecode -j`", theirs, count))
        for name, title in (("json", "`narrows decode`"), ("none", "`narrows decode --format none`")):
            print(row(title, got[name][0], count * REPEATS, theirs * REPEATS))


def print_threads(log, seconds):
    """By the clock on the wall. What two processors are worth at the moment says a pair of processes side by side."""
    commands = {count: [NARROWS, "decode", "--threads", str(count), log] for count in (1, 2)}
    commands["pair"] = ["sh", "-c", f"{NARROWS} decode {log} & {NARROWS} decode {log} >/dev/null; wait"]
    got = in_turns(commands, seconds, wall_seconds)
    print(f"`--threads 2`: {got[1][0] / got[2][0]:.2f} times as fast as one (JSON, by the clock on the wall); "
          f"two processes side by side: {2 * got[1][0] / got['pair'][0]:.2f}")


def print_memory(short, log):
    """Of one file, and of sixteen times as much."""
    for options in ([], ["--format", "none"], ["--threads", "2"]):
        small, large = (most_memory([NARROWS, "decode", *options], path) for path in (short, log))
        print(f"memory, `decode {' '.join(options)}`: {small:.1f} MB, of {REPEATS} times as much {large:.1f} MB")


if __name__ == "__main__":
    main()
