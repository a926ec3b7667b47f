// SPDX-License-Identifier: Apache-2.0
// Frames as docs/live.md writes them, byte for byte; summaries as docs/api.md has them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeFrame } from "../tools/fake_frame.mjs";
import { encodeView, Kind, parseFrame, targetOf, type VesselSummary } from "./wire";

/** A frame of one record, all of it "not available", to be written into. */
function frame(recordSize = 80, gone: number[] = []): DataView {
  const view = new DataView(new ArrayBuffer(24 + recordSize + gone.length * 4));
  view.setUint8(0, 1);
  view.setUint16(2, recordSize, true);
  view.setUint32(4, 1, true);
  view.setUint32(8, gone.length, true);
  view.setUint32(12, 37, true);
  view.setBigInt64(16, 1542625209123n, true);
  for (const at of [20, 22, 24, 32, 34]) view.setUint16(24 + at, 65535, true);
  view.setInt16(24 + 26, -32768, true);
  for (const at of [29, 30, 36, 37]) view.setUint8(24 + at, 255);
  gone.forEach((mmsi, i) => view.setUint32(24 + recordSize + i * 4, mmsi, true));
  return view;
}
const parse = (view: DataView) => parseFrame(view.buffer as ArrayBuffer);

test("wire: reads every member of a record from its place", () => {
  const view = frame(80, [5, 4294967295]);
  const at = 24;
  view.setUint32(at, 265698740, true);
  view.setInt32(at + 4, 7633954, true);
  view.setInt32(at + 8, -33542179, true);
  view.setUint32(at + 12, 1542625200, true);
  view.setUint32(at + 16, 1542625199, true);
  view.setUint16(at + 20, 23, true);
  view.setUint16(at + 22, 2835, true);
  view.setUint16(at + 24, 299, true);
  view.setInt16(at + 26, -125, true);
  view.setUint8(at + 28, 4);
  view.setUint8(at + 29, 5);
  view.setUint8(at + 30, 60);
  view.setUint8(at + 31, 1 | 4);
  [10, 20].forEach((m, i) => view.setUint16(at + 32 + i * 2, m, true));
  [3, 4, 2].forEach((m, i) => view.setUint8(at + 36 + i, m));
  [..."AURORA"].forEach((c, i) => view.setUint8(at + 39 + i, c.charCodeAt(0)));
  [..."SCQD"].forEach((c, i) => view.setUint8(at + 73 + i, c.charCodeAt(0)));
  const { targets, gone, known, timeMs, hasMore } = parse(view);
  assert.deepEqual(targets, [
    {
      mmsi: 265698740,
      kind: Kind.Aid,
      lonDeg: 7633954 / 600000,
      latDeg: -33542179 / 600000,
      heardMs: 1542625200000,
      positionHeardMs: 1542625199000,
      speedKn: 2.3,
      courseDeg: 283.5,
      headingDeg: 299,
      turnDegPerMin: -12.5,
      status: 5,
      typeCode: 60,
      isLost: true,
      isHeld: false,
      isVirtual: false,
      isOffPosition: true,
      toBowM: 10,
      toSternM: 20,
      toPortM: 3,
      toStarboardM: 4,
      stationCount: 2,
      name: "AURORA",
      callsign: "SCQD",
    },
  ]);
  assert.deepEqual([gone, known, timeMs, hasMore], [[5, 4294967295], 37, 1542625209123, false]);
});

test("wire: says NaN, -1 and empty for what is not available", () => {
  const [t] = parse(frame()).targets;
  for (const value of [
    t!.speedKn,
    t!.courseDeg,
    t!.headingDeg,
    t!.turnDegPerMin,
    t!.toBowM,
    t!.toPortM,
  ]) {
    assert.ok(Number.isNaN(value));
  }
  assert.deepEqual([t!.status, t!.typeCode, t!.name, t!.callsign], [-1, -1, "", ""]);
});

test("wire: skips what a longer record holds beyond what it knows", () => {
  const view = frame(96, [7]);
  view.setUint32(24, 219000001, true);
  const { targets, gone } = parse(view);
  assert.deepEqual([targets[0]!.mmsi, gone], [219000001, [7]]);
});

test("wire: knows the time before anything was heard, and a second in parts", () => {
  const view = frame();
  view.setBigInt64(16, -(2n ** 63n), true);
  view.setUint8(1, 1);
  const { timeMs, hasMore, isDrill } = parse(view);
  assert.ok(Number.isNaN(timeMs));
  assert.deepEqual([hasMore, isDrill], [true, false]);
  view.setUint8(1, 2);
  assert.deepEqual([parse(view).hasMore, parse(view).isDrill], [false, true]);
});

test("wire: refuses another version and a frame cut short", () => {
  const other = frame();
  other.setUint8(0, 2);
  assert.throws(() => parse(other), /not a frame/);
  assert.throws(() => parseFrame(frame().buffer.slice(0, 90) as ArrayBuffer), /cut short/);
  assert.throws(() => parseFrame(new ArrayBuffer(3)), /not a frame/);
  const small = frame();
  small.setUint16(2, 40, true);
  assert.throws(() => parse(small), /cut short/);
});

test("wire: a view is 21 bytes in ten-thousandths of a minute", () => {
  const view = new DataView(encodeView({ west: 12, south: 55.5, east: 13, north: 56 }));
  const edges = [1, 5, 9, 13].map((at) => view.getInt32(at, true));
  assert.deepEqual([view.byteLength, view.getUint8(0), view.getUint32(17, true)], [21, 1, 0]);
  assert.deepEqual(edges, [7200000, 33300000, 7800000, 33600000]);
});

test("wire: over the antimeridian east is less than west; a full turn is all", () => {
  const edges = (west: number, east: number) => {
    const view = new DataView(encodeView({ west, south: -95, east, north: 95 }));
    return [
      view.getInt32(1, true) / 600000,
      view.getInt32(9, true) / 600000,
      view.getInt32(5, true) / 600000,
    ];
  };
  assert.deepEqual(edges(170, 190), [170, -170, -90]);
  assert.deepEqual(edges(-190, -170), [170, -170, -90]);
  assert.deepEqual(edges(-300, 300), [-180, 180, -90]);
});

test("wire: reads back what the fake node writes", () => {
  const t = {
    mmsi: 230000007,
    kind: 2,
    status: -1,
    type: 36,
    speed: 5.5,
    course: 12.3,
    heading: NaN,
    turn: NaN,
    lost: false,
    virtual: true,
    off: false,
    bow: NaN,
    stern: 1,
    port: 1,
    starboard: 1,
    name: "SAIL",
    callsign: "",
    lon: 12.5,
    lat: 55.5,
    heardMs: 1542625200000,
  };
  const { targets, gone } = parseFrame(encodeFrame([t], [9], 1, 1542625200000));
  assert.deepEqual(gone, [9]);
  assert.equal(targets[0]!.name, "SAIL");
  assert.equal(targets[0]!.courseDeg, 12.3);
  assert.ok(Number.isNaN(targets[0]!.headingDeg) && Number.isNaN(targets[0]!.toBowM));
});

test("wire: a summary becomes a target, null becoming absent", () => {
  const summary: VesselSummary = {
    mmsi: 1,
    kind: "class_b",
    name: null,
    callsign: null,
    lon: 1,
    lat: 2,
    speed: null,
    course: 3,
    heading: null,
    status: null,
    shiptype: 36,
    lost: true,
    heard: "2018-11-19T11:00:09.000Z",
    position_heard: null,
    stations: ["x"],
  };
  const t = targetOf(summary);
  assert.deepEqual(
    [t.kind, t.name, t.status, t.courseDeg, t.isLost],
    [Kind.ClassB, "", -1, 3, true],
  );
  assert.equal(t.heardMs, Date.UTC(2018, 10, 19, 11, 0, 9));
  assert.ok(Number.isNaN(t.speedKn));
});
