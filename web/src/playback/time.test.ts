// SPDX-License-Identifier: Apache-2.0
// The arithmetic of playback.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  advanced,
  clampTo,
  common,
  GAP_MS,
  HELD_MS,
  HOUR_MS,
  nextSpeed,
  reachOf,
  SPEEDS,
  spanAbout,
  windowsOf,
} from "./time";

test("time: an hour passes in a second at 3600x, in an hour at 1x", () => {
  const range = { fromMs: 0, toMs: 1e12 };
  for (const speed of SPEEDS) {
    assert.equal(advanced(5000, speed, 200, range).atMs, 5000 + 200 * speed);
  }
});

test("time: a page that hung does not jump, and time never runs back", () => {
  const range = { fromMs: 0, toMs: 1e12 };
  assert.equal(advanced(0, 60, 60_000, range).atMs, 250 * 60);
  assert.equal(advanced(7, 60, -5, range).atMs, 7);
});

test("time: it ends at the end of what is played, not behind it", () => {
  assert.deepEqual(advanced(900, 10, 100, { fromMs: 0, toMs: 1000 }), {
    atMs: 1000,
    hasEnded: true,
  });
  assert.equal(advanced(0, 1, 100, { fromMs: 0, toMs: 1000 }).hasEnded, false);
});

test("time: speeds stop at both ends", () => {
  assert.equal(nextSpeed(1, -1), 1);
  assert.equal(nextSpeed(3600, 1), 3600);
  assert.equal(nextSpeed(60, 1), 600);
});

test("time: windows are the same for the same time, and leave no hole", () => {
  const windows = windowsOf({ fromMs: 5.5 * HOUR_MS, toMs: 8 * HOUR_MS }, HOUR_MS);
  assert.deepEqual(
    windows.map((w) => w.fromMs / HOUR_MS),
    [5, 6, 7],
  );
  windows.slice(1).forEach((w, i) => assert.equal(w.fromMs, windows[i]!.toMs));
});

test("time: what is kept reaches over a gap ahead and the last places behind", () => {
  for (const speed of SPEEDS) {
    const reach = reachOf(0, speed, 0);
    assert.ok(reach.toMs > GAP_MS && -reach.fromMs >= HELD_MS);
  }
  assert.equal(reachOf(0, 1, 6 * HOUR_MS).fromMs, -6 * HOUR_MS);
});

test("time: spans stay inside of their limit", () => {
  const limit = { fromMs: 100, toMs: 200 };
  assert.deepEqual(spanAbout(110, 40, limit), { fromMs: 100, toMs: 140 });
  assert.deepEqual(spanAbout(195, 40, limit), { fromMs: 160, toMs: 200 });
  assert.deepEqual(spanAbout(150, 500, limit), limit);
  assert.equal(common(limit, { fromMs: 200, toMs: 300 }), null);
  assert.deepEqual(common(limit, { fromMs: 150, toMs: 300 }), { fromMs: 150, toMs: 200 });
  assert.equal(clampTo(250, limit), 200);
});
