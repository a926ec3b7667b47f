// SPDX-License-Identifier: Apache-2.0
// The wait before connecting anew.

import assert from "node:assert/strict";
import { test } from "node:test";
import { waitMs } from "./live";

test("live: waits twice as long each time, eight seconds at most, out of step", () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 40].map((n) => waitMs(n, 1)),
    [500, 1000, 2000, 4000, 8000, 8000, 8000],
  );
  assert.equal(waitMs(0, 0), 250);
});
