// SPDX-License-Identifier: Apache-2.0
// The words of the page in three languages, and which of them a reader gets.

import ar from "../locales/ar.json";
import en from "../locales/en.json";
import fa from "../locales/fa.json";
import { isolate } from "./format";

export type Word = keyof typeof en;
export type Lang = "en" | "ar" | "fa";
export type Dictionary = Record<Word, string>;

export const DICTIONARIES: Record<Lang, Dictionary> = { en, ar, fa };
export const LANGS = Object.keys(DICTIONARIES) as Lang[];
/** Each language in its own name, so that whoever reads it finds it. */
export const LANG_NAMES: Record<Lang, string> = { en: "English", ar: "العربية", fa: "فارسی" };

export function isLang(text: string | null | undefined): text is Lang {
  return LANGS.includes(text as Lang);
}

export class Words {
  readonly dir: "ltr" | "rtl";

  constructor(readonly lang: Lang) {
    this.dir = lang === "en" ? "ltr" : "rtl";
  }

  /** What is put in is isolated, so that a Latin name cannot turn an Arabic sentence about. */
  t(word: Word, values: Record<string, string | number> = {}): string {
    return DICTIONARIES[this.lang][word].replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = String(values[name] ?? "");
      return this.dir === "rtl" ? isolate(value) : value;
    });
  }

  /** The word for a code, or the code itself where the standard has none. */
  code(table: string, code: number): string {
    if (code < 0) return "-";
    const word = DICTIONARIES[this.lang][`${table}.${code}` as Word];
    return word ?? String(code);
  }

  /** Names in data files: the reader's language, else English, else whatever there is. */
  name(names: Record<string, string> | string | undefined): string {
    if (!names || typeof names === "string") return names ?? "";
    return names[this.lang] ?? names["en"] ?? Object.values(names)[0] ?? "";
  }
}

/** The first language of the list that we speak. */
export function chooseLang(wanted: readonly string[]): Lang {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0];
    if (isLang(base)) return base;
  }
  return "en";
}
