// SPDX-License-Identifier: Apache-2.0
// What playback asks beside the windows: how far the archive reaches, what ships called themselves,
// the selected ship's whole track, and who heard her.

import type { Picture } from "../picture";
import type { Fields, Target } from "../wire";
import type { PastName } from "../wire_history";
import { askNames, askPast, askPeriod } from "./archive";
import { askHeard, askVoyage } from "./features";
import type { Fleet } from "./fleet";
import { lastHeardMs, pastVessel, type PastStation } from "./past";
import { DAY_MS, HOUR_MS, MINUTE_MS, spanAbout, type Span } from "./time";

/** A node that records goes on growing. */
const PERIOD_INTERVAL_MS = 60_000;
const PERIOD_RETRY_MS = 4000;
/** Names are asked for a whole quarter of a day. */
const NAMES_MS = 6 * HOUR_MS;
/** What the card tells is asked anew when the moment has moved so far, */
const SAID_MS = 2 * MINUTE_MS;
/** and not more often than this by the clock on the wall. */
const SAID_INTERVAL_MS = 1000;
/** The whole track of a ship, where no range is chosen: the day about the moment. */
const PAST_MS = DAY_MS;
/** Of longer tracks the lines may be so far off. */
const LONG_MS = 2 * DAY_MS;
const LONG_SIMPLIFY_M = 15;

interface Said {
  mmsi: number;
  atMs: number;
  name: PastName | null;
  voyage: Fields;
  stations: PastStation[];
}

export class Follower {
  names: ReadonlyMap<number, PastName> = new Map();
  private namesSlot = NaN;
  private periodDueMs = 0;
  private pastAsked = "";
  private said: Said | null = null;
  private saidAskedMs = 0;
  private isAsking = false;
  private stop = new AbortController();

  constructor(
    private readonly picture: Picture,
    private readonly fleet: Fleet,
  ) {
    picture.on(["status"], () => void this.followPeriod());
    picture.on(["playback", "targets"], () => this.look());
    picture.on(["selection"], () => {
      this.said = null;
      this.pastAsked = "";
      this.look();
    });
  }

  /** Asked only where there is an archive, and as often as it grows. */
  private async followPeriod(): Promise<void> {
    const now = performance.now();
    if (now < this.periodDueMs || !this.picture.status?.archive) return;
    this.periodDueMs = now + PERIOD_INTERVAL_MS;
    try {
      this.picture.setArchive(await askPeriod());
    } catch {
      // Asked again soon; that the node does not answer is said elsewhere.
      this.periodDueMs = now + PERIOD_RETRY_MS;
    }
  }

  /** All who are known to the archive about the moment, for the search. */
  everyone(): Target[] {
    return [...this.names.values()].map(
      (said) => this.picture.targets.get(said.mmsi) ?? this.fleet.unplaced(said.mmsi, said),
    );
  }

  private look(): void {
    if (!this.picture.playback) {
      if (!this.stop.signal.aborted) this.stop.abort();
      this.names = new Map();
      this.namesSlot = NaN;
      return;
    }
    if (this.stop.signal.aborted) this.stop = new AbortController();
    void this.followNames();
    void this.followPast();
    void this.followSaid();
  }

  private async followNames(): Promise<void> {
    const { playback } = this.picture;
    const slot = Math.floor(playback!.atMs / NAMES_MS);
    if (slot === this.namesSlot) return;
    this.namesSlot = slot;
    try {
      const found = await askNames((slot + 0.5) * NAMES_MS, this.stop.signal);
      if (slot !== this.namesSlot) return;
      this.names = new Map(found.map((said) => [said.mmsi, said]));
      this.fleet.setNames(this.names);
      this.picture.tellTargets();
    } catch {
      if (slot === this.namesSlot) this.namesSlot = NaN;
    }
  }

  private pastSpan(): Span {
    const { archive, playback } = this.picture;
    if (playback!.range) return playback!.range;
    // In half days, so that a moment that moves on does not ask anew each time.
    const half = PAST_MS / 2;
    const centre = Math.round(playback!.atMs / half) * half;
    return spanAbout(centre, PAST_MS, { ...archive!, toMs: archive!.toMs + 1 });
  }

  private async followPast(): Promise<void> {
    const { selected, archive } = this.picture;
    if (selected === null || !archive) return;
    const span = this.pastSpan();
    const asked = `${selected}/${span.fromMs}/${span.toMs}`;
    if (asked === this.pastAsked) return;
    this.pastAsked = asked;
    try {
      const simplifyM = span.toMs - span.fromMs > LONG_MS ? LONG_SIMPLIFY_M : 0;
      const past = await askPast(selected, span, simplifyM, this.stop.signal);
      if (asked === this.pastAsked) this.picture.setPast(selected, past);
    } catch {
      if (asked === this.pastAsked) this.pastAsked = "";
    }
  }

  /** The card: at once what is known, then what was said about this moment and who heard it. */
  private async followSaid(): Promise<void> {
    const { selected, playback } = this.picture;
    if (selected === null) return;
    this.tellCard(selected);
    const isFresh = this.said && Math.abs(this.said.atMs - playback!.atMs) < SAID_MS;
    const now = performance.now();
    if (this.isAsking || isFresh || now - this.saidAskedMs < SAID_INTERVAL_MS) return;
    this.isAsking = true;
    this.saidAskedMs = now;
    const atMs = playback!.atMs;
    try {
      const { signal } = this.stop;
      const [names, voyage, stations] = await Promise.all([
        askNames(atMs, signal, selected),
        askVoyage(selected, atMs, signal),
        askHeard(selected, atMs, signal),
      ]);
      if (selected === this.picture.selected) {
        this.said = { mmsi: selected, atMs, name: names[0] ?? null, voyage, stations };
        this.tellCard(selected);
      }
    } catch {
      // What is known stays; it is asked again.
    } finally {
      this.isAsking = false;
    }
  }

  private tellCard(mmsi: number): void {
    const target: Target | undefined = this.picture.targets.get(mmsi);
    const { said } = this;
    if (!target && !said) return;
    const name = said?.name ?? this.names.get(mmsi) ?? null;
    const shown = target ?? this.fleet.unplaced(mmsi, name);
    const { past, timeMs } = this.picture;
    const heardMs = Number.isFinite(shown.heardMs) ? shown.heardMs : lastHeardMs(past, timeMs);
    shown.heardMs = heardMs;
    const times = { atMs: timeMs, heardMs };
    const vessel = pastVessel(shown, name, said?.voyage ?? {}, said?.stations ?? [], times);
    this.picture.setVessel(mmsi, vessel, true);
  }
}
