"""The archive over HTTP: OGC API - Features, by GDAL's client and by hand, and what the playback asks for."""
# SPDX-License-Identifier: Apache-2.0
import atexit
import collections
import contextlib
import datetime
import functools
import json
import os
import random
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
import urllib.parse

import sentences as s
from harness import Node, ROOT, Skip, claim, claims_of, equal, folder, free_port, run, wait_until
from live import WORLD, Viewer

BEGIN = 1542625200  # 2018-11-19T11:00:00Z
HOURS = 3
SHIPS = 12
DEGREE = 600000
Row = collections.namedtuple("Row", "mmsi kind time lon lat")


def turned(angle):
    return (angle + 180 * DEGREE) % (360 * DEGREE) - 180 * DEGREE


@functools.cache
def traffic():
    """Ships in the Sound, and two that go to and fro over the antimeridian; now and then two reports of a
    second, a silence of half an hour, and one over midnight."""
    dice, rows = random.Random(7), set()
    for ship in range(SHIPS):
        mmsi, kind = 219000001 + ship, "class_b" if ship % 5 == 4 else "class_a"
        lon, lat = (179.99, -17.0) if ship in (3, 4) else (12.5 + ship / 100, 55.5 + ship / 20)
        begin = BEGIN + 12 * 3600 if ship == 7 else BEGIN
        for t in range(begin, begin + HOURS * 3600, 10 + ship):
            if ship % 3 == 0 and 3600 <= t - begin < 5400:
                continue
            lon += 0.0005 * (1 if (t - begin) // 1800 % 2 == 0 else -1)
            lat += dice.uniform(-0.0003, 0.0004)
            for copy in range(2 if dice.random() < 0.02 else 1):
                rows.add(Row(mmsi, kind, t, turned(round(lon * DEGREE) + 60 * copy), round(lat * DEGREE)))
    return sorted(rows)


def sentences_of(rows):
    """The traffic as a log: each ship says its name and voyage once an hour, every third report is heard twice."""
    names = {}
    for i, row in enumerate(sorted(rows, key=lambda row: row.time)):
        if row.time - names.get(row.mmsi, 0) >= 3600 and row.kind == "class_a":
            names[row.mmsi] = row.time
            for part in s.parts_of(s.voyage(row.mmsi, f"SHIP {row.mmsi % 100}"), 2, str(i % 10)):
                yield s.tag(f"s:roof,c:{row.time}") + part
        make = s.position if row.kind == "class_a" else s.class_b
        sentence = s.vdm_of(make(mmsi=row.mmsi, lon=row.lon / DEGREE, lat=row.lat / DEGREE))
        yield s.tag(f"s:roof,c:{row.time}") + sentence
        if i % 3 == 0:
            yield s.tag(f"s:larak,c:{row.time}") + sentence


@functools.cache
def store():
    """A store with the traffic, made once, and kept until the tests end."""
    here = tempfile.mkdtemp(prefix="narrows-test-")
    atexit.register(shutil.rmtree, here)
    log = os.path.join(here, "log")
    with open(log, "w") as file:
        file.writelines(line + "\r\n" for line in sentences_of(traffic()))
    status, out, err = run("import", log, "--store", os.path.join(here, "store"))
    equal(status, 0, f"import ({err})")
    assert f"kept: {len(traffic())} positions" in out, out
    return os.path.join(here, "store")


@contextlib.contextmanager
def node(*more):
    with folder(narrows_conf="[source x]\nfrom = udp://127.0.0.1:0\n") as here:
        with Node("run", "-c", here / "narrows.conf", "--store", store(), "--waters",
                  ROOT / "waters/oresund.geojson", *more) as running:
            yield running


def row_of(feature):
    """A feature of positions as a row of the traffic."""
    lon, lat = feature["geometry"]["coordinates"]
    told = feature["properties"]
    seconds = datetime.datetime.fromisoformat(told["time"].replace("Z", "+00:00")).timestamp()
    return Row(told["mmsi"], told["class"], round(seconds), round(lon * DEGREE), round(lat * DEGREE))


def words(t):
    return datetime.datetime.fromtimestamp(t, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def pages(running, collection, **query):
    """All pages by their links."""
    path = f"/ogc/collections/{collection}/items?" + urllib.parse.urlencode(query)
    while path is not None:
        page = running.json(path, 30)
        equal(page["numberReturned"], len(page["features"]), "numberReturned")
        assert len(page["features"]) <= int(query.get("limit", 100)), "more than the limit"
        links = {link["rel"]: link["href"] for link in page["links"]}
        equal(links["self"].startswith(running.url), True, "self")
        yield page
        path = links["next"].removeprefix(running.url) if "next" in links else None


def features(running, collection, **query):
    return [feature for page in pages(running, collection, **query) for feature in page["features"]]


def is_in(box, row):
    west, south, east, north = (edge * DEGREE for edge in box)
    inside = west <= row.lon <= east if west <= east else row.lon >= west or row.lon <= east
    return inside and south <= row.lat <= north


@claim
def positions_are_those_that_were_heard():
    with node() as running:
        found = features(running, "positions", limit=10000)
        equal(len(found), len(traffic()), "positions")
        equal([row_of(feature) for feature in found], sorted(traffic()), "rows")
        equal(len({feature["id"] for feature in found}), len(found), "different ids")
        told = found[0]["properties"]
        equal((told["speed"], told["course"], told["heading"], told["status"]), (12.3, 283.5, 299, 0), "values")
        equal({tuple(f["properties"]["stations"]) for f in found}, {("roof",), ("roof", "larak")}, "stations")


@claims_of([(7,), (100,), (9999,)])
def pages_lose_nothing_and_repeat_nothing_with_a_limit_of(limit):
    with node() as running:
        rows = [row for row in traffic() if row.mmsi in (219000002, 219000005)]
        found = [feature for mmsi in (219000002, 219000005)
                 for feature in features(running, "positions", limit=limit, mmsi=mmsi)]
        equal([row_of(feature) for feature in found], rows, "rows")
        if limit >= 100:
            equal([row_of(f) for f in features(running, "positions", limit=limit)], sorted(traffic()), "all rows")


@claims_of([
    ("a box", (12.52, 55.6, 12.58, 55.9)),
    ("across the antimeridian", (179.995, -20, -179.99, 0)),
    ("east of it", (-180, -20, -179.99, 0)),
    ("the world", (-180, -90, 180, 90)),
    ("nothing", (0, 0, 1, 1)),
])
def a_box_gives_what_is_in_it(_, box):
    with node() as running:
        found = features(running, "positions", limit=1000, bbox=",".join(map(str, box)))
        equal([row_of(f) for f in found], sorted(row for row in traffic() if is_in(box, row)), "rows")
        six = features(running, "positions", limit=1000, bbox="{},{},-5,{},{},9000".format(*box))
        equal(len(six), len(found), "with heights")


@claims_of([
    ("an instant", f"{words(BEGIN + 110)}", BEGIN + 110, BEGIN + 110),
    ("an interval", f"{words(BEGIN + 100)}/{words(BEGIN + 900)}", BEGIN + 100, BEGIN + 900),
    ("from a time on", f"{words(BEGIN + 9000)}/..", BEGIN + 9000, 1 << 40),
    ("until a time", f"../{words(BEGIN + 600)}", 0, BEGIN + 600),
    ("another clock", "2018-11-19T12:01:40+01:00/2018-11-19T11:15:00Z", BEGIN + 100, BEGIN + 900),
])
def a_time_gives_what_was_then(_, when, first, last):
    with node() as running:
        found = features(running, "positions", limit=1000, datetime=when)
        equal([row_of(f) for f in found], sorted(row for row in traffic() if first <= row.time <= last), "rows")
        box = (12.4, 55.4, 12.6, 55.8)
        found = features(running, "positions", limit=50, datetime=when, bbox=",".join(map(str, box)), mmsi=219000002)
        equal([row_of(f) for f in found],
              [row for row in traffic() if first <= row.time <= last and is_in(box, row) and row.mmsi == 219000002],
              "rows of both")


@claim
def every_feature_is_found_by_its_id_and_by_no_other():
    with node() as running:
        for collection in ("positions", "tracks", "vessels", "voyages", "waters"):
            feature = features(running, collection, limit=7)[5]
            alone = running.json(f"/ogc/collections/{collection}/items/{feature['id']}")
            alone.pop("links", None)
            equal(alone, feature, f"the one of {collection}")
            equal(running.get(f"/ogc/collections/{collection}/items/{feature['id']}9")[0], 404, "another")


def days():
    return collections.Counter((row.mmsi, row.kind, row.time // 86400) for row in traffic())


@claim
def tracks_are_days_of_transmitters_cut_at_gaps_and_at_the_antimeridian():
    with node() as running:
        found = features(running, "tracks", limit=3)
        told = {(f["properties"]["mmsi"], f["properties"]["class"],
                 int(f["id"].split("-")[2]) // 86400000): f for f in found}
        equal({key: f["properties"]["positions"] for key, f in told.items()}, dict(days()), "positions a day")
        for (mmsi, _, day), feature in told.items():
            rows = [row for row in traffic() if row.mmsi == mmsi and row.time // 86400 == day]
            cuts = sum(b.time - a.time > 600 or abs(b.lon - a.lon) > 180 * DEGREE for a, b in zip(rows, rows[1:]))
            lines = feature["geometry"]["coordinates"]
            equal(len(lines), 1 + cuts, f"lines of {mmsi}")
            assert all(abs(b[0] - a[0]) < 1 for line in lines for a, b in zip(line, line[1:])), "a line round the Earth"
            assert all(len(line) > 1 for line in lines), "a line of one position"
        assert any(len(f["geometry"]["coordinates"]) > 4 for f in found), "none crosses the antimeridian"
        equal(sum(abs(p[0]) == 180 for line in told[219000004, "class_a", BEGIN // 86400]["geometry"]["coordinates"]
                  for p in (line[0], line[-1])) % 2, 0, "ends on it come in pairs")
        box = (12.52, 55.6, 12.58, 55.9)
        inside = {(row.mmsi, row.kind, row.time // 86400) for row in traffic() if is_in(box, row)}
        met = {(f["properties"]["mmsi"], f["properties"]["class"], int(f["id"].split("-")[2]) // 86400000)
               for f in features(running, "tracks", limit=2, bbox=",".join(map(str, box)))}
        equal(met, inside, "tracks in the box")


@claim
def vessels_and_voyages_are_what_ships_said():
    with node() as running:
        ships = {row.mmsi for row in traffic() if row.kind == "class_a"}
        vessels = features(running, "vessels", limit=5)
        equal({f["properties"]["mmsi"] for f in vessels}, ships, "ships")
        for feature in vessels:
            told = feature["properties"]
            equal((told["name"], told["callsign"], told["to_bow"]), (f"SHIP {told['mmsi'] % 100}", "OXYZ2", 50), "said")
            until = datetime.datetime.fromisoformat(told["until"].replace("Z", "+00:00")).timestamp()
            last = [row for row in traffic() if row.mmsi == told["mmsi"] and row.time <= until][-1]
            there = [round(angle * DEGREE) for angle in feature["geometry"]["coordinates"]]
            equal(there, [last.lon, last.lat], "place")
        voyages = features(running, "voyages", limit=5)
        equal({(f["properties"]["mmsi"], f["properties"]["destination"]) for f in voyages},
              {(mmsi, "HELSINGBORG") for mmsi in ships}, "voyages")
        equal({f["geometry"]["type"] for f in voyages}, {"MultiLineString"}, "geometry")
        east = features(running, "vessels", bbox="-180,-20,180,0")
        assert {f["properties"]["mmsi"] for f in east} <= {219000004, 219000005}, "a ship elsewhere"
        equal(len(features(running, "vessels", datetime=f"../{words(BEGIN - 3600)}")), 0, "before all")


@claim
def waters_are_the_features_of_the_file():
    with open(ROOT / "waters/oresund.geojson") as file:
        wanted = json.load(file)["features"]
    with node() as running:
        equal(features(running, "waters", limit=4), wanted, "features")
        equal(features(running, "waters", bbox="0,0,1,1"), [], "elsewhere")
        assert 0 < len(features(running, "waters", bbox="12.5,55.9,12.7,56.1")) < len(wanted), "in a box"


@claims_of([
    ("limit=0", "limit"), ("limit=x", "limit"), ("bbox=1,2,3", "bbox"), ("bbox=1,2,3,nan", "bbox"),
    ("bbox=1,5,2,4", "south"), ("datetime=yesterday", "2018-11-19T11:00:00Z"), ("next=1", "next"),
    ("colour=red", "bbox datetime limit"), ("limit=1&limit=2", "twice"), ("f=html", "json"), ("mmsi=x", "digits"),
])
def bad_parameters_are_told_with_400(query, reason):
    with node() as running:
        status, kind, body = running.get(f"/ogc/collections/positions/items?{query}")
        equal((status, kind), (400, "application/json"), "answer")
        assert reason in json.loads(body)["error"], body


@claim
def the_description_names_every_page_and_what_it_refers_to_is_there():
    with node() as running:
        landing = {link["rel"]: link for link in running.json("/ogc")["links"]}
        equal(set(landing), {"self", "service-desc", "conformance", "data"}, "links")
        for link in landing.values():
            status, kind, _ = running.get(link["href"].removeprefix(running.url))
            equal((status, kind), (200, link["type"]), link["href"])
        described = running.json("/ogc/api")
        assert described["openapi"].startswith("3.0."), described["openapi"]
        for reference in re.findall(r'"#/components/([^"]+)"', json.dumps(described)):
            kind, name = reference.split("/")
            assert name in described["components"][kind], reference
        identities = [page["get"]["operationId"] for page in described["paths"].values()]
        equal(len(set(identities)), len(identities), "different operations")
        for path in described["paths"]:
            if "{" not in path:
                equal(running.get(path)[0], 200, path)
        listed = running.json("/ogc/collections")["collections"]
        equal([c["id"] for c in listed], ["positions", "tracks", "vessels", "voyages", "waters"], "collections")
        for one in listed:
            equal(running.json(f"/ogc/collections/{one['id']}"), one, "the collection alone")


def ogrinfo(running, *arguments):
    if shutil.which("ogrinfo") is None:
        raise Skip("no ogrinfo (gdal-bin) here")
    done = subprocess.run(["ogrinfo", "-ro", f"OAPIF:{running.url}/ogc", *arguments], capture_output=True, text=True,
                          timeout=120)
    equal((done.returncode, done.stderr), (0, ""), "ogrinfo")
    return done.stdout


@claim
def gdal_lists_the_collections_and_reads_all_features():
    with node() as running:
        equal(re.findall(r"^\d: (\w+)", ogrinfo(running), re.M),
              ["positions", "tracks", "vessels", "voyages", "waters"], "collections")
        for collection in ("positions", "tracks", "vessels", "voyages", "waters"):
            out = ogrinfo(running, collection)
            wanted = len(features(running, collection, limit=10000))
            equal(out.count("OGRFeature("), wanted, f"features of {collection}")
            equal(int(re.search(r"Feature Count: (\d+)", out).group(1)), wanted, f"count of {collection}")
        out = ogrinfo(running, "positions", "-where", "mmsi = 219000004", "-spat", "-180", "-20", "-179.99", "0")
        wanted = [row for row in traffic() if row.mmsi == 219000004 and is_in((-180, -20, -179.99, 0), row)]
        equal(out.count("OGRFeature("), len(wanted), "features in a box")


def tracks_of(body):
    """The bytes of /api/history/tracks as docs/api.md has them: rows with their gap flags, and `next`."""
    version, count, _, _, positions, size = struct.unpack_from("<IIqqII", body)
    equal(version, 1, "version")
    begin, at, rows = struct.unpack_from("<q", body, 8)[0], 32 + -(-size // 4) * 4, []
    names = ["class_a", "class_b", "long_range", "aircraft", "base", "aid"]
    for _ in range(count):
        mmsi, kind, n = struct.unpack_from("<III", body, at)
        columns, at = [], at + 12
        for sign, width in (("I", 4), ("i", 4), ("i", 4), ("H", 2), ("H", 2), ("H", 2), ("B", 1), ("B", 1)):
            columns.append(struct.unpack_from(f"<{n}{sign}", body, at))
            at += width * n
        at += -at % 4
        rows += [(Row(mmsi, names[kind], begin // 1000 + ms // 1000, lon, lat), gap)
                 for ms, lon, lat, _, _, _, _, gap in zip(*columns)]
    equal((at, len(rows)), (len(body), positions), "size, positions")
    return rows, body[32:32 + size].decode()


@claim
def the_playback_gets_all_positions_of_a_time_with_their_gaps():
    with node() as running:
        path = f"/api/history/tracks?from={words(BEGIN)}&until={words(BEGIN + 7200)}"
        rows, after = tracks_of(running.get(path)[2])
        equal([row for row, _ in rows], [row for row in traffic() if row.time < BEGIN + 7200], "rows")
        equal(after, "", "next")
        for (row, gap), (before, _) in zip(rows[1:], rows):
            equal(bool(gap), row.mmsi == before.mmsi and row.time - before.time > 600, f"gap before {row}")
        simple, _ = tracks_of(running.get(path + "&simplify=50")[2])
        assert len(simple) < len(rows) / 4 and {row for row, _ in simple} <= {row for row, _ in rows}, len(simple)
        equal(sum(gap for _, gap in simple), sum(gap for _, gap in rows), "gaps stay")
        box = (12.52, 55.6, 12.58, 55.9)
        found = {row for row, _ in tracks_of(running.get(path + "&bbox=" + ",".join(map(str, box)))[2])[0]}
        inside = {row for row, _ in rows if is_in(box, row)}
        assert inside <= found and len(found) < len(inside) + 40, (len(inside), len(found))


@claim
def the_bar_of_the_playback_counts_what_was_heard():
    with node() as running:
        period = running.json("/api/history/period")
        equal((period["from"], period["until"]),
              tuple(words(pick(row.time for row in traffic())).replace("Z", ".000Z") for pick in (min, max)), "period")
        whole = running.json("/api/history/density")
        equal(len(whole["counts"]), 200, "buckets")
        assert abs(sum(whole["counts"]) - len(traffic())) < 100, sum(whole["counts"])
        hour = running.json(f"/api/history/density?buckets=4&from={words(BEGIN)}&until={words(BEGIN + 3600)}")
        wanted = sum(row.time < BEGIN + 3600 for row in traffic())
        assert abs(sum(hour["counts"]) - wanted) < wanted / 4, (hour, wanted)


@claim
def one_ships_track_has_its_speeds_and_gaps_and_all_have_names():
    with node() as running:
        ship = 219000001
        rows = [row for row in traffic() if row.mmsi == ship]
        told = running.json(f"/api/history/vessel?mmsi={ship}&from={words(BEGIN)}&until={words(BEGIN + 86400)}")
        equal([(p[0] // 1000, round(p[1] * DEGREE), round(p[2] * DEGREE), p[3], p[7]) for p in told["positions"]],
              [(row.time, row.lon, row.lat, 12.3, "class_a") for row in rows], "positions")
        gaps = [(a.time, b.time) for a, b in zip(rows, rows[1:]) if b.time - a.time > 600]
        equal([(g["from"], g["until"]) for g in told["gaps"]],
              [tuple(words(t).replace("Z", ".000Z") for t in gap) for gap in gaps], "gaps")
        equal((len(gaps), told["next"]), (1, None), "one gap, and no more pages")
        names = running.json(f"/api/history/names?at={words(BEGIN + 5000)}")["vessels"]
        equal({v["mmsi"]: v["name"] for v in names},
              {mmsi: f"SHIP {mmsi % 100}" for mmsi, kind, _ in days() if kind == "class_a"}, "names")
        equal(len(running.json(f"/api/history/names?at={words(BEGIN + 90000)}&mmsi={ship}")["vessels"]), 1, "one")


@claim
def what_is_too_long_for_one_answer_comes_in_pages():
    ships, count = 8, 30000
    wanted = [Row(419000001 + ship, "class_a", BEGIN + 2 * i, 33600000 + 60 * i, 15000000 + 60 * ship)
              for ship in range(ships) for i in range(count)]
    table = "time,mmsi,lon,lat\n" + "".join(
        f"{words(row.time)},{row.mmsi},{row.lon / DEGREE:.7f},{row.lat / DEGREE:.7f}\n" for row in wanted)
    with folder(table_csv=table, narrows_conf="[source x]\nfrom = udp://127.0.0.1:0\n") as here:
        status, _, err = run("import", here / "table.csv", "--store", here / "store",
                             "--columns", "time=time,mmsi=mmsi,lon=lon,lat=lat")
        equal(status, 0, f"import ({err})")
        with Node("run", "-c", here / "narrows.conf", "--store", here / "store") as running:
            period = f"from={words(BEGIN)}&until={words(BEGIN + 86400)}"
            rows, after, answers = [], "", 0
            while after or answers == 0:
                more, after = tracks_of(running.get(f"/api/history/tracks?{period}" + (after and f"&next={after}"))[2])
                rows, answers = rows + [row for row, _ in more], answers + 1
            equal((len(rows), answers), (len(wanted), 2), "positions and answers")
            equal(rows == wanted, True, "rows")
            found, path = [], f"/api/history/vessel?mmsi=419000003&{period}"
            page = running.json(path)
            found += page["positions"]
            equal(len(found), 20000, "the first answer")
            page = running.json(f"{path}&next={page['next']}")
            found += page["positions"]
            equal(page["next"], None, "after the second")
            equal([(p[0] // 1000, round(p[1] * DEGREE)) for p in found],
                  [(row.time, row.lon) for row in wanted if row.mmsi == 419000003], "positions of the ship")


@claim
def what_only_the_journal_has_is_shown_too():
    with folder() as here:
        with open(here / "log", "w") as file:
            file.writelines(line + "\r\n" for line in sentences_of(traffic()))
        with Node("run", "--replay", here / "log", "--speed", "0", "--store", here / "store") as running:
            def is_all_there():
                return running.json("/api/history/period")["until"] == words(max(r.time for r in traffic())).replace(
                    "Z", ".000Z")
            wait_until(is_all_there, "all of the log", 30)
            archive = running.json("/api/status")["archive"]
            assert archive["open"] > 0, archive
            found = [row_of(f) for f in features(running, "positions", limit=501)]
            equal(found, sorted(traffic()), "rows")


def slowly(running, path):
    """A connection with a small buffer that asked, and took a first piece of the answer."""
    peer = socket.socket()
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    peer.settimeout(20)
    peer.connect(("127.0.0.1", running.port))
    peer.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n\r\n".encode())
    assert peer.recv(64).startswith(b"HTTP/1.1 200"), "no answer"
    return peer


@claim
def slow_clients_hold_up_nobody_and_get_their_answer():
    path = "/ogc/collections/positions/items?limit=10000"
    with node() as running:
        whole = running.get(path)[2]
        before = running.memory_kb()
        with contextlib.ExitStack() as stack:
            peers = [stack.enter_context(slowly(running, path)) for _ in range(20)]
            started = time.monotonic()
            for _ in range(10):
                equal(running.get("/ogc/collections/positions/items?limit=10")[0], 200, "another's answer")
            assert time.monotonic() - started < 5, "others waited"
            grown = running.memory_kb() - before
            assert grown < 20 * len(whole) // 1024 + 40_000, f"grew by {grown} kB"
            size = 0
            while size < len(whole):
                size += len(peers[0].recv(1 << 16))
    return [f"20 answers of {len(whole) // 1024} kB: {grown} kB"]


@claim
def many_at_once_are_answered_or_told_to_come_again_and_the_picture_goes_on():
    port = free_port(socket.SOCK_DGRAM)
    with folder(narrows_conf=f"[source x]\nfrom = udp://127.0.0.1:{port}\n") as here:
        with Node("run", "-c", here / "narrows.conf", "--store", store()) as running, Viewer(running.port) as viewer:
            viewer.look(*WORLD)
            viewer.frame()
            statuses, longest, stop = collections.Counter(), 0.0, time.monotonic() + 4

            def ask():
                while time.monotonic() < stop:
                    statuses[running.get("/ogc/collections/positions/items?limit=10000", 30)[0]] += 1
            askers = [threading.Thread(target=ask) for _ in range(60)]
            for asker in askers:
                asker.start()
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
                last = time.monotonic()
                while time.monotonic() < stop:
                    sender.sendto(s.vdm_of(s.position()).encode() + b"\r\n", ("127.0.0.1", port))
                    viewer.frame()
                    now = time.monotonic()
                    longest, last = max(longest, now - last), now
            for asker in askers:
                asker.join()
            equal(set(statuses) <= {200, 503}, True, f"statuses {statuses}")
            assert statuses[200] > 0, statuses
            assert longest < 2.5, f"a frame came after {longest:.1f} s"
            equal(running.get("/api/history/period")[0], 200, "afterwards")
            equal(running.terminate(), 0, "exit status")
    return [f"{dict(statuses)}, frames at most {longest:.2f} s apart"]


@claim
def clients_that_go_away_are_not_worked_for():
    with node() as running:
        for _ in range(60):
            with socket.create_connection(("127.0.0.1", running.port), timeout=10) as peer:
                peer.sendall(b"GET /ogc/collections/positions/items?limit=10000 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        wait_until(lambda: running.get("/api/history/period")[0] == 200, "an answer", 15)
        answered = int(re.search(r"narrows_archive_answers_total (\d+)", running.get("/metrics")[2].decode()).group(1))
        assert answered < 30, f"{answered} were answered"
        equal(running.terminate(), 0, "exit status")
    return [f"{answered} of 60 were answered"]


@claim
def without_a_store_it_says_so():
    with folder(narrows_conf="[source x]\nfrom = udp://127.0.0.1:0\n") as here:
        with Node("run", "-c", here / "narrows.conf") as running:
            for path in ("/ogc", "/ogc/collections/positions/items", "/api/history/period"):
                status, kind, body = running.get(path)
                equal((status, kind), (404, "application/json"), path)
                assert "keeps no archive" in json.loads(body)["error"], body
