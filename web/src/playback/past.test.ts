// SPDX-License-Identifier: Apache-2.0
// From the archive's answers to tracks and the card.

import assert from "node:assert/strict";
import { test } from "node:test";
import { aTarget } from "../fixture";
import type { PastPosition } from "../wire_history";
import { boxText } from "./archive";
import { stationsOf, voyageOf } from "./features";
import { aTrack } from "./fixture";
import { lastHeardMs, pastTracks, pastVessel, saidBefore } from "./past";

const row = (ms: number, className = "class_a"): PastPosition => [
  ms,
  12,
  56,
  null,
  90,
  null,
  null,
  className,
];

test("past: pages make one track a class, with their gaps", () => {
  const gap = { from: iso(1000), until: iso(900_000), class: "class_a" };
  const page = { mmsi: 219000001, gaps: [gap], next: null };
  const tracks = pastTracks([
    { ...page, positions: [row(1000), row(900_000)], next: "2" },
    { ...page, gaps: [], positions: [row(901_000), row(5000, "long_range")] },
  ]);
  assert.deepEqual(
    tracks.map(({ classOf, timesMs, gap: gaps }) => [classOf, [...timesMs], [...gaps]]),
    [
      [0, [1000, 900_000, 901_000], [0, 1, 0]],
      [2, [5000], [0]],
    ],
  );
  assert.ok(Number.isNaN(tracks[0]!.speedKn[0]!));
  assert.equal(tracks[0]!.status[0], -1);
});

test("past: last heard is the last report before the moment, of any class", () => {
  const tracks = [aTrack([{ ms: 10 }, { ms: 30 }]), aTrack([{ ms: 20 }], { classOf: 2 })];
  assert.equal(lastHeardMs(tracks, 25), 20);
  assert.equal(lastHeardMs(tracks, 35), 30);
  assert.ok(Number.isNaN(lastHeardMs(tracks, 5)) && Number.isNaN(lastHeardMs(null, 5)));
});

test("past: the card says null for what was not heard", () => {
  const vessel = pastVessel(aTarget({ speedKn: NaN, status: -1 }), null, {}, [], {
    atMs: 0,
    heardMs: NaN,
  });
  assert.deepEqual(
    [vessel.speed, vessel.status, vessel.heard, vessel.name],
    [null, null, null, null],
  );
  assert.equal(vessel.fields.speed!.value, null);
});

test("past: what goes on being said behind the moment has no age", () => {
  assert.equal(saidBefore(iso(1000), 1000), iso(1000));
  assert.equal(saidBefore(iso(1001), 1000), null);
});

test("past: stations are counted, the one that heard most first", () => {
  const heard = (time: string, ...stations: string[]) => ({ properties: { time, stations } });
  const found = stationsOf({
    features: [heard("1", "a", "b"), heard("2", "b"), heard("3", "b", "")],
  });
  assert.deepEqual(
    found.map(({ name, heard: time, messages }) => [name, time, messages]),
    [
      ["b", "3", 3],
      ["a", "1", 1],
      ["", "3", 1],
    ],
  );
});

test("past: of voyages the last said counts; an ETA without its hour keeps the day", () => {
  const said = { destination: "MALMO", eta: "11-19", draught: null, from: "", until: "x" };
  const fields = voyageOf(
    { features: [{ properties: { ...said, destination: "X" } }, { properties: said }] },
    0,
  );
  assert.equal(fields.destination!.value, "MALMO");
  assert.deepEqual([fields.eta!.month, fields.eta!.day, fields.eta!.hour], [11, 19, null]);
  assert.deepEqual(voyageOf({ features: [] }, 0), {});
});

test("past: a box across the antimeridian is asked for as the node has it", () => {
  assert.equal(
    boxText({ west: 12, south: 55, east: 13, north: 56 }),
    "12.0000,55.0000,13.0000,56.0000",
  );
  assert.equal(
    boxText({ west: 179, south: 0, east: 181, north: 1 }),
    "179.0000,0.0000,-179.0000,1.0000",
  );
  assert.equal(boxText({ west: -200, south: 0, east: 200, north: 1 }), undefined);
});

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
