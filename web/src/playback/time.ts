// SPDX-License-Identifier: Apache-2.0
// The arithmetic of playback: speeds, steps, spans of time, and the windows they are asked for in.

export const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** From and until, milliseconds since 1970 UTC; `toMs` itself is not in it. */
export interface Span {
  fromMs: number;
  toMs: number;
}

export const SPEEDS = [1, 10, 60, 600, 3600] as const;
export type Speed = (typeof SPEEDS)[number];

/** What is asked for at each speed: the faster, the longer the windows and the simpler the lines. */
interface Pace {
  /** What one press of an arrow moves. */
  stepMs: number;
  windowMs: number;
  /** How far a line may lie from where the ship was; 0: every report is given. */
  simplifyM: number;
}

const PACES: Record<Speed, Pace> = {
  1: { stepMs: 10 * SECOND_MS, windowMs: 20 * MINUTE_MS, simplifyM: 0 },
  10: { stepMs: MINUTE_MS, windowMs: 30 * MINUTE_MS, simplifyM: 0 },
  60: { stepMs: 10 * MINUTE_MS, windowMs: HOUR_MS, simplifyM: 5 },
  600: { stepMs: HOUR_MS, windowMs: 4 * HOUR_MS, simplifyM: 15 },
  3600: { stepMs: 6 * HOUR_MS, windowMs: 12 * HOUR_MS, simplifyM: 40 },
};

export function paceOf(speed: Speed): Pace {
  return PACES[speed];
}

export function isSpeed(n: number): n is Speed {
  return (SPEEDS as readonly number[]).includes(n);
}

/** The next speed up (by 1) or down (by -1); the first and the last stay what they are. */
export function nextSpeed(speed: Speed, by: number): Speed {
  const i = SPEEDS.indexOf(speed) + Math.sign(by);
  return SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, i))]!;
}

export function clampTo(ms: number, { fromMs, toMs }: Span): number {
  return Math.min(Math.max(ms, fromMs), Math.max(fromMs, toMs));
}

/** The part of both; null when they do not touch. */
export function common(a: Span, b: Span): Span | null {
  const fromMs = Math.max(a.fromMs, b.fromMs);
  const toMs = Math.min(a.toMs, b.toMs);
  return fromMs < toMs ? { fromMs, toMs } : null;
}

/** A span of the same length about `centreMs`, moved so that it stays inside `limit`. */
export function spanAbout(centreMs: number, lengthMs: number, limit: Span): Span {
  const whole = limit.toMs - limit.fromMs;
  if (lengthMs >= whole) return limit;
  const fromMs = Math.min(Math.max(centreMs - lengthMs / 2, limit.fromMs), limit.toMs - lengthMs);
  return { fromMs, toMs: fromMs + lengthMs };
}

/** A page that hung must not make the ships jump: so much real time counts at most. */
const FRAME_MS_MAX = 250;

/** The moment after so much real time, and whether it came to the end of what is played. */
export function advanced(
  atMs: number,
  speed: Speed,
  elapsedMs: number,
  range: Span,
): { atMs: number; hasEnded: boolean } {
  const next = atMs + Math.min(Math.max(elapsedMs, 0), FRAME_MS_MAX) * speed;
  return next >= range.toMs
    ? { atMs: range.toMs, hasEnded: true }
    : { atMs: next, hasEnded: false };
}

/** How much is held around the moment: behind it for the trails, ahead of it to play on. */
export function reachOf(atMs: number, speed: Speed, trailMs: number): Span {
  return {
    fromMs: atMs - Math.max(trailMs, HELD_MS),
    // At least a gap ahead, or the report that ends it would not be known; else 15 s of playing.
    toMs: atMs + Math.max(GAP_MS + MINUTE_MS, 15 * SECOND_MS * speed),
  };
}

/** Between two reports further apart than this nothing is known: no line, no place in between. */
export const GAP_MS = 10 * MINUTE_MS;
/** For so long the last place before a gap is shown as it was; */
export const FRESH_MS = MINUTE_MS;
/** for so long, all in all, it is shown at all: greyed. */
export const HELD_MS = 30 * MINUTE_MS;

/** The windows (aligned, so that the same moment asks for the same ones) that cover a span. */
export function windowsOf(span: Span, windowMs: number): Span[] {
  const windows: Span[] = [];
  const first = Math.floor(span.fromMs / windowMs) * windowMs;
  for (let fromMs = first; fromMs < span.toMs; fromMs += windowMs) {
    windows.push({ fromMs, toMs: fromMs + windowMs });
  }
  return windows;
}
