"""The recording of the Sound through the real process: the picture is what gpsdecode says of the same file."""
# SPDX-License-Identifier: Apache-2.0
import contextlib
import json
import socket

import oracle
import sentences as s
from harness import SOUND, Node, Process, Skip, claim, claims_of, equal, folder, free_port, run, sample
from harness import wait_until
from live import WORLD, Viewer
from test_digest import cut

LOST_DATAGRAMS_MAX = 20  # a busy machine may drop some even on loopback
PARTS = s.parts_of(s.voyage(), 2)
POSITION_REPORTS = (1, 2, 3, 18, 19)


def expected(log):
    """What gpsdecode says of each transmitter: position, name, call sign, speed, course, heading last sent."""
    if not oracle.is_here():
        raise Skip("no gpsdecode (Debian: gpsd-clients)")
    ships = {}
    for message in oracle.exact(b"".join(oracle.plain_sentences(log))):
        ship = ships.setdefault(message["mmsi"], {})
        for name, value in message.items():
            if name in ("shipname", "callsign") and value or name == "destination":
                ship["name" if name == "shipname" else name] = value
        if message["type"] == 21:
            ship["name"] = message["name"]
        if abs(message.get("lon", 181)) <= 180 and message["type"] != 27:
            ship["lon"], ship["lat"] = message["lon"], message["lat"]
        if message["type"] in POSITION_REPORTS:
            ship["speed"] = None if message["speed"] in ("nan", 102.3) else message["speed"]
            ship["course"] = None if message["course"] == 360.0 else message["course"]
            ship["heading"] = None if message["heading"] == 511 else message["heading"]
    return ships


def is_near(a, b, tolerance=1e-6):
    return a is None and b is None or a is not None and b is not None and abs(a - b) <= tolerance


def check_picture(node, ships):
    vessels = {vessel["mmsi"]: vessel for vessel in node.json("/api/vessels")["vessels"]}
    equal(sorted(vessels), sorted(ships), "transmitters")
    for mmsi, ship in ships.items():
        ours = vessels[mmsi]
        equal(ours["name"], ship.get("name"), f"name of {mmsi}")
        equal(ours["callsign"], ship.get("callsign"), f"call sign of {mmsi}")
        for name in ("lon", "lat", "speed", "course", "heading"):
            assert is_near(ours[name], ship.get(name)), f"{name} of {mmsi}: {ours[name]}, gpsd {ship.get(name)}"
    return len(vessels)


def check_live(node, ships):
    placed = {mmsi: ship for mmsi, ship in ships.items() if "lon" in ship}
    with Viewer(node.port) as viewer:
        viewer.look(*WORLD)
        picture = viewer.picture()
    equal(sorted(picture), sorted(placed), "transmitters with a position")
    for mmsi, ship in placed.items():
        ours = picture[mmsi]
        equal((ours["lon"], ours["lat"]), (round(ship["lon"] * 600000), round(ship["lat"] * 600000)),
              f"position of {mmsi}")
        equal(ours["name"], ship.get("name", ""), f"name of {mmsi}")
        if ship.get("speed") is not None:
            equal(ours["speed"], round(ship["speed"] * 10), f"speed of {mmsi}")


@contextlib.contextmanager
def replayed(file):
    """A node that has read the whole recording and goes on serving; nothing is forgotten."""
    with folder(narrows_conf="[node]\nkeep_lost_min = 1440\n") as here, Node(
            "run", "-c", here / "narrows.conf", "--replay", file, "--speed", 0) as node:
        name = node.json("/api/status")["sources"][0]["name"]
        node.wait_for_source(name, 30, state="ended")
        yield node


@claims_of([(minute,) for minute in (1, 5, 20, 60, 90)])
def at_this_minute_targets_names_and_positions_are_what_gpsdecode_says(minute):
    log = cut(minute * 60)
    with folder(log_nmea=log) as here, replayed(here / "log.nmea") as node:
        return [f"{check_picture(node, expected(log))} transmitters"]


@claim
def at_the_end_targets_names_and_positions_are_what_gpsdecode_says():
    log = sample(SOUND)
    with replayed(log) as node:
        return [f"{check_picture(node, expected(log.read_bytes()))} transmitters"]


@claim
def the_live_frames_hold_the_same_picture():
    log = sample(SOUND)
    with replayed(log) as node:
        check_live(node, expected(log.read_bytes()))


@claim
def replayed_over_udp_the_picture_is_the_same():
    log = sample(SOUND)
    ships, port = expected(log.read_bytes()), free_port(socket.SOCK_DGRAM)
    conf = f"[source air]\nfrom = udp://127.0.0.1:{port}\n"
    with folder(narrows_conf=conf) as here, Node("run", "-c", here / "narrows.conf") as node:
        status, _, err = run("replay", log, "--to", f"udp://127.0.0.1:{port}", "--speed", 1000, seconds=60)
        equal(status, 0, f"exit status of replay ({err[:200]})")
        total = len(oracle.decode(b"".join(oracle.plain_sentences(log.read_bytes()))))
        node.wait_for_messages(total - LOST_DATAGRAMS_MAX)
        wait_until(lambda: len(node.json("/api/vessels")["vessels"]) == len(ships), "all transmitters")
        equal(node.source("air")["state"], "receiving", "state of the source")
        check_picture(node, ships)
        check_live(node, ships)


@claims_of([
    ("PGHP", [s.pghp(7), *PARTS]),
    ("a TAG block", [s.tag("s:north,c:1542625207") + PARTS[0], PARTS[1]]),
    ("a TAG block of a group", [s.tag("g:1-2-31,s:north,c:1542625207") + PARTS[0], s.tag("g:2-2-31") + PARTS[1]]),
    ("nothing", PARTS),
])
def a_live_node_joins_parts_of_which_only_the_first_has_a_time_from(_, lines):
    port = free_port(socket.SOCK_DGRAM)
    with folder(narrows_conf=f"[source air]\nfrom = udp://127.0.0.1:{port}\n") as here, Node(
            "run", "-c", here / "narrows.conf") as node, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for line in lines:
            sender.sendto(line.encode() + b"\r\n", ("127.0.0.1", port))
        node.wait_for_messages(1, 5)
        equal(node.json("/api/vessels")["vessels"][0]["name"], "FERRY", "name")


@claim
def replay_keeps_the_time_between_sentences():
    with folder(log_nmea=cut(15)) as here, Process(
            "replay", here / "log.nmea", "--to", f"udp://127.0.0.1:{free_port(socket.SOCK_DGRAM)}", "--speed", 5) as p:
        equal(p.wait(10), 0, f"exit status ({p.err})")


@claim
def one_transmitter_is_told_with_its_fields_their_age_and_who_heard_it():
    log = sample(SOUND)
    messages = [m for m in oracle.decode(b"".join(oracle.plain_sentences(log.read_bytes()))) if m["type"] == 5]
    with replayed(log) as node:
        last = messages[-1]
        ship = node.json(f"/api/vessels/{last['mmsi']}")
        equal(ship["fields"]["destination"]["value"], last["destination"] or None, "destination")
        equal(ship["fields"]["name"]["message"], 5, "message that brought the name")
        assert ship["fields"]["name"]["heard"].startswith("2018-11-19T1"), ship["fields"]["name"]
        assert ship["stations"] and all(station["messages"] > 0 for station in ship["stations"]), ship["stations"]
        assert ship["past"] == sorted(ship["past"], key=lambda point: point["time"]), "past positions in order"
        status, kind, body = node.get("/api/vessels/123")
        equal((status, kind.split(";")[0], "error" in json.loads(body)), (404, "application/json", True), "unknown")


@claim
def a_box_holds_what_is_inside_and_nothing_else():
    with replayed(sample(SOUND)) as node:
        everything = node.json("/api/vessels")["vessels"]
        box = (12.55, 56.0, 12.7, 56.1)
        inside = node.json("/api/vessels?bbox={},{},{},{}".format(*box))["vessels"]
        expected_inside = [v["mmsi"] for v in everything if v["lon"] is not None
                           and box[0] <= v["lon"] <= box[2] and box[1] <= v["lat"] <= box[3]]
        assert 0 < len(expected_inside) < len(everything), "the box is no test"
        equal(sorted(v["mmsi"] for v in inside), sorted(expected_inside), "in the box")
        with Viewer(node.port) as viewer:
            viewer.look(*box)
            equal(sorted(viewer.picture()), sorted(expected_inside), "in the view")
        equal(node.get("/api/vessels?bbox=a,b")[0], 400, "status of a bad box")


@claim
def the_demo_plays_a_recording_and_says_so():
    with Node("demo", sample(SOUND), "--speed", 100) as node:
        equal(node.json("/api/status")["mode"], "demo", "mode")
        node.wait_for_messages(50)
        with Viewer(node.port) as viewer:
            viewer.look(*WORLD)
            before = {mmsi: (r["lon"], r["lat"]) for mmsi, r in viewer.picture().items()}

            def has_moved():
                return any(before.get(mmsi, place) != place for mmsi, place in
                           ((mmsi, (r["lon"], r["lat"])) for mmsi, r in viewer.picture().items()))
            wait_until(has_moved, "a ship that moves")
