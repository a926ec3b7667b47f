// SPDX-License-Identifier: Apache-2.0
// The rows that exist.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ROW_PX, visibleRange } from "./table";

test("table: only rows that can be seen exist, and one on each side", () => {
  assert.deepEqual(visibleRange(0, 10 * ROW_PX, 50_000), [0, 11]);
  assert.deepEqual(visibleRange(1000 * ROW_PX, 10 * ROW_PX, 50_000), [999, 1011]);
  assert.deepEqual(visibleRange(49_995 * ROW_PX, 10 * ROW_PX, 50_000), [49_994, 50_000]);
  assert.deepEqual(visibleRange(900 * ROW_PX, 10 * ROW_PX, 3), [3, 3]);
});
