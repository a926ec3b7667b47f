// SPDX-License-Identifier: Apache-2.0
// What the node says and what we say to it: docs/live.md and docs/api.md as types and parsers.

export const LIVE_PROTOCOL = "narrows-live-1";

export enum Kind {
  Unknown,
  ClassA,
  ClassB,
  BaseStation,
  Aid,
  SarAircraft,
  Sart,
  Mob,
  Epirb,
}

export const KIND_NAMES = [
  "unknown",
  "class_a",
  "class_b",
  "base_station",
  "aid",
  "sar_aircraft",
  "sart",
  "mob",
  "epirb",
] as const;
export type KindName = (typeof KIND_NAMES)[number];

/** One ship or station. Absent reals are NaN, absent codes -1, absent text "". */
export interface Target {
  mmsi: number;
  kind: Kind;
  lonDeg: number;
  latDeg: number;
  heardMs: number;
  positionHeardMs: number;
  speedKn: number;
  courseDeg: number;
  headingDeg: number;
  /** Degrees a minute, starboard positive; +-720 is "more than the sensor reads". */
  turnDegPerMin: number;
  status: number;
  /** Type of ship and cargo; of an aid the type of aid. */
  typeCode: number;
  isLost: boolean;
  /** In playback: silent at that moment, shown greyed where she was last. */
  isHeld: boolean;
  isVirtual: boolean;
  isOffPosition: boolean;
  toBowM: number;
  toSternM: number;
  toPortM: number;
  toStarboardM: number;
  stationCount: number;
  name: string;
  callsign: string;
}

export interface Frame {
  targets: Target[];
  gone: number[];
  known: number;
  /** NaN before anything was heard. */
  timeMs: number;
  hasMore: boolean;
  /** The node is in a drill: what it shows is simulated. */
  isDrill: boolean;
}

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

const HEADER_SIZE = 24;
const RECORD_SIZE = 80;
export const UNITS_PER_DEG = 600_000;
const UNHEARD = -(2n ** 63n);

/** A node that speaks another format must not be drawn as if it spoke ours: throws. */
export function parseFrame(buffer: ArrayBuffer): Frame {
  const view = new DataView(buffer);
  if (buffer.byteLength < HEADER_SIZE || view.getUint8(0) !== 1) throw new Error("not a frame");
  const recordSize = view.getUint16(2, true);
  const count = view.getUint32(4, true);
  const goneCount = view.getUint32(8, true);
  const size = HEADER_SIZE + count * recordSize + goneCount * 4;
  if (recordSize < RECORD_SIZE || buffer.byteLength < size) throw new Error("frame cut short");
  const time = view.getBigInt64(16, true);
  const targets: Target[] = new Array(count);
  for (let i = 0; i < count; i++) targets[i] = parseRecord(view, HEADER_SIZE + i * recordSize);
  const gone: number[] = new Array(goneCount);
  for (let i = 0; i < goneCount; i++) gone[i] = view.getUint32(size - (goneCount - i) * 4, true);
  return {
    targets,
    gone,
    known: view.getUint32(12, true),
    timeMs: time === UNHEARD ? NaN : Number(time),
    hasMore: (view.getUint8(1) & 1) !== 0,
    isDrill: (view.getUint8(1) & 2) !== 0,
  };
}

function parseRecord(view: DataView, at: number): Target {
  const scaled = (raw: number, none: number, scale: number) => (raw === none ? NaN : raw / scale);
  const code = (offset: number) =>
    view.getUint8(at + offset) === 255 ? -1 : view.getUint8(at + offset);
  const flags = view.getUint8(at + 31);
  const kind = view.getUint8(at + 28);
  return {
    mmsi: view.getUint32(at, true),
    kind: kind in Kind ? kind : Kind.Unknown,
    lonDeg: view.getInt32(at + 4, true) / UNITS_PER_DEG,
    latDeg: view.getInt32(at + 8, true) / UNITS_PER_DEG,
    heardMs: view.getUint32(at + 12, true) * 1000,
    positionHeardMs: view.getUint32(at + 16, true) * 1000,
    speedKn: scaled(view.getUint16(at + 20, true), 65535, 10),
    courseDeg: scaled(view.getUint16(at + 22, true), 65535, 10),
    headingDeg: scaled(view.getUint16(at + 24, true), 65535, 1),
    turnDegPerMin: scaled(view.getInt16(at + 26, true), -32768, 10),
    status: code(29),
    typeCode: code(30),
    isLost: (flags & 1) !== 0,
    isHeld: false,
    isVirtual: (flags & 2) !== 0,
    isOffPosition: (flags & 4) !== 0,
    toBowM: scaled(view.getUint16(at + 32, true), 65535, 1),
    toSternM: scaled(view.getUint16(at + 34, true), 65535, 1),
    toPortM: scaled(view.getUint8(at + 36), 255, 1),
    toStarboardM: scaled(view.getUint8(at + 37), 255, 1),
    stationCount: view.getUint8(at + 38),
    name: text(view, at + 39, 34),
    callsign: text(view, at + 73, 7),
  };
}

export function text(view: DataView, at: number, max: number): string {
  let out = "";
  for (let i = 0; i < max; i++) {
    const code = view.getUint8(at + i);
    if (code === 0) break;
    out += String.fromCharCode(code);
  }
  return out.trimEnd();
}

/** West more than 180 degrees off is wrapped; a view of 360 degrees or more is the whole world. */
export function encodeView(bounds: Bounds): ArrayBuffer {
  const whole = bounds.east - bounds.west >= 360;
  const wrap = (lon: number) =>
    lon >= -180 && lon <= 180 ? lon : ((((lon + 180) % 360) + 360) % 360) - 180;
  const units = (deg: number) => Math.round(deg * UNITS_PER_DEG);
  const view = new DataView(new ArrayBuffer(21));
  view.setUint8(0, 1);
  view.setInt32(1, units(whole ? -180 : wrap(bounds.west)), true);
  view.setInt32(5, units(Math.max(-90, bounds.south)), true);
  view.setInt32(9, units(whole ? 180 : wrap(bounds.east)), true);
  view.setInt32(13, units(Math.min(90, bounds.north)), true);
  return view.buffer as ArrayBuffer;
}

export type SourceState = "waiting" | "receiving" | "silent" | "connecting" | "ended" | "failed";

export interface Source {
  name: string;
  from: string;
  state: SourceState;
  detail: string;
  heard: string | null;
  silent_s: number | null;
  messages: number;
  per_second: number;
}

export interface Status {
  name: string;
  version: string;
  mode: "live" | "replay" | "demo";
  drill: boolean;
  time: string | null;
  speed: number | null;
  targets: { known: number; with_position: number; lost: number };
  messages: { total: number; per_second: number };
  sources: Source[];
  archive?: { storing: boolean; reason: string } | null;
}

export interface FieldBase {
  heard: string | null;
  message: number | null;
}
export interface ValueField extends FieldBase {
  value: number | string | null;
  unit?: string;
}
export interface Position extends FieldBase {
  lon: number | null;
  lat: number | null;
  accuracy: boolean | null;
}
export interface Dimensions extends FieldBase {
  to_bow: number | null;
  to_stern: number | null;
  to_port: number | null;
  to_starboard: number | null;
}
export interface Eta extends FieldBase {
  month: number | null;
  day: number | null;
  hour: number | null;
  minute: number | null;
}
export interface AidState extends FieldBase {
  virtual: boolean | null;
  off_position: boolean | null;
}

export type ValueFieldName =
  | "speed"
  | "course"
  | "heading"
  | "turn"
  | "status"
  | "altitude"
  | "name"
  | "callsign"
  | "imo"
  | "ship_type"
  | "draught"
  | "destination"
  | "aid_type"
  | "text";

export type Fields = { [name in ValueFieldName]?: ValueField } & {
  position?: Position;
  dimensions?: Dimensions;
  eta?: Eta;
  aid_state?: AidState;
};

export interface VesselSummary {
  mmsi: number;
  kind: KindName;
  name: string | null;
  callsign: string | null;
  lon: number | null;
  lat: number | null;
  speed: number | null;
  course: number | null;
  heading: number | null;
  status: number | null;
  shiptype: number | null;
  lost: boolean;
  heard: string | null;
  position_heard: string | null;
  stations: string[];
}

export interface Vessel extends Omit<VesselSummary, "stations"> {
  first_heard: string | null;
  lost_after_s: number | null;
  messages: number;
  fields: Fields;
  stations: { name: string; heard: string | null; messages: number }[];
  past: { time: string; lon: number; lat: number }[];
}

export interface VesselList {
  time: string | null;
  count: number;
  vessels: VesselSummary[];
}

/** The target of a summary, for what is not in the live view. */
export function targetOf(v: VesselSummary | Vessel): Target {
  const ms = (time: string | null) => (time === null ? NaN : Date.parse(time));
  const kind = KIND_NAMES.indexOf(v.kind);
  return {
    mmsi: v.mmsi,
    kind: kind < 0 ? Kind.Unknown : kind,
    lonDeg: v.lon ?? NaN,
    latDeg: v.lat ?? NaN,
    heardMs: ms(v.heard),
    positionHeardMs: ms(v.position_heard),
    speedKn: v.speed ?? NaN,
    courseDeg: v.course ?? NaN,
    headingDeg: v.heading ?? NaN,
    turnDegPerMin: NaN,
    status: v.status ?? -1,
    typeCode: v.shiptype ?? -1,
    isLost: v.lost,
    isHeld: false,
    isVirtual: false,
    isOffPosition: false,
    toBowM: NaN,
    toSternM: NaN,
    toPortM: NaN,
    toStarboardM: NaN,
    stationCount: v.stations.length,
    name: v.name ?? "",
    callsign: v.callsign ?? "",
  };
}
