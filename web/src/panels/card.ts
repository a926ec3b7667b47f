// SPDX-License-Identifier: Apache-2.0
// The card of the selected target: every field with its age, who heard it, text to copy.

import { fieldRows, shipType, summary } from "../describe";
import { el, icon, iconButton, nameButton, setText } from "../dom";
import * as format from "../format";
import type { Picture } from "../picture";
import { isDistress, title } from "../target";
import { Kind, type Target } from "../wire";

/** For a second or two the button says what it did. */
const SAID_MS = 2000;

export class CardPanel {
  readonly element: HTMLElement;
  private readonly heading = el("h2", { id: "card-title" });
  private readonly under = el("p", { class: "under" });
  private readonly close = iconButton("close", () => this.picture.select(null));
  private readonly note = el("p", { class: "note" });
  private readonly position = el("p", { class: "position" });
  private readonly headline = el("dl", { class: "headline" });
  private readonly fieldsTitle = el("h3");
  private readonly fieldsHead = el("tr");
  private readonly fields = el("tbody");
  private readonly stationsTitle = el("h3");
  private readonly stationsHead = el("tr");
  private readonly stations = el("tbody");
  private readonly facts = el("dl", { class: "facts" });
  private readonly copyLabel = el("span");
  private readonly showLabel = el("span");
  private readonly content: HTMLElement;
  private saidTimer = 0;

  constructor(
    private readonly picture: Picture,
    private readonly show: (t: Target) => void,
  ) {
    const copy = el(
      "button",
      { type: "button", class: "button wide", id: "copy", click: () => void this.copy() },
      icon("copy"),
      this.copyLabel,
    );
    const fly = el(
      "button",
      { type: "button", class: "button wide", click: () => this.fly() },
      icon("target"),
      this.showLabel,
    );
    this.content = el(
      "div",
      { class: "content" },
      this.position,
      this.headline,
      el("div", { class: "actions" }, copy, fly),
      this.fieldsTitle,
      el("table", { class: "fields" }, el("thead", {}, this.fieldsHead), this.fields),
      this.stationsTitle,
      el("table", { class: "stations" }, el("thead", {}, this.stationsHead), this.stations),
      this.facts,
    );
    this.element = el(
      "section",
      { id: "card", class: "panel", "aria-labelledby": "card-title", hidden: true },
      el("header", {}, el("div", { class: "names" }, this.heading, this.under), this.close),
      // Focusable, since it scrolls and holds little that is.
      el(
        "div",
        { class: "scroller", tabindex: 0, role: "group", "aria-labelledby": "card-title" },
        this.note,
        this.content,
      ),
    );
    picture.on(["selection", "vessel", "targets", "settings"], () => this.draw());
    this.draw();
  }

  private draw(): void {
    const { selected, vessel, words, isVesselUnknown } = this.picture;
    this.element.hidden = selected === null;
    if (selected === null) return;
    const target = this.picture.selectedTarget();
    setText(this.heading, target ? title(target) : format.mmsi(selected));
    this.heading.dir = "auto";
    const kind = target ? words.code("kind", target.kind) : "";
    const lost = target?.isLost ? words.t("lost") : target?.isHeld ? words.t("playback.held") : "";
    const number = format.ltr(`MMSI ${format.mmsi(selected)}`);
    setText(this.under, [number, kind, lost].filter(Boolean).join(" · "));
    this.element.classList.toggle("lost", target ? target.isLost || target.isHeld : false);
    this.element.classList.toggle("distress", target ? isDistress(target) : false);
    nameButton(this.close, words.t("button.close"), "Escape");
    const unknown = isVesselUnknown && !target;
    this.note.hidden = vessel !== null && !unknown;
    setText(
      this.note,
      unknown ? words.t("card.unknown", { mmsi: selected }) : words.t("card.loading"),
    );
    if (target) this.drawHeadline(target);
    this.content.hidden = vessel === null;
    if (vessel) this.drawVessel();
  }

  private drawHeadline(t: Target): void {
    const { words } = this.picture;
    setText(this.position, format.ltr(format.position(t.latDeg, t.lonDeg)));
    const facts: [string, string][] = [];
    if (t.kind !== Kind.Aid && t.kind !== Kind.BaseStation) {
      const speed = format.speed(t.speedKn);
      facts.push(
        [
          words.t("field.speed"),
          speed === format.MISSING ? speed : words.t("unit.kn", { n: speed }),
        ],
        [words.t("field.course"), format.ltr(format.direction(t.courseDeg))],
        [words.t("field.ship_type"), shipType(t.typeCode, words)],
      );
    }
    facts.push([words.t("card.heard"), format.age(t.heardMs, this.picture.timeMs, words)]);
    this.headline.replaceChildren(...facts.map(([name, value]) => pair(name, value)));
  }

  private drawVessel(): void {
    const { words, timeMs } = this.picture;
    const vessel = this.picture.vessel!;
    if (Date.now() > this.saidTimer) setText(this.copyLabel, words.t("card.copy"));
    setText(this.showLabel, words.t("card.show"));
    setText(this.fieldsTitle, words.t("card.fields"));
    heads(this.fieldsHead, [
      words.t("card.field"),
      words.t("card.value"),
      words.t("card.age"),
      words.t("card.message"),
    ]);
    this.fieldsHead.lastElementChild!.setAttribute("title", words.t("card.message.long"));
    this.fields.replaceChildren(
      ...fieldRows(vessel, words).map((row) =>
        el(
          "tr",
          { class: row.isWarning ? "warning" : row.value === format.MISSING ? "missing" : "" },
          el("th", { scope: "row" }, words.t(row.name)),
          el("td", { class: "value" }, el("bdi", {}, row.value)),
          el("td", { class: "age" }, format.duration((timeMs - row.heardMs) / 1000, words)),
          el(
            "td",
            { class: "message" },
            row.message === null ? format.MISSING : String(row.message),
          ),
        ),
      ),
    );
    setText(this.stationsTitle, words.t("card.stations"));
    heads(this.stationsHead, [
      words.t("card.station"),
      words.t("card.heard"),
      words.t("card.messages"),
    ]);
    this.stations.replaceChildren(
      ...vessel.stations.map((station) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, el("bdi", {}, station.name)),
          el("td", { class: "age" }, format.age(format.parseTime(station.heard), timeMs, words)),
          el("td", { class: "message" }, format.count(station.messages)),
        ),
      ),
    );
    if (vessel.stations.length === 0) {
      this.stations.append(el("tr", {}, el("td", { colspan: 3 }, words.t("card.none_heard"))));
    }
    this.facts.replaceChildren(
      pair(
        words.t("card.first_heard"),
        format.ltr(format.utc(format.parseTime(vessel.first_heard))),
      ),
      pair(words.t("card.lost_after"), format.duration(vessel.lost_after_s ?? NaN, words)),
      pair(words.t("card.messages"), format.count(vessel.messages)),
      pair(words.t("card.past"), format.count(vessel.past.length)),
    );
    // Of the past the archive tells none of these.
    this.facts.hidden = this.picture.playback !== null;
  }

  private fly(): void {
    const target = this.picture.selectedTarget();
    if (target) this.show(target);
  }

  private async copy(): Promise<void> {
    const { vessel, timeMs, words } = this.picture;
    if (!vessel) return;
    this.saidTimer = Date.now() + SAID_MS;
    try {
      const isPast = this.picture.playback !== null;
      await navigator.clipboard.writeText(summary(vessel, timeMs, words, isPast));
      setText(this.copyLabel, words.t("card.copied"));
    } catch {
      setText(this.copyLabel, words.t("card.copy_failed"));
    }
  }
}

function pair(name: string, value: string): HTMLElement {
  return el("div", {}, el("dt", {}, name), el("dd", {}, el("bdi", {}, value)));
}

function heads(row: HTMLTableRowElement, names: string[]): void {
  row.replaceChildren(...names.map((name) => el("th", { scope: "col" }, name)));
}
