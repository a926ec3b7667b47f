// SPDX-License-Identifier: Apache-2.0
// Boxes of longitude and latitude, also across the antimeridian.

import type { Bounds } from "./wire";

/** Edges are inside. `east` is never less than `west`, but may be beyond 180. */
export function contains(b: Bounds, lonDeg: number, latDeg: number): boolean {
  if (latDeg < b.south || latDeg > b.north) return false;
  if (lonDeg >= b.west && lonDeg <= b.east) return true;
  const offset = (((lonDeg - b.west) % 360) + 360) % 360;
  return b.east - b.west >= 360 || offset <= b.east - b.west;
}

/** The box and half of it on each side, so that a small move shows ships at once. */
export function padded(b: Bounds): Bounds {
  const x = (b.east - b.west) / 2;
  const y = (b.north - b.south) / 2;
  return {
    west: b.west - x,
    south: Math.max(-90, b.south - y),
    east: b.east + x,
    north: Math.min(90, b.north + y),
  };
}
