// SPDX-License-Identifier: Apache-2.0
// The deep link: place, zoom, target, language, palette and moment in the address, and back.

import { iso } from "./format";
import { isSpeed, type Span, type Speed } from "./playback/time";
import { isLang, type Lang } from "./words";
import { isPalette, type PaletteName } from "./palette";

export interface Place {
  zoom: number;
  latDeg: number;
  lonDeg: number;
}

/** A moment of playback. */
export interface PlaybackLink {
  atMs: number;
  speed?: Speed;
  range?: Span;
}

export interface Link {
  map?: Place;
  target?: number;
  lang?: Lang;
  palette?: PaletteName;
  playback?: PlaybackLink;
}

/** Parts that are not understood are left out; a bad link never stops the page. */
export function parseLink(hash: string): Link {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  const link: Link = {};
  const place = params.get("map")?.split("/").map(Number) ?? [];
  const [zoom, latDeg, lonDeg] = place;
  if (place.length === 3 && place.every(Number.isFinite) && Math.abs(latDeg!) <= 85.06) {
    link.map = { zoom: Math.min(Math.max(zoom!, 0), 22), latDeg: latDeg!, lonDeg: lonDeg! };
  }
  const target = params.get("target") ?? "";
  if (/^\d{1,9}$/.test(target)) link.target = Number(target);
  const lang = params.get("lang");
  if (isLang(lang)) link.lang = lang;
  const palette = params.get("palette");
  if (isPalette(palette)) link.palette = palette;
  const playback = parsePlayback(params);
  if (playback) link.playback = playback;
  return link;
}

function parseMs(text: string | null): number {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text ?? "") ? Date.parse(text!) : NaN;
}

function parsePlayback(params: URLSearchParams): PlaybackLink | null {
  const atMs = parseMs(params.get("at"));
  if (Number.isNaN(atMs)) return null;
  const playback: PlaybackLink = { atMs };
  const speed = Number(params.get("speed"));
  if (isSpeed(speed)) playback.speed = speed;
  const fromMs = parseMs(params.get("from"));
  const toMs = parseMs(params.get("until"));
  if (fromMs < toMs) playback.range = { fromMs, toMs };
  return playback;
}

/** Whole seconds: the bar is not finer. */
function second(ms: number): string {
  return iso(Math.floor(ms / 1000) * 1000).replace(".000Z", "Z");
}

export function withoutPlayback({ playback: _, ...link }: Link): Link {
  return link;
}

export function formatLink(link: Link): string {
  const parts: string[] = [];
  if (link.map) {
    const { zoom, latDeg, lonDeg } = link.map;
    // As many decimals as a pixel at this zoom is worth, and not one more.
    const digits = Math.max(2, Math.ceil((zoom * Math.LN2 + Math.log(512 / 360)) / Math.LN10));
    const short = (n: number, d: number) => String(Number(n.toFixed(d)));
    parts.push(`map=${short(zoom, 2)}/${short(latDeg, digits)}/${short(lonDeg, digits)}`);
  }
  if (link.target !== undefined) parts.push(`target=${link.target}`);
  if (link.lang) parts.push(`lang=${link.lang}`);
  if (link.palette) parts.push(`palette=${link.palette}`);
  if (link.playback) {
    const { atMs, speed, range } = link.playback;
    parts.push(`at=${second(atMs)}`);
    if (speed) parts.push(`speed=${speed}`);
    if (range) parts.push(`from=${second(range.fromMs)}`, `until=${second(range.toMs)}`);
  }
  return `#${parts.join("&")}`;
}
