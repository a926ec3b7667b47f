// SPDX-License-Identifier: Apache-2.0
// One ship for the tests, to be changed where a test cares.

import { Kind, type Target } from "./wire";

export function aTarget(values: Partial<Target> = {}): Target {
  return {
    mmsi: 219000001,
    kind: Kind.ClassA,
    lonDeg: 12.7,
    latDeg: 55.9,
    heardMs: 0,
    positionHeardMs: 0,
    speedKn: 12,
    courseDeg: 20,
    headingDeg: 18,
    turnDegPerMin: NaN,
    status: 0,
    typeCode: 70,
    isLost: false,
    isHeld: false,
    isVirtual: false,
    isOffPosition: false,
    toBowM: 100,
    toSternM: 20,
    toPortM: 9,
    toStarboardM: 9,
    stationCount: 1,
    name: "SOUND CARRIER",
    callsign: "OXAB2",
    ...values,
  };
}

/** A place to look from: 12 to 13 east, 55 to 56 north. */
export const A_VIEW = { west: 12, south: 55, east: 13, north: 56 };
