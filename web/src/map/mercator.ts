// SPDX-License-Identifier: Apache-2.0
// Degrees to the web map's unit square and pixels, in doubles, and back to what the card can hold.

/** Pixels of the world at zoom 0. */
export const WORLD_PX = 512;

export function mercatorX(lonDeg: number): number {
  return (lonDeg + 180) / 360;
}

export function mercatorY(latDeg: number): number {
  const lat = Math.min(85.06, Math.max(-85.06, latDeg));
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
}

/** The nearest copy of the world: what is left of x once whole turns are taken off. */
export function wrapped(x: number): number {
  return x - Math.round(x);
}

export function worldPx(zoom: number): number {
  return WORLD_PX * 2 ** zoom;
}

export function metresPerPx(latDeg: number, zoom: number): number {
  return (40_075_016.686 * Math.cos((latDeg * Math.PI) / 180)) / worldPx(zoom);
}
