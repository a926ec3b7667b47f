// SPDX-License-Identifier: Apache-2.0
// Moving or not, pointing where, shaped how.

import assert from "node:assert/strict";
import { test } from "node:test";
import { aTarget } from "./fixture";
import { hullOf, isMoving, moved, pointingDeg, shipGroup, title } from "./target";
import { Kind } from "./wire";

test("target: moves at half a knot; without speed, when it has a course and is not tied up", () => {
  const cases: [Parameters<typeof aTarget>[0], boolean][] = [
    [{ speedKn: 0.4 }, false],
    [{ speedKn: 0.5 }, true],
    [{ speedKn: 3, status: 5 }, true],
    [{ speedKn: NaN }, true],
    [{ speedKn: NaN, status: 1 }, false],
    [{ speedKn: NaN, courseDeg: NaN }, false],
  ];
  for (const [values, wanted] of cases)
    assert.equal(isMoving(aTarget(values)), wanted, JSON.stringify(values));
});

test("target: points by heading, else by course while moving, else nowhere", () => {
  assert.equal(pointingDeg(aTarget()), 18);
  assert.equal(pointingDeg(aTarget({ headingDeg: NaN })), 20);
  assert.ok(Number.isNaN(pointingDeg(aTarget({ headingDeg: NaN, speedKn: 0 }))));
});

test("target: types of ship fall into the groups that have a colour", () => {
  const cases: [number, string][] = [
    [30, "fishing"],
    [36, "pleasure"],
    [52, "service"],
    [35, "service"],
    [40, "fast"],
    [69, "passenger"],
    [70, "cargo"],
    [89, "tanker"],
    [90, "other"],
    [-1, "other"],
    [0, "other"],
  ];
  for (const [typeCode, group] of cases)
    assert.equal(shipGroup(aTarget({ typeCode })), group, String(typeCode));
  assert.equal(shipGroup(aTarget({ kind: Kind.SarAircraft, typeCode: -1 })), "service");
});

test("target: a hull reaches from bow to stern about its antenna", () => {
  const hull = hullOf(aTarget({ toPortM: 3, toStarboardM: 15 }))!;
  assert.deepEqual(hull.corners[0], [100, 6]);
  assert.deepEqual(hull.corners[2], [-20, 15]);
  assert.deepEqual(hull.corners[3], [-20, -3]);
  assert.equal(hull.isInferred, false);
  assert.equal(hullOf(aTarget({ headingDeg: NaN }))!.isInferred, true);
});

test("target: without size or direction there is no hull", () => {
  assert.equal(hullOf(aTarget({ toBowM: NaN })), null);
  assert.equal(hullOf(aTarget({ toPortM: 0, toStarboardM: 0 })), null);
  assert.equal(hullOf(aTarget({ headingDeg: NaN, courseDeg: NaN })), null);
});

test("target: a mile north is a minute of latitude; east, more of longitude", () => {
  const north = moved(10, 60, 0, 1852);
  const east = moved(10, 60, 90, 1852);
  assert.ok(Math.abs(north[1] - (60 + 1 / 60)) < 1e-9 && Math.abs(north[0] - 10) < 1e-9);
  assert.ok(Math.abs(east[0] - (10 + 2 / 60)) < 1e-6 && Math.abs(east[1] - 60) < 1e-9);
});

test("target: is called by its name, else by its number", () => {
  assert.equal(title({ mmsi: 2190047, name: "" }), "002190047");
  assert.equal(title({ mmsi: 1, name: "AURORA" }), "AURORA");
});
