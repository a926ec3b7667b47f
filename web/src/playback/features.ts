// SPDX-License-Identifier: Apache-2.0
// What only the archive's features tell (docs/api.md, "OGC API - Features"): who heard a ship, and
// what she said of her voyage.

import { iso, parseEta } from "../format";
import type { Fields } from "../wire";
import type { PositionFeatures, VoyageFeatures } from "../wire_history";
import { saidBefore, type PastStation } from "./past";
import { HOUR_MS, MINUTE_MS } from "./time";

/** Who heard her is told of so long before the moment. */
const HEARD_MS = 10 * MINUTE_MS;
const HEARD_LIMIT = 500;
/** A voyage is said every six minutes, if it is heard. */
const VOYAGE_MS = HOUR_MS;

async function items<T>(
  collection: string,
  mmsi: number,
  [fromMs, untilMs]: [number, number],
  limit: number,
  signal: AbortSignal,
): Promise<T | null> {
  const query = new URLSearchParams({
    mmsi: String(mmsi),
    datetime: `${iso(fromMs)}/${iso(untilMs)}`,
    limit: String(limit),
  });
  const response = await fetch(`ogc/collections/${collection}/items?${query.toString()}`, {
    cache: "no-store",
    signal,
  });
  return response.ok ? ((await response.json()) as T) : null;
}

/** Each station with how many of her reports it heard, the most first. */
export function stationsOf({ features }: PositionFeatures): PastStation[] {
  const found = new Map<string, PastStation>();
  for (const { properties } of features) {
    for (const name of properties.stations) {
      const station = found.get(name) ?? { name, heard: properties.time, messages: 0 };
      station.messages++;
      if (properties.time > station.heard) station.heard = properties.time;
      found.set(name, station);
    }
  }
  return [...found.values()].sort((a, b) => b.messages - a.messages);
}

export async function askHeard(
  mmsi: number,
  atMs: number,
  signal: AbortSignal,
): Promise<PastStation[]> {
  const span: [number, number] = [atMs - HEARD_MS, atMs];
  const found = await items<PositionFeatures>("positions", mmsi, span, HEARD_LIMIT, signal);
  return found ? stationsOf(found) : [];
}

/** What was said last; nothing where no voyage was heard. */
export function voyageOf({ features }: VoyageFeatures, atMs: number): Fields {
  const said = features.at(-1)?.properties;
  if (!said) return {};
  const sent = { heard: saidBefore(said.until, atMs), message: null };
  return {
    draught: { value: said.draught, unit: "m", ...sent },
    destination: { value: said.destination, ...sent },
    eta: { ...parseEta(said.eta), ...sent },
  };
}

export async function askVoyage(mmsi: number, atMs: number, signal: AbortSignal): Promise<Fields> {
  const span: [number, number] = [atMs - VOYAGE_MS, atMs];
  const found = await items<VoyageFeatures>("voyages", mmsi, span, 10, signal);
  return found ? voyageOf(found, atMs) : {};
}
