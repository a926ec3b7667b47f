// SPDX-License-Identifier: Apache-2.0
// A target in words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldRows, shipType, summary } from "./describe";
import type { Vessel } from "./wire";
import { Words } from "./words";

const en = new Words("en");
const T = (s: number) => new Date(Date.UTC(2018, 10, 19, 11, 0, s)).toISOString();
const NOW = Date.UTC(2018, 10, 19, 11, 0, 30);
const VESSEL: Vessel = {
  mmsi: 265698740,
  kind: "class_a",
  name: "AURORA",
  callsign: "SCQD",
  lon: 12.5,
  lat: 55.5,
  speed: 2.3,
  course: 283.5,
  heading: null,
  status: 0,
  shiptype: 60,
  lost: false,
  heard: T(20),
  position_heard: T(20),
  first_heard: T(0),
  lost_after_s: 60,
  messages: 12,
  past: [],
  stations: [{ name: "2190047", heard: T(20), messages: 12 }],
  fields: {
    position: { lon: 12.5, lat: 55.5, accuracy: true, heard: T(20), message: 3 },
    speed: { value: 2.3, unit: "kn", heard: T(20), message: 3 },
    heading: { value: null, unit: "deg", heard: T(20), message: 3 },
    name: { value: "AURORA", heard: T(10), message: 5 },
    ship_type: { value: 71, heard: T(10), message: 5 },
    dimensions: { to_bow: 10, to_stern: 20, to_port: 3, to_starboard: 4, heard: T(10), message: 5 },
  },
};
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, "");
const row = (name: string, vessel = VESSEL) =>
  fieldRows(vessel, en).find((r) => r.name === `field.${name}`);

test("describe: each field has its value, when it was heard and in which message", () => {
  const { value, heardMs, message } = row("speed")!;
  assert.deepEqual([value, heardMs, message], ["2.3 kn", Date.parse(T(20)), 3]);
  assert.equal(plain(row("position")!.value), "55°30.000′N 012°30.000′E");
  assert.equal(plain(row("dimensions")!.value), "30 × 7 m");
  assert.equal(row("accuracy")!.value, "better than 10 m");
});

test("describe: what was sent empty and what was never sent are both said to be missing", () => {
  assert.deepEqual([plain(row("heading")!.value), row("heading")!.message], ["-", 3]);
  assert.deepEqual([row("destination")!.value, row("destination")!.message], ["-", null]);
});

test("describe: an aid has no draught, a ship no state of aid; off position warns", () => {
  const aid: Vessel = {
    ...VESSEL,
    kind: "aid",
    fields: { aid_state: { virtual: true, off_position: true, heard: T(1), message: 21 } },
  };
  assert.equal(row("draught", aid), undefined);
  assert.equal(row("aid_state"), undefined);
  assert.deepEqual(
    [row("aid_state", aid)!.value, row("aid_state", aid)!.isWarning],
    ["virtual, OFF POSITION", true],
  );
});

test("describe: types of ship are told with their hazard", () => {
  const cases: [number, string][] = [
    [30, "Fishing"],
    [70, "Cargo"],
    [71, "Cargo, hazard category A"],
    [79, "Cargo"],
    [84, "Tanker, hazard category D"],
    [12, "12"],
    [-1, "-"],
  ];
  for (const [code, wanted] of cases) assert.equal(shipType(code, en), wanted);
});

test("describe: the summary holds what a rescue service asks for, without invisible marks", () => {
  for (const words of [en, new Words("ar")]) {
    const text = summary(VESSEL, NOW, words);
    for (const part of [
      "AURORA",
      "265698740",
      "55°30.000′N 012°30.000′E",
      "55.50000, 12.50000",
      "2190047",
      "2018-11-19 11:00:20 UTC",
      words.t("not_for_navigation"),
    ]) {
      assert.ok(text.includes(part), `${words.lang} ${part}`);
    }
    assert.doesNotMatch(text, /[\u2066-\u2069]/);
  }
  assert.match(summary(VESSEL, NOW, en), /Speed over ground: 2\.3 kn \(10 s ago\)/);
});
