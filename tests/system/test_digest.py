"""The same log gives the same picture, to the byte, at any speed: narrows run --replay FILE --digest."""
# SPDX-License-Identifier: Apache-2.0
import re

import sentences as s
from harness import SOUND, claim, claims_of, equal, folder, run, sample


def digest(file, speed, seconds=120):
    status, out, err = run("run", "--replay", file, "--speed", speed, "--digest", "--http", "127.0.0.1:0",
                           seconds=seconds)
    equal(status, 0, f"exit status ({err[:300]})")
    found = re.search(r"^digest ([0-9a-f]{64})$", out, re.MULTILINE)
    assert found, f"no digest in {out[-300:]!r}"
    return found.group(1)


def cut(seconds):
    """The first seconds of the recording of the Sound, which begins at 11:00:00."""
    lines = sample(SOUND).read_bytes().split(b"\n")
    end = next(i for i, line in enumerate(lines) if line.startswith(b"$PGHP") and pghp_second(line) >= seconds)
    return b"\n".join(lines[:end]) + b"\n"


def pghp_second(line):
    hour, minute, second = (int(field) for field in line.split(b",")[5:8])
    return (hour - 11) * 3600 + minute * 60 + second


@claim
def the_whole_sound_has_the_same_digest_twice_and_at_speed_1000():
    file = sample(SOUND)
    first = digest(file, 0)
    equal(digest(file, 0), first, "second digest, unpaced")
    equal(digest(file, 1000), first, "digest at speed 1000")


@claim
def fifteen_seconds_have_the_same_digest_at_speed_1_and_100_and_unpaced():
    with folder(log_nmea=cut(15)) as here:
        unpaced = digest(here / "log.nmea", 0)
        equal(digest(here / "log.nmea", 100), unpaced, "digest at speed 100")
        equal(digest(here / "log.nmea", 1), unpaced, "digest at speed 1")


def without_line(log, number):
    lines = log.split(b"\n")
    return b"\n".join(lines[:number] + lines[number + 1:])


@claims_of([
    ("a report is missing", lambda log: without_line(log, 1)),
    ("one ship more reports", lambda log: log + s.vdm_of(s.position()).encode() + b"\n"),
    ("one report comes a second later", lambda log: log.replace(b",11,0,0,789,", b",11,0,1,200,", 1)),
])
def another_log_has_another_digest(_, change):
    log = cut(20)
    assert change(log) != log
    with folder(log_nmea=log, other_nmea=change(log)) as here:
        assert digest(here / "log.nmea", 0) != digest(here / "other.nmea", 0), "equal digests"
