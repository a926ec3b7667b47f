"""narrows drill score and report: files in, table, JSON and page out."""
# SPDX-License-Identifier: Apache-2.0
import html.parser
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


class Page(html.parser.HTMLParser):
    """What is open, and whether each end is that of what was opened last."""
    def __init__(self, text):
        super().__init__()
        self.open, self.outside, self.shapes = [], [], []
        self.feed(text)
        self.close()
        equal(self.open, [], "what is not closed")

    def handle_starttag(self, tag, attributes):
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.look(tag, attributes)

    def handle_startendtag(self, tag, attributes):
        self.look(tag, attributes)

    def handle_endtag(self, tag):
        equal(self.open.pop(), tag, f"the end at line {self.getpos()[0]}")

    def look(self, tag, attributes):
        names = [name for name, _ in attributes]
        if tag in ("script", "link", "img", "image", "use", "iframe", "object", "base") or \
                set(names) & {"src", "href", "xlink:href", "srcset", "data", "action", "onload"}:
            self.outside.append((tag, attributes))
        if tag == "path":
            self.shapes.append(dict(attributes)["class"])


def page_of(path, *options):
    status, output, errors = run("drill", "report", *options, cwd=path)
    equal(status, 0, errors)
    assert output.startswith("<!DOCTYPE html>") and output.endswith("</html>\n"), output[:80]
    for word in ("<script", "http", "url(", "@import"):
        assert word not in output, f"the page has {word}"
    page = Page(output)
    equal(page.outside, [], "what is from outside")
    return output, page.shapes, errors


@claim
def a_page_stands_alone():
    with folder(truth_jsonl=TRUTH, alerts_jsonl=ALERTS) as path:
        output, shapes, errors = page_of(path, "truth.jsonl", "alerts.jsonl")
        assert "after 30 s" in output, "the delay is not there"
        assert "land" not in shapes and errors == "", errors


@claim
def the_page_of_a_drill_has_the_waters_of_its_scenario():
    scenario = json.loads((ROOT / "drills/hormuz.json").read_text())
    scenario.update(minutes=12, faults=[{"fault": "jump", "mmsi": 799100003, "to": [56.4, 26.6], "from": 2, "until": 9}])
    with folder(scenario_json=json.dumps(scenario)) as path:
        status, _, errors = run("drill", "run", path / "scenario.json", "--output", "/dev/null", "--truth",
                                path / "truth.jsonl", "--positions", 30)
        equal(status, 0, errors)
        equal(json.loads((path / "truth.jsonl").open().readline())["waters"], "hormuz", "waters of the truth")
        output, shapes, errors = page_of(path, "truth.jsonl")
        for shape in ("land", "lane", "arrow", "track", "way"):
            assert shape in shapes, f"the map has no {shape}"
        for words in (">Khasab</text>", " nmi</text>", "OpenStreetMap contributors"):
            assert words in output, f"the page has no {words}"
        assert len(output) < 500_000 and errors == "", (len(output), errors)


@claim
def waters_are_named_by_the_truth_or_by_an_option():
    place = '{"truth":"beacon","time":"2027-03-01T06:10:00Z","mmsi":972000001,"lon":12.62,"lat":55.98}\n'
    named = '{"truth":"drill","drill":"d","waters":"no-such-waters"}\n'
    with folder(truth_jsonl=TRUTH + place, named_jsonl=named + place) as path:
        _, shapes, _ = page_of(path, "truth.jsonl", "--waters", "oresund")
        assert "land" in shapes
        _, shapes, _ = page_of(path, "truth.jsonl", "--waters", ROOT / "waters/oresund.geojson")
        assert "land" in shapes
        _, shapes, errors = page_of(path, "named.jsonl")
        assert "land" not in shapes and "no-such-waters" in errors and "--waters" in errors, errors
        status, output, errors = run("drill", "report", path / "truth.jsonl", "--waters", "no-such-waters")
        assert status == 1 and output == "" and "no-such-waters" in errors, errors


@claim
def the_table_of_the_detectors_is_that_of_the_rules():
    status, output, errors = run("drill", "score", "--rules")
    equal(status, 0, errors)
    assert output in (ROOT / "docs/detectors.md").read_text(), "docs/detectors.md is old: make score"
