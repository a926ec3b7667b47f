// SPDX-License-Identifier: Apache-2.0
// The projection against known places.

import assert from "node:assert/strict";
import { test } from "node:test";
import { mercatorX, mercatorY, metresPerPx, worldPx, wrapped } from "./mercator";

test("mercator: known places, and the poles cut off", () => {
  assert.deepEqual([mercatorX(-180), mercatorX(0), mercatorX(180)], [0, 0.5, 1]);
  assert.ok(Math.abs(mercatorY(0) - 0.5) < 1e-12);
  assert.ok(Math.abs(mercatorY(85.051129)) < 1e-6);
  assert.equal(mercatorY(90), mercatorY(85.06));
});

test("mercator: whole turns are taken off, scale halves with each zoom", () => {
  assert.ok(Math.abs(wrapped(0.95) + 0.05) < 1e-12);
  assert.equal(worldPx(1), 1024);
  assert.ok(Math.abs(metresPerPx(60, 10) / metresPerPx(0, 10) - 0.5) < 1e-9);
});
