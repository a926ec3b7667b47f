// SPDX-License-Identifier: Apache-2.0
// All units and formats: numbers a mariner reads, times in UTC, ages, positions.

import type { Words } from "./words";

export const MISSING = "-";

/** Left-to-right isolate: keeps a coordinate or a Latin name whole inside a right-to-left line. */
export function ltr(text: string): string {
  return `\u2066${text}\u2069`;
}

/** First-strong isolate, for text of unknown direction. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

function degreesMinutes(deg: number, degDigits: number, letters: string): string {
  const thousandths = Math.round(Math.abs(deg) * 60_000);
  const whole = Math.floor(thousandths / 60_000);
  const minutes = ((thousandths % 60_000) / 1000).toFixed(3).padStart(6, "0");
  return `${String(whole).padStart(degDigits, "0")}°${minutes}′${letters[deg < 0 ? 1 : 0]}`;
}

export function latitude(deg: number): string {
  return Number.isFinite(deg) ? degreesMinutes(deg, 2, "NS") : MISSING;
}

export function longitude(deg: number): string {
  return Number.isFinite(deg) ? degreesMinutes(deg, 3, "EW") : MISSING;
}

export function position(latDeg: number, lonDeg: number): string {
  if (!Number.isFinite(latDeg) || !Number.isFinite(lonDeg)) return MISSING;
  return `${latitude(latDeg)} ${longitude(lonDeg)}`;
}

export function speed(kn: number): string {
  if (!Number.isFinite(kn)) return MISSING;
  return kn >= 102.2 ? "≥102.2" : kn.toFixed(1);
}

/** Three figures, as spoken: 007°. 359.6 is 000, not 360. */
export function direction(deg: number): string {
  return Number.isFinite(deg) ? `${String(Math.round(deg) % 360).padStart(3, "0")}°` : MISSING;
}

export function turn(degPerMin: number): string {
  if (!Number.isFinite(degPerMin)) return MISSING;
  if (Math.abs(degPerMin) >= 720) return degPerMin > 0 ? ">+5°/30 s" : "<−5°/30 s";
  const sign = degPerMin > 0 ? "+" : degPerMin < 0 ? "−" : "";
  return `${sign}${Math.abs(degPerMin).toFixed(1)}°/min`;
}

export function metres(m: number, digits = 0): string {
  return Number.isFinite(m) ? `${m.toFixed(digits)} m` : MISSING;
}

export function mmsi(number: number): string {
  return String(number).padStart(9, "0");
}

export function count(n: number): string {
  return Number.isFinite(n) ? n.toLocaleString("en-US").replaceAll(",", "\u202f") : MISSING;
}

export function rate(perSecond: number): string {
  return perSecond >= 100 ? perSecond.toFixed(0) : perSecond.toFixed(1);
}

export function utcTime(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(11, 19) : MISSING;
}

export function utcDate(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : MISSING;
}

export function utc(ms: number): string {
  return Number.isFinite(ms) ? `${utcDate(ms)} ${utcTime(ms)} UTC` : MISSING;
}

/** As the node is asked, and as it answers. */
export function iso(ms: number): string {
  return new Date(Math.round(ms)).toISOString();
}

export function utcMinute(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(11, 16) : MISSING;
}

/** "11-19 10:20": where the year is said elsewhere. */
export function utcShort(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(5, 16).replace("T", " ") : MISSING;
}

export function parseTime(time: string | null | undefined): number {
  return time ? Date.parse(time) : NaN;
}

/** "11-19T12:00Z" or "11-19", as the archive has it, in parts. */
export function parseEta(text: string | null): {
  month: number | null;
  day: number | null;
  hour: number | null;
  minute: number | null;
} {
  const found = /^(\d\d)-(\d\d)(?:T(\d\d):(\d\d)Z)?$/.exec(text ?? "");
  const part = (i: number) => (found?.[i] === undefined ? null : Number(found[i]));
  return { month: part(1), day: part(2), hour: part(3), minute: part(4) };
}

export function etaText(month: number, day: number, hour: number, minute: number): string {
  const two = (n: number) => (n < 0 ? "--" : String(n).padStart(2, "0"));
  return [month, day, hour, minute].every((n) => n < 0)
    ? MISSING
    : `${two(month)}-${two(day)} ${two(hour)}:${two(minute)} UTC`;
}

/** "12 s", "4 min", "2 h 05 min", "3 d 4 h" in the words' language. */
export function duration(seconds: number, words: Words): string {
  if (!Number.isFinite(seconds)) return MISSING;
  const s = Math.max(0, Math.floor(seconds));
  if (s < 120) return words.t("span.s", { s });
  if (s < 7200) return words.t("span.min", { min: Math.floor(s / 60) });
  const h = Math.floor(s / 3600);
  if (h < 48)
    return words.t("span.h", { h, min: String(Math.floor((s % 3600) / 60)).padStart(2, "0") });
  return words.t("span.d", { d: Math.floor(h / 24), h: h % 24 });
}

export function age(thenMs: number, nowMs: number, words: Words): string {
  const seconds = (nowMs - thenMs) / 1000;
  return Number.isFinite(seconds) ? words.t("ago", { span: duration(seconds, words) }) : MISSING;
}
