// SPDX-License-Identifier: Apache-2.0
// Growing arrays keep what was put in.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Segments, Sprites } from "./instances";

test("instances: growing loses nothing, colours included", () => {
  const sprites = new Sprites();
  for (let i = 0; i < 1000; i++) sprites.push(i, -i, 90, 5, 3, 0xffabcdef, 0xff000000 + i);
  assert.equal(sprites.count, 1000);
  const words = new Uint32Array(sprites.used.buffer, 0, 7000);
  for (const i of [0, 255, 256, 999]) {
    assert.equal(sprites.used[i * 7], i);
    assert.deepEqual([words[i * 7 + 5], words[i * 7 + 6]], [0xffabcdef, 0xff000000 + i]);
  }
  sprites.clear();
  assert.equal(sprites.used.length, 0);
});

test("instances: a line is four corners that say the same", () => {
  const segments = new Segments();
  segments.push([1, 2, 3, 4], [5, 6, 7, 8], { colour: 9, widthPx: 2, dashPx: 4 });
  assert.equal(segments.count, 4);
  assert.deepEqual([...segments.used.slice(0, 10)], [1, 2, 3, 4, 5, 6, 7, 8, 2, 4]);
  assert.deepEqual(segments.used.slice(0, 11), segments.used.slice(33, 44));
});
