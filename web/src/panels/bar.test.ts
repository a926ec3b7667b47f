// SPDX-License-Identifier: Apache-2.0
// The turns of the vector button.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Words } from "../words";
import { nextVector, vectorText } from "./bar";

test("bar: vectors go round off, 3, 6, 12, 24 minutes", () => {
  assert.deepEqual([0, 3, 6, 12, 24].map(nextVector), [3, 6, 12, 24, 0]);
  assert.deepEqual(
    [0, 6].map((m) => vectorText(m, new Words("en"))),
    ["off", "6 min"],
  );
});
