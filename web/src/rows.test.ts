// SPDX-License-Identifier: Apache-2.0
// What table and search show, and in which order.

import assert from "node:assert/strict";
import { test } from "node:test";
import { aTarget } from "./fixture";
import { found, matches, sorted } from "./rows";

const FLEET = [
  aTarget({ mmsi: 3, name: "AURORA", speedKn: 5, heardMs: 1 }),
  aTarget({ mmsi: 1, name: "", speedKn: NaN, heardMs: 3 }),
  aTarget({ mmsi: 2, name: "Tycho", speedKn: 15, heardMs: 2 }),
];
const order = (...args: Parameters<typeof sorted>) => sorted(...args).map((t) => t.mmsi);

test("rows: what is missing stands last both ways", () => {
  assert.deepEqual(order(FLEET, { column: "name", isDescending: false }), [3, 2, 1]);
  assert.deepEqual(order(FLEET, { column: "name", isDescending: true }), [2, 3, 1]);
  assert.deepEqual(order(FLEET, { column: "speed", isDescending: true }), [2, 3, 1]);
  assert.deepEqual(order(FLEET, { column: "speed", isDescending: false }), [3, 2, 1]);
});

test("rows: by age the last heard comes first", () => {
  assert.deepEqual(order(FLEET, { column: "age", isDescending: false }), [1, 2, 3]);
});

test("rows: found by parts of name, MMSI and call sign, whatever the case", () => {
  const t = aTarget({ mmsi: 2190047, name: "SOUND CARRIER", callsign: "OXAB2" });
  for (const query of ["sound", "carrier sou", "0021900", "oxab", "carrier oxab2"]) {
    assert.ok(matches(t, query), query);
  }
  for (const query of ["sounds", "carrier tycho", "999"]) assert.ok(!matches(t, query), query);
});

test("rows: the best fit is found first, and not more than asked for", () => {
  const fleet = [
    aTarget({ mmsi: 111, name: "STENA AURORA" }),
    aTarget({ mmsi: 222, name: "AURORA" }),
    aTarget({ mmsi: 333, name: "AURORA AF HELSINGBORG" }),
  ];
  assert.deepEqual(
    found(fleet, "aurora", 8).map((t) => t.mmsi),
    [222, 333, 111],
  );
  assert.equal(found(fleet, "aurora", 2).length, 2);
  assert.deepEqual(found(fleet, "  ", 8), []);
});
