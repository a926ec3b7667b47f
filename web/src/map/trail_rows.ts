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
  /** Pieces stand in order of their beginning, but for those of the same slice of time. */
  slices: Slices;
}

/** How many pieces begin before the end of each of many equal slices of time. */
interface Slices {
  beginS: number;
  lengthS: number;
  ends: Uint32Array;
}

const SLICES = 2048;

const KN_PER_DEG_MS = 60 * 3_600_000;

/** Said, or else run: between two reports without a speed. */
function speedBetween(a: Track, i: number, b: Track, j: number): number {
  const said = Number.isFinite(a.speedKn[i]!) ? a.speedKn[i]! : b.speedKn[j]!;
  if (Number.isFinite(said)) return said;
  const north = b.latDeg[j]! - a.latDeg[i]!;
  const east = (b.lonDeg[j]! - a.lonDeg[i]!) * Math.cos((a.latDeg[i]! * Math.PI) / 180);
  return (Math.hypot(north, east) * KN_PER_DEG_MS) / Math.max(1, b.timesMs[j]! - a.timesMs[i]!);
}

/** Columns of a piece: its row without the corners. */
class Pieces {
  private columns: Float32Array;
  private count = 0;

  constructor(
    readonly origin: [number, number],
    readonly originMs: number,
    atMost: number,
  ) {
    this.columns = new Float32Array(atMost * TRAIL_WORDS);
  }

  add(a: Track, i: number, b: Track, j: number): void {
    const { columns } = this;
    const x = wrapped(mercatorX(a.lonDeg[i]!) - this.origin[0]);
    const at = this.count++ * TRAIL_WORDS;
    columns[at] = x;
    columns[at + 1] = mercatorY(a.latDeg[i]!) - this.origin[1];
    // The short way, also across the antimeridian.
    columns[at + 2] = x + wrapped(mercatorX(b.lonDeg[j]!) - mercatorX(a.lonDeg[i]!));
    columns[at + 3] = mercatorY(b.latDeg[j]!) - this.origin[1];
    columns[at + 4] = (a.timesMs[i]! - this.originMs) / 1000;
    columns[at + 5] = (b.timesMs[j]! - this.originMs) / 1000;
    columns[at + 6] = isGap(a !== b, a.timesMs[i]!, b, j)
      ? GAP_CLASS
      : speedClass(speedBetween(a, i, b, j));
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
    const { columns, count, origin, originMs } = this;
    const slices = this.sliced();
    const next = Uint32Array.from(slices.ends.subarray(0, SLICES));
    next.copyWithin(1, 0);
    next[0] = 0;
    const rows = new Float32Array(count * CORNERS * TRAIL_WORDS);
    for (let from = 0; from < count * TRAIL_WORDS; from += TRAIL_WORDS) {
      const row = next[sliceOf(slices, columns[from + 4]!)]!++;
      for (let corner = 0; corner < CORNERS; corner++) {
        const at = (row * CORNERS + corner) * TRAIL_WORDS;
        for (let word = 0; word < TRAIL_WORDS; word++) rows[at + word] = columns[from + word]!;
      }
    }
    return { rows, count: count * CORNERS, origin, originMs, slices };
  }

  private sliced(): Slices {
    const { columns, count } = this;
    let beginS = Infinity;
    let endS = -Infinity;
    for (let i = 0; i < count; i++) {
      const begin = columns[i * TRAIL_WORDS + 4]!;
      if (begin < beginS) beginS = begin;
      if (begin > endS) endS = begin;
    }
    const lengthS = Math.max(1, endS - beginS) / (SLICES - 1);
    const slices = { beginS, lengthS, ends: new Uint32Array(SLICES) };
    for (let i = 0; i < count; i++) slices.ends[sliceOf(slices, columns[i * TRAIL_WORDS + 4]!)]!++;
    for (let i = 1; i < SLICES; i++) slices.ends[i]! += slices.ends[i - 1]!;
    return slices;
  }
}

function sliceOf({ beginS, lengthS }: Slices, seconds: number): number {
  return Math.min(SLICES - 1, Math.max(0, Math.floor((seconds - beginS) / lengthS)));
}

function originOf(tracks: readonly Track[]): [number, number] {
  const first = tracks.find((track) => track.timesMs.length > 0);
  return first ? [mercatorX(first.lonDeg[0]!), mercatorY(first.latDeg[0]!)] : [0.5, 0.5];
}

export function trailRows(tracks: readonly Track[], { fromMs }: Pick<Span, "fromMs">): TrailRows {
  // Two at most for a report: up to where she lay still, and on from there.
  const atMost = 2 * tracks.reduce((sum, track) => sum + track.timesMs.length, 0);
  const pieces = new Pieces(originOf(tracks), fromMs, atMost);
  for (const track of tracks) pieces.addTrack(track);
  return pieces.rows();
}

/** The pieces from one window to the next: of each ship her last report and her first. */
export function joints(windows: readonly (Span & { tracks: readonly Track[] })[]): TrailRows {
  const all = windows.flatMap((w) => w.tracks);
  const pieces = new Pieces(originOf(all), windows[0]?.fromMs ?? 0, all.length);
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

/** So many of the first rows hold all that have begun by this time, and few that have not. */
export function begun({ slices, count }: TrailRows, seconds: number): number {
  if (count === 0 || seconds < slices.beginS) return 0;
  return slices.ends[sliceOf(slices, seconds)]! * CORNERS;
}
