// SPDX-License-Identifier: Apache-2.0
// Numbers as a mariner reads them.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as format from "./format";
import { Words } from "./words";

const en = new Words("en");

test("format: positions are degrees and minutes, and minutes never reach 60", () => {
  const cases: [string, string][] = [
    [format.latitude(55 + 54.218 / 60), "55°54.218′N"],
    [format.latitude(-0.5), "00°30.000′S"],
    [format.longitude(-9.25), "009°15.000′W"],
    [format.latitude(55.9999999), "56°00.000′N"],
    [format.position(56, 12.5), "56°00.000′N 012°30.000′E"],
    [format.position(NaN, 12.5), "-"],
  ];
  for (const [got, wanted] of cases) assert.equal(got, wanted);
});

test("format: directions have three figures, and 359.7 is 000", () => {
  const cases: [number, string][] = [
    [7, "007°"],
    [283.5, "284°"],
    [359.7, "000°"],
    [NaN, "-"],
  ];
  for (const [deg, wanted] of cases) assert.equal(format.direction(deg), wanted);
});

test("format: speed and turn say when the sensor reads no further", () => {
  assert.deepEqual([format.speed(0), format.speed(12.34), format.speed(NaN)], ["0.0", "12.3", "-"]);
  assert.equal(format.speed(102.2), "≥102.2");
  assert.deepEqual(
    [format.turn(5), format.turn(-2.5), format.turn(0)],
    ["+5.0°/min", "−2.5°/min", "0.0°/min"],
  );
  assert.deepEqual([format.turn(720), format.turn(-720)], [">+5°/30 s", "<−5°/30 s"]);
});

test("format: times are UTC and say so", () => {
  assert.equal(format.utc(Date.UTC(2018, 10, 19, 11, 0, 9)), "2018-11-19 11:00:09 UTC");
  assert.equal(format.utc(NaN), "-");
  assert.equal(format.etaText(11, 19, 12, 0), "11-19 12:00 UTC");
  assert.equal(format.etaText(11, 19, -1, -1), "11-19 --:-- UTC");
  assert.equal(format.etaText(-1, -1, -1, -1), "-");
});

test("format: spans grow coarser with length", () => {
  const cases: [number, string][] = [
    [0, "0 s"],
    [119, "119 s"],
    [120, "2 min"],
    [7199, "119 min"],
    [7500, "2 h 05 min"],
    [200000, "2 d 7 h"],
    [-3, "0 s"],
    [NaN, "-"],
  ];
  for (const [seconds, wanted] of cases) assert.equal(format.duration(seconds, en), wanted);
  assert.equal(format.age(1000, 13000, en), "12 s ago");
});

test("format: numbers are grouped by thin spaces, MMSIs have nine digits", () => {
  assert.equal(format.count(50012), "50\u202f012");
  assert.equal(format.mmsi(2190047), "002190047");
});
