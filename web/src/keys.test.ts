// SPDX-License-Identifier: Apache-2.0
// Keys, and where they are not ours to take.

import assert from "node:assert/strict";
import { test } from "node:test";
import { act, type Actions, type Press } from "./keys";

function press(values: Partial<Press>): string {
  const done: string[] = [];
  const actions = new Proxy({} as Actions, {
    get:
      (_, name) =>
      (...args: unknown[]) =>
        done.push([name, ...args].join(" ")),
  });
  const pressed: Press = {
    key: "",
    code: "",
    shiftKey: false,
    hasModifier: false,
    isTyping: false,
    isScrolling: false,
    isButton: false,
    ...values,
  };
  assert.equal(act(pressed, actions), done.length > 0);
  return done.join();
}

test("keys: each does what the help says", () => {
  const cases: [string, string][] = [
    ["/", "search"],
    ["t", "table"],
    ["n", "palette"],
    ["v", "vector"],
    ["?", "help"],
    ["0", "home"],
    ["Escape", "escape"],
    ["+", "zoom 1"],
    ["-", "zoom -1"],
    ["ArrowLeft", "pan -1 0"],
    ["ArrowDown", "pan 0 1"],
    ["x", ""],
  ];
  for (const [key, wanted] of cases) assert.equal(press({ key }), wanted, key);
});

test("keys: an Arabic keyboard need not be switched", () => {
  assert.equal(press({ key: "ى", code: "KeyN" }), "palette");
  assert.equal(press({ key: "؟", code: "Slash", shiftKey: true }), "help");
  assert.equal(press({ key: "ظ", code: "Slash" }), "search");
});

test("keys: letters stay with a field, arrows with what scrolls, chords with the browser", () => {
  assert.equal(press({ key: "n", isTyping: true }), "");
  assert.equal(press({ key: "ArrowDown", isScrolling: true }), "");
  assert.equal(press({ key: "n", isScrolling: true }), "palette");
  assert.equal(press({ key: "t", hasModifier: true }), "");
});

test("keys: in playback some are a player's, the others stay", () => {
  const done: string[] = [];
  const all = new Proxy({} as never, {
    get:
      (_, name) =>
      (...args: unknown[]) =>
        done.push([name, ...args].join(" ")),
  });
  const press = (values: Partial<Press>) => {
    done.length = 0;
    const none = { shiftKey: false, hasModifier: false, isTyping: false };
    act({ key: "", code: "", isScrolling: false, isButton: false, ...none, ...values }, all, all);
    return done.join();
  };
  const cases: [Partial<Press>, string][] = [
    [{ key: " " }, "play"],
    [{ key: " ", isScrolling: true }, "play"],
    [{ key: " ", isButton: true }, ""],
    [{ key: " ", isTyping: true }, ""],
    [{ key: "ArrowLeft" }, "step -1"],
    [{ key: "ArrowRight" }, "step 1"],
    [{ key: "ArrowRight", shiftKey: true }, "pan 1 0"],
    [{ key: "ArrowUp" }, "pan 0 -1"],
    [{ key: "+", shiftKey: true }, "speed 1"],
    [{ key: "-" }, "speed -1"],
    [{ key: "[" }, "rangeFrom"],
    [{ key: "ج", code: "BracketLeft" }, "rangeFrom"],
    [{ key: "p" }, "playback"],
    [{ key: "n" }, "palette"],
  ];
  for (const [pressed, name] of cases) assert.equal(press(pressed), name, JSON.stringify(pressed));
});
