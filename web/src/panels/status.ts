// SPDX-License-Identifier: Apache-2.0
// The strip at the foot: time of the picture, mode, rate, counts, each source and its silence.

import { el, setAttribute, setText } from "../dom";
import * as format from "../format";
import type { Picture } from "../picture";
import type { Source, Status } from "../wire";
import type { Words } from "../words";

/** Shorter silences are the rhythm of AIS, not news. */
const SILENCE_SAID_S = 10;

/** Of a node that no longer answers nothing is known: its last word would still sound alive. */
function heardOf(picture: Picture): Status | null {
  return picture.stale?.what === "node" ? null : picture.status;
}

export function modeText(picture: Picture): string {
  const { words, timeMs } = picture;
  const status = heardOf(picture);
  if (!status) return words.t("waiting");
  if (status.mode === "live" && picture.isDrill) return words.t("drill.title");
  if (status.mode === "live") return words.t("status.live");
  const n = status.speed;
  const speed = !n ? words.t("status.unpaced") : words.t("status.speed", { n });
  const word = status.mode === "demo" ? "status.demo" : "status.replay";
  return words.t(word, { date: format.utcDate(timeMs), speed });
}

export function sourceText(source: Source, words: Words): string {
  const isQuiet = source.silent_s !== null && source.silent_s >= SILENCE_SAID_S;
  const silence = isQuiet
    ? words.t("source.silent_for", { span: format.duration(source.silent_s!, words) })
    : words.t(`source.${source.state}`);
  const state =
    isQuiet && source.state !== "receiving" && source.state !== "silent"
      ? `${words.t(`source.${source.state}`)}, ${silence}`
      : silence;
  return `${format.isolate(source.name)}: ${state}`;
}

export class StatusPanel {
  readonly element: HTMLElement;
  private readonly mode = el("span", { class: "mode" });
  private readonly time = el("time", { class: "time" });
  private readonly counts = el("span", { class: "counts" });
  private readonly sources = el("ul", { class: "sources" });
  private readonly archive = el("strong", { class: "archive", role: "alert", hidden: true });
  private readonly warning = el("strong", { class: "not-for-navigation" });

  constructor(private readonly picture: Picture) {
    this.element = el(
      "footer",
      { id: "status", tabindex: 0 },
      this.warning,
      this.archive,
      this.mode,
      this.time,
      this.counts,
      this.sources,
    );
    picture.on(["targets", "status", "stale", "drill", "settings"], () => this.draw());
    this.draw();
  }

  private draw(): void {
    const { words, timeMs, known, targets } = this.picture;
    const status = heardOf(this.picture);
    setAttribute(this.element, "aria-label", words.t("status.label"));
    setText(this.warning, words.t("not_for_navigation"));
    setText(this.mode, modeText(this.picture));
    setAttribute(this.mode, "data-mode", this.picture.isDrill ? "drill" : (status?.mode ?? ""));
    setText(
      this.time,
      Number.isFinite(timeMs) ? format.ltr(format.utc(timeMs)) : words.t("status.unheard"),
    );
    const parts = [words.t("status.known", { n: format.count(known) })];
    parts.push(words.t("status.in_view", { n: format.count(this.picture.inView().length) }));
    const lost = status?.targets.lost ?? [...targets.values()].filter((t) => t.isLost).length;
    parts.push(words.t("status.lost", { n: format.count(lost) }));
    if (status)
      parts.unshift(words.t("status.rate", { rate: format.rate(status.messages.per_second) }));
    this.drawArchive(status);
    this.counts.replaceChildren(...parts.map((part) => el("span", {}, part)));
    this.sources.replaceChildren(
      ...(status?.sources ?? []).map((source) =>
        el(
          "li",
          {
            "data-state": source.state,
            title: [source.from, source.detail].filter(Boolean).join(": "),
          },
          sourceText(source, words),
        ),
      ),
    );
  }

  /** What is not kept is said; an archive that is kept needs no word. */
  private drawArchive(status: Status | null): void {
    const archive = status?.archive;
    this.archive.hidden = !archive || archive.storing;
    if (!archive || archive.storing) return;
    setText(this.archive, this.picture.words.t("status.not_storing"));
    setAttribute(this.archive, "title", archive.reason);
  }
}
