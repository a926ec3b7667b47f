// SPDX-License-Identifier: Apache-2.0
// The waters file, and the shores of land cut by a box.

import assert from "node:assert/strict";
import { test } from "node:test";
import { boxOf, centrelines, landFile, shores, watersFeature, type WatersFile } from "./waters";

function file(properties: object): WatersFile {
  return {
    type: "FeatureCollection",
    features: [{ type: "Feature", geometry: null, properties: { kind: "waters", ...properties } }],
  };
}

test("waters: the land file is a plain name in the land folder, and nothing else", () => {
  assert.equal(landFile(file({ land: "oresund.geojson" })), "oresund.geojson");
  assert.equal(landFile(file({ land: "oresund-land.geojson" })), "oresund.geojson");
  for (const land of [undefined, "../secret.geojson", "https://elsewhere/x.geojson", "x.json"]) {
    assert.equal(landFile(file({ land })), null, land);
  }
  assert.equal(watersFeature({ type: "FeatureCollection", features: [] }), null);
});

test("waters: lanes have centrelines where the file gives them", () => {
  const line = [
    [1, 1],
    [2, 2],
  ];
  const lanes = file({ kind: "lane", centreline: line });
  lanes.features.push({ type: "Feature", geometry: null, properties: { kind: "lane" } });
  assert.deepEqual(
    centrelines(lanes).map((f) => f.geometry.coordinates),
    [line],
  );
});

test("waters: a shore is not drawn where the box cut the land", () => {
  const ring = [
    [0, 0],
    [1, 2],
    [3, 3],
    [10, 3],
    [10, 0],
    [0, 0],
  ];
  const land = {
    type: "FeatureCollection" as const,
    features: [
      {
        type: "Feature" as const,
        properties: {},
        geometry: { type: "Polygon" as const, coordinates: [ring] },
      },
    ],
  };
  assert.deepEqual(boxOf(land), [0, 0, 10, 3]);
  assert.deepEqual(shores(land, [0, 0, 10, 10]), [
    [
      [0, 0],
      [1, 2],
      [3, 3],
      [10, 3],
    ],
  ]);
});
