// SPDX-License-Identifier: Apache-2.0
// The help panel: every key, every symbol, every colour.

import { el, iconButton, nameButton } from "../dom";
import { drawIcon, type Icon } from "../map/atlas";
import { COLOURS, type Palette } from "../palette";
import type { Picture } from "../picture";
import { SHIP_GROUPS } from "../target";
import type { Word } from "../words";

export const KEYS: [keys: string[], word: Word][] = [
  [["/"], "key.search"],
  [["t"], "key.table"],
  [["n"], "key.palette"],
  [["v"], "key.vector"],
  [["←", "↑", "↓", "→"], "key.arrows"],
  [["+", "-"], "key.zoom"],
  [["0"], "key.home"],
  [["Esc"], "key.escape"],
  [["p"], "key.playback"],
  [["?"], "key.help"],
];

/** While the archive is played. */
export const PLAYBACK_KEYS: [keys: string[], word: Word][] = [
  [["␣"], "key.play"],
  [["←", "→"], "key.step"],
  [["+", "-"], "key.speed"],
  [["[", "]"], "key.range"],
  [["⇧ ←", "↑", "↓", "→"], "key.pan_playback"],
];

type Colour = (p: Palette) => string;
const SYMBOLS: [Icon, Colour, Word][] = [
  ["triangle", (p) => p.ship.cargo, "symbol.class_a"],
  ["kite", (p) => p.ship.pleasure, "symbol.class_b"],
  ["ring", (p) => p.ship.cargo, "symbol.stopped"],
  ["base", (p) => p.base, "symbol.base"],
  ["diamond", (p) => p.aid, "symbol.aid"],
  ["diamond_dashed", (p) => p.aid, "symbol.aid_virtual"],
  ["diamond", (p) => p.aidOff, "symbol.aid_off"],
  ["plane", (p) => p.ship.service, "symbol.sar"],
  ["distress", (p) => p.distress, "symbol.distress"],
  ["cross", () => "", "symbol.lost"],
  ["corners", () => "", "symbol.selected"],
];

export class HelpPanel {
  readonly element: HTMLDialogElement;

  constructor(private readonly picture: Picture) {
    this.element = el("dialog", { id: "help", class: "panel", "aria-labelledby": "help-title" });
    picture.on(["settings"], () => this.element.open && this.draw());
    // A click beside the panel falls on the dialog itself.
    this.element.addEventListener(
      "click",
      (e) => e.target === this.element && this.element.close(),
    );
  }

  toggle(): void {
    if (this.element.open) this.element.close();
    else {
      this.draw();
      this.element.showModal();
    }
  }

  private draw(): void {
    const { words, settings } = this.picture;
    const palette = COLOURS[settings.palette];
    const close = iconButton("close", () => this.element.close(), { autofocus: true });
    nameButton(close, words.t("button.close"), "Escape");
    const rows = (keys: typeof KEYS) =>
      keys.map(([names, word]) =>
        el(
          "div",
          {},
          el("dt", {}, el("bdi", {}, ...names.map((k) => el("kbd", {}, k)))),
          el("dd", {}, words.t(word)),
        ),
      );
    const keys = KEYS.filter(([, word]) => word !== "key.playback" || this.picture.archive);
    const symbols = SYMBOLS.map(([icon, colour, word]) => {
      const line =
        icon === "cross" ? palette.lost : icon === "corners" ? palette.selected : palette.outline;
      return el("li", {}, drawIcon(icon, 30, colour(palette) || "#000000", line), words.t(word));
    });
    const groups = SHIP_GROUPS.map((group) =>
      el(
        "li",
        {},
        drawIcon("triangle", 26, palette.ship[group], palette.outline),
        words.t(`group.${group}`),
      ),
    );
    this.element.replaceChildren(
      el("header", {}, el("h2", { id: "help-title" }, words.t("help.title")), close),
      el(
        "div",
        { class: "scroller", tabindex: 0, role: "group", "aria-labelledby": "help-title" },
        el("h3", {}, words.t("help.keys")),
        el("dl", { class: "keys" }, ...rows(keys)),
        ...(this.picture.archive
          ? [
              el("h3", {}, words.t("help.playback")),
              el("dl", { class: "keys" }, ...rows(PLAYBACK_KEYS)),
            ]
          : []),
        el("h3", {}, words.t("help.symbols")),
        el("ul", { class: "legend" }, ...symbols),
        el("h3", {}, words.t("help.colours")),
        el("ul", { class: "legend" }, ...groups),
        el("p", { class: "about" }, words.t("help.about")),
      ),
    );
  }
}
