#!/usr/bin/env python3
"""Makes a land file of data/land/ from GSHHG: tools/land.py WEST SOUTH EAST NORTH [TOLERANCE] > data/land/NAME.geojson

TOLERANCE, in degrees, leaves out points that change the shore by less. Needs Debian's gmt,
gmt-gshhg-full and python3-shapely; nothing else of narrows does."""
# SPDX-License-Identifier: Apache-2.0
import json
import subprocess
import sys

from shapely.geometry import LineString, box
from shapely.ops import polygonize, unary_union

DECIMALS = 4  # of a degree: about 10 m
ATTRIBUTION = "GSHHG 2.3.7, Wessel and Smith 1996, LGPL-3.0-or-later"


def gmt(*words, text=""):
    return subprocess.run(["gmt", *words], input=text, capture_output=True, text=True, check=True).stdout


def shore_lines(region):
    """The shore lines inside the region, full resolution; GMT parts them with lines that begin with '>'."""
    lines = [[]]
    for line in gmt("coast", region, "-Df", "-M", "-W1/0.1p").splitlines():
        if line.startswith(">"):
            lines.append([])
        elif not line.startswith("#"):
            x, y = map(float, line.split()[:2])
            lines[-1].append((round(x if x <= 180 else x - 360, 6), round(y, 6)))
    return [LineString(points) for points in lines if len(points) > 1]


def land_pieces(region, edge, tolerance):
    """Shore lines and the box's edge cut the box into pieces; a point inside each says whether it is land."""
    pieces = list(polygonize(unary_union([*shore_lines(region), edge])))
    points = [piece.representative_point() for piece in pieces]
    text = "".join(f"{point.x} {point.y} {i}\n" for i, point in enumerate(points))
    on_land = gmt("select", "-Df", "-Ns/k/k/k/k", region, "-fg", text=text)
    chosen = sorted({int(float(line.split()[2])) for line in on_land.splitlines() if line.strip()})
    land = unary_union([pieces[i] for i in chosen]).simplify(tolerance)
    return list(getattr(land, "geoms", [land]))


def rounded(ring):
    """The ring in few decimals, without points that fell together; empty when nothing is left of it."""
    points = []
    for x, y in ring.coords:
        point = [round(x, DECIMALS), round(y, DECIMALS)]
        if not points or points[-1] != point:
            points.append(point)
    return points if len(points) >= 4 else []


def main():
    if len(sys.argv) not in (5, 6):
        sys.exit(__doc__)
    west, south, east, north, tolerance = map(float, [*sys.argv[1:], "0"][:5])
    features = []
    edge = box(west, south, east, north).exterior
    for piece in land_pieces(f"-R{west}/{east}/{south}/{north}", edge, tolerance):
        rings = [ring for ring in map(rounded, [piece.exterior, *piece.interiors]) if ring]
        geometry = json.dumps({"type": "Polygon", "coordinates": rings}, separators=(",", ":"))
        features.append(f'{{"type":"Feature","properties":{{"kind":"land"}},"geometry":{geometry}}}')
    print(f'{{"type": "FeatureCollection", "attribution": "{ATTRIBUTION}", "features": [')
    print(",\n".join(features) + "\n]}")


if __name__ == "__main__":
    main()
