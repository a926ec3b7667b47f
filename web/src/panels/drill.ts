// SPDX-License-Identifier: Apache-2.0
// The strip across the page that says, in a drill, that nothing here is real.

import { el, setText } from "../dom";
import type { Picture } from "../picture";

export class DrillPanel {
  readonly element: HTMLElement;
  private readonly title = el("strong");
  private readonly text = el("span");

  constructor(private readonly picture: Picture) {
    this.element = el(
      "div",
      { id: "drill", role: "alert", hidden: true },
      el("p", {}, this.title, this.text),
    );
    picture.on(["drill", "settings"], () => this.draw());
    this.draw();
  }

  private draw(): void {
    const { isDrill, words } = this.picture;
    document.body.classList.toggle("is-drill", isDrill);
    setText(this.title, words.t("drill.title"));
    setText(this.text, words.t("drill.text"));
    this.element.hidden = !isDrill;
  }
}
