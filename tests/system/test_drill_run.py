"""narrows drill run: faults of a scenario, and what it says of a wrong one."""
# SPDX-License-Identifier: Apache-2.0
import contextlib
import datetime
import json
import re
import socket
import time

from harness import ROOT, Node, Process, claim, equal, folder, run, wait_until

FAULTS = [{"fault": "jump", "mmsi": [799000001], "to": [12.0, 57.5], "from": 5, "until": 8}]


def play(scenario, *options):
    """Status, standard error, sentences and rows of truth."""
    with folder(scenario_json=json.dumps(scenario)) as path:
        log, truth = path / "log", path / "truth"
        status, _, errors = run("drill", "run", path / "scenario.json", "--output", log, "--truth", truth, *options)
        return (status, errors, log.read_text() if log.exists() else "",
                [json.loads(row) for row in truth.read_text().splitlines()] if truth.exists() else [])


def crossing(**more):
    return {**json.loads((ROOT / "drills/02-crossing.json").read_text()), **more}


def places(log, mmsi):
    _, out, _ = run("decode", stdin=log.encode())
    messages = [json.loads(line) for line in out.splitlines()]
    return [(m["time"], m["lon"], m["lat"]) for m in messages if m["mmsi"] == mmsi and m["type"] in (1, 3)]


@claim
def faults_of_a_scenario_are_in_its_log_and_in_its_truth():
    status, errors, log, truth = play(crossing(faults=FAULTS))
    assert status == 0, errors
    _, _, clean, rows = play(crossing())
    faults = [row for row in truth if row["truth"] == "fault"]
    assert [row["fault"] for row in faults] == ["jump"] and faults[0]["messages"] > 10, faults
    assert [row for row in truth if row["truth"] != "fault"] == rows
    inside = [place for place in places(log, 799000001) if faults[0]["first"] <= place[0] <= faults[0]["last"]]
    assert len(inside) == faults[0]["messages"]
    assert all(lon == 12.0 and lat == 57.5 for _, lon, lat in inside), inside
    assert places(log, 799000002) == places(clean, 799000002)
    assert len(places(log, 799000001)) == len(places(clean, 799000001))


@claim
def what_is_of_a_drill_stays_so_through_json_and_tables_and_back():
    _, _, log, _ = play(crossing())
    for style in ("json", "csv"):
        status, out, errors = run("decode", "--format", style, stdin=log.encode())
        assert status == 0, errors
        for options in ([], ["--tag"]):
            status, again, errors = run("encode", "--format", style, *options, stdin=out.encode())
            assert status == 0, errors
            lines = again.splitlines()
            assert len(lines) == len(log.splitlines()) and all(",d:drill*" in x or x.startswith("\\d:drill*")
                                                               for x in lines), again[:300]


@claim
def what_is_wrong_with_a_scenario_is_said_with_its_place():
    for scenario, words in ((crossing(faults=[{"fault": "jmp"}]), "fault 1"), (crossing(minutes="x"), "minutes"),
                            (crossing(shops=[]), "shops")):
        status, errors, _, _ = play(scenario)
        assert status == 1 and words in errors, errors


def clock():
    """Two stations, one 6.4 s fast, with faults that leave out, change, add and move lines of one sentence and of two."""
    scenario = json.loads((ROOT / "drills/11-clock.json").read_text())
    scenario["ships"] = [{**ship, "reports": "2 s"} for ship in scenario["ships"]]
    return {**scenario, "minutes": 6, "faults": [
        {"fault": "delay", "station": "GOOD", "seconds": 60, "from": 1, "until": "2027-03-01T06:02:00Z"},
        {"fault": "clock", "station": "GOOD", "seconds": -30, "from": 4.5, "until": 5},
        {"fault": "replay", "mmsi": 799000002, "from": 0, "until": 1, "at": 3},
        {"fault": "silence", "mmsi": 799000001, "from": 2.5, "until": 3},
        {"fault": "rename", "mmsi": 799000002, "name": "NOBODY"},
        {"fault": "beacon", "kind": "mob", "at": [11.0, 57.1], "from": 2}]}


def stamp_s(line):
    """When it was heard, by the station's own clock made right, in seconds of the drill."""
    station, stamp = re.search(rb"s:(\w+),c:(\d+)", line).groups()
    start = datetime.datetime(2027, 3, 1, 6, tzinfo=datetime.timezone.utc).timestamp()
    return int(stamp) / 1000 - start - (6.4 if station == b"FAST" else 0)


@claim
def faults_act_live_with_the_bytes_of_the_file_and_at_their_times():
    speed = 60
    with folder(scenario_json=json.dumps(clock())) as path, \
            contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as receiver:
        receiver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        receiver.bind(("127.0.0.1", 0))
        receiver.settimeout(20)
        status, expected, errors = run("drill", "run", path / "scenario.json")
        equal((status, errors), (0, ""), "status")
        got, size = [], 0
        with Process("drill", "run", path / "scenario.json", "--speed", speed, "--output",
                     f"udp://127.0.0.1:{receiver.getsockname()[1]}", "--truth", path / "truth") as sender:
            while size < len(expected):
                got.append((receiver.recv(65536), time.monotonic()))
                size += len(got[-1][0])
            equal(sender.wait(), 0, "status")
        equal(b"".join(datagram for datagram, _ in got).decode(), expected, "bytes")
        faults = [json.loads(row) for row in (path / "truth").read_text().splitlines() if '"truth":"fault"' in row]
        equal([row["fault"] for row in faults],
              ["delay", "clock", "replay", "silence", "rename", "beacon"], "faults that did something")
    for datagram, _ in got:
        parts = re.findall(rb"!AIVDM,(\d),(\d),", datagram)
        equal(parts, [(b"%d" % len(parts), b"%d" % (i + 1)) for i in range(len(parts))], "parts of a datagram")
    assert any(datagram.count(b"!") == 2 for datagram, _ in got), "no message of two sentences"
    # None is early, and but for a moment of the machine's none is late; where the first fell is not known.
    begins = min(at - stamp_s(datagram) / speed for datagram, at in got)
    late = sorted(at - stamp_s(datagram) / speed - begins for datagram, at in got)
    assert late[len(late) // 2] < 0.2 and late[-1] < 2, f"{late[len(late) // 2]:.3f} s late, at most {late[-1]:.3f} s"
    delayed = [stamp_s(datagram) for datagram, _ in got if b"s:GOOD" in datagram]
    assert not [t for t in delayed if 60 < t < 119], "heard while it was late"


@claim
def faults_of_a_scenario_act_in_a_node_that_plays_it():
    scenario = crossing(minutes=60, faults=[
        {"fault": "jump", "mmsi": 799000001, "to": [12.0, 57.5]},
        {"fault": "beacon", "kind": "sart", "mmsi": 970000009, "at": [11.5, 57.2], "from": "2027-03-01T06:01:00Z"}])
    with folder(scenario_json=json.dumps(scenario)) as path, \
            Node("run", "--drill", path / "scenario.json") as node:
        vessels = {v["mmsi"]: v for v in node.json("/api/vessels")["vessels"]}
        equal((vessels[799000001]["lon"], vessels[799000001]["lat"]), (12.0, 57.5), "place of who jumped")
        assert abs(vessels[799000002]["lon"] - 11) < 0.5, vessels[799000002]
        # Its times go with the drill, which began twenty minutes ago.
        equal((vessels[970000009]["lon"], vessels[970000009]["lat"]), (11.5, 57.2), "place of the beacon")
        status = node.json("/api/status")
        equal(status["refused"], {}, "refused")
        total = status["messages"]["total"]
        wait_until(lambda: node.json("/api/status")["messages"]["total"] > total, "another message", 20)
