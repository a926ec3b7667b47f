// SPDX-License-Identifier: Apache-2.0
// Dates along a track: round, apart, at its ends and at its gaps.

import assert from "node:assert/strict";
import { test } from "node:test";
import { aTarget } from "../fixture";
import { aTrack } from "../playback/fixture";
import { MINUTE_MS } from "../playback/time";
import { dateLabels, intervalMs, tailLabels } from "./track_dates";
import { metresPerPx } from "./mercator";

const START = Date.UTC(2018, 10, 18, 23, 7);
const KNOT_LON_PER_MIN = 1 / 60 / 60 / Math.cos((56 * Math.PI) / 180);
/** Twelve knots to the east, a report a minute. */
const eastward = (minutes: number) =>
  aTrack(
    Array.from({ length: minutes + 1 }, (_, i) => ({
      ms: START + i * MINUTE_MS,
      lon: 12 + 12 * KNOT_LON_PER_MIN * i,
    })),
  );

test("track_dates: the interval is round, and longer from afar", () => {
  const track = eastward(120);
  const near = intervalMs(track, metresPerPx(56, 13));
  const far = intervalMs(track, metresPerPx(56, 9));
  assert.ok(near < far, `${near} ${far}`);
  assert.equal((60 * MINUTE_MS) % near, 0);
});

test("track_dates: both ends and round times between them, the date where the day turns", () => {
  const labels = dateLabels(eastward(180), 9);
  const ends = labels.filter(({ isEnd }) => isEnd).map(({ text }) => text);
  assert.deepEqual(ends, ["11-18 23:07", "11-19 02:07"]);
  const between = labels.filter(({ isEnd }) => !isEnd).map(({ text }) => text);
  assert.deepEqual(between.slice(0, 3), ["11-18 23:30", "11-19 00:00", "00:30"]);
});

test("track_dates: both sides of a gap are told, and nothing inside of it", () => {
  const track = aTrack([
    { ms: START, lon: 12 },
    { ms: START + 10 * MINUTE_MS, lon: 12.1 },
    { ms: START + 100 * MINUTE_MS, lon: 12.6, gap: true },
    { ms: START + 110 * MINUTE_MS, lon: 12.7 },
  ]);
  const times = dateLabels(track, 11).map(({ ms }) => (ms - START) / MINUTE_MS);
  assert.ok(times.includes(10) && times.includes(100));
  assert.ok(
    times.every((t) => t <= 10 || t >= 100),
    times.join(),
  );
});

test("track_dates: a ship that lies still has her ends only", () => {
  const track = aTrack([{ ms: START }, { ms: START + 1 }, { ms: START + 600 * MINUTE_MS }]);
  assert.ok(dateLabels(track, 12).length <= 3);
  assert.deepEqual(dateLabels(aTrack([]), 12), []);
});

test("track_dates: each trail has its date where it begins, or where she was heard first", () => {
  const windows = [{ tracks: [eastward(60)] }];
  const at = (minutes: number, ships = 1) =>
    tailLabels(
      windows,
      Array.from({ length: ships }, (_, i) => aTarget({ mmsi: 219000001 + i })),
      START + minutes * MINUTE_MS,
      11,
    );
  assert.deepEqual(
    at(30).map(({ text }) => text),
    ["11-18 23:37"],
  );
  assert.deepEqual(
    at(-30).map(({ text }) => text),
    ["11-18 23:07"],
  );
  assert.deepEqual(at(30, 31), [], "of a crowd none");
});
