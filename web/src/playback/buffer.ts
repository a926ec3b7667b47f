// SPDX-License-Identifier: Apache-2.0
// The windows of the archive about the moment: asked for ahead of it, dropped behind it.

import type { Bounds } from "../wire";
import type { Track } from "../wire_history";
import { paceOf, windowsOf, type Span, type Speed } from "./time";

/** All windows of a set have the same length, simplicity and box. */
export interface Cut {
  windowMs: number;
  /** How far, in metres, the lines may lie from where the ships were. */
  simplifyM: number;
  bounds: Bounds;
}

export interface Window extends Span {
  tracks: Track[];
  reports: number;
  /** Nothing was left out as lying on a straight way: the last report is the last one heard. */
  isExact: boolean;
}

export type AskTracks = (span: Span, cut: Cut, signal: AbortSignal) => Promise<Track[]>;

/** Where asking failed, the same window is asked for again after so long. */
const RETRY_MS = 3000;
/** The node answers others too. */
const ASKED_MAX = 2;
/** As the node has it: docs/api.md. */
const SIMPLIFY_M_MAX = 10_000;
/** Reports held at most; of more, lines are made simpler. */
export const REPORTS_MAX = 1_500_000;

/** From afar less is enough: lines may be half a pixel off. In powers of two, so that they last. */
export function cutOf(speed: Speed, bounds: Bounds, mPerPx: number, coarser = 1): Cut {
  const { windowMs, simplifyM } = paceOf(speed);
  const half = 2 ** Math.floor(Math.log2(Math.max(mPerPx, 1) / 2));
  const least = half >= 8 ? Math.max(simplifyM, half) : simplifyM;
  const wanted = coarser === 1 ? least : Math.max(least, 8) * coarser;
  return { windowMs, bounds, simplifyM: Math.min(SIMPLIFY_M_MAX, wanted) };
}

function isInside(inner: Bounds, outer: Bounds): boolean {
  return (
    inner.west >= outer.west &&
    inner.east <= outer.east &&
    inner.south >= outer.south &&
    inner.north <= outer.north
  );
}

/** One set of windows, some here, some asked for. */
class Sheaf {
  readonly windows = new Map<number, Window>();
  readonly asked = new Map<number, AbortController>();
  readonly failedMs = new Map<number, number>();
  /** Then the next set, of simpler lines, takes its place. */
  isTooMuch = false;

  constructor(readonly cut: Cut) {}

  covers(span: Span): boolean {
    return windowsOf(span, this.cut.windowMs).every((w) => this.windows.has(w.fromMs));
  }

  /** Keeps what touches the span; what was asked for outside of it is called off. */
  keep(span: Span): boolean {
    const wanted = new Set(windowsOf(span, this.cut.windowMs).map((w) => w.fromMs));
    let hasDropped = false;
    for (const fromMs of this.windows.keys()) {
      if (!wanted.has(fromMs)) hasDropped = this.windows.delete(fromMs) || hasDropped;
    }
    for (const [fromMs, controller] of this.asked) {
      if (!wanted.has(fromMs)) controller.abort();
    }
    return hasDropped;
  }

  stop(): void {
    for (const controller of this.asked.values()) controller.abort();
  }

  get reports(): number {
    let sum = 0;
    for (const w of this.windows.values()) sum += w.reports;
    return sum;
  }
}

/** The order of asking: the moment's own window, then those ahead, then those behind. */
export function inOrderOfNeed(windows: Span[], atMs: number): Span[] {
  const far = (w: Span) => {
    if (w.toMs <= atMs) return 1e15 + (atMs - w.toMs);
    return Math.max(0, w.fromMs - atMs);
  };
  return [...windows].sort((a, b) => far(a) - far(b));
}

export interface Wanted {
  atMs: number;
  speed: Speed;
  view: Bounds;
  mPerPx: number;
  /** What to ask for when the view is no longer inside of what was asked for. */
  bounds: Bounds;
  /** What the moment itself needs. */
  need: Span;
  /** What is kept about it. */
  reach: Span;
}

export class WindowBuffer {
  /** A set is shown until the next one (other speed, other place) has all that it needs. */
  private shown: Sheaf | null = null;
  private coming: Sheaf | null = null;
  private coarser = 1;
  hasFailed = false;

  constructor(
    private readonly ask: AskTracks,
    private readonly onChange: () => void,
    private readonly now: () => number = Date.now,
  ) {}

  /** The windows to draw, in order of time. */
  get windows(): Window[] {
    return [...(this.shown?.windows.values() ?? [])].sort((a, b) => a.fromMs - b.fromMs);
  }

  get reports(): number {
    return (this.shown?.reports ?? 0) + (this.coming?.reports ?? 0);
  }

  /** Whether everything of this span is here, as it is drawn. */
  covers(span: Span): boolean {
    return this.shown?.covers(span) ?? false;
  }

  want(wanted: Wanted): void {
    const sheaf = this.sheafFor(wanted);
    if (sheaf === this.coming && sheaf.covers(wanted.need)) this.swap();
    if (this.shown?.keep(wanted.reach)) this.onChange();
    this.coming?.keep(wanted.reach);
    const missing = windowsOf(wanted.reach, sheaf.cut.windowMs).filter(
      (w) =>
        !sheaf.windows.has(w.fromMs) &&
        !sheaf.asked.has(w.fromMs) &&
        this.now() - (sheaf.failedMs.get(w.fromMs) ?? -Infinity) >= RETRY_MS,
    );
    for (const w of inOrderOfNeed(missing, wanted.atMs)) {
      if (sheaf.asked.size >= ASKED_MAX) break;
      void this.fetch(sheaf, w);
    }
  }

  /** The archive has grown: what reaches beyond its old end is asked for anew. */
  forgetAfter(endMs: number): void {
    for (const sheaf of [this.shown, this.coming]) {
      for (const { fromMs, toMs } of sheaf?.windows.values() ?? []) {
        if (toMs > endMs) sheaf!.windows.delete(fromMs);
      }
    }
    this.onChange();
  }

  clear(): void {
    this.shown?.stop();
    this.coming?.stop();
    this.shown = this.coming = null;
    this.coarser = 1;
    this.hasFailed = false;
    this.onChange();
  }

  private sheafFor({ speed, view, bounds, reach, mPerPx }: Wanted): Sheaf {
    const cut = cutOf(speed, bounds, mPerPx, this.coarser);
    const fits = (sheaf: Sheaf | null) =>
      sheaf !== null &&
      sheaf.cut.windowMs === cut.windowMs &&
      sheaf.cut.simplifyM <= cut.simplifyM &&
      !sheaf.isTooMuch &&
      isInside(view, sheaf.cut.bounds);
    if (fits(this.shown)) {
      this.coming?.stop();
      this.coming = null;
      return this.shown!;
    }
    if (!fits(this.coming)) {
      this.coming?.stop();
      this.coming = new Sheaf(cut);
    }
    // What is shown has nothing for this moment: then the new one at once, to be seen growing.
    if (this.shown && !windowsOf(reach, this.shown.cut.windowMs).some((w) => this.has(w))) {
      this.swap();
    }
    this.shown ??= this.coming;
    if (this.shown === this.coming) this.coming = null;
    return this.coming ?? this.shown!;
  }

  private has(w: Span): boolean {
    return this.shown!.windows.has(w.fromMs);
  }

  private swap(): void {
    this.shown?.stop();
    this.shown = this.coming;
    this.coming = null;
    this.onChange();
  }

  private async fetch(sheaf: Sheaf, span: Span): Promise<void> {
    const controller = new AbortController();
    sheaf.asked.set(span.fromMs, controller);
    try {
      const tracks = await this.ask(span, sheaf.cut, controller.signal);
      if (controller.signal.aborted) return;
      const reports = tracks.reduce((sum, track) => sum + track.timesMs.length, 0);
      const isExact = sheaf.cut.simplifyM === 0;
      sheaf.windows.set(span.fromMs, { ...span, tracks, reports, isExact });
      this.hasFailed = false;
      if (sheaf.reports > REPORTS_MAX && !sheaf.isTooMuch) {
        sheaf.isTooMuch = true;
        this.coarser *= 4;
      }
    } catch {
      if (controller.signal.aborted) return;
      sheaf.failedMs.set(span.fromMs, this.now());
      this.hasFailed = true;
    } finally {
      sheaf.asked.delete(span.fromMs);
      if (sheaf === this.shown || sheaf === this.coming) this.onChange();
    }
  }
}
