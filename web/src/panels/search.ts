// SPDX-License-Identifier: Apache-2.0
// The search: by name, MMSI or call sign, in view or not; it also filters the table.

import { el, setAttribute, setText } from "../dom";
import * as format from "../format";
import type { Picture } from "../picture";
import { found } from "../rows";
import { title } from "../target";
import type { Target } from "../wire";

const RESULTS_MAX = 8;
const ASK_AFTER_MS = 200;

/** Those in view as they are now, the others as the node listed them. */
export function merged(live: Iterable<Target>, listed: Iterable<Target>): Map<number, Target> {
  const all = new Map<number, Target>();
  for (const t of listed) all.set(t.mmsi, t);
  for (const t of live) all.set(t.mmsi, t);
  return all;
}

export class SearchPanel {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly list = el("ul", { id: "found", role: "listbox", hidden: true });
  private readonly said = el("p", { class: "sr-only", role: "status" });
  private readonly keyHint = el("kbd", { "aria-hidden": "true" }, "/");
  private listed: Target[] = [];
  private results: Target[] = [];
  private active = -1;
  private timer = 0;

  constructor(
    private readonly picture: Picture,
    /** Everyone who can be found, in view or not. */
    private readonly listAll: () => Promise<Target[]>,
    private readonly go: (t: Target) => void,
  ) {
    this.input = el("input", {
      id: "search-input",
      type: "text",
      inputmode: "search",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      dir: "auto",
      "aria-controls": "found",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      "aria-keyshortcuts": "/",
      input: () => this.onInput(),
      keydown: (e: KeyboardEvent) => this.onKey(e),
      focus: () => this.draw(),
      blur: () => this.hide(),
    });
    this.element = el(
      "div",
      { id: "search", role: "search" },
      this.input,
      this.keyHint,
      this.list,
      this.said,
    );
    picture.on(["settings"], () => this.name());
    // The ships of live and past are not the same.
    picture.on(["playback"], () => (this.listed = []));
    this.name();
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  private name(): void {
    const { words } = this.picture;
    setAttribute(this.input, "aria-label", words.t("search.label"));
    setAttribute(this.input, "placeholder", words.t("search.hint"));
    setAttribute(this.list, "aria-label", words.t("search.results"));
  }

  private onInput(): void {
    this.picture.setFilter(this.input.value);
    this.active = -1;
    this.draw();
    window.clearTimeout(this.timer);
    if (this.input.value.trim().length >= 2) {
      this.timer = window.setTimeout(() => void this.askNode(), ASK_AFTER_MS);
    }
  }

  private async askNode(): Promise<void> {
    try {
      this.listed = await this.listAll();
    } catch {
      return; // what is in view can still be found
    }
    if (document.activeElement === this.input) this.draw();
  }

  private draw(): void {
    const { words, targets } = this.picture;
    const query = this.input.value;
    this.results = found(merged(targets.values(), this.listed).values(), query, RESULTS_MAX);
    this.list.replaceChildren(...this.results.map((t, i) => this.option(t, i)));
    const isOpen = query.trim() !== "" && document.activeElement === this.input;
    if (isOpen && this.results.length === 0) {
      this.list.append(
        el(
          "li",
          { role: "option", "aria-disabled": "true", class: "none" },
          words.t("search.none"),
        ),
      );
    }
    this.list.hidden = !isOpen;
    setAttribute(this.input, "aria-expanded", String(isOpen));
    if (this.active >= 0) setAttribute(this.input, "aria-activedescendant", `found-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
    setText(this.said, isOpen ? `${words.t("search.results")}: ${this.results.length}` : "");
  }

  private option(t: Target, i: number): HTMLElement {
    const { words, targets } = this.picture;
    const where = targets.has(t.mmsi) ? words.code("kind", t.kind) : words.t("search.outside");
    return el(
      "li",
      {
        id: `found-${i}`,
        role: "option",
        "aria-selected": String(i === this.active),
        // Before blur, which closes the list.
        mousedown: (e: MouseEvent) => (e.preventDefault(), this.take(t)),
      },
      el("bdi", { class: "name" }, title(t)),
      el("bdi", { class: "numbers" }, `${format.mmsi(t.mmsi)} ${t.callsign}`),
      el("span", { class: "where" }, where),
    );
  }

  private onKey(event: KeyboardEvent): void {
    const count = this.results.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (count > 0)
        this.active = (this.active + step + count + (this.active < 0 && step < 0 ? 1 : 0)) % count;
      this.draw();
    } else if (event.key === "Enter") {
      const chosen = this.results[Math.max(0, this.active)];
      if (chosen) this.take(chosen);
      else void this.takeWhenListed();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.clear();
      this.input.blur();
    }
  }

  /** Enter may come before the node's list did. */
  private async takeWhenListed(): Promise<void> {
    await this.askNode();
    if (this.results[0]) this.take(this.results[0]);
  }

  private take(t: Target): void {
    this.clear();
    this.input.blur();
    this.go(t);
  }

  private clear(): void {
    this.input.value = "";
    this.picture.setFilter("");
    this.hide();
  }

  private hide(): void {
    this.list.hidden = true;
    setAttribute(this.input, "aria-expanded", "false");
  }
}
