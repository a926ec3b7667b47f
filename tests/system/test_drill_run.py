"""narrows drill run: faults of a scenario, and what it says of a wrong one."""
# SPDX-License-Identifier: Apache-2.0
import json

from harness import ROOT, claim, folder, run

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
    status, errors, _, _ = play(crossing(faults=FAULTS), "--speed", "10")
    assert status == 1 and "--speed" in errors, errors
    with folder(scenario_json=json.dumps(crossing(faults=FAULTS))) as path:
        status, _, errors = run("run", "--drill", path / "scenario.json", "--http", "127.0.0.1:0")
    assert status == 1 and "faults" in errors, errors
