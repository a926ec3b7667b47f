// SPDX-License-Identifier: Apache-2.0
// The bar at the head: whose waters these are, the search, and the buttons.

import { el, iconButton, nameButton, setAttribute, setText } from "../dom";
import * as format from "../format";
import { nextPalette } from "../palette";
import { VECTOR_CHOICES_MIN, type Picture } from "../picture";
import { watersFeature } from "../waters";
import { LANG_NAMES, LANGS, type Lang, type Words } from "../words";

export function nextVector(minutes: number): number {
  return VECTOR_CHOICES_MIN[(VECTOR_CHOICES_MIN.indexOf(minutes) + 1) % VECTOR_CHOICES_MIN.length]!;
}

export function vectorText(minutes: number, words: Words): string {
  return minutes === 0 ? words.t("vector.off") : words.t("span.min", { min: minutes });
}

export class BarPanel {
  readonly element: HTMLElement;
  private readonly waters = el("p", { class: "waters" });
  private readonly palette = iconButton("palette", () => this.turnPalette(), {
    id: "palette-button",
  });
  private readonly paletteName = el("span", { class: "label" });
  private readonly vector = iconButton("vector", () => this.turnVector(), { id: "vector-button" });
  private readonly vectorName = el("span", { class: "label" });
  private readonly table = iconButton("table", () => this.toggleTable(), { id: "table-button" });
  private readonly playback: HTMLButtonElement;
  private readonly playbackName = el("span", { class: "label" });
  private readonly help: HTMLButtonElement;
  private readonly lang: HTMLSelectElement;

  constructor(
    private readonly picture: Picture,
    search: HTMLElement,
    onHelp: () => void,
    onPlayback: () => void,
  ) {
    this.playback = iconButton("history", onPlayback, { id: "playback-button", hidden: true });
    this.playback.append(this.playbackName);
    this.help = iconButton("help", onHelp, { id: "help-button" });
    this.palette.append(this.paletteName);
    this.vector.append(this.vectorName);
    this.lang = el(
      "select",
      { id: "lang", change: () => this.picture.change({ lang: this.lang.value as Lang }) },
      ...LANGS.map((lang) => el("option", { value: lang, lang }, LANG_NAMES[lang])),
    );
    this.element = el(
      "header",
      { id: "bar" },
      el("div", { class: "brand" }, el("h1", {}, "narrows"), this.waters),
      search,
      el(
        "div",
        { class: "buttons" },
        this.playback,
        this.vector,
        this.palette,
        this.lang,
        this.table,
        this.help,
      ),
    );
    picture.on(["settings", "waters", "archive", "playback"], () => this.draw());
    this.draw();
  }

  turnPalette(): void {
    this.picture.change({ palette: nextPalette(this.picture.settings.palette) });
  }

  turnVector(): void {
    this.picture.change({ vectorMin: nextVector(this.picture.settings.vectorMin) });
  }

  toggleTable(): void {
    this.picture.change({ isTableOpen: !this.picture.settings.isTableOpen });
  }

  private draw(): void {
    const { words, settings, waters, status } = this.picture;
    const feature = waters && watersFeature(waters);
    setText(this.waters, feature ? words.name(feature.properties.name) : (status?.name ?? ""));
    const palette = words.t(`palette.${settings.palette}`);
    setText(this.paletteName, palette);
    nameButton(this.palette, words.t("palette.label", { palette }), "n");
    const span = vectorText(settings.vectorMin, words);
    setText(this.vectorName, span);
    nameButton(this.vector, words.t("vector.label", { span: format.isolate(span) }), "v");
    nameButton(this.table, words.t("button.table"), "t");
    setAttribute(this.table, "aria-pressed", String(settings.isTableOpen));
    this.playback.hidden = this.picture.archive === null;
    setText(this.playbackName, words.t("playback.open_short"));
    nameButton(this.playback, words.t("playback.open"), "p");
    setAttribute(this.playback, "aria-pressed", String(this.picture.playback !== null));
    nameButton(this.help, words.t("button.help"), "?");
    setAttribute(this.lang, "aria-label", words.t("lang.label"));
    this.lang.value = settings.lang;
  }
}
