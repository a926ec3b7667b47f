"""Every file in waters/ and data/land/ is sound."""
# SPDX-License-Identifier: Apache-2.0
import datetime
import json

from harness import ROOT, claim, claims_of, equal

LANGUAGES = {"en", "ar", "fa"}
GEOMETRY = {"waters": "Polygon", "lane": "Polygon", "separation_zone": "Polygon", "separation_line": "LineString",
            "gate": "LineString", "anchorage": "Polygon", "port": "Point", "ferry": "LineString", "land": "Polygon"}
FILES = [(str(path.relative_to(ROOT)),) for folder in ("waters", "data/land")
         for path in sorted((ROOT / folder).glob("*.geojson"))]
WATERS = [row for row in FILES if row[0].startswith("waters/")]


def features(path):
    collection = json.loads((ROOT / path).read_text(encoding="utf-8"))
    equal(collection["type"], "FeatureCollection", "type")
    assert collection["attribution"], "no attribution"
    return collection["features"]


def lines_of(geometry):
    """All coordinate lists of a geometry."""
    depth = {"Point": 0, "LineString": 1, "Polygon": 2}[geometry["type"]]
    coordinates = geometry["coordinates"]
    return {0: [[coordinates]], 1: [coordinates], 2: coordinates}[depth]


def turn(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def cross(a, b, c, d):
    """Whether two line pieces cross each other, touching left aside."""
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def crossing(ring):
    """Where a ring crosses itself, or None. Pieces are compared with those that begin west of their end."""
    pieces = sorted((min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1]), a, b)
                    for a, b in zip(ring, ring[1:]))
    for i, (_, east, south, north, a, b) in enumerate(pieces):
        for west2, _, south2, north2, c, d in pieces[i + 1:]:
            if west2 > east:
                break
            if south2 <= north and north2 >= south and cross(a, b, c, d):
                return a, b, c, d
    return None


def area_doubled(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))


@claims_of(FILES)
def coordinates_are_on_the_globe_and_of_the_kind_of_geometry_that_the_feature_says(path):
    for feature in features(path):
        kind, geometry = feature["properties"]["kind"], feature["geometry"]
        equal(feature["type"], "Feature", "type")
        equal(geometry["type"], GEOMETRY[kind], f"geometry of a {kind}")
        for line in lines_of(geometry):
            assert geometry["type"] == "Point" or len(line) >= 2, f"{feature.get('id')} is too short"
            for x, y in line:
                assert -180 <= x <= 180 and -90 <= y <= 90, f"{feature.get('id')}: {x}, {y}"


@claims_of(FILES)
def rings_are_closed_and_do_not_cross_themselves(path):
    for feature in features(path):
        if feature["geometry"]["type"] == "Polygon":
            for ring in feature["geometry"]["coordinates"]:
                assert len(ring) >= 4 and ring[0] == ring[-1], f"{feature.get('id')} has an open ring: {ring[:3]}"
                assert not crossing(ring), f"{feature.get('id')} crosses itself at {crossing(ring)}"


@claims_of(WATERS)
def outer_rings_run_counterclockwise(path):
    for feature in features(path):
        if feature["geometry"]["type"] == "Polygon":
            assert area_doubled(feature["geometry"]["coordinates"][0]) > 0, feature["id"]


@claims_of(WATERS)
def everything_has_an_id_of_its_own_and_a_name_in_three_languages(path):
    ids = [feature["id"] for feature in features(path)]
    equal(len(set(ids)), len(ids), "different ids")
    for feature in features(path):
        name = feature["properties"]["name"]
        assert set(name) == LANGUAGES and all(name.values()), f"{feature['id']}: {name}"


@claims_of(WATERS)
def the_first_feature_and_no_other_is_the_waters_and_its_land_file_exists(path):
    kinds = [feature["properties"]["kind"] for feature in features(path)]
    assert kinds[0] == "waters" and kinds.count("waters") == 1, kinds
    properties = features(path)[0]["properties"]
    assert (ROOT / "data" / "land" / properties["land"]).is_file(), properties["land"]
    west, south = features(path)[0]["geometry"]["coordinates"][0][0]
    east, north = features(path)[0]["geometry"]["coordinates"][0][2]
    x, y = properties["view"]["centre"]
    assert west < x < east and south < y < north and 1 <= properties["view"]["zoom"] <= 20, properties["view"]


@claims_of(WATERS)
def every_lane_and_zone_says_from_when_it_holds(path):
    for feature in features(path):
        if feature["properties"]["kind"] in ("lane", "separation_zone", "separation_line"):
            datetime.date.fromisoformat(feature["properties"]["valid_from"])


@claims_of(WATERS)
def a_lane_holds_the_middle_of_its_centreline(path):
    for feature in features(path):
        if feature["properties"]["kind"] == "lane":
            centre = feature["properties"]["centreline"]
            middle = [(centre[0][i] + centre[1][i]) / 2 for i in (0, 1)]
            assert holds(feature["geometry"]["coordinates"][0], middle), feature["id"]


def holds(ring, point):
    inside = False
    for a, b in zip(ring, ring[1:]):
        if (a[1] > point[1]) != (b[1] > point[1]):
            inside ^= point[0] < a[0] + (b[0] - a[0]) * (point[1] - a[1]) / (b[1] - a[1])
    return inside


@claim
def the_check_finds_a_ring_that_crosses_itself():
    assert crossing([[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]])
    assert not crossing([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]])
