// SPDX-License-Identifier: Apache-2.0
// The banner that says loudly that the picture is stale, why, and since when.

import { el, setText } from "../dom";
import * as format from "../format";
import type { Picture } from "../picture";

const RECOVERED_MS = 6000;

/** What the sources say of themselves, when it is they that fail. */
export function sourcesText(picture: Picture): string {
  const { status, words, stale } = picture;
  if (!status || stale?.what === "node") return "";
  const list = status.sources.map((source) => {
    const state = words.t(`source.${source.state}`);
    const why = source.detail ? ` (${format.isolate(source.detail)})` : "";
    return `${format.isolate(source.name)} ${state}${why}`;
  });
  return words.t("stale.sources_list", { list: list.join(", ") });
}

export class BannerPanel {
  readonly element: HTMLElement;
  private readonly alert = el("div", { role: "alert", class: "alert" });
  private readonly since = el("p", { class: "since" });
  private readonly recovered = el("p", { role: "status", class: "recovered", hidden: true });
  private wasStale = false;
  private timer = 0;

  constructor(private readonly picture: Picture) {
    this.element = el(
      "div",
      { id: "stale" },
      // The counting seconds stay outside the alert, or it would be read out each second.
      el("div", { class: "banner" }, this.alert, this.since),
      this.recovered,
    );
    picture.on(["stale", "settings"], () => this.draw());
    window.setInterval(() => this.tick(), 1000);
    this.draw();
  }

  private draw(): void {
    const { stale, words } = this.picture;
    document.body.classList.toggle("is-stale", stale !== null);
    this.alert.replaceChildren();
    if (stale) {
      window.clearTimeout(this.timer);
      this.recovered.hidden = true;
      this.alert.append(
        el("strong", {}, words.t("stale.title")),
        el(
          "p",
          {},
          [words.t(`stale.${stale.what}`), sourcesText(this.picture)].filter(Boolean).join(" "),
        ),
      );
    } else if (this.wasStale) {
      this.recovered.hidden = false;
      setText(this.recovered, words.t("recovered"));
      this.timer = window.setTimeout(() => (this.recovered.hidden = true), RECOVERED_MS);
    }
    this.wasStale = stale !== null;
    this.tick();
  }

  private tick(): void {
    const { stale, words, timeMs } = this.picture;
    if (!stale) return;
    const time = Number.isFinite(timeMs) ? format.ltr(format.utc(timeMs)) : words.t("stale.never");
    if (stale.sinceMs === 0) setText(this.since, words.t("stale.never"));
    else {
      const span = format.duration((Date.now() - stale.sinceMs) / 1000, words);
      setText(this.since, words.t("stale.since", { span, time }));
    }
  }
}
