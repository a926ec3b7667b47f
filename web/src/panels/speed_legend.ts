// SPDX-License-Identifier: Apache-2.0
// What the colours of tracks mean, on the map while there are tracks.

import { el } from "../dom";
import * as format from "../format";
import { SPEED_CLASSES, SPEED_EDGES_KN } from "../map/trail_rows";
import { COLOURS } from "../palette";
import type { Picture } from "../picture";

/** "< 5", "5-10", ..., "> 20": the edges of a class. */
export function classText(i: number): string {
  const [from, to] = [SPEED_EDGES_KN[i - 1], SPEED_EDGES_KN[i]];
  if (from === undefined) return `< ${to}`;
  return to === undefined ? `≥ ${from}` : `${from}–${to}`;
}

export class SpeedLegend {
  readonly element = el("section", { id: "speed-legend", hidden: true });

  constructor(private readonly picture: Picture) {
    picture.on(["playback", "settings"], () => this.draw());
  }

  private draw(): void {
    const { playback, words, settings } = this.picture;
    this.element.hidden = playback === null;
    if (!playback) return;
    const colours = COLOURS[settings.palette];
    const row = (colour: string, text: string, className = "") => {
      const line = el("span", { class: `line ${className}` });
      line.style.setProperty("--line", colour);
      return el("li", {}, line, el("bdi", {}, text));
    };
    this.element.replaceChildren(
      el("h2", {}, words.t("playback.legend")),
      el(
        "ul",
        {},
        ...Array.from({ length: SPEED_CLASSES }, (_, i) =>
          row(colours.speed[i]!, format.ltr(classText(i))),
        ),
        row(colours.gap, words.t("playback.gap"), "dashed"),
        row(colours.held, words.t("playback.held"), "dot"),
      ),
    );
  }
}
