// SPDX-License-Identifier: Apache-2.0
// Questions to the node's archive: docs/api.md, "History".

import { iso } from "../format";
import type { Bounds } from "../wire";
import {
  parseTracks,
  type Density,
  type PastName,
  type PastNames,
  type PastTrack,
  type Period,
  type Track,
} from "../wire_history";
import type { Cut } from "./buffer";
import { pastTracks } from "./past";
import type { Span } from "./time";

/** One answer holds so much that more pages than these are a mistake. */
const PAGES_MAX = 40;

type Parameters = Record<string, string | number | undefined>;

function url(path: string, parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  return `api/history/${path}?${query.toString()}`.replace(/\?$/, "");
}

/** Whole worlds are asked for as such; else longitudes as the node has them. */
export function boxText({ west, south, east, north }: Bounds): string | undefined {
  if (east - west >= 360) return undefined;
  const wrap = (lon: number) =>
    lon >= -180 && lon <= 180 ? lon : (((lon % 360) + 540) % 360) - 180;
  return [wrap(west), south, wrap(east), north].map((deg) => deg.toFixed(4)).join(",");
}

async function answer(path: string, signal?: AbortSignal): Promise<Response | null> {
  const response = await fetch(path, { cache: "no-store", ...(signal && { signal }) });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

async function json<T>(path: string, signal?: AbortSignal): Promise<T | null> {
  return ((await (await answer(path, signal))?.json()) as T | undefined) ?? null;
}

/** Null when this node keeps no archive, or nothing is in it yet. */
export async function askPeriod(): Promise<Span | null> {
  const period = await json<Period>(url("period", {}));
  if (!period?.from || !period.until) return null;
  const span = { fromMs: Date.parse(period.from), toMs: Date.parse(period.until) };
  return span.fromMs < span.toMs ? span : null;
}

export async function askDensity(span: Span, buckets: number): Promise<Density | null> {
  return json<Density>(url("density", { from: iso(span.fromMs), until: iso(span.toMs), buckets }));
}

export async function askTracks(span: Span, cut: Cut, signal: AbortSignal): Promise<Track[]> {
  const tracks: Track[] = [];
  let next = "";
  for (let page = 0; page < PAGES_MAX; page++) {
    const path = url("tracks", {
      from: iso(span.fromMs),
      until: iso(span.toMs),
      bbox: boxText(cut.bounds),
      simplify: cut.simplifyM || undefined,
      next,
    });
    const response = await answer(path, signal);
    if (!response) return tracks;
    const part = parseTracks(await response.arrayBuffer());
    tracks.push(...part.tracks);
    next = part.next;
    if (next === "") break;
  }
  return tracks;
}

/** Pages of JSON, until there is no more. */
async function pages<T extends { next: string | null }>(
  path: string,
  parameters: Parameters,
  signal: AbortSignal,
): Promise<T[]> {
  const all: T[] = [];
  let next = "";
  while (all.length < PAGES_MAX) {
    const page = await json<T>(url(path, { ...parameters, next }), signal);
    if (!page) break;
    all.push(page);
    next = page.next ?? "";
    if (next === "") break;
  }
  return all;
}

export async function askPast(
  mmsi: number,
  span: Span,
  simplifyM: number,
  signal: AbortSignal,
): Promise<Track[]> {
  const parameters = { mmsi, from: iso(span.fromMs), until: iso(span.toMs) };
  const simplify = simplifyM || undefined;
  return pastTracks(await pages<PastTrack>("vessel", { ...parameters, simplify }, signal));
}

export async function askNames(
  atMs: number,
  signal: AbortSignal,
  mmsi?: number,
): Promise<PastName[]> {
  const found = await pages<PastNames>("names", { at: iso(atMs), mmsi }, signal);
  return found.flatMap(({ vessels }) => vessels);
}
