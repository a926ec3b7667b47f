// SPDX-License-Identifier: Apache-2.0
// One target in words: the rows of its card, and the text to hand to a rescue service.

import * as format from "./format";
import type { Dimensions, FieldBase, Fields, Vessel } from "./wire";
import { Kind, KIND_NAMES } from "./wire";
import type { Word, Words } from "./words";
import { title } from "./target";

export interface FieldRow {
  name: Word;
  value: string;
  heardMs: number;
  message: number | null;
  /** What the reader must not overlook. */
  isWarning?: boolean;
}

const num = (value: unknown): number => (typeof value === "number" ? value : NaN);
const str = (value: unknown): string =>
  typeof value === "string" && value ? format.ltr(value) : format.MISSING;
const code = (value: unknown): number => (typeof value === "number" ? value : -1);

/** Type of ship and cargo in words: 71 is cargo, hazard category A. */
export function shipType(type: number, words: Words): string {
  if (type < 0) return format.MISSING;
  const own = words.code("type", type);
  if (own !== String(type)) return own;
  const tens = Math.floor(type / 10);
  const group = words.code("type", tens);
  if (![2, 4, 6, 7, 8, 9].includes(tens)) return String(type);
  const category = " ABCD"[type % 10]?.trim();
  return category ? words.t("type.hazard", { type: group, category }) : group;
}

function size(d: Dimensions | undefined): string {
  const length = num(d?.to_bow) + num(d?.to_stern);
  const beam = num(d?.to_port) + num(d?.to_starboard);
  if (!(length > 0)) return format.MISSING;
  return format.ltr(`${length} × ${beam > 0 ? beam : format.MISSING} m`);
}

function aidState(f: Fields["aid_state"], words: Words): string {
  if (!f || (f.virtual === null && f.off_position === null)) return format.MISSING;
  const parts = [words.t(f.virtual ? "aid.virtual" : "aid.real")];
  if (f.off_position !== null)
    parts.push(words.t(f.off_position ? "aid.off_position" : "aid.on_position"));
  return parts.join(words.dir === "rtl" ? "، " : ", ");
}

type Show = (f: Fields, words: Words) => string;

/** One row a field, in the order of the card; `for` says which kinds show it though never sent. */
const ROWS: [field: keyof Fields, kinds: "all" | "ship" | "aid" | "air" | "sent", show: Show][] = [
  ["position", "all", ({ position: p }) => format.ltr(format.position(num(p?.lat), num(p?.lon)))],
  [
    "speed",
    "ship",
    ({ speed: f }, words) => {
      const text = format.speed(num(f?.value));
      return text === format.MISSING ? text : words.t("unit.kn", { n: text });
    },
  ],
  ["course", "ship", ({ course: f }) => format.ltr(format.direction(num(f?.value)))],
  ["heading", "ship", ({ heading: f }) => format.ltr(format.direction(num(f?.value)))],
  ["turn", "ship", ({ turn: f }) => format.ltr(format.turn(num(f?.value)))],
  ["status", "ship", ({ status: f }, words) => words.code("nav", code(f?.value))],
  ["altitude", "air", ({ altitude: f }) => format.ltr(format.metres(num(f?.value)))],
  ["name", "all", ({ name: f }) => str(f?.value)],
  ["callsign", "ship", ({ callsign: f }) => str(f?.value)],
  ["imo", "ship", ({ imo: f }) => (num(f?.value) > 0 ? String(f!.value) : format.MISSING)],
  ["ship_type", "ship", ({ ship_type: f }, words) => shipType(code(f?.value), words)],
  ["dimensions", "ship", ({ dimensions: d }) => size(d)],
  ["draught", "ship", ({ draught: f }) => format.ltr(format.metres(num(f?.value), 1))],
  ["destination", "ship", ({ destination: f }) => str(f?.value)],
  [
    "eta",
    "ship",
    ({ eta: f }) =>
      format.ltr(format.etaText(code(f?.month), code(f?.day), code(f?.hour), code(f?.minute))),
  ],
  ["aid_type", "aid", ({ aid_type: f }, words) => words.code("aid_type", code(f?.value))],
  ["aid_state", "aid", ({ aid_state: f }, words) => aidState(f, words)],
  ["text", "sent", ({ text: f }) => str(f?.value)],
];

function isExpected(kinds: string, kind: Kind): boolean {
  if (kinds === "all") return true;
  if (kinds === "aid") return kind === Kind.Aid;
  if (kinds === "air") return kind === Kind.SarAircraft;
  return kinds === "ship" && kind !== Kind.Aid && kind !== Kind.BaseStation;
}

export function fieldRows(vessel: Vessel, words: Words): FieldRow[] {
  const kind = KIND_NAMES.indexOf(vessel.kind);
  const rows: FieldRow[] = [];
  for (const [field, kinds, show] of ROWS) {
    const sent: FieldBase | undefined = vessel.fields[field];
    if (!sent && !isExpected(kinds, kind)) continue;
    const row: FieldRow = {
      name: `field.${field}`,
      value: show(vessel.fields, words),
      heardMs: format.parseTime(sent?.heard),
      message: sent?.message ?? null,
    };
    if (field === "aid_state" && vessel.fields.aid_state?.off_position) row.isWarning = true;
    rows.push(row);
    if (field === "position" && typeof vessel.fields.position?.accuracy === "boolean") {
      const word = vessel.fields.position.accuracy ? "accuracy.high" : "accuracy.low";
      rows.push({ ...row, name: "field.accuracy", value: words.t(word) });
    }
  }
  return rows;
}

/** Plain lines for a telephone, a log or an e-mail: position first, each value with its age. */
export function summary(vessel: Vessel, nowMs: number, words: Words, isPast = false): string {
  const kind = words.code("kind", KIND_NAMES.indexOf(vessel.kind));
  const lost = vessel.lost ? `, ${words.t("lost")}` : "";
  const lines = isPast ? [words.t("playback.summary", { time: format.utc(nowMs) })] : [];
  lines.push(`${title(vessel)} (MMSI ${format.mmsi(vessel.mmsi)}, ${kind}${lost})`);
  for (const row of fieldRows(vessel, words)) {
    if (row.value === format.MISSING || row.name === "field.name") continue;
    lines.push(`${words.t(row.name)}: ${row.value} (${format.age(row.heardMs, nowMs, words)})`);
  }
  const { lat, lon } = vessel;
  if (lat !== null && lon !== null) lines.push(`WGS 84: ${lat.toFixed(5)}, ${lon.toFixed(5)}`);
  const heard = vessel.stations.map((s) => s.name).join(", ");
  lines.push(`${words.t("card.stations")}: ${heard || format.MISSING}`);
  lines.push(`${words.t("card.heard")}: ${format.utc(format.parseTime(vessel.heard))}`);
  lines.push(`narrows, ${format.utc(nowMs)}. ${words.t("not_for_navigation")}.`);
  // Isolates are for the page; in other programs they may show as boxes.
  return lines.join("\n").replace(/[\u2066-\u2069]/g, "");
}
