"""One drill on several nodes: the same scenario, seed and start on each, and each with its own stations."""
# SPDX-License-Identifier: Apache-2.0
import datetime
import json

from harness import Node, claim, claims_of, equal, folder, run, wait_until

# Two ships that both stations hear, each report of them: EAST and WEST differ in nothing but their names.
SCENARIO = {
    "drill": "Two shores", "from": "2027-03-01T06:00:00Z", "minutes": 30, "seed": 3,
    "stations": [{"name": "WEST", "at": [56.4, 26.0], "noise": False}, {"name": "EAST", "at": [56.6, 26.0], "noise": False}],
    "ships": [{"name": "A", "mmsi": 1, "at": [56.5, 26.0], "course": 40, "speed_kn": 12, "reports": "10 s"},
              {"name": "B", "mmsi": 2, "at": [56.5, 26.1], "course": 200, "speed_kn": 25, "reports": "10 s"}]}


def ago(**span):
    time = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(**span)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def ships(node):
    return {v["mmsi"]: v for v in node.json("/api/vessels")["vessels"]}


def where(vessels):
    return {mmsi: (v["position_heard"], v["lon"], v["lat"], v["speed"], v["course"]) for mmsi, v in vessels.items()}


def agree(one, other):
    """What both say when they have heard the same last."""
    pair = ships(one), ships(other)
    times = [{mmsi: v["position_heard"] for mmsi, v in vessels.items()} for vessels in pair]
    return pair if times[0] == times[1] else None


@claims_of([("begun a while ago", {"minutes": 7}), ("begun long before it was over", {"days": 400, "minutes": 12})])
def two_nodes_have_the_same_ships_each_by_its_own_stations(_, span):
    start = ago(**span)
    configuration = f"[node]\ndrill_start = {start}\ndrill_stations = EAST\n"
    with folder(scenario_json=json.dumps(SCENARIO), narrows_conf=configuration) as here, \
            Node("run", "--drill", here / "scenario.json", "--drill-start", start, "--drill-stations", "WEST") as west, \
            Node("run", "-c", here / "narrows.conf", "--drill", here / "scenario.json") as east:
        for _ in range(3):
            one, other = wait_until(lambda: agree(west, east), "both to have heard the same", 20)
            equal(sorted(one), [799000001, 799000002], "ships")
            equal(where(one), where(other), "places")
            equal([v["stations"] for v in one.values()], [["WEST"]] * 2, "stations of the one")
            equal([v["stations"] for v in other.values()], [["EAST"]] * 2, "stations of the other")
            before = where(one)
            wait_until(lambda: where(ships(west)) != before, "somebody to go on", 20)
        for node, name in ((west, "WEST"), (east, "EAST")):
            equal([s["name"] for s in node.json("/api/status")["stations"]], [name], "stations of the node")


@claim
def a_drill_that_begins_later_says_so_and_is_not_heard_until_then():
    start = ago(seconds=-5)
    with folder(scenario_json=json.dumps(SCENARIO)) as here, \
            Node("run", "--drill", here / "scenario.json", "--drill-start", start) as node:
        source = node.source("drill")
        equal((source["state"], source["detail"]), ("waiting", f"begins at {start[:-1]}.000Z"), "source")
        assert f"the drill begins at {start[:-1]}.000Z; nothing of it is heard until then" in node.err, node.err
        equal(ships(node), {}, "ships")
        wait_until(lambda: len(ships(node)) == 2, "the ships", 25)
        equal(node.source("drill")["detail"], "", "detail")
        assert min(v["heard"] for v in ships(node).values()) >= start[:-1]


@claim
def it_begins_anew_when_its_length_has_passed():
    scenario = {**SCENARIO, "minutes": 0.1, "ships": [{**ship, "reports": "2 s"} for ship in SCENARIO["ships"]]}
    with folder(scenario_json=json.dumps(scenario)) as here, \
            Node("run", "--drill", here / "scenario.json", "--drill-start", ago(days=1)) as node:
        def north():
            return ships(node).get(799000001, {}).get("lat") or 0
        wait_until(lambda: north() > 26.0002, "her to go on", 20)
        wait_until(lambda: 0 < north() < 26.0001, "her to begin again", 20)


@claims_of([("without faults", []), ("with faults", [
    {"fault": "bit_flip", "rate": 0.001}, {"fault": "delay", "station": "WEST", "seconds": 20, "from": 5, "until": 9},
    {"fault": "replay", "mmsi": 799000001, "from": 2, "until": 4, "at": 6},
    {"fault": "beacon", "kind": "mob", "at": [56.5, 26.1], "from": "2027-03-01T06:03:00Z", "until": 8}])])
def the_truth_is_the_same_whatever_stations_are_heard(_, faults):
    with folder(scenario_json=json.dumps({**SCENARIO, "faults": faults})) as here:
        given = []
        for stations in ("WEST", "EAST", "EAST, WEST"):
            status, out, errors = run("drill", "run", here / "scenario.json", "--stations", stations, "--start",
                                      "2026-11-22T14:00:00Z", "--truth", here / "truth")
            equal((status, errors), (0, ""), "status")
            given.append((out, (here / "truth").read_text()))
        (west, truth), (east, other), (both, third) = given
        assert truth == other == third and '"from":"2026-11-22T14:00:00.000Z"' in truth, truth[:300]
        assert "s:WEST" in west and "s:EAST" not in west and "s:WEST" not in east
        equal(truth.count('"truth":"fault"'), len(faults), "faults")
        equal(sorted(west.splitlines() + east.splitlines()), sorted(both.splitlines()), "lines")


@claims_of([
    ("a start that is none", ("--drill-start", "noon"), 2, "'noon'"),
    ("a station that is not there", ("--drill-stations", "larak"), 1, "khasab, "),
])
def refuses(_, options, expected, word):
    status, _, error = run("run", "--http", "127.0.0.1:0", "--drill", "hormuz", *options)
    equal(status, expected, "status")
    assert word in error and error.count("\n") == 1, error


@claim
def refuses_a_start_without_a_scenario():
    status, _, error = run("run", "--http", "127.0.0.1:0", "--drill-start", "2026-11-22T14:00:00Z")
    equal(status, 2, "status")
    assert "--drill SCENARIO" in error, error
