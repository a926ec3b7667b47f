// SPDX-License-Identifier: Apache-2.0
// The scale of the bar.

import assert from "node:assert/strict";
import { test } from "node:test";
import { msOf, paged, pxOf, rangeOf, shifted, SPAN_MIN_MS, ticks, zoomed, zoomSpan } from "./scale";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./time";

const DAY = { fromMs: Date.UTC(2018, 10, 19), toMs: Date.UTC(2018, 10, 20) };
const ARCHIVE = { fromMs: DAY.fromMs - 30 * DAY_MS, toMs: DAY.toMs };

test("scale: pixels and time are each other's way back", () => {
  assert.equal(pxOf(DAY.fromMs + 6 * HOUR_MS, DAY, 1000), 250);
  assert.equal(msOf(250, DAY, 1000), DAY.fromMs + 6 * HOUR_MS);
});

test("scale: ticks are round, apart, and a midnight says its date", () => {
  const found = ticks({ fromMs: DAY.fromMs - 5 * HOUR_MS, toMs: DAY.fromMs + 7 * HOUR_MS }, 600);
  assert.deepEqual(
    found.map(({ text }) => text),
    ["20:00", "22:00", "2018-11-19", "02:00", "04:00", "06:00"],
  );
  assert.ok(ticks(ARCHIVE, 1000).every(({ isDay }) => isDay));
});

test("scale: zooming keeps the moment under the pointer, and stays in the archive", () => {
  const about = DAY.fromMs + 6 * HOUR_MS;
  const near = zoomed(DAY, about, 0.5, ARCHIVE);
  assert.equal(near.toMs - near.fromMs, DAY_MS / 2);
  assert.equal(pxOf(about, near, 1000), 250);
  const closest = zoomed(DAY, about, 1e-9, ARCHIVE);
  assert.equal(closest.toMs - closest.fromMs, SPAN_MIN_MS);
  assert.deepEqual(zoomed(DAY, about, 1e9, ARCHIVE), ARCHIVE);
  assert.equal(shifted(DAY, HOUR_MS, ARCHIVE).toMs, ARCHIVE.toMs);
});

test("scale: the page turns when the moment leaves it, and only then", () => {
  const first = { fromMs: ARCHIVE.fromMs, toMs: ARCHIVE.fromMs + DAY_MS };
  assert.equal(paged(first, first.toMs, ARCHIVE), first);
  const next = paged(first, first.toMs + 1, ARCHIVE);
  assert.ok(next.fromMs < first.toMs && next.toMs > first.toMs + DAY_MS / 2);
});

test("scale: a day, a week, all", () => {
  const length = (zoom: "day" | "week" | "all") => {
    const { fromMs, toMs } = zoomSpan(zoom, DAY.fromMs, ARCHIVE);
    return (toMs - fromMs) / DAY_MS;
  };
  assert.deepEqual([length("day"), length("week"), length("all")], [1, 7, 31]);
});

test("scale: a range has its earlier end first, and is never empty", () => {
  const [a, b] = [DAY.fromMs + HOUR_MS, DAY.fromMs];
  assert.deepEqual(rangeOf(a, b, ARCHIVE), { fromMs: b, toMs: a });
  const { fromMs, toMs } = rangeOf(a, a, ARCHIVE);
  assert.equal(toMs - fromMs, MINUTE_MS);
});
