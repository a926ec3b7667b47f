// SPDX-License-Identifier: Apache-2.0
// What only the archive's features tell (docs/api.md, "OGC API - Features"): who heard a ship, and
// what she said of her voyage.

import { iso } from "../format";
import type { Fields } from "../wire";
import type { PastStation } from "./past";
import { MINUTE_MS } from "./time";

/** Who heard her is told of so long before the moment. */
const HEARD_MS = 10 * MINUTE_MS;

export async function askHeard(
  mmsi: number,
  atMs: number,
  signal: AbortSignal,
): Promise<PastStation[]> {
  void [mmsi, iso(atMs - HEARD_MS), signal];
  return [];
}

export async function askVoyage(mmsi: number, atMs: number, signal: AbortSignal): Promise<Fields> {
  void [mmsi, atMs, signal];
  return {};
}
