// SPDX-License-Identifier: Apache-2.0
// Live and listed targets together.

import assert from "node:assert/strict";
import { test } from "node:test";
import { aTarget } from "../fixture";
import { merged } from "./search";

test("search: what is live wins over what was listed; the rest is kept", () => {
  const all = merged(
    [aTarget({ mmsi: 1, name: "NOW" })],
    [aTarget({ mmsi: 1, name: "THEN" }), aTarget({ mmsi: 2, name: "FAR" })],
  );
  assert.deepEqual([all.get(1)?.name, all.get(2)?.name, all.size], ["NOW", "FAR", 2]);
});
