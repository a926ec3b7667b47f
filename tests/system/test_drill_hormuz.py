"""A day of drills/hormuz.json by its truth: nobody on land, everybody the right way through the lanes.

What is land and which way a lane goes is reckoned here from the GeoJSON, not by the program."""
# SPDX-License-Identifier: Apache-2.0
import collections
import functools
import json
import math

from harness import ROOT, claim, equal, folder, run

WATERS = ROOT / "waters" / "hormuz.geojson"
BIN_DEG = 0.01
POSITIONS_S = 300


def features(path):
    return json.loads(path.read_text(encoding="utf-8"))["features"]


class Area:
    """Polygons, their edges sorted by latitude, so that few are asked for a place."""

    def __init__(self, rings):
        self.bins = collections.defaultdict(list)
        for ring in rings:
            for a, b in zip(ring, ring[1:]):
                low, high = sorted((a[1], b[1]))
                for row in range(math.floor(low / BIN_DEG), math.floor(high / BIN_DEG) + 1):
                    self.bins[row].append((a[0], a[1], b[0], b[1]))

    def holds(self, x, y):
        inside = False
        for ax, ay, bx, by in self.bins.get(math.floor(y / BIN_DEG), ()):
            if (ay > y) != (by > y):
                inside ^= x < ax + (bx - ax) * (y - ay) / (by - ay)
        return inside


def bearing(a, b):
    east = (b[0] - a[0]) * math.cos(math.radians((a[1] + b[1]) / 2))
    return math.degrees(math.atan2(east, b[1] - a[1])) % 360


def leg_course(line, x, y):
    """The course of the leg of a line that is nearest to a place."""
    def distance(a, b):
        scale = math.cos(math.radians(y))
        ax, bx, px = a[0] * scale, b[0] * scale, x * scale
        dx, dy = bx - ax, b[1] - a[1]
        part = min(1, max(0, ((px - ax) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy)))
        return math.hypot(px - ax - part * dx, y - a[1] - part * dy)
    return bearing(*min(zip(line, line[1:]), key=lambda leg: distance(*leg)))


def turned(one, other):
    return abs((one - other + 180) % 360 - 180)


@functools.cache
def land():
    return Area([ring for feature in features(ROOT / "data" / "land" / "hormuz.geojson")
                 for ring in feature["geometry"]["coordinates"]])


@functools.cache
def day():
    """The rows of truth of a whole day, by kind."""
    rows = collections.defaultdict(list)
    with folder() as here:
        status, _, error = run("drill", "run", ROOT / "drills" / "hormuz.json", "--output", "/dev/null",
                               "--truth", here / "truth.jsonl", "--positions", POSITIONS_S, seconds=300)
        equal((status, error), (0, ""), "status")
        with open(here / "truth.jsonl", encoding="utf-8") as lines:
            for line in lines:
                if not line.startswith(('{"truth":"heard"', '{"truth":"encounter"')):
                    row = json.loads(line)
                    rows[row["truth"]].append(row)
    return rows


@claim
def six_hundred_ships_are_at_sea_at_every_moment():
    by_time = collections.Counter(row["time"] for row in day()["position"])
    equal(len(by_time), 24 * 3600 // POSITIONS_S + 1, "moments")
    equal(set(by_time.values()), {600}, "ships at each")


@claim
def no_ship_is_on_land_in_a_day():
    ashore = [row for row in day()["position"] if land().holds(row["lon"], row["lat"])]
    equal(ashore[:3], [], f"{len(ashore)} positions on land")
    assert land().holds(56.2, 26.1) and land().holds(55.5, 24.5) and not land().holds(56.5, 26.59), "what is land"


@claim
def everybody_in_a_lane_goes_its_way():
    for lane in features(WATERS):
        if lane["properties"]["kind"] != "lane":
            continue
        area, line = Area(lane["geometry"]["coordinates"]), lane["properties"]["centreline"]
        inside = [row for row in day()["position"] if area.holds(row["lon"], row["lat"])]
        wrong = [row for row in inside if turned(row["course"], leg_course(line, row["lon"], row["lat"])) > 45]
        assert len(inside) > 200, f"{lane['id']}: {len(inside)} positions"
        equal(wrong[:3], [], f"{lane['id']}: {len(wrong)} of {len(inside)} go another way")


@claim
def the_anchorages_are_well_filled():
    first = [row for row in day()["position"] if row["time"] == day()["position"][0]["time"]]
    for lane in features(WATERS):
        if lane["properties"]["kind"] == "anchorage":
            area = Area(lane["geometry"]["coordinates"])
            still = [row for row in first if row["speed_kn"] < 1.5 and area.holds(row["lon"], row["lat"])]
            assert len(still) >= 25, f"{lane['id']}: {len(still)} ships"


@claim
def ships_pass_the_strait_both_ways():
    ways = collections.Counter(row["direction"] for row in day()["crossing"] if row["gate"] == "gate-east")
    assert min(ways[1], ways[-1]) > 40 and sum(ways.values()) < 250, ways


@claim
def every_identity_is_under_a_country_code_that_is_nobody_s():
    codes = {str(row["mmsi"])[:3] for row in day()["ship"]}
    equal(codes, {"799"}, "country codes")


@claim
def pilots_and_tugs_meet_ships_and_stay_beside_them():
    ships = {row["mmsi"]: row for row in day()["ship"]}
    at = {(row["mmsi"], row["time"]): row for row in day()["position"]}
    times = sorted({row["time"] for row in day()["position"]})
    met, seen = collections.Counter(), 0
    for row in day()["alongside"]:
        boat, ship = row["mmsi"]
        met[ships[boat]["type"]] += 1
        for time in [time for time in times if row["from"] < time < row["to"]]:
            one, other = at[boat, time], at[ship, time]
            east = (one["lon"] - other["lon"]) * 111320 * math.cos(math.radians(one["lat"]))
            north = (one["lat"] - other["lat"]) * 110800
            assert math.hypot(east, north) < 60, f"{math.hypot(east, north):.0f} m apart: {one}, {other}"
            assert abs(one["speed_kn"] - other["speed_kn"]) < 0.1, f"{one}, {other}"
            seen += 1
    assert met[50] >= 30 and met[52] >= 15 and set(met) == {50, 52}, met
    assert seen > 100, seen
    # Between two ships each is at her station again: pilots and tugs lie there for most of the day.
    boats = {row["mmsi"][0] for row in day()["alongside"]}
    still = [row for row in day()["position"] if row["mmsi"] in boats and row["speed_kn"] == 0]
    assert len(still) > len(boats) * len(times) / 2, f"{len(still)} of {len(boats) * len(times)}"
