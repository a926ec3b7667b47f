// SPDX-License-Identifier: Apache-2.0
// The one owner of state: what is known, what is selected, how it is shown. Views subscribe.

import type { PaletteName } from "./palette";
import type { StaleReason } from "./stale";
import type { WatersFile } from "./waters";
import type { Bounds, Frame, Status, Target, Vessel } from "./wire";
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
  | "view";

export const VECTOR_CHOICES_MIN = [0, 3, 6, 12, 24];

export interface Settings {
  palette: PaletteName;
  lang: Lang;
  vectorMin: number;
  isTableOpen: boolean;
}

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

  setVessel(mmsi: number, vessel: Vessel | null): void {
    if (mmsi !== this.selected) return;
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

  change(settings: Partial<Settings>): void {
    this.settings = { ...this.settings, ...settings };
    if (settings.lang) this.words = new Words(settings.lang);
    this.changed("settings");
  }
}
