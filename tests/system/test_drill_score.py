"""narrows drill score and report: files in, table, JSON and page out."""
# SPDX-License-Identifier: Apache-2.0
import json

from harness import ROOT, claim, equal, folder, run

TRUTH = """\
{"truth":"drill","drill":"d","ships":24,"from":"2027-03-01T06:00:00Z","to":"2027-03-01T07:00:00Z"}
{"truth":"fault","fault":"jump","from":"2027-03-01T06:10:00Z","to":"2027-03-01T06:20:00Z","mmsi":[211000001]}
"""
ALERTS = '{"alert":"jump","time":"2027-03-01T06:10:30Z","mmsi":[211000001]}\n{"alert":"odd","time":"2027-03-01T06:10:30Z"}'


@claim
def a_score_says_what_was_found_and_what_was_false():
    with folder(truth_jsonl=TRUTH, alerts_jsonl=ALERTS) as path:
        status, output, errors = run("drill", "score", path / "truth.jsonl", path / "alerts.jsonl", "--format", "json")
        equal(status, 0, errors)
        score = json.loads(output)
        kinds = {row["alert"]: row for row in score["kinds"]}
        equal((score["ship_days"], kinds["jump"]["recall"], kinds["jump"]["delay_median_s"]), (1, 1, 30), "jump")
        equal((kinds["odd"]["false"], kinds["odd"]["false_per_ship_day"]), (1, 1), "another kind")
        status, output, errors = run("drill", "score", path / "truth.jsonl", path / "alerts.jsonl")
        equal(status, 0, errors)
        assert any(line.split()[:4] == ["jump", "1", "1", "1.000"] for line in output.splitlines()), output


@claim
def a_bad_row_is_told_with_its_file_and_line():
    with folder(truth_jsonl=TRUTH + "{\n", alerts_jsonl=ALERTS) as path:
        for command in ("score", "report"):
            status, _, errors = run("drill", command, path / "truth.jsonl", path / "alerts.jsonl")
            equal(status, 1, errors)
            assert "truth.jsonl:3: " in errors, errors


@claim
def a_page_stands_alone():
    with folder(truth_jsonl=TRUTH, alerts_jsonl=ALERTS) as path:
        status, output, errors = run("drill", "report", path / "truth.jsonl", path / "alerts.jsonl")
        equal(status, 0, errors)
        assert output.startswith("<!DOCTYPE html>") and output.endswith("</html>\n"), output[:80]
        for word in ("<script", "<link", "http", "url(", " src="):
            assert word not in output, f"the page has {word}"
        assert "after 30 s" in output, "the delay is not there"


@claim
def the_table_of_the_detectors_is_that_of_the_rules():
    status, output, errors = run("drill", "score", "--rules")
    equal(status, 0, errors)
    assert output in (ROOT / "docs/detectors.md").read_text(), "docs/detectors.md is old: make score"
