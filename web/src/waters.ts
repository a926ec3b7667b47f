// SPDX-License-Identifier: Apache-2.0
// The waters file as the page reads it: view, names, lanes, and the edge of the finer land.

import type { Feature, FeatureCollection, Geometry, LineString, Position } from "geojson";

export interface WatersProperties {
  kind: string;
  name?: Record<string, string>;
  view?: { centre: [number, number]; zoom: number };
  land?: string;
  centreline?: Position[];
}

export type WatersFile = FeatureCollection<Geometry | null, WatersProperties>;

/** The feature that describes the waters as a whole; null in an empty file. */
export function watersFeature(file: WatersFile): Feature<Geometry | null, WatersProperties> | null {
  return file.features.find((f) => f.properties.kind === "waters") ?? null;
}

/** The land file's name in the page's land folder: "oresund-land.geojson" is oresund.geojson. */
export function landFile(file: WatersFile): string | null {
  const name = watersFeature(file)?.properties.land;
  // A name only, so that a waters file cannot send the page elsewhere.
  if (!name || !/^[\w-]+\.geojson$/.test(name)) return null;
  return name.replace(/-land\.geojson$/, ".geojson");
}

export function centrelines(file: WatersFile): Feature<LineString>[] {
  return file.features
    .filter((f) => f.properties.kind === "lane" && f.properties.centreline)
    .map((f) => ({
      type: "Feature",
      properties: {},
      geometry: { type: "LineString", coordinates: f.properties.centreline! },
    }));
}

export type Box = [west: number, south: number, east: number, north: number];

function ringsOf(geometry: Geometry | null): Position[][] {
  if (geometry?.type === "Polygon") return geometry.coordinates;
  if (geometry?.type === "MultiPolygon") return geometry.coordinates.flat();
  return [];
}

export function boxOf(file: FeatureCollection<Geometry | null>): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const feature of file.features) {
    for (const [x, y] of ringsOf(feature.geometry).flat() as [number, number][]) {
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  }
  return box;
}

const ON_EDGE_DEG = 0.001;

/** The shores of land polygons, without the cuts along the edge of the box they were cut by. */
export function shores(land: FeatureCollection<Geometry | null>, box: Box): Position[][] {
  const [west, south, east, north] = box;
  const near = (a: number, b: number) => Math.abs(a - b) < ON_EDGE_DEG;
  const isCut = ([ax, ay]: Position, [bx, by]: Position) =>
    (near(ax!, west) && near(bx!, west)) ||
    (near(ax!, east) && near(bx!, east)) ||
    (near(ay!, south) && near(by!, south)) ||
    (near(ay!, north) && near(by!, north));
  const lines: Position[][] = [];
  for (const ring of land.features.flatMap((f) => ringsOf(f.geometry))) {
    let line: Position[] = [];
    ring.forEach((point, i) => {
      if (i > 0 && isCut(ring[i - 1]!, point)) {
        if (line.length > 1) lines.push(line);
        line = [];
      }
      line.push(point);
    });
    if (line.length > 1) lines.push(line);
  }
  return lines;
}
