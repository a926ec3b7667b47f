// SPDX-License-Identifier: Apache-2.0
// The table beside the map: the same targets, sortable, searched, worked by keys; only the rows
// that can be seen exist.

import { el, iconButton, nameButton, setAttribute, setText } from "../dom";
import * as format from "../format";
import type { Picture } from "../picture";
import { COLUMNS, matches, sorted, type Column, type Order } from "../rows";
import { isDistress, isMoving, title } from "../target";
import type { Target } from "../wire";

export const ROW_PX = 28;
/** Sorting a crowd each second would be felt; so many or more wait longer. */
const CROWD = 5000;
const CROWD_INTERVAL_MS = 4000;
const REST_MS = 150;

/** The rows that can be seen, and one on each side. */
export function visibleRange(scrollPx: number, heightPx: number, count: number): [number, number] {
  const first = Math.max(0, Math.floor(scrollPx / ROW_PX) - 1);
  return [Math.min(first, count), Math.min(count, Math.ceil((scrollPx + heightPx) / ROW_PX) + 1)];
}

export class TablePanel {
  readonly element: HTMLElement;
  private readonly heading = el("h2", { id: "table-title" });
  private readonly shownCount = el("p", { class: "shown", "aria-live": "off" });
  private readonly close = iconButton("close", () => this.picture.change({ isTableOpen: false }));
  private readonly headers = {} as Record<Column, { cell: HTMLElement; button: HTMLButtonElement }>;
  private readonly body = el("tbody");
  private readonly before = el(
    "tr",
    { "aria-hidden": "true", class: "spacer" },
    el("td", { colspan: 6 }),
  );
  private readonly after = el(
    "tr",
    { "aria-hidden": "true", class: "spacer" },
    el("td", { colspan: 6 }),
  );
  private readonly table: HTMLTableElement;
  private readonly scroller: HTMLElement;
  private readonly empty = el("p", { class: "empty" });
  private readonly rows: HTMLTableRowElement[] = [];
  private order: Order = { column: "name", isDescending: false };
  private targets: Target[] = [];
  private active = 0;
  private sortedMs = 0;
  private moveTimer = 0;

  constructor(
    private readonly picture: Picture,
    private readonly onChosen: () => void,
  ) {
    const head = el("tr");
    for (const column of COLUMNS) {
      const button = el("button", { type: "button", click: () => this.sortBy(column) });
      const cell = el("th", { scope: "col", class: `c-${column}` }, button);
      this.headers[column] = { cell, button };
      head.append(cell);
    }
    this.body.append(this.before, this.after);
    this.table = el(
      "table",
      {
        role: "grid",
        tabindex: 0,
        "aria-labelledby": "table-title",
        keydown: (e: KeyboardEvent) => this.onKey(e),
      },
      el("thead", {}, head),
      this.body,
    );
    this.scroller = el(
      "div",
      { class: "scroller", scroll: () => this.drawRows() },
      this.table,
      this.empty,
    );
    this.element = el(
      "section",
      { id: "table", class: "panel", "aria-labelledby": "table-title" },
      el("header", {}, this.heading, this.shownCount, this.close),
      this.scroller,
    );
    new ResizeObserver(() => this.drawRows()).observe(this.scroller);
    picture.on(["targets"], () => this.update(false));
    picture.on(["filter", "settings"], () => this.update(true));
    picture.on(["view"], () => this.onMove());
    picture.on(["selection"], () => this.onSelection());
    this.update(true);
  }

  focus(): void {
    this.table.focus();
  }

  private sortBy(column: Column): void {
    const isSame = this.order.column === column;
    this.order = { column, isDescending: isSame ? !this.order.isDescending : column === "speed" };
    this.update(true);
  }

  /** A map in motion tells every frame; the table follows when it rests. */
  private onMove(): void {
    window.clearTimeout(this.moveTimer);
    this.moveTimer = window.setTimeout(() => this.update(true), REST_MS);
  }

  private update(isAtOnce: boolean): void {
    const { picture } = this;
    this.element.hidden = !picture.settings.isTableOpen;
    if (this.element.hidden) return;
    const now = Date.now();
    const isCrowd = picture.targets.size >= CROWD;
    if (isCrowd && !isAtOnce && now - this.sortedMs < CROWD_INTERVAL_MS) return;
    this.sortedMs = now;
    const seen = picture.inView();
    const filter = picture.filter.trim();
    const chosen = filter ? seen.filter((t) => matches(t, filter)) : seen;
    this.targets = sorted(chosen, this.order);
    this.drawHead(this.targets.length, seen.length, filter);
    this.drawRows();
  }

  private drawHead(shown: number, all: number, filter: string): void {
    const { words } = this.picture;
    setText(this.heading, words.t("table.title"));
    const counts = words.t("table.shown", { shown: format.count(shown), all: format.count(all) });
    setText(
      this.shownCount,
      filter ? `${counts} · ${words.t("table.filter", { filter })}` : counts,
    );
    this.shownCount.classList.toggle("filtered", filter !== "");
    nameButton(this.close, words.t("button.close"), "t");
    for (const column of COLUMNS) {
      const { cell, button } = this.headers[column];
      setText(button, words.t(`column.${column}`));
      const long = column === "speed" || column === "age" ? words.t(`column.${column}.long`) : "";
      setAttribute(button, "title", long);
      const isSorted = this.order.column === column;
      const way = this.order.isDescending ? "descending" : "ascending";
      setAttribute(cell, "aria-sort", isSorted ? way : "none");
    }
    this.empty.hidden = shown > 0;
    setText(this.empty, words.t(all > 0 ? "table.no_match" : "table.empty"));
    setAttribute(this.table, "aria-rowcount", String(shown + 1));
    this.active = Math.min(this.active, Math.max(0, shown - 1));
  }

  private drawRows(): void {
    if (this.element.hidden) return;
    const height = Math.max(this.scroller.clientHeight, ROW_PX);
    const [first, end] = visibleRange(this.scroller.scrollTop, height, this.targets.length);
    const count = end - first;
    while (this.rows.length < count) this.addRow();
    this.before.style.height = `${first * ROW_PX}px`;
    this.after.style.height = `${(this.targets.length - end) * ROW_PX}px`;
    this.before.hidden = first === 0;
    this.after.hidden = end === this.targets.length;
    this.rows.forEach((row, i) => {
      row.hidden = i >= count;
      if (i < count) this.drawRow(row, first + i);
    });
    const isActiveDrawn = this.active >= first && this.active < end;
    if (isActiveDrawn) setAttribute(this.table, "aria-activedescendant", `row-${this.active}`);
    else this.table.removeAttribute("aria-activedescendant");
  }

  private addRow(): void {
    const row = el("tr", { click: () => this.choose(Number(row.dataset["index"])) });
    for (const column of COLUMNS) row.append(el("td", { class: `c-${column}` }));
    this.rows.push(row);
    this.after.before(row);
  }

  private drawRow(row: HTMLTableRowElement, index: number): void {
    const t = this.targets[index]!;
    const { words, timeMs, selected } = this.picture;
    row.dataset["index"] = String(index);
    row.dataset["mmsi"] = String(t.mmsi);
    row.id = `row-${index}`;
    setAttribute(row, "aria-rowindex", String(index + 2));
    setAttribute(row, "aria-selected", String(t.mmsi === selected));
    row.classList.toggle("active", index === this.active);
    row.classList.toggle("lost", t.isLost);
    row.classList.toggle("distress", isDistress(t));
    row.classList.toggle("still", !isMoving(t));
    const kind = words.code("kind_short", t.kind);
    const values: Record<Column, string> = {
      name: t.name || format.MISSING,
      kind: t.isLost ? words.t("lost") : kind,
      mmsi: format.mmsi(t.mmsi),
      speed: format.speed(t.speedKn),
      course: isMoving(t) ? format.direction(t.courseDeg) : format.MISSING,
      age: format.duration((timeMs - t.heardMs) / 1000, words),
    };
    COLUMNS.forEach((column, i) => setText(row.cells[i]!, values[column]));
    setAttribute(row.cells[0]!, "title", title(t));
  }

  private onKey(event: KeyboardEvent): void {
    if (event.target !== this.table) return;
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / ROW_PX) - 2);
    const last = this.targets.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + page,
      PageUp: this.active - page,
      Home: 0,
      End: last,
    };
    if (event.key in moves) {
      event.preventDefault();
      this.active = Math.max(0, Math.min(last, moves[event.key]!));
      this.scrollToActive();
      this.drawRows();
    } else if (event.key === "Enter" || (event.key === " " && !this.picture.playback)) {
      event.preventDefault();
      this.choose(this.active);
    }
  }

  private choose(index: number): void {
    const t = this.targets[index];
    if (!t) return;
    this.active = index;
    this.picture.select(t.mmsi);
    this.onChosen();
    this.drawRows();
  }

  private onSelection(): void {
    const index = this.targets.findIndex((t) => t.mmsi === this.picture.selected);
    if (index >= 0 && index !== this.active) {
      this.active = index;
      this.scrollToActive();
    }
    this.drawRows();
  }

  private scrollToActive(): void {
    // The heading stays on top of the rows and hides as much of them.
    const head = this.table.tHead!.offsetHeight;
    const top = this.active * ROW_PX;
    const room = this.scroller.clientHeight - head - ROW_PX;
    if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
    else if (top > this.scroller.scrollTop + room) this.scroller.scrollTop = top - room;
  }
}
