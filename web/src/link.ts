// SPDX-License-Identifier: Apache-2.0
// The deep link: place, zoom, target, language and palette in the address, and back.

import { isLang, type Lang } from "./words";
import { isPalette, type PaletteName } from "./palette";

export interface Place {
  zoom: number;
  latDeg: number;
  lonDeg: number;
}

export interface Link {
  map?: Place;
  target?: number;
  lang?: Lang;
  palette?: PaletteName;
}

/** Parts that are not understood are left out; a bad link never stops the page. */
export function parseLink(hash: string): Link {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  const link: Link = {};
  const place = params.get("map")?.split("/").map(Number) ?? [];
  const [zoom, latDeg, lonDeg] = place;
  if (place.length === 3 && place.every(Number.isFinite) && Math.abs(latDeg!) <= 85.06) {
    link.map = { zoom: Math.min(Math.max(zoom!, 0), 22), latDeg: latDeg!, lonDeg: lonDeg! };
  }
  const target = params.get("target") ?? "";
  if (/^\d{1,9}$/.test(target)) link.target = Number(target);
  const lang = params.get("lang");
  if (isLang(lang)) link.lang = lang;
  const palette = params.get("palette");
  if (isPalette(palette)) link.palette = palette;
  return link;
}

export function formatLink(link: Link): string {
  const parts: string[] = [];
  if (link.map) {
    const { zoom, latDeg, lonDeg } = link.map;
    // As many decimals as a pixel at this zoom is worth, and not one more.
    const digits = Math.max(2, Math.ceil((zoom * Math.LN2 + Math.log(512 / 360)) / Math.LN10));
    const short = (n: number, d: number) => String(Number(n.toFixed(d)));
    parts.push(`map=${short(zoom, 2)}/${short(latDeg, digits)}/${short(lonDeg, digits)}`);
  }
  if (link.target !== undefined) parts.push(`target=${link.target}`);
  if (link.lang) parts.push(`lang=${link.lang}`);
  if (link.palette) parts.push(`palette=${link.palette}`);
  return `#${parts.join("&")}`;
}
