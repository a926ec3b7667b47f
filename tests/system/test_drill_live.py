"""A scenario played live into the map: narrows demo hormuz, narrows run --drill."""
# SPDX-License-Identifier: Apache-2.0
import datetime
import json

from harness import ROOT, Node, claim, claims_of, equal, folder, run, wait_until


def age_s(time):
    return (datetime.datetime.now(datetime.timezone.utc) - datetime.datetime.fromisoformat(time)).total_seconds()


@claim
def the_demo_of_hormuz_is_whole_at_once_and_goes_on_live():
    with Node("demo", "hormuz") as node:
        status = node.json("/api/status")
        equal((status["mode"], status["drill"], status["speed"], status["refused"]), ("live", True, None, {}), "status")
        assert abs(age_s(status["time"])) < 5, status["time"]
        assert len(status["stations"]) >= 10, status["stations"]
        equal(json.loads(node.get("/api/waters")[2])["features"][0]["id"], "hormuz", "waters")

        vessels = node.json("/api/vessels")["vessels"]
        ships = [v for v in vessels if v["kind"] in ("class_a", "class_b")]
        assert len(ships) >= 590, len(ships)
        equal({f"{v['mmsi']:09}"[:3] for v in ships}, {"799"}, "country codes")
        named = [v for v in ships if v["name"]]
        assert len(named) > 0.95 * len(ships), f"{len(named)} have names"
        fresh = [v for v in ships if age_s(v["heard"]) < 400]
        assert len(fresh) > 0.95 * len(ships), f"{len(fresh)} were heard of late"

        total = status["messages"]["total"]
        wait_until(lambda: node.json("/api/status")["messages"]["total"] > total + 100, "100 more messages", 20)
        equal(node.terminate(), 0, "status at the end")


@claim
def a_scenario_of_one_s_own_is_played_beside_the_sources():
    scenario = (ROOT / "drills" / "02-crossing.json").read_text()
    with folder(crossing_json=scenario, narrows_conf="[source roof]\nfrom = udp://127.0.0.1:0\n") as here, \
            Node("run", "-c", here / "narrows.conf", "--drill", here / "crossing.json") as node:
        status = node.json("/api/status")
        equal([source["name"] for source in status["sources"]], ["roof", "drill"], "sources")
        equal(status["drill"], True, "drill")
        assert status["targets"]["known"] >= 2, status["targets"]


@claims_of([
    ("--speed with a drill", ("demo", "hormuz", "--speed", "2"), 2, "hormuz"),
    ("--drill with demo", ("demo", "--drill", "hormuz"), 2, "narrows run"),
    ("--drill with --replay", ("run", "--drill", "hormuz", "--replay", "x"), 2, "--replay"),
    ("a scenario that is not there", ("run", "--drill", "atlantis"), 2, "atlantis"),
])
def refuses(_, arguments, expected, word):
    status, _, error = run(*arguments)
    equal(status, expected, "status")
    assert word in error and error.count("\n") == 1, error


@claim
def a_scenario_that_cannot_be_read_is_named_with_what_is_wrong():
    with folder(bad_json='{"drill": "x", "shipz": []}') as here:
        status, _, error = run("run", "--drill", here / "bad.json", "--http", "127.0.0.1:0")
        equal(status, 1, "status")
        assert "bad.json" in error and "shipz" in error, error
