// SPDX-License-Identifier: Apache-2.0
// The coarse land of the world, made flat: Natural Earth as world-atlas has it lies on a sphere,
// where rings cross the antimeridian and go round a pole; a flat map needs them cut.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import polygonClipping from "polygon-clipping";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);

/** Three decimals are 100 m: finer than the 1:50,000,000 that this land was drawn for. */
const round = (value) => Math.round(value * 1000) / 1000;

/** Without jumps from 180 to -180: a ring that crosses the antimeridian goes on beyond it. */
export function unwrapped(ring) {
  const out = [];
  let turns = 0;
  let last = ring[0][0];
  for (const [lon, lat] of ring) {
    if (lon - last > 180) turns--;
    if (lon - last < -180) turns++;
    last = lon;
    out.push([round(lon + turns * 360), round(lat)]);
  }
  // Once round the world: closed by way of the pole that it goes round.
  if (turns !== 0) {
    const pole = out[0][1] < 0 ? -90 : 90;
    out.push([out.at(-1)[0], pole], [out[0][0], pole], out[0]);
  }
  return out;
}

const window = (west) => [
  [
    [west, -90],
    [west + 360, -90],
    [west + 360, 90],
    [west, 90],
    [west, -90],
  ],
];

/** The polygon between 180 west and 180 east, in as many pieces as that takes. */
export function flattened(rings) {
  const polygon = rings.map(unwrapped);
  const lons = polygon[0].map(([lon]) => lon);
  if (Math.min(...lons) >= -180 && Math.max(...lons) <= 180)
    return polygonClipping.union([polygon]);
  return [-540, -180, 180].flatMap((west) =>
    polygonClipping
      .intersection([polygon], [window(west)])
      .map((piece) =>
        piece.map((ring) => ring.map(([lon, lat]) => [round(lon - west - 180), lat])),
      ),
  );
}

export async function worldLand() {
  const file = require.resolve("world-atlas/land-50m.json");
  const topology = JSON.parse(await readFile(file, "utf8"));
  const { features } = feature(topology, topology.objects.land);
  const polygons = features.flatMap(({ geometry }) =>
    geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates,
  );
  return {
    type: "FeatureCollection",
    source: "Natural Earth 1:50m land, public domain",
    features: polygons.flatMap(flattened).map((coordinates) => ({
      type: "Feature",
      properties: {},
      geometry: { type: "Polygon", coordinates },
    })),
  };
}
