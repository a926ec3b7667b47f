// SPDX-License-Identifier: Apache-2.0
// From what the archive says of one ship to what the map and the card draw.

import { iso } from "../format";
import { Kind, KIND_NAMES, type Fields, type Target, type Vessel } from "../wire";
import { lastBefore } from "./track";
import {
  kindOf,
  type PastName,
  type PastPosition,
  type PastTrack,
  type Track,
} from "../wire_history";

const CLASSES = ["class_a", "class_b", "long_range", "aircraft", "base_station", "aid"];

/** One track a class, of all pages of the answer. */
export function pastTracks(pages: readonly PastTrack[]): Track[] {
  const byClass = new Map<string, PastPosition[]>();
  const gapEnds = new Map<string, Set<number>>();
  for (const page of pages) {
    for (const row of page.positions) {
      if (!byClass.has(row[7])) byClass.set(row[7], []);
      byClass.get(row[7])!.push(row);
    }
    for (const gap of page.gaps) {
      if (!gapEnds.has(gap.class)) gapEnds.set(gap.class, new Set());
      gapEnds.get(gap.class)!.add(Date.parse(gap.until));
    }
  }
  const mmsi = pages[0]?.mmsi ?? 0;
  return [...byClass].map(([name, rows]) => pastTrack(mmsi, name, rows, gapEnds.get(name)));
}

function pastTrack(
  mmsi: number,
  className: string,
  rows: readonly PastPosition[],
  gapEnds: Set<number> | undefined,
): Track {
  const classOf = CLASSES.indexOf(className);
  const kind = kindOf(mmsi, classOf);
  const column = (i: 3 | 4 | 5) => Float32Array.from(rows, (row) => row[i] ?? NaN);
  return {
    mmsi,
    classOf,
    kind,
    timesMs: Float64Array.from(rows, (row) => row[0]),
    lonDeg: Float64Array.from(rows, (row) => row[1]),
    latDeg: Float64Array.from(rows, (row) => row[2]),
    speedKn: column(3),
    courseDeg: column(4),
    headingDeg: kind === Kind.SarAircraft ? new Float32Array(rows.length).fill(NaN) : column(5),
    status: Int8Array.from(rows, (row) => row[6] ?? -1),
    gap: Uint8Array.from(rows, (row) => (gapEnds?.has(row[0]) ? 1 : 0)),
  };
}

/** Puts what she called herself into a target. */
export function named(target: Target, said: PastName): void {
  target.name = said.name ?? "";
  target.callsign = said.callsign ?? "";
  target.typeCode = (target.kind === Kind.Aid ? said.aid_type : said.ship_type) ?? -1;
  target.toBowM = said.to_bow ?? NaN;
  target.toSternM = said.to_stern ?? NaN;
  target.toPortM = said.to_port ?? NaN;
  target.toStarboardM = said.to_starboard ?? NaN;
}

/** A station of the archive that heard her about the moment. */
export interface PastStation {
  name: string;
  heard: string;
  messages: number;
}

/** When she was heard last before the moment, by her whole track; NaN where that is not known. */
export function lastHeardMs(past: readonly Track[] | null, atMs: number): number {
  let lastMs = NaN;
  for (const { timesMs } of past ?? []) {
    const ms = timesMs[lastBefore(timesMs, atMs)];
    if (ms !== undefined && !(ms <= lastMs)) lastMs = ms;
  }
  return lastMs;
}

/** The card's view of her at the moment: what she sent then, each with when. */
export function pastVessel(
  target: Target,
  said: PastName | null,
  voyage: Fields,
  stations: PastStation[],
  { atMs, heardMs }: { atMs: number; heardMs: number },
): Vessel {
  const known = (n: number) => (Number.isFinite(n) ? n : null);
  const at = Number.isFinite(heardMs) ? iso(heardMs) : null;
  const sent = { heard: at, message: null };
  const fields: Fields = {
    position: {
      lon: known(target.lonDeg),
      lat: known(target.latDeg),
      accuracy: null,
      ...sent,
    },
    speed: { value: known(target.speedKn), unit: "kn", ...sent },
    course: { value: known(target.courseDeg), unit: "deg", ...sent },
    heading: { value: known(target.headingDeg), unit: "deg", ...sent },
    status: { value: target.status < 0 ? null : target.status, ...sent },
    ...(said && saidFields(said, atMs)),
    ...voyage,
  };
  return {
    mmsi: target.mmsi,
    kind: KIND_NAMES[target.kind]!,
    name: said?.name ?? null,
    callsign: said?.callsign ?? null,
    lon: known(target.lonDeg),
    lat: known(target.latDeg),
    speed: known(target.speedKn),
    course: known(target.courseDeg),
    heading: known(target.headingDeg),
    status: target.status < 0 ? null : target.status,
    shiptype: said?.ship_type ?? null,
    lost: false,
    heard: at,
    position_heard: at,
    first_heard: null,
    lost_after_s: null,
    messages: NaN,
    fields,
    stations,
    past: [],
  };
}

/** What was said before the moment and behind it has no age: it was not kept when between. */
export function saidBefore(until: string, atMs: number): string | null {
  return Date.parse(until) <= atMs ? until : null;
}

function saidFields(said: PastName, atMs: number): Fields {
  const heard = { heard: saidBefore(said.until, atMs), message: null };
  return {
    name: { value: said.name, ...heard },
    callsign: { value: said.callsign, ...heard },
    imo: { value: said.imo, ...heard },
    ship_type: { value: said.ship_type, ...heard },
    ...(said.aid_type !== null && { aid_type: { value: said.aid_type, ...heard } }),
    dimensions: {
      to_bow: said.to_bow,
      to_stern: said.to_stern,
      to_port: said.to_port,
      to_starboard: said.to_starboard,
      ...heard,
    },
  };
}
