// SPDX-License-Identifier: Apache-2.0
// The symbols, drawn once into one texture: red is how much fill, green how much line.
// Colours come with each target, so that a change of palette draws no symbol anew.

export const ICONS = [
  "triangle",
  "kite",
  "circle",
  "ring",
  "base",
  "diamond",
  "diamond_dashed",
  "plane",
  "distress",
  "unknown",
  "cross",
  "corners",
  "dot",
] as const;
export type Icon = (typeof ICONS)[number];

/** Pixels of one cell; symbols are drawn at no more than half of it, so they stay sharp at 2x. */
export const CELL = 64;
export const COLUMNS = 4;
export const ROWS = Math.ceil(ICONS.length / COLUMNS);

/** Fraction of the cell that a symbol fills; the rest keeps neighbours out of the mipmaps. */
const FILLED = 0.88;

type Points = [number, number][];

// Shapes in a square from -1 to 1, bow up.
const TRIANGLE: Points = [
  [0, -1],
  [0.56, 0.86],
  [-0.56, 0.86],
];
const KITE: Points = [
  [0, -0.9],
  [0.62, 0.75],
  [0, 0.38],
  [-0.62, 0.75],
];
const DIAMOND: Points = [
  [0, -0.9],
  [0.9, 0],
  [0, 0.9],
  [-0.9, 0],
];
const PLANE: Points = [
  [0, -1],
  [0.14, -0.75],
  [0.14, -0.2],
  [0.95, 0.25],
  [0.95, 0.42],
  [0.14, 0.2],
  [0.1, 0.65],
  [0.4, 0.85],
  [0.4, 0.98],
  [0, 0.88],
  [-0.4, 0.98],
  [-0.4, 0.85],
  [-0.1, 0.65],
  [-0.14, 0.2],
  [-0.95, 0.42],
  [-0.95, 0.25],
  [-0.14, -0.2],
  [-0.14, -0.75],
];

type Pen = CanvasRenderingContext2D;

function polygon(pen: Pen, points: Points): void {
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.closePath();
}

function line(pen: Pen, width: number): void {
  pen.strokeStyle = "#0f0";
  pen.lineWidth = width;
  pen.stroke();
}

function filled(pen: Pen, width: number): void {
  pen.fillStyle = "#f00";
  pen.fill();
  line(pen, width);
}

/** A stroke of fill between two thin lines, which keep it legible on land and sea alike. */
function edged(pen: Pen, width: number): void {
  line(pen, width + 0.2);
  // Not added to the line below it but put in its place.
  pen.globalCompositeOperation = "source-over";
  pen.strokeStyle = "#f00";
  pen.lineWidth = width;
  pen.stroke();
}

function disc(pen: Pen, radius: number): void {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
}

function strokes(pen: Pen, width: number, lines: Points[]): void {
  pen.beginPath();
  for (const [from, ...rest] of lines) {
    pen.moveTo(...from!);
    for (const point of rest) pen.lineTo(...point);
  }
  line(pen, width);
}

const DRAW: Record<Icon, (pen: Pen) => void> = {
  triangle: (pen) => (polygon(pen, TRIANGLE), filled(pen, 0.14)),
  kite: (pen) => (polygon(pen, KITE), filled(pen, 0.16)),
  circle: (pen) => (disc(pen, 0.62), filled(pen, 0.16)),
  ring: (pen) => {
    // Not moving: its colour as a ring about an empty middle.
    disc(pen, 0.6);
    pen.strokeStyle = "#f00";
    pen.lineWidth = 0.36;
    pen.stroke();
    disc(pen, 0.82);
    line(pen, 0.12);
    disc(pen, 0.38);
    line(pen, 0.1);
  },
  base: (pen) => {
    polygon(pen, [
      [-0.7, -0.7],
      [0.7, -0.7],
      [0.7, 0.7],
      [-0.7, 0.7],
    ]);
    edged(pen, 0.26);
    disc(pen, 0.24);
    pen.fillStyle = "#f00";
    pen.fill();
  },
  diamond: (pen) => {
    polygon(pen, DIAMOND);
    edged(pen, 0.3);
    disc(pen, 0.16);
    pen.fillStyle = "#f00";
    pen.fill();
  },
  diamond_dashed: (pen) => {
    // Dashes as long as the gaps between them, one about each corner.
    const side = 0.9 * Math.SQRT2;
    polygon(pen, DIAMOND);
    pen.setLineDash([side / 2, side / 2]);
    pen.lineDashOffset = side / 4;
    pen.strokeStyle = "#f00";
    pen.lineWidth = 0.3;
    pen.stroke();
    pen.setLineDash([]);
    pen.beginPath();
    pen.moveTo(-0.32, 0);
    pen.lineTo(0.32, 0);
    pen.moveTo(0, -0.32);
    pen.lineTo(0, 0.32);
    pen.lineWidth = 0.2;
    pen.stroke();
  },
  plane: (pen) => (polygon(pen, PLANE), filled(pen, 0.1)),
  distress: (pen) => {
    disc(pen, 0.82);
    pen.moveTo(-0.58, -0.58);
    pen.lineTo(0.58, 0.58);
    pen.moveTo(-0.58, 0.58);
    pen.lineTo(0.58, -0.58);
    edged(pen, 0.22);
  },
  unknown: (pen) => {
    polygon(pen, TRIANGLE);
    edged(pen, 0.2);
  },
  cross: (pen) =>
    strokes(pen, 0.2, [
      [
        [-0.9, -0.9],
        [0.9, 0.9],
      ],
      [
        [-0.9, 0.9],
        [0.9, -0.9],
      ],
    ]),
  corners: (pen) => {
    const corner = (x: number, y: number): Points => [
      [x * 0.5, y],
      [x, y],
      [x, y * 0.5],
    ];
    strokes(pen, 0.13, [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]);
  },
  dot: (pen) => (disc(pen, 0.7), (pen.fillStyle = "#f00"), pen.fill()),
};

export function cellOf(icon: Icon): number {
  return ICONS.indexOf(icon);
}

/** The texture; opaque, so that no alpha is multiplied into the two channels. */
export function drawAtlas(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = COLUMNS * CELL;
  canvas.height = ROWS * CELL;
  const pen = canvas.getContext("2d", { alpha: false })!;
  pen.fillStyle = "#000";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.globalCompositeOperation = "lighter";
  pen.lineJoin = "round";
  ICONS.forEach((icon, i) => {
    pen.save();
    pen.translate(((i % COLUMNS) + 0.5) * CELL, (Math.floor(i / COLUMNS) + 0.5) * CELL);
    pen.scale((CELL * FILLED) / 2, (CELL * FILLED) / 2);
    DRAW[icon](pen);
    pen.restore();
  });
  return canvas;
}

/** Side of the quad that shows a symbol `px` wide. */
export function quadSize(px: number): number {
  return px / FILLED;
}

/** One symbol in plain colours, for the legend. */
export function drawIcon(icon: Icon, px: number, fill: string, outline: string): HTMLCanvasElement {
  const atlas = drawAtlas();
  const i = cellOf(icon);
  const source = atlas.getContext("2d")!;
  const data = source.getImageData(
    (i % COLUMNS) * CELL,
    Math.floor(i / COLUMNS) * CELL,
    CELL,
    CELL,
  );
  const channel = (hex: string, at: number) => parseInt(hex.slice(1 + at * 2, 3 + at * 2), 16);
  for (let p = 0; p < data.data.length; p += 4) {
    const inside = data.data[p]! / 255;
    const edge = data.data[p + 1]! / 255;
    const alpha = edge + inside * (1 - edge);
    for (let c = 0; c < 3; c++) {
      const mixed = channel(outline, c) * edge + channel(fill, c) * inside * (1 - edge);
      data.data[p + c] = alpha > 0 ? mixed / alpha : 0;
    }
    data.data[p + 3] = alpha * 255;
  }
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = CELL;
  canvas.style.width = canvas.style.height = `${px}px`;
  canvas.getContext("2d")!.putImageData(data, 0, 0);
  return canvas;
}
