// SPDX-License-Identifier: Apache-2.0
// Every word in every language, and the right language for every reader.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseLang, DICTIONARIES, LANGS, Words, type Word } from "./words";

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort().join();

test("words: every language has every word, with the same places to fill", () => {
  for (const lang of LANGS) {
    assert.deepEqual(
      Object.keys(DICTIONARIES[lang]).sort(),
      Object.keys(DICTIONARIES.en).sort(),
      lang,
    );
    for (const [word, text] of Object.entries(DICTIONARIES[lang])) {
      assert.notEqual(text.trim(), "", `${lang} ${word}`);
      assert.equal(
        placeholders(text),
        placeholders(DICTIONARIES.en[word as Word]),
        `${lang} ${word}`,
      );
    }
  }
});

test("words: Arabic and Persian are translated, not copied", () => {
  for (const lang of ["ar", "fa"] as const) {
    for (const [word, text] of Object.entries(DICTIONARIES[lang])) {
      const isCode = /^(kind_short\.|column\.mmsi|status\.speed)/.test(word);
      assert.ok(isCode || /[\u0600-\u06ff]/.test(text), `${lang} ${word}: ${text}`);
    }
  }
});

test("words: what is put into a right-to-left sentence is isolated", () => {
  assert.equal(new Words("ar").t("ago", { span: "X" }), "قبل \u2068X\u2069");
  assert.equal(new Words("en").t("ago", { span: "X" }), "X ago");
});

test("words: a code without a word is shown as it is", () => {
  const words = new Words("en");
  assert.deepEqual(
    [words.code("nav", 5), words.code("nav", 99), words.code("nav", -1)],
    ["Moored", "99", "-"],
  );
});

test("words: names of places fall back to English, then to any", () => {
  const words = new Words("fa");
  assert.equal(words.name({ en: "The Sound", fa: "تنگه اورسوند" }), "تنگه اورسوند");
  assert.equal(words.name({ en: "Drogden" }), "Drogden");
  assert.equal(words.name({ da: "Øresund" }), "Øresund");
  assert.equal(words.name(undefined), "");
});

test("words: the first wanted language that is spoken is chosen", () => {
  assert.equal(chooseLang(["da-DK", "fa-IR", "en"]), "fa");
  assert.equal(chooseLang(["AR"]), "ar");
  assert.equal(chooseLang(["da"]), "en");
});
