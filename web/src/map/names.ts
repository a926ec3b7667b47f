// SPDX-License-Identifier: Apache-2.0
// The layer of ship names, shown when few enough ships are in view for names to be read.

import type { Feature } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import type { Palette } from "../palette";
import { isMoving, isShip } from "../target";
import type { Target } from "../wire";
import { MAP_FONT } from "./chart";

export const NAMES_ZOOM = 8.5;
export const NAMES_MAX = 400;

/** Moving ships first, where names would overlap; the selected one before all. */
export function nameFeatures(
  targets: readonly Target[],
  selected: number | null,
  zoom: number,
): Feature[] {
  const isCrowd = targets.length > NAMES_MAX || zoom < NAMES_ZOOM;
  return targets
    .filter((t) => t.name !== "" && (!isCrowd || t.mmsi === selected))
    .map((t) => ({
      type: "Feature",
      properties: {
        text: t.name,
        order: t.mmsi === selected ? 0 : isShip(t) && isMoving(t) ? 1 : 2,
      },
      geometry: { type: "Point", coordinates: [t.lonDeg, t.latDeg] },
    }));
}

export function addNames(map: MapLibre, palette: Palette): void {
  map.addSource("names", { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  map.addLayer({
    id: "names",
    type: "symbol",
    source: "names",
    layout: {
      "text-field": ["get", "text"],
      "text-font": MAP_FONT,
      "text-size": 11,
      "text-variable-anchor": ["left", "right", "bottom", "top"],
      "text-radial-offset": 1.3,
      "text-justify": "auto",
      "text-max-width": 40,
      "symbol-sort-key": ["get", "order"],
      "text-padding": 3,
    },
    paint: {},
  });
  paintNames(map, palette);
}

export function paintNames(map: MapLibre, palette: Palette): void {
  map.setPaintProperty("names", "text-color", palette.shipName);
  map.setPaintProperty("names", "text-halo-color", palette.halo);
  map.setPaintProperty("names", "text-halo-width", 1.3);
}

export function showNames(map: MapLibre, features: Feature[]): void {
  void map.getSource<GeoJSONSource>("names")?.setData({ type: "FeatureCollection", features });
}
