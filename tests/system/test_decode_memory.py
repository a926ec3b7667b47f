"""narrows decode takes no more memory for ten times as much, whatever comes."""
# SPDX-License-Identifier: Apache-2.0
import fcntl
import pathlib
import re
import struct
import subprocess
import termios

import sentences as s
from harness import NARROWS, claims_of, equal, wait_until

LINE_COUNT = 20_000
MARGIN_KB = 128


def log(first, count):
    """Lines of every kind, none like another: messages, parts that wait for others, bad lines, noise."""
    good = s.vdm_of(s.position())
    parts = s.parts_of(s.voyage(), 2)
    kinds = (
        lambda i: s.tag(f"s:r{i},c:{1542625200 + i}") + good, lambda i: "\n".join(parts),
        lambda i: s.tag(f"s:r{i}") + parts[0], lambda i: s.tag(f"g:1-2-{i}") + parts[0],
        lambda i: s.pghp(i % 60, station=f"{i}"), lambda i: good[:-2] + f"zz,r{i:09}",
        lambda i: f"noise {i}", lambda i: f"{i}" * 200,
    )
    return "".join(kinds[i % len(kinds)](i) + "\n" for i in range(first, first + count)).encode()


def memory_kb(line_count, *options):
    """The program's own resident memory when all has been read, the pipe not yet closed, before it has given anything
    back. Pages of its file and of libraries are left out: the kernel maps more or fewer of them as its cache has it."""
    child = subprocess.Popen([NARROWS, "decode", *options], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    try:
        for first in range(0, line_count, LINE_COUNT):
            child.stdin.write(log(first, LINE_COUNT))
        child.stdin.flush()
        wait_until(lambda: not struct.unpack("i", fcntl.ioctl(child.stdin, termios.FIONREAD, b"\0" * 4))[0],
                   "all that was written is read", 60)
        status = pathlib.Path(f"/proc/{child.pid}/status").read_text()
        child.stdin.close()
        equal(child.wait(60), 0, "exit status")
    finally:
        child.kill()
        child.wait()
    return int(re.search(r"RssAnon:\s+(\d+) kB", status).group(1))


@claims_of([("json",), ("none",)])
def memory_is_the_same_for_ten_times_as_many_lines(format_name):
    once = memory_kb(LINE_COUNT, "--format", format_name)
    ten_times = memory_kb(10 * LINE_COUNT, "--format", format_name)
    assert ten_times <= once + MARGIN_KB, f"{ten_times} kB, {once} kB for a tenth of it"
    return [f"{once} kB and {ten_times} kB"]
