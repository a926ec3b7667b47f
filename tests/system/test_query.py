"""narrows query: what is asked of a store is what an independent count over the same input finds, in every format."""
# SPDX-License-Identifier: Apache-2.0
import csv
import datetime
import functools
import io
import json
import math
import pathlib
import random
import re
import shutil
import sqlite3
import struct
import subprocess
import tempfile
import xml.etree.ElementTree
from decimal import Decimal
from fractions import Fraction

import sentences as s
from harness import NARROWS, ROOT, SOUND, Skip, claim, claims_of, equal, folder, run, sample

BEGIN = 1542625200  # 2018-11-19T11:00:00Z
GATE = ((Fraction("12.600001"), Fraction("55.900002")), (Fraction("12.610003"), Fraction("56.100004")))
GATE_WORDS = "12.600001,55.900002,12.610003,56.100004"
GAP_S = 1800
UNIT = 600000  # of longitude and latitude in a degree
COASTS = "csv/marinecadastre-2022/AIS_2022_01_03-first-99999.csv.gz"  # of the United States, a quarter of an hour
places = []  # of stores that several claims ask


class Report:
    """One position as it was sent, and what a table must say of it."""

    def __init__(self, mmsi, time, lon, lat, **more):
        self.mmsi, self.time, self.lon, self.lat = mmsi, time, lon, lat
        self.kind, self.speed, self.course, self.heading, self.status, self.turn = 1, 123, 900, 90, 0, -128
        self.stations = ["roof"]
        self.__dict__.update(more)

    def lines(self):
        if self.kind == 18:
            bits = s.class_b(self.mmsi, self.lon / UNIT, self.lat / UNIT, self.speed / 10)
        else:
            bits = s.position(self.mmsi, self.kind, self.lon / UNIT, self.lat / UNIT, self.speed / 10, self.course / 10,
                              self.heading, self.time % 60, self.status, self.turn)
        return [s.tag(f"s:{station},c:{self.time}") + s.vdm_of(bits) + "\n" for station in self.stations]

    def order(self):
        return self.mmsi, self.kind, self.time

    def has_place(self):
        return abs(self.lon) <= 180 * UNIT and abs(self.lat) <= 90 * UNIT

    def row(self):
        """As strings but for the turn, which is a number, and the stations, which are a set."""
        tenths = {"speed_kn": (self.speed, 1023), "course_deg": (905 if self.kind == 18 else self.course, 3600)}
        turn = None
        if self.kind == 1 and self.turn != -128:
            turn = math.copysign(720 if abs(self.turn) == 127 else (self.turn / 4.733) ** 2, self.turn)
        return {
            "time": when(self.time), "mmsi": str(self.mmsi), "class": "class_a" if self.kind == 1 else "class_b",
            "longitude": degrees(self.lon) if self.has_place() else "",
            "latitude": degrees(self.lat) if self.has_place() else "",
            **{name: f"{value // 10}.{value % 10}" if value < none else "" for name, (value, none) in tenths.items()},
            "heading_deg": str(self.heading) if self.kind == 1 and self.heading < 360 else "", "altitude_m": "",
            "turn_deg_per_min": turn, "status": str(self.status) if self.kind == 1 and self.status < 15 else "",
            "stations": set(self.stations),
        }


def when(time):
    day, second = divmod(time - BEGIN + 11 * 3600, 86400)
    assert 0 <= day < 11
    return f"2018-11-{19 + day:02}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.000Z"


def seconds(words):
    """Of a time in the table, exactly."""
    return Fraction(round(datetime.datetime.fromisoformat(words.replace("Z", "+00:00")).timestamp() * 1000), 1000)


def degrees(value):
    return f"{Decimal(round(Fraction(value, UNIT) * 10**6)).scaleb(-6):.6f}"


def make_reports():
    """Ships that wander about the gate, with pauses; some that go to and fro across the antimeridian."""
    chance = random.Random(7)
    reports = []
    for ship in range(24):
        is_far = ship % 6 == 5
        time = BEGIN + chance.randrange(600)
        lon, lat = (180 * UNIT, -17 * UNIT) if is_far else (12.605 * UNIT, 56 * UNIT)
        east, north = chance.uniform(-400, 400), chance.uniform(-400, 400)
        for _ in range(1200 if ship % 4 == 0 else 150):
            time += chance.choice((3, 10, 10, 10, 60, 1799, 1800, 1801) if chance.random() < 0.1 else (5, 10))
            if chance.random() < 0.03:
                east, north = chance.uniform(-400, 400), chance.uniform(-400, 400)
            if not is_far:  # back to the gate
                east -= (lon - 12.605 * UNIT) / 2000
                north -= (lat - 56 * UNIT) / 4000
            lon, lat = lon + east, lat + north
            here = round(lon) + 180 * UNIT
            place = (here % (360 * UNIT) - 180 * UNIT, round(lat))
            if chance.random() < 0.01:
                place = (181 * UNIT, 91 * UNIT)
            reports.append(Report(
                219000001 + ship // 2, time, *place, kind=18 if ship % 2 else 1,
                speed=chance.choice((0, 101, 1022, 1023)), course=chance.choice((0, 1799, 3599, 3600)),
                heading=chance.choice((0, 359, 511)), status=chance.choice((0, 5, 15)),
                turn=chance.choice((-128, -127, -5, 0, 20, 127)),
                stations=chance.choice((["roof"], ["mast"], ["roof", "mast"]))))
    return sorted(reports, key=lambda report: report.time)


@functools.cache
def made():
    """A store of made-up reports, which lasts as long as the tests; its path, and the reports in its order."""
    place = tempfile.TemporaryDirectory(prefix="narrows-test-")
    reports = make_reports()
    log = pathlib.Path(place.name, "log")
    said = "".join(s.tag("c:%d" % (BEGIN + 700 * i)) + line + "\n" for i in range(2)
                   for line in s.parts_of(s.voyage(219000001, name="A&B <>", draught=5.5 + i), 2))
    log.write_text("".join(line for report in reports for line in report.lines()) + said)
    import_to(pathlib.Path(place.name, "store"), log)
    places.append(place)
    return pathlib.Path(place.name, "store"), sorted(reports, key=Report.order)


def import_to(store, *files):
    status, out, err = run("import", *files, "--store", store)
    equal(status, 0, f"status of the import ({err})")
    return out


@functools.cache
def real(name):
    """The store of a sample, which lasts as long as the tests."""
    log = sample(name)
    place = tempfile.TemporaryDirectory(prefix="narrows-test-")
    places.append(place)
    import_to(pathlib.Path(place.name, "store"), log)
    return pathlib.Path(place.name, "store")


def query(kind, store, *options, status=0, err=""):
    got, out, said = run("query", kind, "--store", store, *options)
    equal((got, re.sub(r"narrows query: \d+ positions stand alone and make no track\n", "", said)), (status, err),
          "status and standard error")
    return out


def table(*arguments, **more):
    return list(csv.DictReader(io.StringIO(query(*arguments, **more))))


def written(kind, store, format_name, *options):
    """What stands in a file of a format, whose path is only good in the block."""
    place = tempfile.TemporaryDirectory(prefix="narrows-test-")
    path = pathlib.Path(place.name, f"answer.{format_name}")
    equal(query(kind, store, "--format", format_name, "--output", path, *options), "", "standard output")
    equal([file.name for file in pathlib.Path(place.name).iterdir()], [path.name], "files left")
    return place, path


def inside(report, west, south, east, north):
    lon, lat = Fraction(report.lon, UNIT), Fraction(report.lat, UNIT)
    if not report.has_place() or not Fraction(south) <= lat <= Fraction(north):
        return False
    if Fraction(west) <= Fraction(east):
        return Fraction(west) <= lon <= Fraction(east)
    return lon >= Fraction(west) or lon <= Fraction(east)


BOX = ("12.6", "55.98", "12.61", "56.013")
FAR = ("179.99", "-17.3", "-179.98", "-16.9")
FILTERS = [
    ("all", (), lambda r: True),
    ("a time", ("--from", "2018-11-19T11:20:00Z", "--to", "2018-11-19T12:00:05Z"),
     lambda r: BEGIN + 1200 <= r.time < BEGIN + 3605),
    ("a day", ("--from", "2018-11-20"), lambda r: r.time >= BEGIN + 13 * 3600),
    ("a ship", ("--mmsi", "219000003"), lambda r: r.mmsi == 219000003),
    ("a box", ("--bbox", ",".join(BOX)), lambda r: inside(r, *BOX)),
    ("a box across the antimeridian", ("--bbox", ",".join(FAR)), lambda r: inside(r, *FAR)),
    ("a box, a ship and a time", ("--bbox", ",".join(BOX), "--mmsi", "219000001", "--to", "2018-11-19T13:00:00Z"),
     lambda r: inside(r, *BOX) and r.mmsi == 219000001 and r.time < BEGIN + 7200),
]


@claims_of(FILTERS)
def positions_are_those_that_were_sent_field_by_field_for(_, options, is_wanted):
    store, reports = made()
    wanted = [report.row() for report in reports if is_wanted(report)]
    rows = table("positions", store, *options)
    assert len(wanted) > 40, len(wanted)
    equal(len(rows), len(wanted), "rows")
    for row, right in zip(rows, wanted):
        row["stations"] = set(row["stations"].split(";"))
        turn, right_turn = row.pop("turn_deg_per_min"), right.pop("turn_deg_per_min")
        equal(row, right, "row")
        equal(turn == "", right_turn is None, "whether there is a turn")
        assert turn == "" or abs(float(turn) - right_turn) <= 0.00501, (turn, right_turn)


def tracks_of(reports, is_wanted=lambda r: True, gap=GAP_S):
    """Lists of reports that follow each other."""
    tracks, last = [], None
    for report in reports:
        if not report.has_place():
            continue
        if not is_wanted(report):
            last = None
            continue
        if last is None or (last.mmsi, last.kind) != (report.mmsi, report.kind) or report.time - last.time > gap:
            tracks.append([])
        tracks[-1].append(report)
        last = report
    return [track for track in tracks if len(track) > 1]


def vertices(rows):
    """The vertices of each track in a table, by its number."""
    found = {}
    for row in rows:
        found.setdefault(int(row["track"]), []).append((row["time"], row["longitude"], row["latitude"]))
    return found


@claims_of([row for row in FILTERS if "time" not in row[0] and row[0] != "a day"])
def tracks_follow_the_reports_for(_, options, is_wanted):
    store, reports = made()
    rows = table("tracks", store, *options)
    wanted = [[(when(r.time), degrees(r.lon), degrees(r.lat)) for r in track]
              for track in tracks_of(reports, is_wanted)]
    assert len(wanted) > 3, wanted
    equal(list(vertices(rows).values()), wanted, "vertices")
    found = vertices(rows)
    for row in rows:
        track = found[int(row["track"])]
        equal((row["first"], row["last"], int(row["position_count"])), (track[0][0], track[-1][0], len(track)), "track")
        equal(row["name"], "A&B <>" if row["mmsi"] == "219000001" else "", "name")


@claims_of([("10s", 10), ("1min", 60), ("0.5h", 1800), ("1800", None)])
def a_gap_as_long_as_this_parts_tracks(words, gap):
    store, reports = made()
    if gap is None:  # minutes, where no unit is said
        equal(run("query", "tracks", "--store", store, "--gap", words)[0], 2, "exit status")
        return
    wanted = [len(track) for track in tracks_of(reports, gap=gap)]
    equal([len(track) for track in vertices(table("tracks", store, "--gap", words)).values()], wanted, "vertices")


def side(gate, point):
    (ax, ay), (bx, by) = gate
    return (bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax)


def crossings(reports, gate=GATE):
    """(mmsi, class, time, longitude, latitude, direction) in exact fractions. Beyond 180 degrees the longitudes of a
    gate and of what crosses it go on."""
    last = None
    gate = [(lon + 360 if lon < 0 else lon, lat) for lon, lat in gate]
    for report in reports:
        if not report.has_place():
            continue
        point = (Fraction(report.lon, UNIT) + (360 if report.lon < 0 else 0), Fraction(report.lat, UNIT))
        before, last = last, (report, point)
        if before is None or (before[0].mmsi, before[0].kind) != (report.mmsi, report.kind):
            continue
        if report.time - before[0].time > GAP_S:
            continue
        one, other = side(gate, before[1]), side(gate, point)
        if (one > 0) == (other > 0):
            continue
        part = one / (one - other)
        lon, lat = (a + part * (b - a) for a, b in zip(before[1], point))
        if all(min(ends) <= value <= max(ends) for ends, value in zip(zip(*gate), (lon, lat))):
            yield (report.mmsi, report.kind, before[0].time + part * (report.time - before[0].time),
                   lon - 360 if lon > 180 else lon, lat,
                   "to_starboard" if one > 0 else "to_port")


@claims_of([
    ("all of the time", (), lambda time, lat: True),
    ("a time", ("--from", "2018-11-19T11:20:00Z", "--to", "2018-11-19T13:00:05Z"),
     lambda time, lat: BEGIN + 1200 <= time < BEGIN + 7205),
    ("a box", ("--bbox", "12,55.99,13,56.013"), lambda time, lat: Fraction("55.99") <= lat <= Fraction("56.013")),
])
def crossings_of_a_gate_are_where_two_reports_lie_on_either_side_for(_, options, is_wanted):
    store, reports = made()
    wanted = [crossing for crossing in crossings(reports) if is_wanted(crossing[2], crossing[4])]
    rows = table("positions", store, "--gate", GATE_WORDS, *options)
    assert len(wanted) > 5, len(wanted)
    equal(len(rows), len(wanted), "rows")
    for row, (mmsi, kind, time, lon, lat, direction) in zip(rows, wanted):
        equal((row["mmsi"], row["class"], row["direction"], row["gate"]),
              (str(mmsi), "class_a" if kind == 1 else "class_b", direction, GATE_WORDS), "crossing")
        assert abs(seconds(row["time"]) - time) <= Fraction("0.00051"), (row, float(time))
        assert seconds(row["before"]) <= seconds(row["time"]) <= seconds(row["after"]), row
        assert abs(Fraction(row["longitude"]) - lon) < 1e-6 and abs(Fraction(row["latitude"]) - lat) < 1e-6, row


@claim
def a_gate_may_lie_across_the_antimeridian():
    store, reports = made()
    gate = ((Fraction("179.8"), Fraction("-17.000001")), (Fraction("-179.7"), Fraction("-16.999002")))
    wanted = list(crossings(reports, gate))
    rows = table("positions", store, "--gate", "179.8,-17.000001,-179.7,-16.999002")
    assert len({lon > 0 for *_, lon, _lat, _direction in wanted}) == 2, "it is crossed on either side"
    equal([(row["mmsi"], row["direction"]) for row in rows], [(str(mmsi), to) for mmsi, *_, to in wanted], "crossings")
    for row, (_, _, time, lon, _, _) in zip(rows, wanted):
        assert abs(seconds(row["time"]) - time) <= Fraction("0.00051"), row
        assert abs(Fraction(row["longitude"]) - lon) < 1e-6, row


@claim
def tracks_vessels_and_voyages_with_a_gate_are_those_of_ships_that_cross_it():
    store, reports = made()
    wanted = [track for track in tracks_of(reports) if any(crossings(track))]
    equal([len(track) for track in vertices(table("tracks", store, "--gate", GATE_WORDS)).values()],
          [len(track) for track in wanted], "vertices of each track")
    equal([row["name"] for row in table("vessels", store, "--gate", GATE_WORDS)], ["A&B <>"], "vessels")
    equal(len(table("voyages", store, "--gate", GATE_WORDS)), 2, "voyages")
    equal(table("vessels", store, "--bbox", "0,0,1,1"), [], "vessels in a box without ships")
    equal(len(table("vessels", store, "--bbox", ",".join(BOX))), 1, "vessels in the box")


@claim
def what_a_ship_said_has_the_time_in_which_it_did():
    store, _ = made()
    rows = table("voyages", store)
    equal([(row["first"], row["last"], row["destination"], row["draught_m"], row["eta_hour"]) for row in rows],
          [(when(BEGIN), when(BEGIN), "HELSINGBORG", "5.5", "12"),
           (when(BEGIN + 700), when(BEGIN + 700), "HELSINGBORG", "6.5", "12")], "voyages")
    equal([(row["mmsi"], row["name"], row["callsign"], row["imo"], row["to_bow_m"]) for row in table("vessels", store)],
          [("219000001", "A&B <>", "OXYZ2", "9074729", "50")], "vessels")
    equal(len(table("voyages", store, "--from", "2018-11-19T11:05:00Z")), 1, "voyages of a time")


def plane(latitude):
    """Metres of a degree of longitude and of latitude, on WGS84."""
    flattening = 1 / 298.257223563
    square = flattening * (2 - flattening)
    sine = math.sin(math.radians(latitude))
    curve = 1 - square * sine * sine
    return (math.radians(6378137 / math.sqrt(curve) * math.cos(math.radians(latitude))),
            math.radians(6378137 * (1 - square) / curve ** 1.5))


def farthest(whole, less):
    """The greatest distance at one time of a track's vertices from the line with fewer."""
    equal((whole[0], whole[-1]), (less[0], less[-1]), "ends")
    worst, leg = 0, 0
    for vertex in whole:
        if leg + 1 < len(less) and vertex == less[leg + 1]:
            leg += 1
        if vertex == less[leg]:
            continue
        (t0, x0, y0), (t1, x1, y1) = (tuple(map(float, (seconds(v[0]), v[1], v[2]))) for v in less[leg:leg + 2])
        time, x, y = float(seconds(vertex[0])), float(vertex[1]), float(vertex[2])
        part = (time - t0) / (t1 - t0) if t1 > t0 else 0
        assert -1e-9 <= part <= 1 + 1e-9, (vertex, less[leg:leg + 2])
        east, north = plane(y)
        turned = (x1 - x0 + 180) % 360 - 180
        away = ((x0 + part * turned - x + 180) % 360 - 180) * east
        worst = max(worst, math.hypot(away, (y0 + part * (y1 - y0) - y) * north))
    return worst


@claims_of([("made-up reports", lambda: made()[0]), ("the Sound", lambda: real(SOUND)),
            ("10,000 tracks of a quarter of an hour", lambda: real(COASTS))])
def simplified_tracks_keep_to_their_bound_with(_, find):
    store = find()
    whole = vertices(table("tracks", store))
    words = []
    for bound in (5, 20, 100):
        less = vertices(table("tracks", store, "--simplify", f"{bound}m"))
        equal(less.keys(), whole.keys(), "tracks")
        worst = max(farthest(whole[number], less[number]) for number in whole)
        assert 0 < worst <= bound, f"{worst} m with a bound of {bound} m"
        before, behind = (sum(map(len, tracks.values())) for tracks in (whole, less))
        assert behind < before, (before, behind)
        words.append(f"{bound} m: {before} vertices become {behind}, the farthest {worst:.1f} m off")
    return words


@claim
def values_of_the_sound_are_those_of_the_sentences():
    store = real(SOUND)
    _, out, _ = run("decode", "--format", "csv", sample(SOUND))
    def values(row, lon, lat, speed, course, heading):
        return (row["mmsi"], f"{float(row[lon]):.5f}" if row[lon] else "", f"{float(row[lat]):.5f}" if row[lat] else "",
                row[speed], row[course], row[heading])
    sent = {values(row, "lon", "lat", "speed", "course", "heading")
            for row in csv.DictReader(io.StringIO(out)) if row["type"] in ("1", "2", "3", "18", "19")}
    rows = [row for row in table("positions", store) if row["class"] in ("class_a", "class_b")]
    found = {values(row, "longitude", "latitude", "speed_kn", "course_deg", "heading_deg") for row in rows}
    assert len(rows) > 6000, len(rows)
    equal((len(found), found ^ sent), (len(sent), set()), "values")


@claim
def a_gate_of_the_waters_is_the_line_that_they_have():
    store = real(SOUND)
    waters = json.loads((ROOT / "waters" / "oresund.geojson").read_text())
    gates = [feature for feature in waters["features"] if feature["properties"]["kind"] == "gate"]
    counts = {}
    for gate in gates:
        named = table("positions", store, "--gate", gate["id"], "--waters", "oresund")
        points = gate["geometry"]["coordinates"]
        if len(points) == 2:
            line = table("positions", store, "--gate", ",".join(str(number) for point in points for number in point))
            equal([{**row, "gate": ""} for row in line], [{**row, "gate": ""} for row in named], gate["id"])
        counts[gate["id"]] = len(named)
    assert any(counts.values()), counts
    return [str(counts)]


def layers(path):
    """{layer: count of features}, as GDAL reads the file."""
    if shutil.which("ogrinfo") is None:
        raise Skip("no ogrinfo here")
    done = subprocess.run(["ogrinfo", "-ro", "-al", "-so", path], capture_output=True, timeout=60)
    out, err = done.stdout.decode(), done.stderr.decode()
    equal((done.returncode, err), (0, ""), "ogrinfo")
    return dict((name, int(count)) for name, count in
                re.findall(r"^Layer name: (.*?)$.*?^Feature Count: (\d+)$", out, re.MULTILINE | re.DOTALL)), out


def asked(format_name, kind):
    store, reports = made()
    rows = table(kind, store)
    count = len(vertices(rows)) if kind == "tracks" else len(rows)
    places = sum(1 for row in rows if row.get("longitude") != "")
    name = {"gpx": {"positions": "waypoints"}}.get(format_name, {}).get(kind, kind)
    return name, places if kind == "positions" and format_name in ("gpx", "kml") else count


@claims_of([(f"{kind} in {name}", name, kind) for name, kinds in
            (("gpkg", ("positions", "tracks", "vessels", "voyages")), ("geojson", ("positions", "tracks", "vessels")),
             ("kml", ("positions", "tracks")), ("gpx", ("positions", "tracks"))) for kind in kinds])
def gdal_opens_and_counts(_, format_name, kind):
    store, _reports = made()
    name, count = asked(format_name, kind)
    assert count > 0
    err = "narrows query: %d positions say no place and are left out\n" % (len(table(kind, store)) - count)
    with folder() as here:
        path = here / f"answer.{format_name}"
        left = kind == "positions" and format_name in ("gpx", "kml")
        query(kind, store, "--format", format_name, "--output", path, err=err if left else "")
        found, out = layers(path)
        equal(found.get(name, out), count, "features")
        if kind == "tracks":
            far = re.search(r"Extent: \((-?[\d.]+), -?[\d.]+\) - \((-?[\d.]+),", out)
            equal(far.groups() if far else ("-180.000000", "180.000000"), ("-180.000000", "180.000000"), "extent")


@claim
def geojson_and_the_table_say_the_same_and_no_line_crosses_the_antimeridian():
    store, _ = made()
    whole = vertices(table("tracks", store))
    features = json.loads(query("tracks", store, "--format", "geojson"))["features"]
    equal(len(features), len(whole), "tracks")
    cuts = 0
    for feature in features:
        geometry, times = feature["geometry"], feature["properties"]["times"]
        is_multiple = geometry["type"] == "MultiLineString"
        lines = geometry["coordinates"] if is_multiple else [geometry["coordinates"]]
        times = times if is_multiple else [times]
        equal([len(line) for line in lines], [len(line) for line in times], "times and places")
        for line in lines:
            assert len(line) > 1 and all(abs(a[0] - b[0]) <= 180 for a, b in zip(line, line[1:])), line
        for one, other in zip(lines, lines[1:]):
            equal((abs(one[-1][0]), one[-1][0], one[-1][1]), (180, -other[0][0], other[0][1]), "cut")
            cuts += 1
        flat = [(time, *place) for line, when_ in zip(lines, times) for place, time in zip(line, when_)]
        track = [(time, float(lon), float(lat)) for time, lon, lat in whole[feature["properties"]["track"]]]
        equal([v for v in flat if abs(v[1]) != 180], [v for v in track if abs(v[1]) != 180], "vertices")
    assert cuts > 3, cuts


@claim
def a_geopackage_holds_the_rows_of_the_table_and_the_times_as_measures():
    store, _ = made()
    place, path = written("positions", store, "gpkg")
    with sqlite3.connect(path) as database:
        equal([database.execute(f"PRAGMA {name}").fetchone()[0] for name in
               ("application_id", "user_version", "integrity_check")], [0x47504B47, 10300, "ok"], "header")
        equal(database.execute("PRAGMA foreign_key_check").fetchall(), [], "foreign keys")
        rows = table("positions", store)
        bounds = database.execute("SELECT min_x, min_y, max_x, max_y, last_change FROM gpkg_contents").fetchone()
        places = [(float(row["longitude"]), float(row["latitude"])) for row in rows if row["longitude"]]
        equal(bounds, (*map(min, zip(*places)), *map(max, zip(*places)), max(row["time"] for row in rows)), "contents")
        stored = database.execute('SELECT * FROM positions ORDER BY fid').fetchall()
        equal(len(stored), len(rows), "rows")
        for (_, geometry, *values), row in zip(stored, rows):
            lon, lat = row.pop("longitude"), row.pop("latitude")
            wanted = struct.pack("<2sBBiBIdd", b"GP", 0, 1, 4326, 1, 1, float(lon), float(lat)) if lon else None
            equal(geometry, wanted, "geometry")
            equal([v if isinstance(v, str) else None if v is None else float(v) for v in values],
                  [None if v == "" else v if name in ("time", "class", "stations") else float(v)
                   for name, v in row.items()], "values")
    database.close()
    place.cleanup()
    place, path = written("tracks", store, "gpkg")
    whole = vertices(table("tracks", store))
    with sqlite3.connect(path) as database:
        for track, blob in database.execute("SELECT track, geom FROM tracks").fetchall():
            equal(blob[:4], b"GP\0\3", "header")
            _, kind, parts = struct.unpack_from("<BII", blob, 40)
            equal(kind, 2005, "kind")
            at, flat = 49, []
            for _ in range(parts):
                order, line, count = struct.unpack_from("<BII", blob, at)
                equal((order, line), (1, 2002), "line")
                flat += [struct.unpack_from("<ddd", blob, at + 9 + 24 * i) for i in range(count)]
                at += 9 + 24 * count
            equal(at, len(blob), "size")
            equal([v for v in flat if abs(v[0]) != 180],
                  [(float(lon), float(lat), float(seconds(time))) for time, lon, lat in whole[track]
                   if abs(float(lon)) != 180], "vertices")
    database.close()
    place.cleanup()


@claims_of([("gpx",), ("kml",)])
def a_track_has_a_time_at_every_place_in(format_name):
    store, _ = made()
    text = query("tracks", store, "--format", format_name, "--mmsi", "219000001")
    root = xml.etree.ElementTree.fromstring(text)
    names = {"gpx": "{http://www.topografix.com/GPX/1/1}", "kml": "{http://www.opengis.net/kml/2.2}",
             "gx": "{http://www.google.com/kml/ext/2.2}"}
    wanted = [v for track in vertices(table("tracks", store, "--mmsi", "219000001")).values() for v in track]
    if format_name == "gpx":
        found = [(p.find(f"{names['gpx']}time").text, p.get("lon"), p.get("lat"))
                 for p in root.iter(f"{names['gpx']}trkpt")]
    else:
        times = [e.text for e in root.iter(f"{names['kml']}when")]
        found = [(t, *e.text.split()[:2]) for t, e in zip(times, root.iter(f"{names['gx']}coord"), strict=True)]
    equal(found, wanted, "vertices")
    equal({e.text for e in root.iter(f"{names[format_name]}name")} - {"tracks"}, {"A&B <>"}, "name")


@claim
def the_same_question_gives_the_same_bytes():
    store, _ = made()
    for format_name in ("csv", "geojson", "gpkg", "gpx", "kml"):
        first, one = written("tracks", store, format_name)
        second, other = written("tracks", store, format_name)
        assert one.read_bytes() == other.read_bytes(), format_name
        first.cleanup(), second.cleanup()


@claim
def a_broken_chunk_is_left_out_and_told():
    with folder() as here:
        shutil.copytree(made()[0], here / "store")
        files = [file for file in (here / "store").iterdir() if file.read_bytes()[:6] == b"SQLite"]
        with sqlite3.connect(files[0]) as database:
            count = database.execute("SELECT position_count FROM chunk ORDER BY id LIMIT 1").fetchone()[0]
            database.execute("UPDATE chunk SET data = x'00' WHERE id = (SELECT min(id) FROM chunk)")
        database.close()
        rows = table("positions", here / "store", err="narrows query: 1 chunks are broken and left out\n")
        whole = len(table("positions", made()[0]))
        assert whole - count <= len(rows) < whole, (whole, count, len(rows))


MISTAKES = [
    ("nothing asked", (), "positions, tracks"),
    ("something that is not there", ("ships",), "ships"),
    ("two things", ("positions", "tracks"), "tracks"),
    ("no store", ("positions",), "--store"),
    ("no box", ("positions", "--bbox", "1,2,3"), "1,2,3"),
    ("a box upside down", ("positions", "--bbox", "1,3,2,2"), "1,3,2,2"),
    ("a box beyond the pole", ("positions", "--bbox", "1,2,3,91"), "91"),
    ("no MMSI", ("positions", "--mmsi", "12a"), "12a"),
    ("no time", ("positions", "--from", "yesterday"), "yesterday"),
    ("a time from its end", ("positions", "--store", "x", "--from", "2018-11-20", "--to", "2018-11-19"), "--from"),
    ("no gap", ("tracks", "--gap", "30days"), "30days"),
    ("a gap too long", ("tracks", "--gap", "25h"), "25h"),
    ("no distance", ("tracks", "--simplify", "-3m"), "-3m"),
    ("simplified positions", ("positions", "--store", "x", "--simplify", "3m"), "--simplify"),
    ("no format", ("tracks", "--format", "shp"), "shp"),
    ("a GeoPackage to standard output", ("tracks", "--store", "x", "--format", "gpkg"), "--output"),
    ("voyages in GPX", ("voyages", "--store", "x", "--format", "gpx"), "voyages"),
    ("no gate", ("positions", "--store", "x", "--gate", "1,2,3"), "1,2,3"),
    ("a gate of no waters", ("positions", "--store", "x", "--gate", "drogden"), "drogden"),
    ("a gate that is not there", ("positions", "--store", "x", "--gate", "no", "--waters", "oresund"), "'no'"),
    ("waters that are not there", ("positions", "--store", "x", "--gate", "no", "--waters", "sargasso"), "sargasso"),
    ("an unknown option", ("positions", "--limit", "3"), "--limit"),
]


@claims_of(MISTAKES)
def is_a_mistake_told_in_a_line(_, words, named):
    status, out, err = run("query", *words)
    equal((status, out, len(err.splitlines())), (2, "", 1), f"status, output, lines of {err!r}")
    assert named in err, err


@claim
def what_cannot_be_read_or_written_is_told_and_leaves_nothing():
    store, _ = made()
    with folder(file="x") as here:
        for words in ((here / "none",), (here,), (store, "--output", here / "no" / "file"),
                      (store, "--output", here / "no" / "file", "--format", "gpkg"), (store, "--output", here)):
            status, out, err = run("query", "positions", "--store", *words)
            equal((status, out, len(err.splitlines())), (1, "", 1), f"status, output, lines of {err!r}")
        equal([file.name for file in here.iterdir()], ["file"], "files")
    if pathlib.Path("/dev/full").exists():
        with open("/dev/full", "wb") as full:
            done = subprocess.run([NARROWS, "query", "positions", "--store", store], stdout=full,
                                  stderr=subprocess.PIPE, timeout=60)
        equal((done.returncode, done.stderr.decode()),
              (1, "narrows query: standard output: cannot write: No space left on device\n"), "a full disk")


def memory_kb(store, *words):
    """The greatest resident memory of the program's own while its answer is read."""
    child = subprocess.Popen([NARROWS, "query", *words, "--store", store], stdout=subprocess.PIPE)
    most = 0
    try:
        while child.stdout.read(1 << 16):
            found = re.search(r"RssAnon:\s+(\d+) kB", pathlib.Path(f"/proc/{child.pid}/status").read_text())
            most = max(most, int(found[1]) if found else 0)
        equal(child.wait(60), 0, "exit status")
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    return most


def rows_of(count):
    return "time,mmsi,lat,lon\n" + "".join(
        f"{BEGIN + i // 100},{219000000 + i % 100},{55 + i / count:.6f},{12 + i % 1000 / 1000:.6f}\n"
        for i in range(count))


@claim
def memory_is_the_same_for_ten_times_as_many_rows():
    count, margin_kb = 30_000, 512
    kinds = (("positions",), ("tracks", "--format", "geojson"), ("positions", "--format", "kml"),
             ("positions", "--bbox", "0,0,90,90"))
    with folder() as here:
        (here / "one.csv").write_text(rows_of(count))
        (here / "ten.csv").write_text(rows_of(10 * count))
        for name in ("one", "ten"):
            import_to(here / name, here / f"{name}.csv", "--columns", "time=time,mmsi=mmsi,lat=lat,lon=lon")
        words = []
        for kind in kinds:
            one, ten = memory_kb(here / "one", *kind), memory_kb(here / "ten", *kind)
            words.append(f"{' '.join(kind)}: {one} kB and {ten} kB")
            assert ten <= one + margin_kb, words[-1]
    return words
