"""What narrows says to words and configurations that make no sense, how it starts and how it stops."""
# SPDX-License-Identifier: Apache-2.0
import re
import socket
import time

import sentences as s
from harness import SOUND, Node, claim, claims_of, equal, folder, free_port, run, sample

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
    ("a digest without a recording", ["run", "--digest"], "--digest"),
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
