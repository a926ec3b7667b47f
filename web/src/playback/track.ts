// SPDX-License-Identifier: Apache-2.0
// One ship's reports in order of time, and where she was at a moment: by interpolation between two
// reports, never across a gap.

import type { Track } from "../wire_history";
import { FRESH_MS, GAP_MS, HELD_MS } from "./time";

/** Where a ship was; written anew for each ship and frame, so nothing is allocated. */
export interface Moment {
  lonDeg: number;
  latDeg: number;
  speedKn: number;
  courseDeg: number;
  headingDeg: number;
  status: number;
  /** When the report was sent that this rests on. */
  heardMs: number;
  /** Nothing is known of now: her last place, shown for a while. */
  isHeld: boolean;
}

export function newMoment(): Moment {
  return {
    lonDeg: NaN,
    latDeg: NaN,
    speedKn: NaN,
    courseDeg: NaN,
    headingDeg: NaN,
    status: -1,
    heardMs: NaN,
    isHeld: false,
  };
}

/** Index of the last report at or before `ms`; -1 when all are later. */
export function lastBefore(timesMs: ArrayLike<number>, ms: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timesMs[middle]! <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Degrees from a to b the short way round, -180 to 180. */
export function turnBetween(a: number, b: number): number {
  return ((((b - a) % 360) + 540) % 360) - 180;
}

function betweenAngles(a: number, b: number, share: number): number {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return a;
  return (((a + turnBetween(a, b) * share) % 360) + 360) % 360;
}

/**
 * Where the ship of these pieces (one a window, in order of time) was. False when she was not heard
 * near this moment, or not yet.
 */
export function placeAt(pieces: readonly Track[], ms: number, out: Moment): boolean {
  let k = pieces.length - 1;
  while (k >= 0 && !(pieces[k]!.timesMs[0]! <= ms)) k--;
  if (k < 0) return false;
  const piece = pieces[k]!;
  const i = lastBefore(piece.timesMs, ms);
  const t = piece.timesMs[i]!;
  take(piece, i, out);
  const isLast = i + 1 === piece.timesMs.length;
  const after = isLast ? pieces[k + 1] : piece;
  const j = isLast ? 0 : i + 1;
  if (!after || isGap(isLast, t, after, j)) {
    out.isHeld = ms - t > FRESH_MS;
    return ms - t <= HELD_MS;
  }
  blend(out, after, j, (ms - t) / (after.timesMs[j]! - t));
  return true;
}

/**
 * Inside of a piece the node says where gaps are: of a ship that holds her course it may leave out
 * reports of hours. Between two pieces it cannot; there the two stand next to each other.
 */
export function isGap(isBetween: boolean, beforeMs: number, after: Track, j: number): boolean {
  return isBetween ? after.timesMs[j]! - beforeMs > GAP_MS : after.gap[j] === 1;
}

function take(piece: Track, i: number, out: Moment): void {
  out.heardMs = piece.timesMs[i]!;
  out.isHeld = false;
  out.lonDeg = piece.lonDeg[i]!;
  out.latDeg = piece.latDeg[i]!;
  out.speedKn = piece.speedKn[i]!;
  out.courseDeg = piece.courseDeg[i]!;
  out.headingDeg = piece.headingDeg[i]!;
  out.status = piece.status[i]!;
}

/** From the report that `out` holds towards the report j of `after`. */
function blend(out: Moment, after: Track, j: number, share: number): void {
  out.lonDeg = wrapLon(out.lonDeg + turnBetween(out.lonDeg, after.lonDeg[j]!) * share);
  out.latDeg += (after.latDeg[j]! - out.latDeg) * share;
  out.courseDeg = betweenAngles(out.courseDeg, after.courseDeg[j]!, share);
  out.headingDeg = betweenAngles(out.headingDeg, after.headingDeg[j]!, share);
  const speed = after.speedKn[j]!;
  if (Number.isFinite(out.speedKn) && Number.isFinite(speed)) {
    out.speedKn += (speed - out.speedKn) * share;
  }
}

function wrapLon(deg: number): number {
  return deg > 180 ? deg - 360 : deg < -180 ? deg + 360 : deg;
}
