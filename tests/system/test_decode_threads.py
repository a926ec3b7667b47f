"""Several threads print what one prints: narrows decode --threads."""
# SPDX-License-Identifier: Apache-2.0
import os
import subprocess

import sentences as s
from harness import NARROWS, SOUND, Process, claim, claims_of, equal, folder, run, sample, wait_until

WAYS = [("json",), ("json", "--refused"), ("json", "--refused", "--keep-bad"), ("none", "--refused"), ("none",)]


@claims_of([(way,) for way in WAYS])
def every_sample_gives_the_same_with_more_threads_as(way):
    files = sorted(path for path in sample("nmea").rglob("*") if path.is_file() and path.name != "LICENSE")
    assert len(files) > 20, files
    for file in files:
        one = run("decode", file, "--format", *way)
        for threads in (2, 3, 8):
            more = run("decode", "--threads", threads, file, "--format", *way)
            assert more == one, f"{file} by {threads} threads"
    together = run("decode", *files, "--format", *way)
    assert run("decode", *files, "--threads", 0, "--format", *way) == together, "all files"


@claims_of([("65",), ("-1",), ("two",), ("",), ("1e1",), ("18446744073709551617",)])
def is_no_number_of_threads(words):
    status, out, err = run("decode", "--threads", words, seconds=10)
    equal((status, out, len(err.splitlines())), (2, "", 1), f"status, output, lines of {err!r}")
    assert f"'{words}'" in err and "0 to 64" in err, err


@claims_of([("1",), ("2",), ("64",)])
def a_full_disk_is_said_once_with_threads(threads):
    log = (s.vdm_of(s.position()) + "\n") * 20_000
    with folder(a_nmea=log) as here, open("/dev/full", "w") as full:
        done = subprocess.run([NARROWS, "decode", "--threads", threads, here / "a.nmea"], stdout=full,
                              stderr=subprocess.PIPE, timeout=30)
        equal((done.returncode, done.stderr.decode()),
              (1, "narrows decode: cannot write: No space left on device\n"), "status and error")


@claims_of([("1",), ("4",)])
def a_live_feed_comes_out_line_by_line_with_threads(threads):
    with folder() as here:
        os.mkfifo(here / "feed")
        with Process("decode", "--threads", threads, here / "feed") as process:
            with open(here / "feed", "w") as feed:
                for mmsi in range(219000001, 219000010):
                    print(s.vdm_of(s.position(mmsi=mmsi)), file=feed, flush=True)
                    wait_until(lambda: f'"mmsi":{mmsi},' in process.out and process.out.endswith("}\n"), "the message")
            equal(process.wait(), 0, "status")


def peak_kb(*arguments):
    child = subprocess.Popen([NARROWS, *map(str, arguments)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    equal(child.returncode, 0, "status")
    return usage.ru_maxrss


@claim
def memory_does_not_grow_with_the_file():
    log = sample(SOUND).read_bytes()
    with folder(a_nmea=log * 2, b_nmea=log * 40) as here:
        small, large = (peak_kb("decode", "--threads", 4, here / name) for name in ("a.nmea", "b.nmea"))
    assert large < small + 2000, f"{small} kB, then {large} kB"
