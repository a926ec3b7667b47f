// SPDX-License-Identifier: Apache-2.0
// The bar's heights, the range in words, the choices of trails.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SPEED_CLASSES } from "../map/trail_rows";
import { heights } from "./density";
import { nextTrail, rangeText } from "./playback_bar";
import { classText } from "./speed_legend";

test("density: nothing stays nothing, the most is full, the rest is seen beside it", () => {
  assert.deepEqual(heights([0, 25, 100]), [0, 0.5, 1]);
  assert.deepEqual(heights([0, 0]), [0, 0]);
});

test("playback_bar: a range reads from left to right in every language", () => {
  const text = rangeText({
    fromMs: Date.UTC(2018, 10, 19, 8),
    toMs: Date.UTC(2018, 10, 19, 11, 30),
  });
  assert.equal(text, "\u206611-19 08:00 – 11-19 11:30\u2069");
});

test("playback_bar: trails go round their choices", () => {
  assert.deepEqual([0, 10, 30, 120, 360].map(nextTrail), [10, 30, 120, 360, 0]);
});

test("speed_legend: its classes leave no speed out", () => {
  const texts = Array.from({ length: SPEED_CLASSES }, (_, i) => classText(i));
  assert.deepEqual(texts, ["< 5", "5–10", "10–15", "15–20", "≥ 20"]);
});
