// SPDX-License-Identifier: Apache-2.0
// The one owner of state: what is known, what is selected, how it is shown. Views subscribe.

import type { PaletteName } from "./palette";
import type { Window } from "./playback/buffer";
import { clampTo, type Span, type Speed } from "./playback/time";
import { lastBefore } from "./playback/track";
import type { StaleReason } from "./stale";
import type { WatersFile } from "./waters";
import type { Bounds, Frame, Status, Target, Vessel } from "./wire";
import type { Track } from "./wire_history";
import { contains } from "./bounds";
import { targetOf } from "./wire";
import { Words, type Lang } from "./words";

/** What changed. A view names the topics it draws from. */
export type Topic =
  | "targets"
  | "selection"
  | "vessel"
  | "status"
  | "settings"
  | "waters"
  | "stale"
  | "drill"
  | "filter"
  | "view"
  /** What the node's archive holds. */
  | "archive"
  /** Playback began, ended, or anything of it changed but the moment. */
  | "playback"
  /** The moment of playback moved: often, for what moves with it; the others wait for "targets". */
  | "moment"
  | "windows"
  | "past";

export const VECTOR_CHOICES_MIN = [0, 3, 6, 12, 24];

export interface Settings {
  palette: PaletteName;
  lang: Lang;
  vectorMin: number;
  isTableOpen: boolean;
}

export type Phase = "loading" | "ready" | "nothing" | "failed";

/** Playback as it stands; the picture then shows the archive, and nothing that is live. */
export interface Playback {
  atMs: number;
  speed: Speed;
  isPlaying: boolean;
  /** What of the archive is played; null: all of it. */
  range: Span | null;
  trailMin: number;
  phase: Phase;
}

export const TRAIL_CHOICES_MIN = [0, 10, 30, 120, 360];

export class Picture {
  readonly targets = new Map<number, Target>();
  /** The picture's clock as the last frame said it; NaN before anything was heard. */
  timeMs = NaN;
  known = 0;
  selected: number | null = null;
  /** All that is known of the selected target; null until the node has answered. */
  vessel: Vessel | null = null;
  isVesselUnknown = false;
  status: Status | null = null;
  waters: WatersFile | null = null;
  stale: StaleReason | null = null;
  /** What is shown is simulated: as the last frame or status said. */
  isDrill = false;
  filter = "";
  /** From the first to the last report of the archive; null where there is none. */
  archive: Span | null = null;
  /** Null: the picture is live. */
  playback: Playback | null = null;
  /** What of the archive is at hand about the moment. */
  windows: Window[] = [];
  /** The whole track of the selected ship, by class; null until the node has answered. */
  past: Track[] | null = null;
  view: { bounds: Bounds; zoom: number } | null = null;
  settings: Settings;
  words: Words;

  private readonly listeners = new Map<Topic, Set<() => void>>();
  private isReplacing = false;
  private seen: Target[] | null = null;

  constructor(settings: Settings) {
    this.settings = settings;
    this.words = new Words(settings.lang);
  }

  on(topics: Topic[], listener: () => void): void {
    for (const topic of topics) {
      if (!this.listeners.has(topic)) this.listeners.set(topic, new Set());
      this.listeners.get(topic)!.add(listener);
    }
  }

  private changed(topic: Topic): void {
    for (const listener of this.listeners.get(topic) ?? []) listener();
  }

  /** After connecting anew the node sends everything in view; what is not in it is gone. */
  replaceWithNext(): void {
    this.isReplacing = true;
  }

  apply(frame: Frame): void {
    // Nothing that is live is ever drawn into the past.
    if (this.playback) return;
    if (this.isReplacing) this.targets.clear();
    this.isReplacing = false;
    for (const target of frame.targets) this.targets.set(target.mmsi, target);
    for (const mmsi of frame.gone) this.targets.delete(mmsi);
    this.seen = null;
    this.known = frame.known;
    this.timeMs = frame.timeMs;
    this.setDrill(frame.isDrill);
    // One second may come in several frames; drawing once is enough.
    if (!frame.hasMore) this.changed("targets");
  }

  select(mmsi: number | null): void {
    if (this.selected === mmsi) return;
    this.selected = mmsi;
    this.vessel = null;
    this.isVesselUnknown = false;
    this.past = null;
    this.changed("selection");
  }

  /** What stands inside the edges of the map; the node sends more, for small moves. */
  inView(): Target[] {
    const bounds = this.view?.bounds;
    this.seen ??= [...this.targets.values()].filter(
      (t) => !bounds || contains(bounds, t.lonDeg, t.latDeg),
    );
    return this.seen;
  }

  /** The selected target: live when in view, else as the node described it last. */
  selectedTarget(): Target | null {
    if (this.selected === null) return null;
    const live = this.targets.get(this.selected);
    return live ?? (this.vessel ? targetOf(this.vessel) : null);
  }

  /** Of live or past: an answer that comes after the change is dropped. */
  setVessel(mmsi: number, vessel: Vessel | null, isPast = false): void {
    if (mmsi !== this.selected || isPast !== (this.playback !== null)) return;
    this.vessel = vessel;
    this.isVesselUnknown = vessel === null;
    this.changed("vessel");
  }

  setStatus(status: Status): void {
    this.status = status;
    this.setDrill(status.drill);
    this.changed("status");
  }

  private setDrill(isDrill: boolean): void {
    if (this.isDrill === isDrill) return;
    this.isDrill = isDrill;
    this.changed("drill");
  }

  setWaters(waters: WatersFile): void {
    this.waters = waters;
    this.changed("waters");
  }

  setView(bounds: Bounds, zoom: number): void {
    this.view = { bounds, zoom };
    this.seen = null;
    this.changed("view");
  }

  setFilter(filter: string): void {
    if (filter === this.filter) return;
    this.filter = filter;
    this.changed("filter");
  }

  /** Only a change of what is wrong is told, not each second of its going on. */
  setStale(reason: StaleReason | null): void {
    if (this.stale?.what === reason?.what && this.stale?.sinceMs === reason?.sinceMs) return;
    this.stale = reason;
    this.changed("stale");
  }

  setArchive(archive: Span | null): void {
    const { archive: old } = this;
    if (old?.fromMs === archive?.fromMs && old?.toMs === archive?.toMs) return;
    this.archive = archive;
    this.changed("archive");
  }

  enterPlayback(playback: Playback): void {
    this.playback = playback;
    this.timeMs = playback.atMs;
    this.forget();
  }

  leavePlayback(): void {
    this.playback = null;
    this.timeMs = NaN;
    this.forget();
  }

  /** Between live and past nothing is carried over but who is selected. */
  private forget(): void {
    this.targets.clear();
    this.windows = [];
    this.vessel = this.past = null;
    this.isVesselUnknown = this.isReplacing = false;
    this.seen = null;
    for (const topic of ["selection", "playback", "windows", "targets", "stale"] as const) {
      this.changed(topic);
    }
  }

  changePlayback(change: Partial<Omit<Playback, "atMs">>): void {
    const { playback } = this;
    if (!playback) return;
    const names = Object.keys(change) as (keyof typeof change)[];
    if (names.every((name) => playback[name] === change[name])) return;
    this.playback = { ...playback, ...change };
    this.changed("playback");
  }

  /** What playback may move in. */
  get played(): Span {
    return this.playback?.range ?? this.archive ?? { fromMs: 0, toMs: 0 };
  }

  moveTo(atMs: number): void {
    if (!this.playback) return;
    this.timeMs = this.playback.atMs = clampTo(atMs, this.played);
    this.seen = null;
    this.changed("moment");
  }

  /** Of the many moments, one for those who draw more slowly. */
  tellTargets(): void {
    this.seen = null;
    this.known = this.targets.size;
    this.changed("targets");
  }

  setWindows(windows: Window[]): void {
    this.windows = windows;
    this.changed("windows");
  }

  /** Where the selected ship was, by her whole track: at the moment, else when she was heard next. */
  pastPlace(): { lonDeg: number; latDeg: number } | null {
    const track = this.past?.[0];
    if (!track || track.timesMs.length === 0) return null;
    const i = Math.max(0, lastBefore(track.timesMs, this.timeMs));
    return { lonDeg: track.lonDeg[i]!, latDeg: track.latDeg[i]! };
  }

  setPast(mmsi: number, past: Track[]): void {
    if (mmsi !== this.selected || !this.playback) return;
    this.past = past;
    this.changed("past");
  }

  change(settings: Partial<Settings>): void {
    this.settings = { ...this.settings, ...settings };
    if (settings.lang) this.words = new Words(settings.lang);
    this.changed("settings");
  }
}
