// SPDX-License-Identifier: Apache-2.0
// When the picture may not be trusted as live, and why: pure, told the time.

import type { Status } from "./wire";

export const FRAME_SILENCE_MS = 5000;
export const SOURCE_SILENCE_S = 30;

export interface StaleReason {
  what: "node" | "sources" | "unheard";
  /** By this machine's clock, like every time here. */
  sinceMs: number;
}

export interface Health {
  nowMs: number;
  /** When the last frame came, or when the page began to wait for the first. */
  frameMs: number;
  status: Status | null;
  /** When `status` came. */
  statusMs: number;
}

const DEAD = new Set(["silent", "failed", "ended"]);

export function staleReason({ nowMs, frameMs, status, statusMs }: Health): StaleReason | null {
  if (nowMs - frameMs >= FRAME_SILENCE_MS) return { what: "node", sinceMs: frameMs };
  if (!status || status.sources.length === 0) return null;
  const silences = status.sources.map((source) => source.silent_s ?? Infinity);
  const least = Math.min(...silences);
  // Whole seconds, so that the same silence is the same reason at the next look.
  const sinceMs = Number.isFinite(least) ? Math.round((statusMs - least * 1000) / 1000) * 1000 : 0;
  if (status.sources.every((source) => DEAD.has(source.state))) return { what: "sources", sinceMs };
  if (least >= SOURCE_SILENCE_S && Number.isFinite(least)) return { what: "unheard", sinceMs };
  return null;
}
