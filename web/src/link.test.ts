// SPDX-License-Identifier: Apache-2.0
// Deep links, out and back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { formatLink, parseLink, type Link } from "./link";

test("link: comes back as it was written", () => {
  const link: Link = {
    map: { zoom: 9.2, latDeg: 55.95, lonDeg: 12.7 },
    target: 265698740,
    lang: "ar",
    palette: "night",
  };
  assert.equal(formatLink(link), "#map=9.2/55.95/12.7&target=265698740&lang=ar&palette=night");
  assert.deepEqual(parseLink(formatLink(link)), link);
});

test("link: writes no more decimals than a pixel is worth", () => {
  const at = (zoom: number) =>
    formatLink({ map: { zoom, latDeg: 55.123456789, lonDeg: -12.987654321 } });
  assert.equal(at(2), "#map=2/55.12/-12.99");
  assert.equal(at(16), "#map=16/55.12346/-12.98765");
});

test("link: leaves out what it does not understand", () => {
  for (const bad of [
    "",
    "#",
    "#map=1/2",
    "#map=a/b/c",
    "#map=1/95/0",
    "#target=abc",
    "#lang=xx&palette=pink",
  ]) {
    assert.deepEqual(parseLink(bad), {}, bad);
  }
  assert.deepEqual(parseLink("#map=1/95/0&target=2190047"), { target: 2190047 });
});

test("link: a moment of playback, with its speed and range, and back", () => {
  const hash =
    "#at=2018-11-19T11:00:05Z&speed=600&from=2018-11-19T10:00:00Z&until=2018-11-19T12:00:00Z";
  const link = parseLink(hash);
  assert.deepEqual(link.playback, {
    atMs: Date.UTC(2018, 10, 19, 11, 0, 5),
    speed: 600,
    range: { fromMs: Date.UTC(2018, 10, 19, 10), toMs: Date.UTC(2018, 10, 19, 12) },
  });
  assert.equal(formatLink(link), hash);
});

test("link: what is no moment, speed or range is left out", () => {
  assert.equal(parseLink("#at=yesterday").playback, undefined);
  assert.equal(parseLink("#speed=60&from=2018-11-19T10:00:00Z").playback, undefined);
  const link = parseLink(
    "#at=2018-11-19T11:00:00Z&speed=7&from=2018-11-19T12:00:00Z&until=2018-11-19T10:00:00Z",
  );
  assert.deepEqual(link.playback, { atMs: Date.UTC(2018, 10, 19, 11) });
});
