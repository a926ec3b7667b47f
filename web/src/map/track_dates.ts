// SPDX-License-Identifier: Apache-2.0
// The layer of dates and times along tracks: round times at a sensible distance, and both ends of
// each gap.

import type { Feature } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import * as format from "../format";
import type { Palette } from "../palette";
import { HOUR_MS, MINUTE_MS } from "../playback/time";
import { lastBefore, newMoment, placeAt, turnBetween } from "../playback/track";
import type { Target } from "../wire";
import type { Track } from "../wire_history";
import { MAP_FONT } from "./chart";
import { metresPerPx } from "./mercator";

/** Nearer to each other labels would be a band of text. */
export const APART_PX = 90;
const LABELS_MAX = 200;
const INTERVALS_MS = [1, 2, 5, 10, 20, 30, 60, 120, 180, 360, 720, 1440].map((m) => m * MINUTE_MS);

export interface DateLabel {
  ms: number;
  lonDeg: number;
  latDeg: number;
  text: string;
  /** What must be read before what may: ends and gaps. */
  isEnd: boolean;
}

/** How many pixels the whole track is long, and how long it took, gaps left out. */
function run(track: Track, mPerPx: number): { px: number; ms: number } {
  let px = 0;
  let ms = 0;
  for (let i = 1; i < track.timesMs.length; i++) {
    if (track.gap[i]) continue;
    const step = apartM(track, i - 1, track.lonDeg[i]!, track.latDeg[i]!) / mPerPx;
    if (step === 0) continue;
    px += step;
    ms += track.timesMs[i]! - track.timesMs[i - 1]!;
  }
  return { px, ms };
}

function apartM(track: Track, i: number, lonDeg: number, latDeg: number): number {
  const north = latDeg - track.latDeg[i]!;
  const east = turnBetween(track.lonDeg[i]!, lonDeg) * Math.cos((latDeg * Math.PI) / 180);
  return Math.hypot(north, east) * 60 * 1852;
}

/** The shortest round interval in which the ship runs the distance between two labels. */
export function intervalMs(track: Track, mPerPx: number): number {
  const { px, ms } = run(track, mPerPx);
  const wanted = px > 0 ? (APART_PX * ms) / px : Infinity;
  return INTERVALS_MS.find((interval) => interval >= wanted) ?? 24 * HOUR_MS;
}

/** Dates at both ends, at gaps and where the day changes; times alone between them. */
export function dateLabels(track: Track, zoom: number): DateLabel[] {
  const { timesMs } = track;
  const size = timesMs.length;
  if (size === 0) return [];
  const mPerPx = metresPerPx(track.latDeg[0]!, zoom);
  const labels: DateLabel[] = [];
  const end = (i: number) =>
    labels.push({
      ms: timesMs[i]!,
      lonDeg: track.lonDeg[i]!,
      latDeg: track.latDeg[i]!,
      text: format.utcShort(timesMs[i]!),
      isEnd: true,
    });
  end(0);
  for (let i = 1; i < size; i++) if (track.gap[i]) (end(i - 1), end(i));
  if (size > 1) end(size - 1);
  labels.push(...ticks(track, intervalMs(track, mPerPx), APART_PX * mPerPx));
  return labels.slice(0, LABELS_MAX);
}

function ticks(track: Track, stepMs: number, apart: number): DateLabel[] {
  const { timesMs } = track;
  const labels: DateLabel[] = [];
  let last: DateLabel | null = null;
  const until = timesMs.at(-1)!;
  for (let ms = Math.ceil(timesMs[0]! / stepMs) * stepMs; ms < until; ms += stepMs) {
    const i = lastBefore(timesMs, ms);
    if (track.gap[i + 1]) continue;
    const share = (ms - timesMs[i]!) / Math.max(1, timesMs[i + 1]! - timesMs[i]!);
    const turn = turnBetween(track.lonDeg[i]!, track.lonDeg[i + 1]!);
    const lonDeg = track.lonDeg[i]! + turn * share;
    const latDeg = track.latDeg[i]! + (track.latDeg[i + 1]! - track.latDeg[i]!) * share;
    if (last && near(last, lonDeg, latDeg) < apart * 0.6) continue;
    const isSameDay: boolean = !!last && format.utcDate(last.ms) === format.utcDate(ms);
    const text: string = isSameDay ? format.utcMinute(ms) : format.utcShort(ms);
    last = { ms, lonDeg, latDeg, text, isEnd: false };
    labels.push(last);
  }
  return labels;
}

function near(a: DateLabel, lonDeg: number, latDeg: number): number {
  const east = turnBetween(a.lonDeg, lonDeg) * Math.cos((latDeg * Math.PI) / 180);
  return Math.hypot(latDeg - a.latDeg, east) * 60 * 1852;
}

/** Of more trails than these the dates would be a carpet. */
const TAILS_MAX = 30;
const TAILS_ZOOM = 9;

/** When and where each trail begins: at `fromMs`, or with the first report behind it. */
export function tailLabels(
  windows: readonly { tracks: readonly Track[] }[],
  moving: readonly Target[],
  fromMs: number,
  zoom: number,
): DateLabel[] {
  if (zoom < TAILS_ZOOM || moving.length === 0 || moving.length > TAILS_MAX) return [];
  const pieces = new Map<number, Track[]>(moving.map(({ mmsi }) => [mmsi, []]));
  for (const { tracks } of windows) for (const track of tracks) pieces.get(track.mmsi)?.push(track);
  const labels: DateLabel[] = [];
  for (const tracks of pieces.values()) {
    const label = tailLabel(tracks, fromMs);
    if (label) labels.push(label);
  }
  return labels;
}

function tailLabel(pieces: readonly Track[], fromMs: number): DateLabel | null {
  const moment = newMoment();
  if (placeAt(pieces, fromMs, moment) && !moment.isHeld) {
    const { lonDeg, latDeg } = moment;
    return { ms: fromMs, lonDeg, latDeg, text: format.utcShort(fromMs), isEnd: false };
  }
  for (const { timesMs, lonDeg, latDeg } of pieces) {
    const i = lastBefore(timesMs, fromMs) + 1;
    const ms = timesMs[i];
    if (ms === undefined) continue;
    return { ms, lonDeg: lonDeg[i]!, latDeg: latDeg[i]!, text: format.utcShort(ms), isEnd: false };
  }
  return null;
}

export function dateFeatures(labels: readonly DateLabel[]): Feature[] {
  return labels.map(({ lonDeg, latDeg, text, isEnd }) => ({
    type: "Feature",
    properties: { text, order: isEnd ? 0 : 1 },
    geometry: { type: "Point", coordinates: [lonDeg, latDeg] },
  }));
}

export function addDates(map: MapLibre, palette: Palette): void {
  map.addSource("dates", { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  map.addLayer({ id: "date-dots", type: "circle", source: "dates", paint: { "circle-radius": 3 } });
  map.addLayer({
    id: "dates",
    type: "symbol",
    source: "dates",
    layout: {
      "text-field": ["get", "text"],
      "text-font": MAP_FONT,
      "text-size": 11.5,
      "text-variable-anchor": ["left", "right", "bottom", "top"],
      "text-radial-offset": 0.7,
      "text-justify": "auto",
      "symbol-sort-key": ["get", "order"],
      "text-padding": 3,
    },
    paint: {},
  });
  paintDates(map, palette);
}

export function paintDates(map: MapLibre, palette: Palette): void {
  map.setPaintProperty("date-dots", "circle-color", palette.halo);
  map.setPaintProperty("date-dots", "circle-stroke-color", palette.selected);
  map.setPaintProperty("date-dots", "circle-stroke-width", 1.4);
  map.setPaintProperty("dates", "text-color", palette.selected);
  map.setPaintProperty("dates", "text-halo-color", palette.halo);
  map.setPaintProperty("dates", "text-halo-width", 1.6);
}

export function showDates(map: MapLibre, labels: readonly DateLabel[]): void {
  void map
    .getSource<GeoJSONSource>("dates")
    ?.setData({ type: "FeatureCollection", features: dateFeatures(labels) });
}
