// SPDX-License-Identifier: Apache-2.0
// The binary tracks, byte by byte as docs/api.md has them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Kind } from "./wire";
import { kindOf, parseTracks } from "./wire_history";

/** Two tracks, of two and of one position, and a `next` of five bytes. */
function bytes(): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(32 + 8 + 12 + 2 * 20 + 12 + 20));
  const u32 = (at: number, ...values: number[]) =>
    values.forEach((value, i) => view.setUint32(at + 4 * i, value, true));
  const u16 = (at: number, ...values: number[]) =>
    values.forEach((value, i) => view.setUint16(at + 2 * i, value, true));
  u32(0, 1, 2);
  view.setBigInt64(8, 1_542_625_200_000n, true);
  view.setBigInt64(16, 1_542_628_800_000n, true);
  u32(24, 3, 5);
  [..."more1"].forEach((c, i) => view.setUint8(32 + i, c.charCodeAt(0)));
  u32(40, 219000001, 0, 2, 789, 4_000_000_000);
  u32(60, 12.5 * 600_000, -12.5 * 600_000, 55.5 * 600_000, -55.5 * 600_000);
  u16(76, 123, 65535, 3599, 65535, 359, 65535);
  [5, 255, 0, 1].forEach((value, i) => view.setUint8(88 + i, value));
  u32(92, 111219001, 3, 1, 10, 0, 0);
  u16(116, 900, 0, 300);
  view.setUint8(122, 255);
  return view.buffer as ArrayBuffer;
}

test("wire_history: reads every member from its place", () => {
  const { tracks, next } = parseTracks(bytes());
  assert.equal(next, "more1");
  assert.equal(tracks.length, 2);
  const [ship, plane] = tracks as [(typeof tracks)[0], (typeof tracks)[0]];
  assert.deepEqual([ship.mmsi, ship.classOf, ship.kind], [219000001, 0, Kind.ClassA]);
  assert.deepEqual([...ship.timesMs], [1_542_625_200_789, 1_546_625_200_000]);
  assert.deepEqual([...ship.lonDeg, ...ship.latDeg], [12.5, -12.5, 55.5, -55.5]);
  assert.deepEqual([...ship.speedKn], [Math.fround(12.3), NaN]);
  assert.deepEqual([...ship.courseDeg], [Math.fround(359.9), NaN]);
  assert.deepEqual([...ship.headingDeg], [359, NaN]);
  assert.deepEqual([...ship.status, ...ship.gap], [5, -1, 0, 1]);
  assert.deepEqual([plane.kind, plane.speedKn[0]], [Kind.SarAircraft, 90]);
  assert.ok(Number.isNaN(plane.headingDeg[0]), "its altitude is no heading");
});

test("wire_history: another version and a cut answer throw", () => {
  const other = bytes();
  new DataView(other).setUint32(0, 2, true);
  assert.throws(() => parseTracks(other));
  assert.throws(() => parseTracks(bytes().slice(0, 100)));
  assert.throws(() => parseTracks(new ArrayBuffer(8)));
});

test("wire_history: beacons of distress are told by their number", () => {
  assert.deepEqual(
    [970219001, 972219001, 974219001, 219000001].map((mmsi) => kindOf(mmsi, 0)),
    [Kind.Sart, Kind.Mob, Kind.Epirb, Kind.ClassA],
  );
  assert.equal(kindOf(992190001, 5), Kind.Aid);
  assert.equal(kindOf(219000001, 99), Kind.Unknown);
});
