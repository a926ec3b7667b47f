// SPDX-License-Identifier: Apache-2.0
// Questions to the node's HTTP interface, asked as often as their answers change.

import type { Picture } from "./picture";
import type { WatersFile } from "./waters";
import type { Status, Vessel, VesselList, VesselSummary } from "./wire";

const STATUS_INTERVAL_MS = 2000;
const VESSEL_INTERVAL_MS = 2000;
const LIST_KEPT_MS = 10_000;

/** Null when the node does not know it; throws when the node cannot be asked. */
async function get<T>(path: string): Promise<T | null> {
  const response = await fetch(path, { cache: "no-store" });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}

export class Api {
  /** When the last status came, by this machine's clock. */
  statusMs = 0;
  private vesselTimer = 0;
  private list: { atMs: number; vessels: VesselSummary[] } | null = null;

  constructor(private readonly picture: Picture) {
    // Entering and leaving playback tell the selection anew.
    picture.on(["selection"], () => void this.followVessel());
  }

  async followStatus(): Promise<void> {
    try {
      const status = await get<Status>("api/status");
      if (status) {
        this.statusMs = Date.now();
        this.picture.setStatus(status);
      }
    } catch {
      // The missing frames say it already, and louder.
    }
    window.setTimeout(() => void this.followStatus(), STATUS_INTERVAL_MS);
  }

  /** Tries until the node answers: the page may be open before its node is up. */
  async loadWaters(): Promise<void> {
    try {
      const waters = await get<WatersFile>("api/waters");
      this.picture.setWaters(waters ?? { type: "FeatureCollection", features: [] });
    } catch {
      window.setTimeout(() => void this.loadWaters(), STATUS_INTERVAL_MS);
    }
  }

  private async followVessel(): Promise<void> {
    window.clearTimeout(this.vesselTimer);
    const mmsi = this.picture.selected;
    if (mmsi === null || this.picture.playback) return;
    try {
      this.picture.setVessel(mmsi, await get<Vessel>(`api/vessels/${mmsi}`));
    } catch {
      // Keep what we have; its ages go on counting.
    }
    if (this.picture.selected !== mmsi || this.picture.playback) return;
    window.clearTimeout(this.vesselTimer);
    this.vesselTimer = window.setTimeout(() => void this.followVessel(), VESSEL_INTERVAL_MS);
  }

  /** Every target the node knows, in view or not, for searching. */
  async everyVessel(): Promise<VesselSummary[]> {
    if (!this.list || Date.now() - this.list.atMs > LIST_KEPT_MS) {
      const answer = await get<VesselList>("api/vessels");
      this.list = { atMs: Date.now(), vessels: answer?.vessels ?? [] };
    }
    return this.list.vessels;
  }
}
