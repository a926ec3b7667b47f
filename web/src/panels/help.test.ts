// SPDX-License-Identifier: Apache-2.0
// The help names every key that does something.

import assert from "node:assert/strict";
import { test } from "node:test";
import { act, type Actions } from "../keys";
import { KEYS } from "./help";

const NAMED: Record<string, string> = {
  "←": "ArrowLeft",
  "→": "ArrowRight",
  "↑": "ArrowUp",
  "↓": "ArrowDown",
  Esc: "Escape",
};

test("help: every key it lists does something", () => {
  const actions = new Proxy({} as Actions, { get: () => () => undefined });
  for (const key of KEYS.flatMap(([keys]) => keys)) {
    const press = { key: NAMED[key] ?? key, code: "", shiftKey: false };
    const done = act(
      { ...press, hasModifier: false, isTyping: false, isScrolling: false, isButton: false },
      actions,
    );
    assert.ok(done, key);
  }
});
