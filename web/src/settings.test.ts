// SPDX-License-Identifier: Apache-2.0
// First settings: link before memory before browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { firstSettings, type Browser } from "./settings";

const BROWSER: Browser = { languages: ["fa-IR"], isDark: true, isNarrow: false };

test("settings: the browser's wishes when nothing else is known", () => {
  assert.deepEqual(firstSettings({}, null, BROWSER), {
    lang: "fa",
    palette: "dusk",
    vectorMin: 6,
    isTableOpen: true,
  });
  assert.equal(firstSettings({}, null, { ...BROWSER, isDark: false }).palette, "day");
});

test("settings: what was chosen before wins over the browser, the link over both", () => {
  const kept = JSON.stringify({ lang: "ar", palette: "night", vectorMin: 24, isTableOpen: false });
  assert.deepEqual(firstSettings({}, kept, BROWSER), {
    lang: "ar",
    palette: "night",
    vectorMin: 24,
    isTableOpen: false,
  });
  const both = firstSettings({ lang: "en", palette: "day" }, kept, BROWSER);
  assert.deepEqual([both.lang, both.palette], ["en", "day"]);
});

test("settings: rubbish remembered is as good as none; a phone begins with the map", () => {
  for (const kept of ["", "{", "null", "7", '{"lang":"xx","vectorMin":-1,"palette":{}}']) {
    assert.equal(firstSettings({}, kept, BROWSER).lang, "fa", kept);
    assert.equal(firstSettings({}, kept, BROWSER).vectorMin, 6, kept);
  }
  assert.equal(firstSettings({}, null, { ...BROWSER, isNarrow: true }).isTableOpen, false);
});
