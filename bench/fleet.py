"""A scenario for `narrows drill run`: some thousand ships on the open sea, all heard by one station without noise."""
# SPDX-License-Identifier: Apache-2.0
CENTRES = [(55 + 1.4 * x, 12 + 7 * x % 5 * 1.6) for x in range(8)]
FROM = "2027-03-01T00:00:00Z"
FROM_S = 1803859200


def square(centre, half):
    return [[centre[0] + x * half, centre[1] + y * half] for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]


def scenario(ships, minutes):
    """A tenth sails from place to place; half lies at anchor in eight areas; the rest, of class B, lies or fishes there."""
    def share(part):
        return max(1, round(ships * part))
    routes, areas, fleets = {}, [], []
    for i, centre in enumerate(CENTRES):
        ways = dict.fromkeys((centre, CENTRES[(i + 3) % 8], CENTRES[(3 * i + 1) % 8]))
        routes[f"route {i}"] = [f"{x:.2f},{y:.2f}" for x, y in ways]
        areas.append({"id": f"area {i}", "ring": square(centre, 0.4)})
        fleets += [
            {"name": f"TANKERS {i}", "count": share(0.008), "class": "A", "type": 80, "length_m": [150, 330],
             "speed_kn": [10, 16], "routes": [f"route {i}"], "spread_m": 3000},
            {"name": f"CARGO {i}", "count": share(0.005), "class": "A", "type": 70, "length_m": [80, 300],
             "speed_kn": [12, 22], "routes": [f"route {(i + 1) % 8}"], "spread_m": 5000, "returns": True,
             "wait_min": [30, 300]},
            {"name": f"ROADS {i}", "count": share(0.06), "class": "A", "type": 70, "length_m": [80, 300],
             "speed_kn": [8, 14], "area": f"area {i}", "anchor_share": 0.97},
            {"name": f"BOATS {i}", "count": share(0.052), "class": "B", "type": 30, "length_m": [8, 30],
             "speed_kn": [2, 9], "area": f"area {i}", "anchor_share": 0.7}]
    return {"drill": "Ships to measure the archive with", "from": FROM, "minutes": minutes, "seed": 1,
            "stations": [{"name": "all", "at": [60, 15], "height_m": 100, "range_nmi": 1000, "noise": False}],
            "routes": routes, "areas": areas, "fleets": fleets}
