// SPDX-License-Identifier: Apache-2.0
// The coarse land: rings on a sphere made flat (tools/world.mjs).

import assert from "node:assert/strict";
import { test } from "node:test";
import { flattened, unwrapped } from "../../tools/world.mjs";

type Ring = [number, number][];

test("world: a ring across the antimeridian goes on beyond it", () => {
  const island: Ring = [
    [179, 1],
    [-179, 1],
    [-179, -1],
    [179, -1],
    [179, 1],
  ];
  assert.deepEqual(unwrapped(island), [
    [179, 1],
    [181, 1],
    [181, -1],
    [179, -1],
    [179, 1],
  ]);
});

test("world: an island across the antimeridian becomes two, one at each edge", () => {
  const island: Ring = [
    [179, 1],
    [-179, 1],
    [-179, -1],
    [179, -1],
    [179, 1],
  ];
  const pieces = flattened([island]).map((rings) => rings[0]!.map(([lon]) => lon));
  const edges = pieces
    .map((lons) => [Math.min(...lons), Math.max(...lons)])
    .sort((a, b) => a[0]! - b[0]!);
  assert.deepEqual(edges, [
    [-180, -179],
    [179, 180],
  ]);
});

test("world: land round a pole reaches to the pole", () => {
  const cap: Ring = [
    [-180, -70],
    [-90, -75],
    [0, -70],
    [90, -75],
    [179, -70],
    [-180, -70],
  ];
  const lats = flattened([cap])
    .flat(2)
    .map(([, lat]) => lat);
  assert.deepEqual([Math.min(...lats), Math.max(...lats)], [-90, -70]);
});

test("world: land elsewhere is left as it is", () => {
  const square: Ring = [
    [10, 10],
    [20, 10],
    [20, 20],
    [10, 20],
    [10, 10],
  ];
  assert.deepEqual(flattened([square]), [[square]]);
});
