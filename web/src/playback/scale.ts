// SPDX-License-Identifier: Apache-2.0
// The scale of the bar: pixels and time, round ticks, zooming and paging, all within the archive.

import * as format from "../format";
import { clampTo, DAY_MS, HOUR_MS, MINUTE_MS, spanAbout, type Span } from "./time";

export const SPAN_MIN_MS = 10 * MINUTE_MS;
const TICK_PX = 84;
const TICKS_MS = [
  1, 2, 5, 10, 20, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14_400, 43_200, 129_600, 525_600,
].map((minutes) => minutes * MINUTE_MS);

export function pxOf(ms: number, span: Span, widthPx: number): number {
  return ((ms - span.fromMs) / (span.toMs - span.fromMs)) * widthPx;
}

export function msOf(px: number, span: Span, widthPx: number): number {
  return span.fromMs + (px / Math.max(1, widthPx)) * (span.toMs - span.fromMs);
}

export interface Tick {
  ms: number;
  text: string;
  /** Midnight UTC: a new day begins. */
  isDay: boolean;
}

/** Hours where a day has several ticks, dates else; a midnight among hours says its date. */
export function ticks(span: Span, widthPx: number): Tick[] {
  const wanted = ((span.toMs - span.fromMs) * TICK_PX) / Math.max(1, widthPx);
  const stepMs = TICKS_MS.find((step) => step >= wanted) ?? TICKS_MS.at(-1)!;
  const found: Tick[] = [];
  for (let ms = Math.ceil(span.fromMs / stepMs) * stepMs; ms <= span.toMs; ms += stepMs) {
    const isDay = ms % DAY_MS === 0;
    found.push({ ms, isDay, text: isDay ? format.utcDate(ms) : format.utcMinute(ms) });
  }
  return found;
}

/** About a moment of it that stays where it is; `factor` above 1 shows more. */
export function zoomed(span: Span, aboutMs: number, factor: number, limit: Span): Span {
  const old = span.toMs - span.fromMs;
  const length = Math.min(Math.max(old * factor, SPAN_MIN_MS), limit.toMs - limit.fromMs);
  const share = (aboutMs - span.fromMs) / old;
  const centre = aboutMs - share * length + length / 2;
  return spanAbout(centre, length, limit);
}

export function shifted(span: Span, byMs: number, limit: Span): Span {
  const length = span.toMs - span.fromMs;
  return spanAbout(span.fromMs + byMs + length / 2, length, limit);
}

/** The span turned on like a page, when the moment has left it; itself when it has not. */
export function paged(span: Span, atMs: number, limit: Span): Span {
  if (atMs >= span.fromMs && atMs <= span.toMs) return span;
  const length = span.toMs - span.fromMs;
  // What comes is more of interest than what was.
  return spanAbout(atMs + length * 0.4, length, limit);
}

export const ZOOMS = ["day", "week", "all"] as const;
export type Zoom = (typeof ZOOMS)[number];

/** A day or week about the moment, or everything. */
export function zoomSpan(zoom: Zoom, atMs: number, archive: Span): Span {
  if (zoom === "all") return archive;
  return spanAbout(atMs, zoom === "day" ? DAY_MS : 7 * DAY_MS, archive);
}

/** Whole, not empty, the earlier end first: from two ends in any order. */
export function rangeOf(a: number, b: number, archive: Span): Span {
  const fromMs = clampTo(Math.min(a, b), archive);
  const toMs = clampTo(Math.max(a, b), archive);
  return toMs - fromMs >= MINUTE_MS ? { fromMs, toMs } : spanAbout(fromMs, HOUR_MS / 60, archive);
}
