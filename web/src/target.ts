// SPDX-License-Identifier: Apache-2.0
// What can be read off one target: moving or not, which way its symbol points, its hull.

import { Kind, type Target } from "./wire";

export const SHIP_GROUPS = [
  "cargo",
  "tanker",
  "passenger",
  "service",
  "fishing",
  "pleasure",
  "fast",
  "other",
] as const;
export type ShipGroup = (typeof SHIP_GROUPS)[number];

/** Below this the course of a GNSS receiver is noise. */
const MOVING_KN = 0.5;
const AT_ANCHOR = 1;
const MOORED = 5;
const AGROUND = 6;

export function isMoving(t: Target): boolean {
  if (Number.isFinite(t.speedKn)) return t.speedKn >= MOVING_KN;
  const says = t.status === AT_ANCHOR || t.status === MOORED || t.status === AGROUND;
  return !says && Number.isFinite(t.courseDeg);
}

/** The way the symbol points: heading, else course while moving, else none (NaN). */
export function pointingDeg(t: Target): number {
  if (Number.isFinite(t.headingDeg)) return t.headingDeg;
  return isMoving(t) ? t.courseDeg : NaN;
}

export function shipGroup(t: Target): ShipGroup {
  if (t.kind === Kind.SarAircraft) return "service";
  const code = t.typeCode;
  if (code === 30) return "fishing";
  if (code === 36 || code === 37) return "pleasure";
  if ((code >= 31 && code <= 35) || (code >= 50 && code <= 59)) return "service";
  const tens = Math.floor(code / 10);
  if (tens === 4 || tens === 2) return "fast";
  if (tens === 6) return "passenger";
  if (tens === 7) return "cargo";
  if (tens === 8) return "tanker";
  return "other";
}

export function isDistress(t: Target): boolean {
  return t.kind === Kind.Sart || t.kind === Kind.Mob || t.kind === Kind.Epirb;
}

export function isShip(t: Target): boolean {
  return t.kind === Kind.ClassA || t.kind === Kind.ClassB || t.kind === Kind.Unknown;
}

export interface Hull {
  /** Corners as [metres ahead, metres to starboard] of the antenna; the first is the bow. */
  corners: [number, number][];
  directionDeg: number;
  /** Pointed by course, since no heading was sent: the outline is then dashed. */
  isInferred: boolean;
}

/** Null when size or direction is not known. */
export function hullOf(t: Target): Hull | null {
  const { toBowM: bow, toSternM: stern, toPortM: port, toStarboardM: starboard } = t;
  const directionDeg = pointingDeg(t);
  const length = bow + stern;
  const beam = port + starboard;
  // Written so that NaN fails.
  if (!(length > 0 && beam > 0) || !Number.isFinite(directionDeg)) return null;
  const shoulder = bow - Math.min(length * 0.22, beam * 1.2);
  const middle = (starboard - port) / 2;
  return {
    corners: [
      [bow, middle],
      [shoulder, starboard],
      [-stern, starboard],
      [-stern, -port],
      [shoulder, -port],
    ],
    directionDeg,
    isInferred: !Number.isFinite(t.headingDeg),
  };
}

const DEG = Math.PI / 180;
const M_PER_DEG = 60 * 1852;

/** Where a target is after so many metres; plane sailing, exact enough for what a screen shows. */
export function moved(
  lonDeg: number,
  latDeg: number,
  directionDeg: number,
  distanceM: number,
): [number, number] {
  const north = (Math.cos(directionDeg * DEG) * distanceM) / M_PER_DEG;
  const east = (Math.sin(directionDeg * DEG) * distanceM) / M_PER_DEG;
  return [lonDeg + east / Math.max(0.01, Math.cos((latDeg + north / 2) * DEG)), latDeg + north];
}

/** The name, else the number. */
export function title(t: { mmsi: number; name: string | null }): string {
  return t.name || String(t.mmsi).padStart(9, "0");
}
