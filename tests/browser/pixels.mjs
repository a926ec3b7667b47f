// SPDX-License-Identifier: Apache-2.0
// Reads the pixels of a PNG screenshot (8 bits a channel, not interlaced, as Chromium writes it).
import { inflateSync } from "node:zlib";

const CHANNELS = { 2: 3, 6: 4 };

export function decode(png) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = CHANNELS[png[25]];
  if (png[24] !== 8 || !channels || png[28] !== 0) throw new Error("a PNG of another kind");
  const parts = [];
  for (let at = 8; at < png.length; ) {
    const size = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(png.subarray(at + 8, at + 8 + size));
    at += size + 12;
  }
  return {
    width,
    height,
    channels,
    data: unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels),
  };
}

function unfilter(raw, row, height, channels) {
  const out = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x++) {
      const left = x >= channels ? out[y * row + x - channels] : 0;
      const up = y > 0 ? out[(y - 1) * row + x] : 0;
      const corner = y > 0 && x >= channels ? out[(y - 1) * row + x - channels] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      out[y * row + x] = raw[y * (row + 1) + 1 + x] + guess;
    }
  }
  return out;
}

function paeth(a, b, c) {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** How many pixels the test says yes to. */
export function countPixels(png, test) {
  const { data, channels } = decode(png);
  let count = 0;
  for (let i = 0; i < data.length; i += channels)
    if (test(data[i], data[i + 1], data[i + 2])) count++;
  return count;
}

/** A test for pixels near a colour "#rrggbb". */
export function near(hex, reach = 12) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return (x, y, z) =>
    Math.abs(x - r) <= reach && Math.abs(y - g) <= reach && Math.abs(z - b) <= reach;
}
