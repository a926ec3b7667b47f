// SPDX-License-Identifier: Apache-2.0
// Growing arrays of what the graphics card draws: a point a symbol, four corners a line.

/** Rows of 32-bit words, some read as reals and some as packed colours. */
class Rows {
  protected f32: Float32Array;
  protected u32: Uint32Array;
  count = 0;

  constructor(
    readonly wordsPerRow: number,
    rows = 256,
  ) {
    const buffer = new ArrayBuffer(rows * wordsPerRow * 4);
    this.f32 = new Float32Array(buffer);
    this.u32 = new Uint32Array(buffer);
  }

  clear(): void {
    this.count = 0;
  }

  /** What is in use, for uploading. */
  get used(): Float32Array {
    return this.f32.subarray(0, this.count * this.wordsPerRow);
  }

  protected next(): number {
    const at = this.count * this.wordsPerRow;
    if (at + this.wordsPerRow > this.f32.length) {
      const bigger = new Float32Array(this.f32.length * 2);
      // Copied as integers: a packed colour may look like a NaN that a copy need not keep.
      this.u32 = new Uint32Array(bigger.buffer);
      this.u32.set(new Uint32Array(this.f32.buffer));
      this.f32 = bigger;
    }
    this.count++;
    return at;
  }
}

/** x, y, angle, size, cell; fill, line. */
export class Sprites extends Rows {
  constructor() {
    super(7);
  }

  push(
    x: number,
    y: number,
    angleDeg: number,
    sizePx: number,
    cell: number,
    fill: number,
    line: number,
  ): void {
    const at = this.next();
    this.f32[at] = x;
    this.f32[at + 1] = y;
    this.f32[at + 2] = (angleDeg * Math.PI) / 180;
    this.f32[at + 3] = sizePx;
    this.f32[at + 4] = cell;
    this.u32[at + 5] = fill;
    this.u32[at + 6] = line;
  }
}

export interface Stroke {
  colour: number;
  widthPx: number;
  /** 0: solid. */
  dashPx: number;
}

/** Rows of one segment: its four corners, told apart by the card by their number. */
export const CORNERS = 4;

/** Two ends on the map, each moved by so many pixels; width, dash, colour. */
export class Segments extends Rows {
  constructor() {
    super(11);
  }

  push(
    ends: [number, number, number, number],
    pixels: [number, number, number, number],
    stroke: Stroke,
  ): void {
    for (let corner = 0; corner < CORNERS; corner++) {
      const at = this.next();
      this.f32.set(ends, at);
      this.f32.set(pixels, at + 4);
      this.f32[at + 8] = stroke.widthPx;
      this.f32[at + 9] = stroke.dashPx;
      this.u32[at + 10] = stroke.colour;
    }
  }
}
