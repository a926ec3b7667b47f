// SPDX-License-Identifier: Apache-2.0
// Which targets the table and the search show, and in which order: pure.

import { isMoving, shipGroup, title } from "./target";
import type { Target } from "./wire";

export const COLUMNS = ["name", "kind", "mmsi", "speed", "course", "age"] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  column: Column;
  isDescending: boolean;
}

/** Each word must be found in name, MMSI or call sign; case does not matter. */
export function matches(t: Pick<Target, "mmsi" | "name" | "callsign">, query: string): boolean {
  const text = `${t.name} ${String(t.mmsi).padStart(9, "0")} ${t.callsign}`.toUpperCase();
  return query
    .toUpperCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** How well it fits: the beginning of a name or number first. Smaller is better. */
function fit(t: Target, query: string): number {
  const wanted = query.trim().toUpperCase();
  const name = t.name.toUpperCase();
  if (name === wanted || String(t.mmsi) === wanted || t.callsign.toUpperCase() === wanted) return 0;
  return name.startsWith(wanted) ? 1 : String(t.mmsi).startsWith(wanted) ? 2 : 3;
}

export function found(targets: Iterable<Target>, query: string, max: number): Target[] {
  if (query.trim() === "") return [];
  const hits: Target[] = [];
  for (const t of targets) if (matches(t, query.trim())) hits.push(t);
  return hits
    .sort((a, b) => fit(a, query) - fit(b, query) || (title(a) < title(b) ? -1 : 1))
    .slice(0, max);
}

function valueOf(t: Target, column: Column): string | number {
  switch (column) {
    case "name":
      return t.name.toUpperCase();
    case "kind":
      // As the symbols group them: by kind, then by what the ship is.
      return `${t.kind}${shipGroup(t)}${t.typeCode}`;
    case "mmsi":
      return t.mmsi;
    case "speed":
      return t.speedKn;
    case "course":
      return isMoving(t) ? t.courseDeg : NaN;
    case "age":
      return -t.heardMs;
  }
}

/** What is missing stands last, whichever way the column is sorted. */
export function sorted(targets: Iterable<Target>, { column, isDescending }: Order): Target[] {
  const keyed = Array.from(targets, (t) => ({ t, value: valueOf(t, column) }));
  const isMissing = (v: string | number) => v === "" || v !== v;
  const sign = isDescending ? -1 : 1;
  keyed.sort((a, b) => {
    const missing = Number(isMissing(a.value)) - Number(isMissing(b.value));
    if (missing !== 0) return missing;
    if (a.value < b.value) return -sign;
    if (a.value > b.value) return sign;
    return a.t.mmsi - b.t.mmsi;
  });
  return keyed.map(({ t }) => t);
}
