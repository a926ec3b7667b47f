// SPDX-License-Identifier: Apache-2.0
// What the node's archive answers: docs/api.md, "History", as types and parsers.

import { Kind, text, UNITS_PER_DEG } from "./wire";

/** What the archive holds; both null when nothing has been kept yet. */
export interface Period {
  from: string | null;
  until: string | null;
}

export interface Density {
  from: string;
  until: string;
  bucket_ms: number;
  counts: number[];
}

/** One transmitter in one class, its reports in order of time; absent reals are NaN. */
export interface Track {
  mmsi: number;
  /** As the node numbers them: 0 class A, 1 class B, 2 long range, 3 aircraft, 4 base, 5 aid. */
  classOf: number;
  kind: Kind;
  timesMs: Float64Array;
  lonDeg: Float64Array;
  latDeg: Float64Array;
  speedKn: Float32Array;
  courseDeg: Float32Array;
  headingDeg: Float32Array;
  status: Int8Array;
  /** 1: nothing is known of the way from the position before to this one. */
  gap: Uint8Array;
}

export interface Tracks {
  tracks: Track[];
  /** To ask for what did not fit; empty when this was all. */
  next: string;
}

const TRACK_KINDS = [
  Kind.ClassA,
  Kind.ClassB,
  Kind.ClassA, // long range: class A by satellite
  Kind.SarAircraft,
  Kind.BaseStation,
  Kind.Aid,
];

/** A beacon of distress speaks like a ship of class A; its number tells. */
export function kindOf(mmsi: number, classOf: number): Kind {
  const prefix = Math.floor(mmsi / 1_000_000);
  if (prefix === 970) return Kind.Sart;
  if (prefix === 972) return Kind.Mob;
  if (prefix === 974) return Kind.Epirb;
  return TRACK_KINDS[classOf] ?? Kind.Unknown;
}

const TRACKS_HEADER_SIZE = 32;
const padded4 = (size: number) => (size + 3) & ~3;

/** docs/api.md, "/api/history/tracks"; another version or a cut answer throws. */
export function parseTracks(buffer: ArrayBuffer): Tracks {
  const view = new DataView(buffer);
  if (buffer.byteLength < TRACKS_HEADER_SIZE || view.getUint32(0, true) !== 1)
    throw new Error("not tracks");
  const fromMs = Number(view.getBigInt64(8, true));
  const nextSize = view.getUint32(28, true);
  const next = text(view, TRACKS_HEADER_SIZE, nextSize);
  let at = TRACKS_HEADER_SIZE + padded4(nextSize);
  const tracks: Track[] = [];
  for (let left = view.getUint32(4, true); left > 0; left--) {
    const count = view.getUint32(at + 8, true);
    tracks.push(parseTrack(buffer, at, count, fromMs));
    at += 12 + count * 12 + padded4(count * 8);
  }
  return { tracks, next };
}

function parseTrack(buffer: ArrayBuffer, at: number, count: number, fromMs: number): Track {
  const head = new DataView(buffer, at, 12);
  const [mmsi, classOf] = [head.getUint32(0, true), head.getUint32(4, true)];
  const long = (column: number) => at + 12 + column * count * 4;
  const short = (column: number) => at + 12 + count * 12 + column * count * 2;
  const scaled = (column: number, scale: number) => {
    const raw = new Uint16Array(buffer, short(column), count);
    return Float32Array.from(raw, (n) => (n === 65535 ? NaN : n / scale));
  };
  const place = (column: number) =>
    Float64Array.from(new Int32Array(buffer, long(column), count), (n) => n / UNITS_PER_DEG);
  const kind = kindOf(mmsi, classOf);
  return {
    mmsi,
    classOf,
    kind,
    timesMs: Float64Array.from(new Uint32Array(buffer, long(0), count), (ms) => fromMs + ms),
    lonDeg: place(1),
    latDeg: place(2),
    speedKn: scaled(0, 10),
    courseDeg: scaled(1, 10),
    // An aircraft says its altitude there.
    headingDeg: kind === Kind.SarAircraft ? new Float32Array(count).fill(NaN) : scaled(2, 1),
    // 255, "not available", is -1 as a signed byte.
    status: new Int8Array(buffer, short(3), count),
    gap: new Uint8Array(buffer, short(3) + count, count),
  };
}

/** Milliseconds since 1970 UTC, longitude, latitude, knots, course, heading, status, class. */
export type PastPosition = [
  number,
  number,
  number,
  number | null,
  number | null,
  number | null,
  number | null,
  string,
];

export interface PastTrack {
  mmsi: number;
  positions: PastPosition[];
  gaps: { from: string; until: string; class: string }[];
  next: string | null;
}

/** What a ship called herself. */
export interface PastName {
  mmsi: number;
  name: string | null;
  callsign: string | null;
  imo: number | null;
  ship_type: number | null;
  aid_type: number | null;
  to_bow: number | null;
  to_stern: number | null;
  to_port: number | null;
  to_starboard: number | null;
  from: string;
  until: string;
}

export interface PastNames {
  at: string;
  vessels: PastName[];
  next: string | null;
}

/** The members we read of the collection "positions". */
export interface PositionFeatures {
  features: { properties: { time: string; stations: string[] } }[];
}

/** And of "voyages", in order of time. */
export interface VoyageFeatures {
  features: {
    properties: {
      destination: string | null;
      eta: string | null;
      draught: number | null;
      from: string;
      until: string;
    };
  }[];
}
