// SPDX-License-Identifier: Apache-2.0
// The ships of the windows at hand, and all of them at a moment.

import { Kind, type Target } from "../wire";
import type { PastName, Track } from "../wire_history";
import type { Window } from "./buffer";
import { named } from "./past";
import { newMoment, placeAt } from "./track";

interface Ship {
  /** By class: a ship may be heard near and by satellite. */
  tracks: Map<number, Track[]>;
  target: Target;
}

function newTarget(mmsi: number, kind: Kind): Target {
  return {
    mmsi,
    kind,
    lonDeg: NaN,
    latDeg: NaN,
    heardMs: NaN,
    positionHeardMs: NaN,
    speedKn: NaN,
    courseDeg: NaN,
    headingDeg: NaN,
    turnDegPerMin: NaN,
    status: -1,
    typeCode: -1,
    isLost: false,
    isHeld: false,
    isVirtual: false,
    isOffPosition: false,
    toBowM: NaN,
    toSternM: NaN,
    toPortM: NaN,
    toStarboardM: NaN,
    stationCount: 0,
    name: "",
    callsign: "",
  };
}

export class Fleet {
  private ships = new Map<number, Ship>();
  private readonly moment = newMoment();
  private names: ReadonlyMap<number, PastName> = new Map();
  private isExact = true;

  /** `windows` in order of time. */
  take(windows: readonly Window[]): void {
    const old = this.ships;
    this.ships = new Map();
    this.isExact = windows.every((window) => window.isExact);
    for (const window of windows) {
      for (const track of window.tracks) {
        if (track.timesMs.length > 0) this.add(track, old);
      }
    }
  }

  private add(track: Track, old: Map<number, Ship>): void {
    let ship = this.ships.get(track.mmsi);
    if (!ship) {
      ship = {
        tracks: new Map(),
        target: old.get(track.mmsi)?.target ?? newTarget(track.mmsi, track.kind),
      };
      const said = this.names.get(track.mmsi);
      if (said) named(ship.target, said);
      this.ships.set(track.mmsi, ship);
    }
    const pieces = ship.tracks.get(track.classOf);
    if (pieces) pieces.push(track);
    else ship.tracks.set(track.classOf, [track]);
  }

  setNames(names: ReadonlyMap<number, PastName>): void {
    this.names = names;
    for (const [mmsi, { target }] of this.ships) {
      const said = names.get(mmsi);
      if (said) named(target, said);
    }
  }

  /** One who is not there now, by what she called herself. */
  unplaced(mmsi: number, said: PastName | null): Target {
    const target = newTarget(mmsi, this.ships.get(mmsi)?.target.kind ?? Kind.Unknown);
    if (said) named(target, said);
    return target;
  }

  /** Writes who was there, and where; who was not is taken out. */
  at(ms: number, targets: Map<number, Target>): void {
    for (const mmsi of targets.keys()) if (!this.ships.has(mmsi)) targets.delete(mmsi);
    for (const [mmsi, ship] of this.ships) {
      if (this.place(ship, ms)) targets.set(mmsi, ship.target);
      else targets.delete(mmsi);
    }
  }

  /** Of several classes that which was heard last. */
  private place(ship: Ship, ms: number): boolean {
    const { moment } = this;
    const { target } = ship;
    let heardMs = -Infinity;
    for (const pieces of ship.tracks.values()) {
      if (!placeAt(pieces, ms, moment) || moment.heardMs <= heardMs) continue;
      heardMs = moment.heardMs;
      target.kind = pieces[0]!.kind;
      target.lonDeg = moment.lonDeg;
      target.latDeg = moment.latDeg;
      target.speedKn = moment.speedKn;
      target.courseDeg = moment.courseDeg;
      target.headingDeg = moment.headingDeg;
      target.status = moment.status;
      target.isHeld = moment.isHeld;
      // Of simplified tracks only a silence says when she was heard last.
      const heard = this.isExact || moment.isHeld ? moment.heardMs : NaN;
      target.heardMs = target.positionHeardMs = heard;
    }
    return heardMs > -Infinity;
  }
}
