// SPDX-License-Identifier: Apache-2.0
// Where a ship was between two reports, and where nothing may be said.

import assert from "node:assert/strict";
import { test } from "node:test";
import { aTrack } from "./fixture";
import { FRESH_MS, GAP_MS, HELD_MS, MINUTE_MS } from "./time";
import { lastBefore, newMoment, placeAt, turnBetween } from "./track";

const at = (rows: Parameters<typeof aTrack>[0][], ms: number) => {
  const moment = newMoment();
  return placeAt(
    rows.map((piece) => aTrack(piece)),
    ms,
    moment,
  )
    ? moment
    : null;
};

test("track: the last report at or before a moment", () => {
  const times = [10, 20, 30];
  const cases: [number, number][] = [
    [9, -1],
    [10, 0],
    [19, 0],
    [30, 2],
    [99, 2],
  ];
  for (const [ms, i] of cases) assert.equal(lastBefore(times, ms), i);
  assert.equal(lastBefore([], 5), -1);
});

test("track: between two reports she is on the straight way, in her share of the time", () => {
  const moment = at(
    [
      [
        { ms: 0, lon: 12, lat: 56, kn: 10 },
        { ms: 100, lon: 13, lat: 57, kn: 20 },
      ],
    ],
    25,
  )!;
  assert.equal(moment.lonDeg, 12.25);
  assert.equal(moment.latDeg, 56.25);
  assert.equal(moment.speedKn, 12.5);
  assert.equal(moment.isHeld, false);
});

test("track: course and longitude go the short way round", () => {
  const moment = at(
    [
      [
        { ms: 0, lon: 179.5, course: 350 },
        { ms: 100, lon: -179.5, course: 20 },
      ],
    ],
    75,
  )!;
  assert.equal(moment.lonDeg, -179.75);
  assert.ok(Math.abs(moment.courseDeg - 12.5) < 1e-4);
  assert.equal(turnBetween(350, 20), 30);
  assert.equal(turnBetween(20, 350), -30);
});

test("track: she is nowhere before she was heard first", () => {
  assert.equal(at([[{ ms: 100 }]], 99), null);
  assert.equal(at([], 99), null);
});

test("track: over a gap she is never moved: she stays, greys, and goes", () => {
  const rows = [
    { ms: 0, lon: 12 },
    { ms: GAP_MS * 10, lon: 13, gap: true },
  ];
  for (const ms of [1000, FRESH_MS + 1, HELD_MS]) assert.equal(at([rows], ms)!.lonDeg, 12);
  assert.equal(at([rows], FRESH_MS)!.isHeld, false);
  assert.equal(at([rows], FRESH_MS + 1)!.isHeld, true);
  assert.equal(at([rows], HELD_MS + 1), null);
  assert.equal(at([rows], GAP_MS * 10)!.lonDeg, 13);
});

test("track: a long way without the mark of a gap was only made simpler", () => {
  assert.equal(
    at(
      [
        [
          { ms: 0, lon: 12 },
          { ms: GAP_MS * 6, lon: 13 },
        ],
      ],
      GAP_MS * 3,
    )!.lonDeg,
    12.5,
  );
});

test("track: from window to window the time between two reports decides", () => {
  const near = [[{ ms: 0, lon: 12 }], [{ ms: GAP_MS, lon: 13 }]];
  assert.equal(at(near, GAP_MS / 2)!.lonDeg, 12.5);
  const far = [[{ ms: 0, lon: 12 }], [{ ms: GAP_MS + 1, lon: 13 }]];
  assert.equal(at(far, GAP_MS / 2)!.lonDeg, 12);
});

test("track: after her last report she is held, not driven on", () => {
  const rows = [
    { ms: 0, lon: 12 },
    { ms: MINUTE_MS, lon: 13 },
  ];
  assert.equal(at([rows], 3 * MINUTE_MS)!.lonDeg, 13);
  assert.equal(at([rows], 3 * MINUTE_MS)!.isHeld, true);
});

test("track: what was not sent stays unknown", () => {
  const moment = at(
    [
      [
        { ms: 0, kn: NaN, course: NaN },
        { ms: 100, kn: 5, course: 10 },
      ],
    ],
    50,
  )!;
  assert.ok(Number.isNaN(moment.speedKn) && Number.isNaN(moment.courseDeg));
});
