// SPDX-License-Identifier: Apache-2.0
// The layers of the waters file: lanes, zones, gates, anchorages, ports and their names.

import type { Feature, FeatureCollection, Geometry, Position } from "geojson";
import type { AddLayerObject, GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import type { Palette } from "../palette";
import { centrelines, type WatersFile } from "../waters";
import type { Words } from "../words";

const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };
export const MAP_FONT = ["system-ui", "Noto Sans", "Noto Sans Arabic", "Vazirmatn", "Tahoma"];
const ARROW = "lane-arrow";

/** Where a name stands: a point's place, a line's middle, the middle of an area's box. */
export function labelPlace(geometry: Geometry): Position | null {
  if (geometry.type === "Point") return geometry.coordinates;
  if (geometry.type === "LineString") {
    const [a, b] = [geometry.coordinates[0]!, geometry.coordinates.at(-1)!];
    return [(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2];
  }
  if (geometry.type !== "Polygon") return null;
  const xs = geometry.coordinates[0]!.map((p) => p[0]!);
  const ys = geometry.coordinates[0]!.map((p) => p[1]!);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

/** The names in the reader's language, each with the kind of what it names. */
export function labels(file: WatersFile, words: Words): FeatureCollection {
  const features: Feature[] = [];
  for (const { geometry, properties } of file.features) {
    const text = words.name(properties.name);
    const place = geometry && properties.kind !== "waters" ? labelPlace(geometry) : null;
    if (!text || !place || properties.kind === "lane" || properties.kind === "separation_zone")
      continue;
    features.push({
      type: "Feature",
      properties: { kind: properties.kind, text },
      geometry: { type: "Point", coordinates: place },
    });
  }
  return { type: "FeatureCollection", features };
}

function kindIs(kind: string): ["==", ["get", "kind"], string] {
  return ["==", ["get", "kind"], kind];
}

function areaLayers(p: Palette): AddLayerObject[] {
  return [
    {
      id: "lane",
      type: "fill",
      source: "chart",
      filter: kindIs("lane"),
      paint: { "fill-color": p.lane, "fill-opacity": p.laneFillOpacity },
    },
    {
      id: "zone",
      type: "fill",
      source: "chart",
      filter: kindIs("separation_zone"),
      paint: { "fill-color": p.lane, "fill-opacity": p.laneFillOpacity * 2.6 },
    },
    {
      id: "lane-edge",
      type: "line",
      source: "chart",
      filter: kindIs("lane"),
      paint: {
        "line-color": p.lane,
        "line-width": 1,
        "line-dasharray": [5, 3],
        "line-opacity": 0.75,
      },
    },
    {
      id: "anchorage",
      type: "line",
      source: "chart",
      filter: kindIs("anchorage"),
      paint: {
        "line-color": p.lane,
        "line-width": 1,
        "line-dasharray": [2, 2],
        "line-opacity": 0.8,
      },
    },
    {
      id: "gate",
      type: "line",
      source: "chart",
      filter: kindIs("gate"),
      minzoom: 7,
      paint: { "line-color": p.gate, "line-width": 1.4, "line-dasharray": [1, 2] },
    },
    {
      id: "port",
      type: "circle",
      source: "chart",
      filter: kindIs("port"),
      paint: {
        "circle-radius": 2.6,
        "circle-color": p.halo,
        "circle-stroke-color": p.place,
        "circle-stroke-width": 1.4,
      },
    },
  ];
}

function symbolLayers(p: Palette): AddLayerObject[] {
  const name = (id: string, kind: string, minzoom: number, size: number): AddLayerObject => ({
    id,
    type: "symbol",
    source: "chart-names",
    filter: kindIs(kind),
    minzoom,
    layout: {
      "text-field": ["get", "text"],
      "text-font": MAP_FONT,
      "text-size": size,
      "text-variable-anchor": kind === "port" ? ["left", "right", "top", "bottom"] : ["center"],
      "text-radial-offset": kind === "port" ? 0.6 : 0,
      "text-max-width": 12,
    },
    paint: {
      "text-color": kind === "gate" ? p.gate : p.place,
      "text-halo-color": p.halo,
      "text-halo-width": 1.2,
    },
  });
  return [
    {
      id: "lane-arrows",
      type: "symbol",
      source: "chart-lines",
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 90,
        "icon-image": ARROW,
        "icon-size": 0.5,
        "icon-allow-overlap": true,
      },
      paint: { "icon-color": p.lane, "icon-opacity": 0.9 },
    },
    name("gate-name", "gate", 10, 11),
    name("anchorage-name", "anchorage", 8, 11),
    name("port-name", "port", 5, 12.5),
  ];
}

/** A long arrow pointing along its line, to be tinted. */
function arrowImage(): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = 64;
  canvas.height = 32;
  const pen = canvas.getContext("2d")!;
  pen.lineWidth = 4;
  pen.lineCap = pen.lineJoin = "round";
  for (const [x, y] of [
    [4, 16],
    [58, 16],
  ] as const)
    pen.lineTo(x, y);
  for (const [x, y] of [
    [44, 6],
    [60, 16],
    [44, 26],
  ] as const)
    x === 44 && y === 6 ? pen.moveTo(x, y) : pen.lineTo(x, y);
  pen.stroke();
  return pen.getImageData(0, 0, 64, 32);
}

export function addChart(map: MapLibre, palette: Palette): void {
  for (const id of ["chart", "chart-lines", "chart-names"]) {
    map.addSource(id, { type: "geojson", data: EMPTY });
  }
  map.addImage(ARROW, arrowImage(), { sdf: true });
  for (const layer of [...areaLayers(palette), ...symbolLayers(palette)]) map.addLayer(layer);
}

export function paintChart(map: MapLibre, palette: Palette): void {
  for (const layer of [...areaLayers(palette), ...symbolLayers(palette)]) {
    const paint = "paint" in layer ? layer.paint : undefined;
    for (const [name, value] of Object.entries(paint ?? {})) {
      map.setPaintProperty(layer.id, name as "fill-color", value as string);
    }
  }
}

export function showChart(map: MapLibre, file: WatersFile, words: Words): void {
  const areas = file.features.filter(
    (f) => f.geometry && f.properties.kind !== "waters",
  ) as Feature[];
  const put = (id: string, features: Feature[]) =>
    void map.getSource<GeoJSONSource>(id)?.setData({ type: "FeatureCollection", features });
  put("chart", areas);
  put("chart-lines", centrelines(file));
  put("chart-names", labels(file, words).features);
}
