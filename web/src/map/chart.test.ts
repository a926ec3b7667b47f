// SPDX-License-Identifier: Apache-2.0
// Names on the chart.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { WatersFile } from "../waters";
import { Words } from "../words";
import { labelPlace, labels } from "./chart";

test("chart: names stand on points, in the middle of gates and of areas", () => {
  assert.deepEqual(labelPlace({ type: "Point", coordinates: [1, 2] }), [1, 2]);
  assert.deepEqual(
    labelPlace({
      type: "LineString",
      coordinates: [
        [0, 0],
        [9, 9],
        [2, 4],
      ],
    }),
    [1, 2],
  );
  const ring = [
    [0, 0],
    [4, 0],
    [4, 2],
    [0, 2],
    [0, 0],
  ];
  assert.deepEqual(labelPlace({ type: "Polygon", coordinates: [ring] }), [2, 1]);
});

test("chart: names are in the reader's language; the waters and lanes carry none", () => {
  const feature = (kind: string, name: Record<string, string>) => ({
    type: "Feature" as const,
    geometry: { type: "Point" as const, coordinates: [1, 2] },
    properties: { kind, name },
  });
  const file: WatersFile = {
    type: "FeatureCollection",
    features: [
      feature("waters", { en: "The Sound" }),
      feature("lane", { en: "In" }),
      feature("port", { en: "Muscat", ar: "مسقط" }),
      feature("port", { en: "Malmo" }),
      feature("port", {}),
    ],
  };
  const texts = labels(file, new Words("ar")).features.map((f) => f.properties!["text"]);
  assert.deepEqual(texts, ["مسقط", "Malmo"]);
});
