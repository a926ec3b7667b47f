// SPDX-License-Identifier: Apache-2.0
// The colours of what is drawn on the map, for day, dusk and night. The page's own are in css/.

import type { ShipGroup } from "./target";

export type PaletteName = "day" | "dusk" | "night";
export const PALETTES: PaletteName[] = ["day", "dusk", "night"];

export interface Palette {
  sea: string;
  land: string;
  coast: string;
  lane: string;
  gate: string;
  place: string;
  halo: string;
  shipName: string;
  ship: Record<ShipGroup, string>;
  /** Drawn round each symbol, so that it stands off from land, lane and neighbour. */
  outline: string;
  vector: string;
  past: string;
  selected: string;
  lost: string;
  aid: string;
  aidOff: string;
  base: string;
  distress: string;
  laneFillOpacity: number;
  /** Of tracks, slow to fast: lightness rises or falls with it, so that it is not told by hue alone. */
  speed: [string, string, string, string, string];
  /** Where nothing is known of the way. */
  gap: string;
  /** A ship that was silent at the moment of playback. */
  held: string;
}

export const COLOURS: Record<PaletteName, Palette> = {
  day: {
    sea: "#d5e3ea",
    land: "#ece5d3",
    coast: "#a3977b",
    lane: "#b3379c",
    gate: "#74518f",
    place: "#3f4c55",
    halo: "#e6eef2",
    shipName: "#1c2930",
    ship: {
      cargo: "#2f7d4f",
      tanker: "#b3542a",
      passenger: "#2361a8",
      service: "#0b7f86",
      fishing: "#8a6a12",
      pleasure: "#7c4a99",
      fast: "#3b3fb0",
      other: "#56646d",
    },
    outline: "#142027",
    vector: "#22333d",
    past: "#33454f",
    selected: "#10181c",
    lost: "#a1121f",
    aid: "#176b73",
    aidOff: "#c79100",
    base: "#4b5b66",
    distress: "#c8102e",
    laneFillOpacity: 0.1,
    speed: ["#3a1f8f", "#1f5fae", "#0b8585", "#4f8f1d", "#cf8300"],
    gap: "#5a6872",
    held: "#8d979d",
  },
  dusk: {
    sea: "#0f1b24",
    land: "#26312f",
    coast: "#4d5b55",
    lane: "#c458ae",
    gate: "#9779b8",
    place: "#93a4ac",
    halo: "#0f1b24",
    shipName: "#cfd9dd",
    ship: {
      cargo: "#5fb287",
      tanker: "#d98a5f",
      passenger: "#6ea6df",
      service: "#56b9bd",
      fishing: "#cfae57",
      pleasure: "#b48ad0",
      fast: "#8f95e8",
      other: "#93a2ab",
    },
    outline: "#060c10",
    vector: "#a9bac2",
    past: "#8ea1ab",
    selected: "#f1f5f6",
    lost: "#ff6b6b",
    aid: "#68bfc6",
    aidOff: "#f2c230",
    base: "#93a2ab",
    distress: "#ff5a5f",
    laneFillOpacity: 0.1,
    speed: ["#5b6fd6", "#2f9ccb", "#38b58c", "#98cc45", "#ece04a"],
    gap: "#7f909a",
    held: "#5f6d76",
  },
  night: {
    sea: "#050404",
    land: "#150d0b",
    coast: "#3b211b",
    lane: "#552345",
    gate: "#43283b",
    place: "#7d4a3d",
    halo: "#050404",
    shipName: "#a2604f",
    ship: {
      cargo: "#8c5c4a",
      tanker: "#a3502f",
      passenger: "#84605c",
      service: "#7e665a",
      fishing: "#8a6534",
      pleasure: "#81545f",
      fast: "#795a6c",
      other: "#705851",
    },
    outline: "#000000",
    vector: "#7d5245",
    past: "#734c40",
    selected: "#bb6a55",
    lost: "#bb3a2e",
    aid: "#7b6257",
    aidOff: "#a5802f",
    base: "#6d5850",
    distress: "#c83a2c",
    laneFillOpacity: 0.14,
    speed: ["#4d1f18", "#6b2c1c", "#8c3f20", "#a95a28", "#c47c35"],
    gap: "#6a4a40",
    held: "#47302a",
  },
};

export function isPalette(text: string | null | undefined): text is PaletteName {
  return PALETTES.includes(text as PaletteName);
}

export function nextPalette(name: PaletteName): PaletteName {
  return PALETTES[(PALETTES.indexOf(name) + 1) % PALETTES.length]!;
}

/** "#rrggbb" as the four bytes red, green, blue, alpha of a little-endian word. */
export function packColour(hex: string, alpha = 1): number {
  const rgb = parseInt(hex.slice(1), 16);
  const r = (rgb >> 16) & 255;
  const g = (rgb >> 8) & 255;
  const b = rgb & 255;
  return ((Math.round(alpha * 255) << 24) | (b << 16) | (g << 8) | r) >>> 0;
}
