"""What narrows says to words and configurations that make no sense, how it starts and how it stops."""
# SPDX-License-Identifier: Apache-2.0
import contextlib
import os
import pty
import re
import resource
import socket
import subprocess
import time

import sentences as s
from harness import NARROWS, SOUND, Node, Process, claim, claims_of, equal, folder, free_port, run, sample, wait_until

COMMANDS = ("run", "demo", "decode", "replay")
SOURCE = "[source roof]\nfrom = udp://127.0.0.1:0\n"


@claims_of([("narrows",)] + [(f"narrows {command}",) for command in COMMANDS])
def help_is_printed(words):
    status, out, err = run(*words.split()[1:], "--help")
    equal((status, err), (0, ""), "exit status and standard error")
    assert out.startswith(("narrows", "usage")) and "narrows" in out and len(out.splitlines()) >= 4, out


@claims_of([("narrows",)] + [(f"narrows {command}",) for command in COMMANDS])
def an_unknown_option_is_wrong_usage_and_says_where_help_is(words):
    status, out, err = run(*words.split()[1:], "--no-such-option")
    equal((status, out), (2, ""), "exit status and standard output")
    assert len(err.splitlines()) == 1 and "--help" in err and "no-such-option" in err, err


USAGE = [
    ("an unknown command", ["fly"], "fly"),
    ("an unknown format", ["decode", "--format", "xml"], "xml"),
    ("an option without its value", ["run", "--http"], "--http"),
    ("an address that is none", ["run", "--http", "nowhere"], "nowhere"),
    ("a port too large", ["run", "--http", "127.0.0.1:70000"], "70000"),
    ("a speed that is no number", ["replay", "/dev/null", "--to", "udp://127.0.0.1:9", "--speed", "fast"], "fast"),
    ("a negative speed", ["run", "--replay", "/dev/null", "--speed", "-1"], "-1"),
    ("replay without a place to send to", ["replay", "/dev/null"], "--to"),
    ("replay to what is no address", ["replay", "/dev/null", "--to", "somewhere"], "somewhere"),
    ("a speed in hexadecimal", ["run", "--replay", "/dev/null", "--speed", "0x10"], "0x10"),
    ("a speed that is not finite", ["demo", "/dev/null", "--speed", "inf"], "inf"),
    ("a speed too small", ["replay", "/dev/null", "--to", "udp://127.0.0.1:9", "--speed", "0.0001"], "0.001"),
    ("a digest without a recording", ["run", "--digest"], "--digest"),
    ("a letter that is no option, among others", ["decode", "-xh"], "'-x'"),
    ("a letter that is no option, behind an option", ["decode", "--refused", "-hx"], "'-x'"),
    ("the letter of a long option", ["run", "-w"], "'-w'"),
    ("a letter without its value", ["run", "-c"], "--config"),
    ("a replay to a place that lacks", ["replay", "--to"], "--to"),
    ("a value of an option that takes none", ["demo", "--help=3"], "--help"),
]


@claims_of(USAGE)
def is_wrong_usage_told_in_one_line(_, words, named):
    status, out, err = run(*words, seconds=10)
    equal((status, out, len(err.splitlines())), (2, "", 1), f"status, output, lines of {err!r}")
    assert named in err, err


@claim
def no_command_at_all_is_wrong_usage_and_shows_the_commands():
    status, out, err = run()
    equal((status, out), (2, ""), "status and output")
    assert all(command in err for command in COMMANDS), err


@claims_of([
    ("run", ["run", "--replay", "/nowhere.nmea", "--http", "127.0.0.1:0"]),
    ("demo", ["demo", "/nowhere.nmea", "--http", "127.0.0.1:0"]),
    ("replay", ["replay", "/nowhere.nmea", "--to", "udp://127.0.0.1:9"]),
    ("a configuration", ["run", "-c", "/nowhere.nmea"]),
])
def a_recording_that_is_not_there_is_said_in_one_line(_, words):
    status, out, err = run(*words, seconds=10)
    equal((status, out, len(err.splitlines())), (1, "", 1), f"status, output, lines of {err!r}")
    assert "/nowhere.nmea" in err, err


MISTAKES = [
    ("an unknown section", "[sorce roof]\nfrom = udp://:10110\n", 1, "sorce roof"),
    ("an unknown key of the node", "[node]\nprot = 8080\n", 2, "prot"),
    ("an unknown key of a source", SOURCE + "sped = 3\n", 3, "sped"),
    ("a key in no section", "name = x\n[node]\n", 1, "name"),
    ("an address without a port", "[node]\nhttp = 127.0.0.1\n", 2, "127.0.0.1"),
    ("a port that is none", "[node]\nhttp = 127.0.0.1:http\n", 2, "127.0.0.1:http"),
    ("targets_max of 0", "[node]\ntargets_max = 0\n", 2, "0"),
    ("targets_max that is no number", "[node]\n\ntargets_max = many\n", 3, "many"),
    ("keep_lost_min below 0", "[node]\nkeep_lost_min = -5\n", 2, "-5"),
    ("a source that does not say where it is", "[node]\nname = x\n[source roof]\nstation = a\n", 3, "roof"),
    ("a source in another protocol", "[source roof]\nfrom = http://x:1\n", 2, "http://x:1"),
    ("a source without a port", "[source roof]\nfrom = tcp://192.0.2.1\n", 2, "tcp://192.0.2.1"),
    ("a source's port too large", "[source roof]\nfrom = udp://:99999\n", 2, "99999"),
    ("a baud rate that is none", "[source roof]\nfrom = serial:///dev/null?baud=12\n", 2, "12"),
    ("two sources of one name", SOURCE + "\n" + SOURCE, 4, "roof"),
    ("a line that is neither section nor key", "[node]\nname = x\nhello\n", 3, ""),
    ("a key that stands twice", "[node]\nname = a\nhttp = :1\nname = b\n", 4, "name"),
    ("a line too long", f"[node]\nname = a\nwaters = /{'x' * 240}\n", 3, "250"),
    ("a mistake behind a long remark", f"; {'x' * 500}\n", 1, "502"),
    ("an indented unknown section", " [nodes]\nname = a\n", 1, "nodes"),
    ("a source's name too long for a station's", f"[source {'x' * 32}]\nfrom = -\n", 1, "31"),
    ("a station's name too long", f"{SOURCE}station = {'x' * 32}\n", 3, "31"),
    ("waters that do not exist", "[node]\nwaters = atlantis\n", 2, "atlantis"),
]


@claims_of(MISTAKES)
def is_a_mistake_told_with_file_line_and_what_instead(_, text, line, named):
    with folder(narrows_conf=text) as here:
        status, out, err = run("run", "-c", here / "narrows.conf", "--http", "127.0.0.1:0", seconds=10)
        assert status in (1, 2), f"exit status {status}"
        equal((out, len(err.splitlines())), ("", 1), f"output and lines of {err!r}")
        found = re.match(rf"(narrows run: )?{re.escape(str(here / 'narrows.conf'))}:{line}: .*[;,] .+", err.rstrip())
        assert found and named in err, err


@claim
def every_mistake_of_a_file_is_told_at_once():
    with folder(narrows_conf="[node]\nprot = 1\ntargets_max = x\n[sorce a]\n") as here:
        status, _, err = run("run", "-c", here / "narrows.conf", seconds=10)
        assert status in (1, 2), f"exit status {status}"
        equal([int(line.split(":")[1]) for line in err.splitlines()], [2, 3, 4], "lines named")


@claim
def what_does_not_fit_of_a_thousand_mistakes_is_said_at_the_end():
    with folder(narrows_conf="what\n" * 1000) as here:
        status, _, err = run("run", "-c", here / "narrows.conf", seconds=10)
        equal((status, err.splitlines()[-1]), (1, "... and more"), "status and last line")
        assert all(line.endswith("key = value") for line in err.splitlines()[:-1]), err


@claim
def blanks_before_a_line_and_a_byte_order_mark_change_nothing():
    text = b"\xef\xbb\xbf [node]\n  name = Ras Test\n  keep_lost_min = 5\n\t[source roof]\n\tfrom = udp://127.0.0.1:0\n"
    with folder(narrows_conf=text) as here, Node("run", "-c", here / "narrows.conf") as node:
        status = node.json("/api/status")
        equal((status["name"], [source["name"] for source in status["sources"]]), ("Ras Test", ["roof"]), "node")


@claim
def a_sound_configuration_is_taken():
    text = ("; remark\n[node]\nname = Ras Test\nwaters = hormuz\ntargets_max = 10\nkeep_lost_min = 5\n"
            f"[source roof]\nfrom = udp://127.0.0.1:0\nstation = roof-east\n"
            f"[source net]\nfrom = tcp://127.0.0.1:{free_port()}\n")
    with folder(narrows_conf=text) as here, Node("run", "-c", here / "narrows.conf") as node:
        status = node.json("/api/status")
        equal((status["name"], status["targets"]["capacity"], status["mode"]), ("Ras Test", 10, "live"), "node")
        equal([source["name"] for source in status["sources"]], ["roof", "net"], "sources")
        equal(node.json("/api/waters")["features"][0]["id"], "hormuz", "waters")


@claim
def a_port_in_use_is_said_in_one_line():
    with socket.create_server(("127.0.0.1", 0)) as taken, folder(narrows_conf=SOURCE) as here:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        status, out, err = run("run", "-c", here / "narrows.conf", "--http", address, seconds=10)
        equal((status, out, len(err.splitlines())), (1, "", 1), f"status, output, lines of {err!r}")
        assert str(taken.getsockname()[1]) in err, err


@claim
def sigterm_stops_it_promptly_and_cleanly():
    with folder(narrows_conf=SOURCE) as here, Node("run", "-c", here / "narrows.conf") as node:
        node.json("/api/status")
        started = time.monotonic()
        equal(node.terminate(), 0, f"exit status ({node.err[-300:]})")
        assert time.monotonic() - started < 2, "it took more than 2 s"


@claim
def sigterm_stops_a_demo_too():
    with Node("demo", sample(SOUND), "--speed", 10) as node:
        equal(node.terminate(), 0, f"exit status ({node.err[-300:]})")


@claim
def a_digest_that_was_stopped_before_the_end_is_a_failure():
    with Process("run", "--replay", sample(SOUND), "--digest", "--speed", 1, "--http", "127.0.0.1:0") as node:
        wait_until(lambda: "\n" in node.out, "the map's address")
        equal((node.terminate(), "digest" in node.out, len(node.err.splitlines())), (1, False, 1),
              f"status, a digest was printed, lines of {node.err!r}")
        assert "before" in node.err, node.err


def answers(port):
    with contextlib.suppress(OSError):
        socket.create_connection(("127.0.0.1", port), 5).close()
        return True
    return False


def unread_pipe():
    reader, writer = os.pipe()
    os.close(reader)
    return writer


@claims_of([("that is full", lambda: os.open("/dev/full", os.O_WRONLY)), ("that nobody reads", unread_pipe),
            ("that is not to be written to", lambda: os.open("/dev/null", os.O_RDONLY))])
def the_node_lives_on_with_an_output(_, opened):
    output = opened()
    with folder(narrows_conf=SOURCE, errors="") as here, open(here / "errors", "w") as errors:
        port = free_port()
        child = subprocess.Popen([NARROWS, "run", "-c", here / "narrows.conf", "--http", f"127.0.0.1:{port}"],
                                 stdout=output, stderr=errors)
        os.close(output)
        try:
            line = wait_until(lambda: (here / "errors").read_text(), "a line on standard error")
            assert f":{port}/" in line and "cannot" in line, line
            socket.create_connection(("127.0.0.1", port), 10).close()
        finally:
            child.terminate()
            status = child.wait(10)
        equal(status, 0, "exit status")


@claims_of([("narrows --help",), ("narrows --version",)] + [(f"narrows {command} --help",) for command in COMMANDS])
def what_cannot_be_printed_is_a_failure(words):
    with open("/dev/full", "w") as full:
        done = subprocess.run([NARROWS, *words.split()[1:]], stdout=full, stderr=subprocess.PIPE, timeout=10)
    equal((done.returncode, len(done.stderr.splitlines())), (1, 1), f"status, lines of {done.stderr!r}")


@claim
def a_closed_standard_stream_gives_its_number_to_no_file_or_socket():
    with folder(narrows_conf=SOURCE) as here:
        port = free_port()
        child = subprocess.Popen([NARROWS, "run", "-c", here / "narrows.conf", "--http", f"127.0.0.1:{port}"],
                                 preexec_fn=lambda: os.closerange(0, 3))
        try:
            wait_until(lambda: answers(port), "the web server")
            files = [os.readlink(f"/proc/{child.pid}/fd/{number}") for number in range(3)]
        finally:
            child.terminate()
            status = child.wait(10)
        equal((files, status), (["/dev/null"] * 3, 0), "the standard streams, exit status")


@claim
def output_that_is_closed_is_a_failure_still():
    done = subprocess.run([NARROWS, "decode", "--format", "none"], input=b"", stderr=subprocess.PIPE, timeout=10,
                          preexec_fn=lambda: os.close(1))
    equal((done.returncode, len(done.stderr.splitlines())), (1, 1), f"status, lines of {done.stderr!r}")


@claims_of([("run", ["run", "--http", "127.0.0.1:0"]), ("demo", ["demo", "/dev/null", "--http", "127.0.0.1:0"]),
            ("replay", ["replay", "/dev/null", "--to", "udp://127.0.0.1:9"])])
def too_few_open_files_are_refused_in_one_line(_, words):
    for limit in (4, 5, 6, 8, 16, 63):
        done = subprocess.run([NARROWS, *words], capture_output=True, timeout=10, preexec_fn=lambda limit=limit:
                              resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit)))
        equal((done.returncode, len(done.stderr.splitlines())), (1, 1), f"status, lines of {done.stderr!r} at {limit}")
        assert b"ulimit -n" in done.stderr, done.stderr


@claim
def decode_shows_on_a_terminal_how_far_it_is_and_leaves_nothing():
    ours, theirs = pty.openpty()
    sentence = (s.vdm_of(s.position()) + "\n").encode()
    with open("/dev/null", "w") as nowhere:
        child = subprocess.Popen([NARROWS, "decode"], stdin=subprocess.PIPE, stdout=nowhere, stderr=theirs)
    os.close(theirs)
    os.set_blocking(ours, False)
    seen = b""

    def is_shown():
        nonlocal seen
        child.stdin.write(sentence)
        child.stdin.flush()
        try:
            seen += os.read(ours, 4096)
        except BlockingIOError:
            pass
        return b"sentences a second" in seen

    wait_until(is_shown, "a progress")
    child.stdin.close()
    equal(child.wait(10), 0, "exit status")
    try:
        seen += os.read(ours, 4096)
    except OSError:  # all is read and nobody writes any more
        pass
    os.close(ours)
    assert seen.endswith(b"\r\x1b[K") and b"\n" not in seen, seen


@claim
def without_a_waters_file_there_are_no_waters():
    with folder(narrows_conf=SOURCE) as here, Node("run", "-c", here / "narrows.conf") as node:
        equal(node.json("/api/waters"), {"type": "FeatureCollection", "features": []}, "waters")


@claim
def a_full_table_refuses_counts_and_tells():
    log = "\n".join(s.vdm_of(s.position(mmsi=219000000 + i)) for i in range(1, 31)) + "\n"
    conf = "[node]\ntargets_max = 10\n"
    with folder(narrows_conf=conf, log_nmea=log) as here, Node(
            "run", "-c", here / "narrows.conf", "--replay", here / "log.nmea", "--speed", 0) as node:
        node.wait_for_messages(30)
        targets = node.json("/api/status")["targets"]
        equal((targets["known"], targets["refused"], targets["capacity"]), (10, 20, 10), "targets")


@claim
def the_page_health_and_metrics_are_served_and_nothing_above_the_page():
    with folder(narrows_conf=SOURCE) as here, Node("run", "-c", here / "narrows.conf") as node:
        status, _, body = node.get("/healthz")
        equal((status, body.strip()), (200, b"ok"), "health")
        equal((node.get("/")[0], node.get("/")[1].split(";")[0]), (200, "text/html"), "page")
        assert b"narrows" in node.get("/metrics")[2], "metrics"
        for path in ("/nothing", "/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/api/nothing"):
            assert node.get(path)[0] in (400, 403, 404), f"{path}: {node.get(path)[0]}"
