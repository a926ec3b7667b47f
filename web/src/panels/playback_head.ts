// SPDX-License-Identifier: Apache-2.0
// The strip that says that this is playback, and of which moment: in big figures; and the way back.

import { el, icon, nameButton, setAttribute, setText } from "../dom";
import * as format from "../format";
import type { Phase, Picture } from "../picture";
import type { Words } from "../words";

/** What there is to say; nothing while ships are shown. */
export function phaseText(phase: Phase, words: Words): string {
  return phase === "ready" ? "" : words.t(`playback.${phase}`);
}

/** Figures that change more often cannot be read. */
const FIGURES_MS = 100;

export class PlaybackHead {
  readonly element: HTMLElement;
  private readonly title = el("strong");
  private readonly date = el("span", { class: "date" });
  private readonly time = el("span", { class: "time" });
  private readonly speed = el("span", { class: "speed" });
  private readonly phase = el("span", { class: "phase", role: "status" });
  private readonly live = el("span", { class: "live", role: "status" });
  private readonly backLabel = el("span");
  private readonly back: HTMLButtonElement;
  private drawnMs = 0;

  constructor(
    private readonly picture: Picture,
    leave: () => void,
  ) {
    this.back = el(
      "button",
      { type: "button", class: "button", id: "back-to-live", click: leave },
      icon("live"),
      this.backLabel,
    );
    this.element = el(
      "section",
      { id: "playback-head", hidden: true },
      el("p", { class: "what" }, icon("film"), this.title),
      el(
        "p",
        { class: "moment", dir: "ltr" },
        this.date,
        this.time,
        el("span", { class: "zone" }, "UTC"),
      ),
      this.speed,
      this.phase,
      el("div", { class: "end" }, this.live, this.back),
    );
    picture.on(["playback", "settings", "stale", "targets"], () => this.draw());
    picture.on(["moment"], () => this.drawMoment());
    this.draw();
  }

  private draw(): void {
    const { playback, words, stale } = this.picture;
    document.body.classList.toggle("is-playback", playback !== null);
    this.element.hidden = playback === null;
    if (!playback) return;
    setAttribute(this.element, "aria-label", words.t("playback.title"));
    setText(this.title, words.t("playback.title"));
    const speed = words.t("status.speed", { n: playback.speed });
    setText(this.speed, playback.isPlaying ? speed : words.t("playback.paused"));
    setText(this.phase, phaseText(playback.phase, words));
    setText(this.live, stale ? words.t("playback.live_stale") : words.t("playback.live_hidden"));
    this.live.classList.toggle("warning", stale !== null);
    setText(this.backLabel, words.t("playback.back"));
    nameButton(this.back, words.t("playback.back"), "p");
    this.drawMoment();
  }

  private drawMoment(): void {
    const { playback } = this.picture;
    const now = performance.now();
    if (!playback || (playback.isPlaying && now - this.drawnMs < FIGURES_MS)) return;
    this.drawnMs = now;
    setText(this.date, format.utcDate(playback.atMs));
    setText(this.time, format.utcTime(playback.atMs));
  }
}
