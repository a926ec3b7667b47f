// SPDX-License-Identifier: Apache-2.0
// From tracks to rows of line pieces with their times: what the card needs to draw trails as they
// grow, without a word from us between two windows.

import { isGap } from "../playback/track";
import type { Span } from "../playback/time";
import type { Track } from "../wire_history";
import { CORNERS } from "./instances";
import { mercatorX, mercatorY, wrapped } from "./mercator";

/** Upper edges of the classes of speed, knots; the last class has none. */
export const SPEED_EDGES_KN = [5, 10, 15, 20];
export const SPEED_CLASSES = SPEED_EDGES_KN.length + 1;
/** In the place of a class: nothing is known of the way. */
export const GAP_CLASS = SPEED_CLASSES;
/** Ends on the map, times of the ends, class. */
export const TRAIL_WORDS = 7;
/** Shorter pieces are the noise of a ship that lies still. */
const STILL_DEG = 10 / (60 * 1852);

export function speedClass(kn: number): number {
  const i = SPEED_EDGES_KN.findIndex((edge) => kn < edge);
  return i < 0 ? SPEED_CLASSES - 1 : i;
}

export interface TrailRows {
  rows: Float32Array;
  /** Rows, four a piece. */
  count: number;
  /** Where the columns of ends are from, in the map's unit square. */
  origin: [number, number];
  /** What their times are from. */
  originMs: number;
  /** When each piece begins, seconds from there, rising: how many to draw is looked up. */
  begins: Float32Array;
}

const KN_PER_DEG_MS = 60 * 3_600_000;

/** Said, or else run: between two reports without a speed. */
function speedBetween(a: Track, i: number, b: Track, j: number): number {
  const said = Number.isFinite(a.speedKn[i]!) ? a.speedKn[i]! : b.speedKn[j]!;
  if (Number.isFinite(said)) return said;
  const north = b.latDeg[j]! - a.latDeg[i]!;
  const east = (b.lonDeg[j]! - a.lonDeg[i]!) * Math.cos((a.latDeg[i]! * Math.PI) / 180);
  return (Math.hypot(north, east) * KN_PER_DEG_MS) / Math.max(1, b.timesMs[j]! - a.timesMs[i]!);
}

class Pieces {
  readonly fromX: number[] = [];
  readonly fromY: number[] = [];
  readonly toX: number[] = [];
  readonly toY: number[] = [];
  readonly beginS: number[] = [];
  readonly endS: number[] = [];
  readonly classes: number[] = [];

  constructor(
    readonly origin: [number, number],
    readonly originMs: number,
  ) {}

  add(a: Track, i: number, b: Track, j: number): void {
    const x = wrapped(mercatorX(a.lonDeg[i]!) - this.origin[0]);
    this.fromX.push(x);
    this.fromY.push(mercatorY(a.latDeg[i]!) - this.origin[1]);
    // The short way, also across the antimeridian.
    this.toX.push(x + wrapped(mercatorX(b.lonDeg[j]!) - mercatorX(a.lonDeg[i]!)));
    this.toY.push(mercatorY(b.latDeg[j]!) - this.origin[1]);
    this.beginS.push((a.timesMs[i]! - this.originMs) / 1000);
    this.endS.push((b.timesMs[j]! - this.originMs) / 1000);
    this.classes.push(
      isGap(a !== b, a.timesMs[i]!, b, j) ? GAP_CLASS : speedClass(speedBetween(a, i, b, j)),
    );
  }

  /** A ship that lies still makes no line: what is near the last end drawn waits for more. */
  addTrack(track: Track): void {
    let from = 0;
    for (let i = 1; i < track.timesMs.length; i++) {
      const isStill =
        Math.abs(track.latDeg[i]! - track.latDeg[from]!) < STILL_DEG &&
        Math.abs(track.lonDeg[i]! - track.lonDeg[from]!) < STILL_DEG;
      if (isStill) continue;
      if (i - 1 > from) this.add(track, from, track, i - 1);
      this.add(track, i - 1, track, i);
      from = i;
    }
  }

  rows(): TrailRows {
    const count = this.beginS.length;
    const begins = Float32Array.from(this.beginS);
    const order = Uint32Array.from({ length: count }, (_, i) => i);
    order.sort((a, b) => begins[a]! - begins[b]!);
    const rows = new Float32Array(count * CORNERS * TRAIL_WORDS);
    let at = 0;
    for (const i of order) {
      for (let corner = 0; corner < CORNERS; corner++) {
        rows[at++] = this.fromX[i]!;
        rows[at++] = this.fromY[i]!;
        rows[at++] = this.toX[i]!;
        rows[at++] = this.toY[i]!;
        rows[at++] = this.beginS[i]!;
        rows[at++] = this.endS[i]!;
        rows[at++] = this.classes[i]!;
      }
    }
    begins.sort();
    const { origin, originMs } = this;
    return { rows, count: count * CORNERS, origin, originMs, begins };
  }
}

function originOf(tracks: readonly Track[]): [number, number] {
  const first = tracks.find((track) => track.timesMs.length > 0);
  return first ? [mercatorX(first.lonDeg[0]!), mercatorY(first.latDeg[0]!)] : [0.5, 0.5];
}

export function trailRows(tracks: readonly Track[], { fromMs }: Pick<Span, "fromMs">): TrailRows {
  const pieces = new Pieces(originOf(tracks), fromMs);
  for (const track of tracks) pieces.addTrack(track);
  return pieces.rows();
}

/** The pieces from one window to the next: of each ship her last report and her first. */
export function joints(windows: readonly (Span & { tracks: readonly Track[] })[]): TrailRows {
  const all = windows.flatMap((w) => w.tracks);
  const pieces = new Pieces(originOf(all), windows[0]?.fromMs ?? 0);
  const last = new Map<string, Track>();
  for (const track of all) {
    if (track.timesMs.length === 0) continue;
    const key = `${track.mmsi}/${track.classOf}`;
    const before = last.get(key);
    if (before) pieces.add(before, before.timesMs.length - 1, track, 0);
    last.set(key, track);
  }
  return pieces.rows();
}

/** How many rows begin by this time. */
export function begun({ begins }: TrailRows, seconds: number): number {
  let low = 0;
  let high = begins.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (begins[middle]! <= seconds) low = middle + 1;
    else high = middle;
  }
  return low * CORNERS;
}
