// SPDX-License-Identifier: Apache-2.0
// The controls of playback at the foot: play, steps, speeds, trails, range, and the bar of density.

import { el, iconButton, nameButton, setAttribute, setText } from "../dom";
import * as format from "../format";
import { TRAIL_CHOICES_MIN, type Picture } from "../picture";
import type { Player } from "../playback/player";
import { ZOOMS, type Zoom } from "../playback/scale";
import { SPEEDS, type Span, type Speed } from "../playback/time";
import { DensityBar } from "./density";
import { vectorText } from "./bar";

export function nextTrail(minutes: number): number {
  return TRAIL_CHOICES_MIN[(TRAIL_CHOICES_MIN.indexOf(minutes) + 1) % TRAIL_CHOICES_MIN.length]!;
}

/** "11-19 10:20 - 11-19 11:40", left to right in every language. */
export function rangeText({ fromMs, toMs }: Span): string {
  return format.ltr(`${format.utcShort(fromMs)} – ${format.utcShort(toMs)}`);
}

export class PlaybackBar {
  readonly element: HTMLElement;
  private readonly density: DensityBar;
  private readonly start = iconButton("start", () => this.player.seek(this.picture.played.fromMs));
  private readonly back = iconButton("back", () => this.player.step(-1));
  private readonly play = iconButton("play", () => this.player.toggle(), { id: "play" });
  private readonly pause = iconButton("pause", () => this.player.toggle(), { id: "pause" });
  private readonly forth = iconButton("forth", () => this.player.step(1));
  private readonly speeds: [Speed, HTMLButtonElement][];
  private readonly zooms: [Zoom, HTMLButtonElement][];
  private readonly trail = iconButton("trail", () => this.turnTrail(), { id: "trail-button" });
  private readonly trailName = el("span", { class: "label" });
  private readonly from = iconButton("range_from", () => this.setEnd("fromMs"), {
    id: "range-from",
  });
  private readonly until = iconButton("range_until", () => this.setEnd("toMs"), {
    id: "range-until",
  });
  private readonly whole: HTMLButtonElement;
  private readonly wholeName = el("span", { class: "label" });
  private readonly speedGroup: HTMLElement;
  private readonly zoomGroup: HTMLElement;
  private readonly warning = el("strong", { class: "not-for-navigation" });

  constructor(
    private readonly picture: Picture,
    private readonly player: Player,
  ) {
    this.density = new DensityBar(picture, player, () => this.drawZooms());
    this.trail.append(this.trailName);
    this.speeds = SPEEDS.map((speed) => [speed, choice(() => player.setSpeed(speed))]);
    this.zooms = ZOOMS.map((zoom) => [zoom, choice(() => this.density.zoom(zoom))]);
    this.whole = iconButton("close", () => player.setRange(null), { id: "range-whole" });
    this.whole.prepend(this.wholeName);
    this.speedGroup = group(this.speeds);
    this.zoomGroup = group(this.zooms);
    this.element = el(
      "section",
      { id: "playback", hidden: true },
      el(
        "div",
        { class: "controls" },
        el("div", { class: "keys" }, this.start, this.back, this.play, this.pause, this.forth),
        this.speedGroup,
        this.trail,
        el("div", { class: "range" }, this.from, this.until, this.whole),
        this.warning,
        this.zoomGroup,
      ),
      this.density.element,
    );
    picture.on(["playback", "settings"], () => this.draw());
    this.draw();
  }

  private turnTrail(): void {
    const { playback } = this.picture;
    if (playback) this.player.setTrail(nextTrail(playback.trailMin));
  }

  /** The range begins or ends at the moment; what was its other end stays, if it can. */
  setEnd(end: "fromMs" | "toMs"): void {
    const { playback, archive } = this.picture;
    if (!playback || !archive) return;
    const range = { ...(playback.range ?? archive), [end]: playback.atMs };
    if (range.fromMs >= range.toMs) {
      if (end === "fromMs") range.toMs = archive.toMs;
      else range.fromMs = archive.fromMs;
    }
    if (range.fromMs < range.toMs) this.player.setRange(range);
  }

  private draw(): void {
    const { playback, words } = this.picture;
    this.element.hidden = playback === null;
    if (!playback) return;
    setAttribute(this.element, "aria-label", words.t("playback.controls"));
    setText(this.warning, words.t("not_for_navigation"));
    this.play.hidden = playback.isPlaying;
    this.pause.hidden = !playback.isPlaying;
    nameButton(this.start, words.t("playback.start"));
    nameButton(this.back, words.t("playback.step_back"), "ArrowLeft");
    nameButton(this.play, words.t("playback.play"), "Space");
    nameButton(this.pause, words.t("playback.pause"), "Space");
    nameButton(this.forth, words.t("playback.step_forth"), "ArrowRight");
    setAttribute(this.speedGroup, "aria-label", words.t("playback.speed"));
    for (const [speed, button] of this.speeds) {
      setText(button, words.t("status.speed", { n: speed }));
      setAttribute(button, "aria-pressed", String(speed === playback.speed));
    }
    const trail = vectorText(playback.trailMin, words);
    setText(this.trailName, trail);
    nameButton(this.trail, words.t("playback.trail", { span: format.isolate(trail) }));
    nameButton(this.from, words.t("playback.range_from"), "[");
    nameButton(this.until, words.t("playback.range_until"), "]");
    this.whole.hidden = playback.range === null;
    if (playback.range) {
      setText(this.wholeName, rangeText(playback.range));
      nameButton(this.whole, words.t("playback.range_whole", { range: rangeText(playback.range) }));
    }
    this.drawZooms();
  }

  private drawZooms(): void {
    const { words } = this.picture;
    setAttribute(this.zoomGroup, "aria-label", words.t("playback.zoom"));
    // Of an archive of an hour, a day is all there is.
    this.zoomGroup.hidden = this.density.isWhole("day");
    for (const [zoom, button] of this.zooms) {
      setText(button, words.t(`playback.zoom_${zoom}`));
      setAttribute(button, "aria-pressed", String(this.density.isZoom(zoom)));
      button.hidden = zoom !== "all" && this.density.isWhole(zoom);
    }
  }

  turn(by: number): void {
    this.density.turn(by);
  }
}

function choice(onClick: () => void): HTMLButtonElement {
  return el("button", { type: "button", class: "button", click: onClick });
}

function group(buttons: [unknown, HTMLButtonElement][]): HTMLElement {
  return el("div", { class: "choices", role: "group" }, ...buttons.map(([, button]) => button));
}
