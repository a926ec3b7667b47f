// SPDX-License-Identifier: Apache-2.0
// How the page is shown at first: the link says, else what was chosen before, else the browser.

import type { Link } from "./link";
import { isPalette, type PaletteName } from "./palette";
import { VECTOR_CHOICES_MIN, type Settings } from "./picture";
import { chooseLang, isLang } from "./words";

const KEY = "narrows";

export interface Browser {
  languages: readonly string[];
  isDark: boolean;
  isNarrow: boolean;
}

/** `kept` is what keep() wrote, or anything else that stood there. */
export function firstSettings(link: Link, kept: string | null, browser: Browser): Settings {
  let old: Record<string, unknown> = {};
  try {
    const read: unknown = JSON.parse(kept ?? "{}");
    if (read && typeof read === "object") old = read as Record<string, unknown>;
  } catch {
    // Not ours: as if nothing had been kept.
  }
  const lang = old["lang"] as string;
  const palette = old["palette"] as string;
  const vector = old["vectorMin"] as number;
  const wanted: PaletteName = browser.isDark ? "dusk" : "day";
  return {
    lang: link.lang ?? (isLang(lang) ? lang : chooseLang(browser.languages)),
    palette: link.palette ?? (isPalette(palette) ? palette : wanted),
    vectorMin: VECTOR_CHOICES_MIN.includes(vector) ? vector : 6,
    isTableOpen: browser.isNarrow ? false : old["isTableOpen"] !== false,
  };
}

export function recall(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be forbidden
  }
}

export function keep(settings: Settings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Then the next visit begins with the browser's wishes again.
  }
}
