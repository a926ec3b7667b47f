// SPDX-License-Identifier: Apache-2.0
// Boxes, also across the antimeridian.

import assert from "node:assert/strict";
import { test } from "node:test";
import { contains, padded } from "./bounds";
import { A_VIEW } from "./fixture";

test("bounds: edges are inside, beyond them is outside", () => {
  assert.ok(contains(A_VIEW, 12, 55) && contains(A_VIEW, 13, 56));
  assert.ok(!contains(A_VIEW, 13.001, 55.5) && !contains(A_VIEW, 12.5, 56.001));
});

test("bounds: a box across the antimeridian holds both sides of it", () => {
  const box = { west: 170, south: -10, east: 190, north: 10 };
  assert.ok(contains(box, 175, 0) && contains(box, -175, 0));
  assert.ok(!contains(box, 165, 0) && !contains(box, -165, 0));
});

test("bounds: padding adds half on each side, but no latitude beyond the pole", () => {
  assert.deepEqual(padded(A_VIEW), { west: 11.5, south: 54.5, east: 13.5, north: 56.5 });
  assert.equal(padded({ west: 0, south: 0, east: 1, north: 80 }).north, 90);
});
