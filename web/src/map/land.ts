// SPDX-License-Identifier: Apache-2.0
// The layers of the land: the whole world coarse, and the finer land of the waters over it.

import type { FeatureCollection, Geometry } from "geojson";
import type { GeoJSONSource, Map as MapLibre, StyleSpecification } from "maplibre-gl";
import type { Palette } from "../palette";
import { boxOf, shores, type Box } from "../waters";

type Land = FeatureCollection<Geometry | null>;
const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };
const WORLD: Box = [-180, -90, 180, 90];

/** Land-only style: no glyphs, sprites or tiles, so nothing is ever asked of anyone else. */
export function landStyle(palette: Palette): StyleSpecification {
  const source = () => ({ type: "geojson" as const, data: EMPTY, tolerance: 0.3, buffer: 32 });
  const shore = (id: string) => ({
    id,
    type: "line" as const,
    source: id,
    paint: { "line-color": palette.coast, "line-width": 0.8 },
  });
  const fill = (id: string, colour: string) => ({
    id,
    type: "fill" as const,
    source: id,
    paint: { "fill-color": colour },
  });
  return {
    version: 8,
    sources: {
      "world-land": source(),
      "world-shore": source(),
      "waters-box": source(),
      "waters-land": source(),
      "waters-shore": source(),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": palette.sea } },
      fill("world-land", palette.land),
      shore("world-shore"),
      // Sea over the coarse land, or it would show through where the finer land has water.
      fill("waters-box", palette.sea),
      fill("waters-land", palette.land),
      shore("waters-shore"),
    ],
  };
}

export function paintLand(map: MapLibre, palette: Palette): void {
  map.setPaintProperty("sea", "background-color", palette.sea);
  map.setPaintProperty("waters-box", "fill-color", palette.sea);
  for (const id of ["world-land", "waters-land"])
    map.setPaintProperty(id, "fill-color", palette.land);
  for (const id of ["world-shore", "waters-shore"])
    map.setPaintProperty(id, "line-color", palette.coast);
}

function set(map: MapLibre, id: string, data: FeatureCollection): void {
  void map.getSource<GeoJSONSource>(id)?.setData(data);
}

function lines(land: Land, box: Box): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: shores(land, box).map((coordinates) => ({
      type: "Feature",
      properties: {},
      geometry: { type: "LineString", coordinates },
    })),
  };
}

function boxFeature([w, s, e, n]: Box): FeatureCollection {
  const ring = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ];
  return {
    type: "FeatureCollection",
    features: [
      { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } },
    ],
  };
}

async function load(file: string): Promise<Land | null> {
  const response = await fetch(`land/${file}`);
  return response.ok ? ((await response.json()) as Land) : null;
}

export async function showWorld(map: MapLibre): Promise<void> {
  const land = await load("world.geojson");
  if (!land) return;
  set(map, "world-land", land as FeatureCollection);
  set(map, "world-shore", lines(land, WORLD));
}

/** `file` as landFile() named it; the world's land stays where there is none. */
export async function showWaters(map: MapLibre, file: string): Promise<void> {
  const land = await load(file);
  if (!land) return;
  const box = boxOf(land);
  set(map, "waters-box", boxFeature(box));
  set(map, "waters-land", land as FeatureCollection);
  set(map, "waters-shore", lines(land, box));
}
