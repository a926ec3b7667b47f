// SPDX-License-Identifier: Apache-2.0
// A track for the tests of playback, from rows of time, place and speed.

import { Kind } from "../wire";
import type { Track } from "../wire_history";

export interface Row {
  ms: number;
  lon?: number;
  lat?: number;
  kn?: number;
  course?: number;
  gap?: boolean;
}

export function aTrack(rows: Row[], values: Partial<Track> = {}): Track {
  return {
    mmsi: 219000001,
    classOf: 0,
    kind: Kind.ClassA,
    timesMs: Float64Array.from(rows, (row) => row.ms),
    lonDeg: Float64Array.from(rows, (row) => row.lon ?? 12),
    latDeg: Float64Array.from(rows, (row) => row.lat ?? 56),
    speedKn: Float32Array.from(rows, (row) => row.kn ?? 12),
    courseDeg: Float32Array.from(rows, (row) => row.course ?? 90),
    headingDeg: new Float32Array(rows.length).fill(NaN),
    status: new Int8Array(rows.length),
    gap: Uint8Array.from(rows, (row) => (row.gap ? 1 : 0)),
    ...values,
  };
}
