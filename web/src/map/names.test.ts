// SPDX-License-Identifier: Apache-2.0
// Which ships have their names on the map.

import assert from "node:assert/strict";
import { test } from "node:test";
import { aTarget } from "../fixture";
import { NAMES_MAX, nameFeatures } from "./names";

test("names: shown when near and few; of a crowd only the selected one's", () => {
  const few = [
    aTarget({ mmsi: 1 }),
    aTarget({ mmsi: 2, name: "" }),
    aTarget({ mmsi: 3, speedKn: 0 }),
  ];
  assert.deepEqual(
    nameFeatures(few, 3, 10).map((f) => f.properties!["order"]),
    [1, 0],
  );
  assert.equal(nameFeatures(few, null, 5).length, 0);
  const many = Array.from({ length: NAMES_MAX + 1 }, (_, i) =>
    aTarget({ mmsi: i + 1, name: `S${i}` }),
  );
  assert.deepEqual(
    nameFeatures(many, 7, 12).map((f) => f.properties!["text"]),
    ["S6"],
  );
});
