// SPDX-License-Identifier: Apache-2.0
// Who was there at a moment, of all ships of the windows at hand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Kind, type Target } from "../wire";
import type { PastName, Track } from "../wire_history";
import type { Window } from "./buffer";
import { Fleet } from "./fleet";
import { aTrack } from "./fixture";
import { GAP_MS, MINUTE_MS } from "./time";

function aWindow(fromMs: number, toMs: number, tracks: Track[], isExact = true): Window {
  return { fromMs, toMs, tracks, reports: 0, isExact };
}

const NAME: PastName = {
  mmsi: 219000001,
  name: "SOUND CARRIER",
  callsign: null,
  imo: null,
  ship_type: 70,
  aid_type: null,
  to_bow: 100,
  to_stern: 20,
  to_port: 9,
  to_starboard: 9,
  from: "",
  until: "",
};

test("fleet: ships come and go with the moment", () => {
  const fleet = new Fleet();
  const targets = new Map<number, Target>();
  fleet.take([
    aWindow(0, GAP_MS, [
      aTrack([{ ms: 0 }, { ms: MINUTE_MS }]),
      aTrack([{ ms: MINUTE_MS }], { mmsi: 219000002 }),
    ]),
  ]);
  fleet.at(0, targets);
  assert.deepEqual([...targets.keys()], [219000001]);
  fleet.at(MINUTE_MS, targets);
  assert.deepEqual([...targets.keys()], [219000001, 219000002]);
  fleet.at(-1, targets);
  assert.equal(targets.size, 0);
});

test("fleet: who is in no window any more is taken out", () => {
  const fleet = new Fleet();
  const targets = new Map<number, Target>();
  fleet.take([aWindow(0, GAP_MS, [aTrack([{ ms: 0 }])])]);
  fleet.at(0, targets);
  fleet.take([]);
  fleet.at(0, targets);
  assert.equal(targets.size, 0);
});

test("fleet: a ship of several windows is one ship, and keeps her name", () => {
  const fleet = new Fleet();
  const targets = new Map<number, Target>();
  fleet.setNames(new Map([[NAME.mmsi, NAME]]));
  fleet.take([
    aWindow(0, 1000, [aTrack([{ ms: 0, lon: 12 }])]),
    aWindow(1000, 2000, [aTrack([{ ms: 1000, lon: 13 }])]),
  ]);
  fleet.at(500, targets);
  const target = targets.get(NAME.mmsi)!;
  assert.deepEqual([target.lonDeg, target.name, target.typeCode], [12.5, "SOUND CARRIER", 70]);
});

test("fleet: heard near and by satellite, the later report counts", () => {
  const fleet = new Fleet();
  const targets = new Map<number, Target>();
  fleet.take([
    aWindow(0, GAP_MS, [
      aTrack([{ ms: 0, lon: 12 }]),
      aTrack([{ ms: 5000, lon: 13 }], { classOf: 2, kind: Kind.ClassA }),
    ]),
  ]);
  fleet.at(4000, targets);
  assert.equal(targets.get(NAME.mmsi)!.lonDeg, 12);
  fleet.at(6000, targets);
  assert.equal(targets.get(NAME.mmsi)!.lonDeg, 13);
});

test("fleet: of simplified tracks no age is told, but where she fell silent", () => {
  const fleet = new Fleet();
  const targets = new Map<number, Target>();
  const track = aTrack([{ ms: 0 }, { ms: GAP_MS }]);
  fleet.take([aWindow(0, 2 * GAP_MS, [track], false)]);
  fleet.at(GAP_MS / 2, targets);
  assert.ok(Number.isNaN(targets.get(NAME.mmsi)!.heardMs));
  fleet.at(GAP_MS + 2 * MINUTE_MS, targets);
  assert.equal(targets.get(NAME.mmsi)!.heardMs, GAP_MS);
});
