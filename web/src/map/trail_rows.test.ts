// SPDX-License-Identifier: Apache-2.0
// The pieces of trails: their times, their classes of speed, and gaps.

import assert from "node:assert/strict";
import { test } from "node:test";
import { aTrack } from "../playback/fixture";
import { GAP_MS } from "../playback/time";
import { CORNERS } from "./instances";
import { begun, GAP_CLASS, joints, speedClass, TRAIL_WORDS, trailRows } from "./trail_rows";

/** Begin, end and class of each piece. */
function pieces({ rows, count }: ReturnType<typeof trailRows>): number[][] {
  return Array.from({ length: count / CORNERS }, (_, i) => {
    const at = i * CORNERS * TRAIL_WORDS;
    return [rows[at + 4]!, rows[at + 5]!, rows[at + 6]!];
  });
}

test("trail_rows: each class of speed has its edges, the upper not in it", () => {
  assert.deepEqual([0, 4.9, 5, 19.9, 20, 99].map(speedClass), [0, 0, 1, 3, 4, 4]);
});

test("trail_rows: a piece from report to report; a gap has a class of its own", () => {
  const track = aTrack([
    { ms: 0, lon: 12, kn: 3 },
    { ms: 10_000, lon: 12.01, kn: 12 },
    { ms: 900_000, lon: 12.1, kn: 22, gap: true },
    { ms: 910_000, lon: 12.2, kn: 22 },
  ]);
  assert.deepEqual(pieces(trailRows([track], { fromMs: 0 })), [
    [0, 10, 0],
    [10, 900, GAP_CLASS],
    [900, 910, 4],
  ]);
});

test("trail_rows: without a speed the way run tells it", () => {
  const mile = 1 / 60;
  const track = aTrack([
    { ms: 0, lat: 56, kn: NaN },
    { ms: 220_000, lat: 56 + mile, kn: NaN },
  ]);
  assert.equal(pieces(trailRows([track], { fromMs: 0 }))[0]![2], speedClass(16));
});

test("trail_rows: a ship that lies still makes no line, a slow one does", () => {
  const rows = (step: number) =>
    Array.from({ length: 60 }, (_, i) => ({ ms: i * 10_000, lat: 56 + (i * step) / (60 * 1852) }));
  assert.equal(trailRows([aTrack(rows(0))], { fromMs: 0 }).count, 0);
  assert.ok(trailRows([aTrack(rows(4))], { fromMs: 0 }).count >= 20 * CORNERS);
});

test("trail_rows: sorted by their begin, so that those begun are the first so many", () => {
  const rows = trailRows(
    [
      aTrack([
        { ms: 5000, lon: 12 },
        { ms: 6000, lon: 13 },
      ]),
      aTrack([
        { ms: 1000, lon: 12 },
        { ms: 9000, lon: 13 },
      ]),
    ],
    { fromMs: 0 },
  );
  assert.deepEqual(
    pieces(rows).map(([begin]) => begin),
    [1, 5],
  );
  assert.deepEqual(
    [0, 1, 4, 5, 99].map((s) => begun(rows, s) / CORNERS),
    [0, 1, 1, 2, 2],
  );
});

test("trail_rows: windows are joined, unless too far apart in time", () => {
  const join = (ms: number) =>
    pieces(
      joints([
        { fromMs: 0, toMs: 1000, tracks: [aTrack([{ ms: 0, lon: 12 }])] },
        { fromMs: 1000, toMs: 2000, tracks: [aTrack([{ ms, lon: 13 }])] },
      ]),
    );
  assert.deepEqual(join(1500), [[0, 1.5, speedClass(12)]]);
  assert.deepEqual(join(GAP_MS + 1)[0]![2], GAP_CLASS);
});

test("trail_rows: across the antimeridian the short way", () => {
  const { rows } = trailRows(
    [
      aTrack([
        { ms: 0, lon: 179.5 },
        { ms: 1, lon: -179.5 },
      ]),
    ],
    { fromMs: 0 },
  );
  assert.ok(Math.abs(rows[2]! - rows[0]! - 1 / 360) < 1e-6);
});
