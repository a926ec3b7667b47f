// SPDX-License-Identifier: Apache-2.0
// The colours of the map.

import assert from "node:assert/strict";
import { test } from "node:test";
import { COLOURS, nextPalette, packColour, PALETTES } from "./palette";

function colours(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value ? Object.values(value).flatMap(colours) : [];
}

test("palette: nothing at night is bright, and nothing is blue or white", () => {
  for (const colour of colours(COLOURS.night)) {
    const [r, g, b] = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16)) as [
      number,
      number,
      number,
    ];
    assert.ok(r <= 0xd0 && g <= 0x88 && b <= 0x74, colour);
    assert.ok(r >= b - 1, `${colour} is bluish`);
  }
});

test("palette: every palette has every colour, written with six digits", () => {
  for (const name of PALETTES) {
    assert.deepEqual(Object.keys(COLOURS[name]), Object.keys(COLOURS.day));
    for (const colour of colours(COLOURS[name])) assert.match(colour, /^#[0-9a-f]{6}$/);
  }
});

test("palette: goes round day, dusk, night", () => {
  assert.deepEqual(PALETTES.map(nextPalette), ["dusk", "night", "day"]);
});

test("palette: packs red into the lowest byte", () => {
  assert.equal(packColour("#123456"), 0xff563412);
  assert.equal(packColour("#ffffff", 0), 0x00ffffff);
});
