"""narrows report: figures of drills against their truth, and against a second reckoning of the rules."""
# SPDX-License-Identifier: Apache-2.0
import collections
import contextlib
import csv
import datetime
import functools
import html.parser
import io
import json
import math
import pathlib
import shutil
import subprocess
import tempfile

from harness import ROOT, Skip, claim, claims_of, equal, folder, run

KINDS = [("passages",), ("ports",), ("encounters",), ("silences",), ("density",)]
HOUR_S = 3600
POSITIONS_S = 60
MINUTES = 360


def seconds(words):
    return datetime.datetime.fromisoformat(words.replace("Z", "+00:00")).timestamp()


def store_of(path, *logs):
    for log in logs:
        status, _, errors = run("import", log, "--store", path, "--drills", seconds=300)
        equal(status, 0, f"status of import, {errors}")
    return path


def report(kind, store, *options):
    status, out, errors = run("report", kind, "--store", store, *options, seconds=300)
    equal(status, 0, f"status of report {kind}, {errors}")
    return out


def tables(kind, store, *options):
    return json.loads(report(kind, store, "--format", "json", *options))["tables"]


class Drill:
    """A scenario played: its log, its truth, a store of it."""

    def __init__(self, path, scenario):
        self.path = path
        (path / "scenario.json").write_text(json.dumps(scenario))
        status, _, errors = run("drill", "run", path / "scenario.json", "--output", path / "log", "--truth",
                                path / "truth", "--positions", POSITIONS_S, seconds=300)
        equal(status, 0, f"status of drill run, {errors}")
        self.log = path / "log"
        with open(path / "truth") as lines:
            rows = [json.loads(line) for line in lines if '"truth":"position"' not in line and '"heard"' not in line]
        self.truth = collections.defaultdict(list)
        for row in rows:
            self.truth[row["truth"]].append(row)
        self.store = store_of(path / "store", self.log)


def scenario(name, **more):
    return {**json.loads((ROOT / "drills" / f"{name}.json").read_text()), **more}


@functools.cache
def hormuz():
    """Six hours of the strait, over midnight."""
    base = tempfile.TemporaryDirectory(prefix="narrows-test-")
    drill = Drill(pathlib.Path(base.name), scenario("hormuz", minutes=MINUTES, **{"from": "2027-03-01T21:00:00Z"}))
    drill.base = base  # kept until the end
    return drill


@contextlib.contextmanager
def play(name):
    """A small drill in a folder of its own."""
    with folder() as path:
        yield Drill(path, scenario(name))


def waters_of(drill, name):
    """A waters file with the gates of a scenario."""
    features = [{"type": "Feature", "id": "sea", "properties": {
        "kind": "waters", "name": {"en": "Sea"}, "view": {"centre": [56.5, 26.3], "zoom": 8}},
        "geometry": {"type": "Polygon", "coordinates": [[[55, 25], [58, 25], [58, 28], [55, 28], [55, 25]]]}}]
    for gate in scenario(name)["gates"]:
        features.append({"type": "Feature", "id": gate["id"], "properties": {"kind": "gate", "name": {"en": "Gate"}},
                         "geometry": {"type": "LineString", "coordinates": gate["line"]}})
    path = drill.path / "waters.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "attribution": "none", "features": features}))
    return path


# The rules of passages once more, on the truth instead of on reports.

def reckoned_gate(crossings):
    """Crossings of one gate by one ship, [(time_s, direction)] in order: {fate, direction} of each passage."""
    found, last = [], None
    for time_s, direction in crossings:
        if last and direction == last[1] and time_s - last[0] < 6 * HOUR_S:
            continue
        back = last and direction != last[1] and time_s - last[0] < 6 * HOUR_S
        if last:
            found.append(("turned_back" if back else "observed", last[1]))
        last = None if back else (time_s, direction)
    return found + ([("observed", last[1])] if last else [])


def reckoned_pair(crossings, first, last):
    """Crossings of all gates by one ship, [(time_s, gate, direction)]. All gates of Hormuz have 1 inwards, and the
    first gate of the pair is the inner one, so that -1 leads up the order."""
    found, inside, last_passage = [], None, {}
    for time_s, gate, direction in crossings:
        if gate not in (first, last):
            continue
        up = direction == -1
        if up == (gate == first):
            inside = (time_s, gate)
            continue
        if inside is None:
            continue
        if inside[1] == gate:
            found.append(("turned_back", not up))
        elif time_s - inside[0] > 24 * HOUR_S:
            found.append(("stayed", up))
        elif not (last_passage.get("up") == up and time_s - last_passage["time"] < 6 * HOUR_S):
            found.append(("observed", up))
            last_passage = {"up": up, "time": time_s}
        inside = None
    return found


@claim
def passages_are_those_of_the_truth():
    drill = hormuz()
    ships = collections.defaultdict(list)
    for row in drill.truth["crossing"]:
        ships[row["mmsi"]].append((seconds(row["time"]), row["gate"], row["direction"]))
    expected = collections.Counter()
    compass = {"gate-west": {1: "W", -1: "E"}, "gate-middle": {1: "W", -1: "E"}, "gate-east": {1: "N", -1: "S"}}
    for crossings in ships.values():
        crossings.sort()
        for gate, names in compass.items():
            for fate, direction in reckoned_gate([(t, d) for t, g, d in crossings if g == gate]):
                expected[gate, names[direction], fate] += 1
        for fate, up in reckoned_pair(crossings, "gate-west", "gate-east"):
            expected["passage", "SE" if up else "NW", fate] += 1
    found = collections.Counter()
    for row in tables("passages", drill.store, "--waters", "hormuz")["totals"]:
        for fate in ("observed", "turned_back", "stayed"):
            found[row["line"], row["direction"], fate] += row[fate]
        equal(row["inferred"], 0, "inferred where all are heard")
    assert sum(expected.values()) > 120, expected
    equal(+found, +expected, "passages")


@claim
def the_tables_of_passages_have_the_same_sums():
    drill = hormuz()
    found = tables("passages", drill.store, "--waters", "hormuz")
    for fate in ("observed", "inferred", "turned_back", "stayed"):
        total = sum(row[fate] for row in found["totals"])
        equal(sum(row[fate] for row in found["days"]), total, f"{fate} by day")
        equal(sum(row["passage"].replace(" ", "_") == fate for row in found["passages"]), total, f"{fate} one by one")
    days = {row["day"] for row in found["days"]}
    equal(days, {"2027-03-01", "2027-03-02"}, "days")
    for row in found["passages"]:
        assert row["time"][:10] in days and row["class"] != "unknown" and row["length_m"] > 0, row


@claim
def a_gate_is_passed_twice_east_and_once_west_and_cargo_is_as_by_hand():
    with play("06-payload") as drill:
        waters = waters_of(drill, "06-payload")
        designs = drill.path / "designs.csv"
        designs.write_text("mmsi,draught_m,deadweight_t,block\n799000001,18,185000,0.82\n799000002,18,185000,0.82\n")
        found = tables("passages", drill.store, "--waters", waters, "--designs", designs)
        equal([(r["direction"], r["observed"], r["with_cargo"]) for r in found["totals"]], [("W", 2, 2), ("E", 4, 4)],
              "totals of two ships")
        for row in found["passages"]:
            expected = {799000001: 107767, 799000002: 69856}[row["mmsi"]]
            equal(row["cargo_t"], expected, "cargo")
            assert 500 < row["cargo_error_t"] < 2500, row
        digests = {json.loads(report("passages", drill.store, "--waters", waters, "--format", "json", *more))["digest"]
                   for more in ([], ["--designs", designs], ["--once"])}
        equal(len(digests), 3, "digests of different reports")
        once = tables("passages", drill.store, "--waters", waters, "--once")
        equal([(r["direction"], r["observed"]) for r in once["totals"]], [("any", 4)], "by the rule of 48 h")
        parts = [tables("passages", drill.store, "--waters", waters, "--from", f"2027-03-0{day}", "--to",
                        f"2027-03-0{day + 1}")["passages"] for day in range(1, 5)]
        equal([r for part in parts for r in part], [{**r, "cargo_t": None, "cargo_error_t": None}
                                                    for r in found["passages"]], "day by day")


@claim
def a_ship_is_dark_when_her_neighbours_are_heard_and_an_outage_is_none():
    with play("07-dark") as drill:
        rows = tables("silences", drill.store)["silences"]
        equal([(r["mmsi"], r["cause"]) for r in rows], [(799000001, "dark")], "silences")
        truth = drill.truth["silence"][0]
        assert 0 <= seconds(truth["from"]) - seconds(rows[0]["from"]) <= 60, rows
        assert 0 <= seconds(rows[0]["until"]) - seconds(truth["to"]) <= 60, rows
        assert 900 <= seconds(rows[0]["raised"]) - seconds(rows[0]["from"]) <= 1140, rows
    with play("07-outage") as drill:
        equal({r["cause"] for r in tables("silences", drill.store)["silences"]}, {"outage"}, "causes")
    for name in ("07-left-coverage", "09-twin"):
        with play(name) as drill:
            assert "dark" not in {r["cause"] for r in tables("silences", drill.store)["silences"]}, name


@claim
def two_hours_side_by_side_over_midnight_are_one_encounter():
    with play("10-encounter") as drill:
        for options in ([], ["--from", "2027-03-02"], ["--to", "2027-03-02"]):
            rows = tables("encounters", drill.store, "--waters", "hormuz", *options)["encounters"]
            equal(len(rows), 1, "encounters")
            assert 130 <= rows[0]["minutes"] <= 131 and rows[0]["from_port_m"] > 30000, rows
            equal((rows[0]["mmsi"], rows[0]["mmsi_2"]), (799000001, 799000002), "ships")
    with play("10-no-encounter") as drill:
        equal(tables("encounters", drill.store, "--waters", "hormuz")["encounters"], [], "encounters")


def distance_m(one, other):
    """On the sphere."""
    x1, y1, x2, y2 = map(math.radians, (*one, *other))
    a = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 2 * 6371000 * math.asin(math.sqrt(a))


@claim
def calls_at_ports_are_those_of_the_truth():
    """Nobody who stopped for half an hour within 2.8 km of a port by the true track is missing, and nobody called who
    was not within 4.1 km."""
    drill = hormuz()
    waters = json.loads((ROOT / "waters" / "hormuz.geojson").read_text(encoding="utf-8"))["features"]
    ports = {f["id"]: f["geometry"]["coordinates"] for f in waters if f["properties"]["kind"] == "port"}
    lying, near = collections.Counter(), set()
    with open(drill.path / "truth") as lines:
        for line in lines:
            if '"truth":"position"' not in line:
                continue
            row = json.loads(line)
            for port, place in ports.items():
                if abs(row["lat"] - place[1]) > 0.05:
                    continue
                far_m = distance_m((row["lon"], row["lat"]), place)
                if far_m < 4100:
                    near.add((row["mmsi"], port))
                if far_m < 2800 and row["speed_kn"] < 0.05:
                    lying[row["mmsi"], port] += 1
    called = {(r["mmsi"], r["place"]) for r in tables("ports", drill.store, "--waters", "hormuz")["calls"]
              if r["kind"] == "port"}
    assert called and called <= near, called - near
    assert {who for who, count in lying.items() if count * POSITIONS_S > 1800} <= called


@claims_of(KINDS)
def how_a_log_was_cut_and_in_which_order_it_came_does_not_show(kind):
    drill = hormuz()
    other = drill.path / "halves"
    if not other.exists():
        lines = drill.log.read_bytes().splitlines(keepends=True)
        half = len(lines) // 2
        for name, part in (("first", lines[:half]), ("second", lines[half:])):
            (drill.path / name).write_bytes(b"".join(part))
        store_of(other, drill.path / "second", drill.path / "first")
    for style in ("json", "html", "csv"):
        one, again, cut = (report(kind, store, "--waters", "hormuz", "--format", style)
                           for store in (drill.store, drill.store, other))
        assert one == again, f"{style} of the same store"
        assert one == cut, f"{style} of the same log in halves"


class Page(html.parser.HTMLParser):
    """Counts the elements of a page; all but those that need no end are closed."""

    def __init__(self, text):
        super().__init__()
        self.count, self.open = collections.Counter(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.count[tag] += 1
        if tag not in ("meta", "th", "td"):
            self.open.append(tag)
        assert not any(name in ("src", "href", "onload") for name, _ in attributes), attributes

    def handle_endtag(self, tag):
        equal(self.open.pop(), tag, "what is closed")

    def handle_startendtag(self, tag, attributes):
        self.count[tag] += 1


@claims_of(KINDS)
def every_format_has_the_same_rows_and_says_what_it_is_of(kind):
    drill = hormuz()
    options = ["--waters", "hormuz"]
    whole = json.loads(report(kind, drill.store, *options, "--format", "json"))
    assert whole["rule"] == kind and whole["version"] == 1 and whole["parameters"], whole
    equal([len(d) for d in (whole["digest"], whole["input"]["digest"], whole["waters"]["digest"])], [64] * 3, "digests")
    for name, rows in whole["tables"].items():
        out = report(kind, drill.store, *options, "--format", "csv", "--table", name)
        found = list(csv.DictReader(io.StringIO(out)))
        equal(len(found), len(rows), f"rows of {name}")
        assert all(row["rule"] == f"{kind} 1" and row["report"] == whole["digest"] for row in found), name
        for row, other in zip(found, rows):
            for column, value in other.items():
                words = "" if value is None else value
                assert row[column] == words or float(row[column]) == float(words), (column, row, other)
    page = report(kind, drill.store, *options, "--format", "html")
    counted = Page(page)
    equal(counted.open, [], "what is open at the end")
    equal(counted.count["table"], len(whole["tables"]), "tables")
    assert whole["digest"] in page and whole["input"]["digest"] in page and counted.count["svg"] > 0
    words = report(kind, drill.store, *options)
    assert whole["digest"] in words and "rule version 1" in words


@claim
def a_raster_is_a_geotiff_of_the_same_numbers():
    if shutil.which("gdalinfo") is None:
        raise Skip("no gdalinfo here")
    drill = hormuz()
    tiff, png = drill.path / "density.tif", drill.path / "density.png"
    for path, style in ((tiff, "tiff"), (png, "png")):
        report("density", drill.store, "--waters", "hormuz", "--cell", "0.02", "--format", style, "--output", path)
    info = json.loads(subprocess.run(["gdalinfo", "-json", tiff], capture_output=True, check=True, timeout=60).stdout)
    equal(info["size"], [325, 290], "size")
    equal([round(x, 9) for x in info["geoTransform"]], [54, 0.02, 0, 27.8, 0, -0.02], "where it is")
    assert 'ID["EPSG",4326]' in info["coordinateSystem"]["wkt"]
    out = subprocess.run(["gdal_translate", "-q", "-of", "XYZ", tiff, "/vsistdout/"], capture_output=True, check=True,
                         timeout=60).stdout.decode()
    raster = {(round(float(x) - 0.01, 4), round(float(y) - 0.01, 4)): int(v)
              for x, y, v in (line.split() for line in out.splitlines()) if v != "0"}
    cells = {(round(r["west"], 4), round(r["south"], 4)): r["ship_min"]
             for r in tables("density", drill.store, "--waters", "hormuz", "--cell", "0.02")["cells"]}
    assert len(cells) > 500
    equal(raster, cells, "cells")
    info = json.loads(subprocess.run(["gdalinfo", "-json", png], capture_output=True, check=True, timeout=60).stdout)
    equal(info["size"], [325, 290], "size of the picture")
    ships = len(drill.truth["ship"])
    total = sum(cells.values())
    assert 0.5 * ships * MINUTES < total <= ships * (MINUTES + 1), (total, ships)


@claim
def what_is_wrong_is_said():
    for words, status, why in (
            ([], 2, "kind of a report"), (["passages"], 2, "--store"), (["nothing", "--store", "x"], 2, "nothing"),
            (["passages", "--store", "x"], 2, "--waters"), (["silences", "--store", "/nowhere"], 1, "report:"),
            (["passages", "--store", "x", "--cell", "11"], 2, "cell")):
        got, out, errors = run("report", *words)
        equal((got, out), (status, ""), f"status and output of {words}")
        assert why in errors, (words, errors)
    drill = hormuz()
    for words, status, why in (
            (["passages", "--waters", "nowhere"], 1, "nowhere"), (["silences", "--from", "x"], 2, "time"),
            (["silences", "--from", "2027-03-02", "--to", "2027-03-01"], 2, "end"),
            (["silences", "--table", "x"], 2, "'x'"), (["silences", "--format", "png"], 2, "--output"),
            (["passages", "--waters", "hormuz", "--designs", ROOT / "README.md"], 1, "README.md")):
        got, _, errors = run("report", *words, "--store", drill.store)
        equal(got, status, f"status of {words}")
        assert why in errors, (words, errors)
