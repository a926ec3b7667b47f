// SPDX-License-Identifier: Apache-2.0
// The density of reports over time, as a canvas to drag the moment and the range on.

import { el, setAttribute } from "../dom";
import * as format from "../format";
import type { Picture } from "../picture";
import { askDensity } from "../playback/archive";
import type { Player } from "../playback/player";
import {
  msOf,
  paged,
  pxOf,
  rangeOf,
  shifted,
  ticks,
  zoomed,
  zoomSpan,
  type Zoom,
} from "../playback/scale";
import { paceOf, type Span } from "../playback/time";
import type { Density } from "../wire_history";

const HEIGHT_PX = 76;
/** The lane at the top, on which a range is drawn. */
const LANE_PX = 13;
const AXIS_PX = 17;
const BUCKET_PX = 3;
const BUCKETS_MAX = 2000;
const ASK_AFTER_MS = 120;
/** A record that grows is looked at anew. */
const REFRESH_MS = 30_000;
const EDGE_PX = 7;
/** A moment that moves less is not drawn anew. */
const STEP_PX = 0.5;

type Drag = { kind: "moment" } | { kind: "range"; fixedMs: number; beganPx: number };

/** Heights from 0 to 1: the root, so that a quiet night is not flat beside a busy noon. */
export function heights(counts: readonly number[]): number[] {
  const most = Math.max(1, ...counts);
  return counts.map((count) => Math.sqrt(count / most));
}

export class DensityBar {
  readonly element: HTMLElement;
  private readonly canvas = el("canvas");
  private density: Density | null = null;
  private span: Span | null = null;
  private askTimer = 0;
  private askedMs = 0;
  private drag: Drag | null = null;
  private isDrawing = false;
  private paintedPx = NaN;

  constructor(
    private readonly picture: Picture,
    private readonly player: Player,
    private readonly onSpan: () => void,
  ) {
    this.element = el(
      "div",
      {
        id: "density",
        role: "slider",
        tabindex: 0,
        dir: "ltr", // time runs to the right in every language
        pointerdown: (e: PointerEvent) => this.onDown(e),
        pointermove: (e: PointerEvent) => this.onMove(e),
        pointerup: (e: PointerEvent) => this.onUp(e),
        pointercancel: () => (this.drag = null),
      },
      this.canvas,
    );
    this.element.addEventListener("wheel", (e) => this.onWheel(e), { passive: false });
    new ResizeObserver(() => this.changed()).observe(this.element);
    picture.on(["playback", "settings", "archive"], () => this.update());
    picture.on(["moment"], () => this.onMoment());
    picture.on(["targets"], () => this.tellValue());
  }

  zoom(zoom: Zoom): void {
    const { archive, playback } = this.picture;
    if (!archive || !playback) return;
    this.span = zoomSpan(zoom, playback.atMs, archive);
    this.changed();
  }

  /** Whether this is what is shown. */
  isZoom(zoom: Zoom): boolean {
    const { archive, playback } = this.picture;
    if (!archive || !playback || !this.span) return false;
    const length = ({ fromMs, toMs }: Span) => toMs - fromMs;
    return Math.abs(length(zoomSpan(zoom, playback.atMs, archive)) - length(this.span)) < 1;
  }

  /** The archive is no longer than this. */
  isWhole(zoom: Zoom): boolean {
    const { archive, playback } = this.picture;
    return !!archive && !!playback && zoomSpan(zoom, playback.atMs, archive) === archive;
  }

  private get width(): number {
    return this.element.clientWidth;
  }

  private update(): void {
    const { archive, playback, words } = this.picture;
    if (!archive || !playback) {
      this.span = this.density = null;
      return;
    }
    setAttribute(this.element, "aria-label", words.t("playback.bar"));
    if (!this.span) this.zoom("day");
    this.tellValue();
    this.draw();
  }

  private tellValue(): void {
    const { playback, archive } = this.picture;
    if (!playback || !archive) return;
    setAttribute(this.element, "aria-valuemin", String(archive.fromMs));
    setAttribute(this.element, "aria-valuemax", String(archive.toMs));
    setAttribute(this.element, "aria-valuenow", String(Math.round(playback.atMs)));
    setAttribute(this.element, "aria-valuetext", format.utc(playback.atMs));
    if (this.density && performance.now() - this.askedMs > REFRESH_MS) this.ask();
  }

  private onMoment(): void {
    const { archive, playback } = this.picture;
    if (!archive || !playback || !this.span) return;
    const span = this.drag ? this.span : paged(this.span, playback.atMs, archive);
    if (span !== this.span) {
      this.span = span;
      this.changed();
    } else if (Math.abs(pxOf(playback.atMs, span, this.width) - this.paintedPx) >= STEP_PX) {
      this.draw();
    }
  }

  /** Another stretch of time, or another width. */
  private changed(): void {
    this.onSpan();
    this.draw();
    window.clearTimeout(this.askTimer);
    this.askTimer = window.setTimeout(() => this.ask(), ASK_AFTER_MS);
  }

  private ask(): void {
    const { span } = this;
    if (!span || this.width === 0) return;
    this.askedMs = performance.now();
    const buckets = Math.min(BUCKETS_MAX, Math.max(1, Math.floor(this.width / BUCKET_PX)));
    askDensity(span, buckets).then(
      (density) => {
        if (span !== this.span) return;
        this.density = density;
        this.draw();
      },
      () => window.setTimeout(() => span === this.span && this.ask(), REFRESH_MS / 10),
    );
  }

  private onDown(event: PointerEvent): void {
    if (!this.span || event.button !== 0) return;
    this.element.setPointerCapture(event.pointerId);
    const { offsetX: px, offsetY: py } = this.at(event);
    const range = this.picture.playback?.range ?? null;
    if (py > LANE_PX && !event.shiftKey) {
      this.drag = { kind: "moment" };
      this.player.seek(this.msAt(px));
      return;
    }
    let fixedMs = this.msAt(px);
    // An edge of the range is taken up again: then the other one stays.
    if (range && Math.abs(pxOf(range.fromMs, this.span, this.width) - px) < EDGE_PX)
      fixedMs = range.toMs;
    else if (range && Math.abs(pxOf(range.toMs, this.span, this.width) - px) < EDGE_PX)
      fixedMs = range.fromMs;
    this.drag = { kind: "range", fixedMs, beganPx: px };
  }

  private onMove(event: PointerEvent): void {
    const { offsetX: px, offsetY: py } = this.at(event);
    this.element.classList.toggle("over-lane", py <= LANE_PX);
    const { archive } = this.picture;
    if (!this.drag || !archive) return;
    if (this.drag.kind === "moment") this.player.seek(this.msAt(px));
    else if (Math.abs(px - this.drag.beganPx) > 3)
      this.player.setRange(rangeOf(this.drag.fixedMs, this.msAt(px), archive));
  }

  private onUp(event: PointerEvent): void {
    const { drag } = this;
    this.drag = null;
    const hasMoved = drag?.kind === "range" && Math.abs(this.at(event).offsetX - drag.beganPx) > 3;
    // A click on the lane takes the range away.
    if (drag?.kind === "range" && !hasMoved) this.player.setRange(null);
  }

  private at(event: PointerEvent): { offsetX: number; offsetY: number } {
    const box = this.element.getBoundingClientRect();
    return { offsetX: event.clientX - box.left, offsetY: event.clientY - box.top };
  }

  private msAt(px: number): number {
    return msOf(Math.min(Math.max(px, 0), this.width), this.span!, this.width);
  }

  private onWheel(event: WheelEvent): void {
    const { archive } = this.picture;
    if (!archive || !this.span) return;
    event.preventDefault();
    const px = event.clientX - this.element.getBoundingClientRect().left;
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    const delta = isSideways ? event.deltaX || event.deltaY : event.deltaY;
    const length = this.span.toMs - this.span.fromMs;
    this.span = isSideways
      ? shifted(this.span, (delta / Math.max(1, this.width)) * length, archive)
      : zoomed(this.span, this.msAt(px), 1.0018 ** delta, archive);
    this.changed();
  }

  /** PageUp and PageDown turn the bar on by itself; arrows are keys of the whole page. */
  turn(by: number): void {
    const { playback } = this.picture;
    if (!playback || !this.span) return;
    const length = this.span.toMs - this.span.fromMs;
    this.player.seek(playback.atMs + by * Math.max(length / 4, paceOf(playback.speed).stepMs));
  }

  private draw(): void {
    if (this.isDrawing) return;
    this.isDrawing = true;
    requestAnimationFrame(() => {
      this.isDrawing = false;
      this.paint();
    });
  }

  private paint(): void {
    const { span, width, canvas } = this;
    const { playback } = this.picture;
    if (!span || !playback || width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    const [w, h] = [Math.round(width * ratio), Math.round(HEIGHT_PX * ratio)];
    if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
    const pen = canvas.getContext("2d")!;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, HEIGHT_PX);
    const style = getComputedStyle(this.element);
    const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
    paintAxis(pen, span, width, {
      line: colour("edge"),
      text: colour("faint"),
      font: style.fontFamily,
    });
    if (this.density) paintDensity(pen, this.density, span, width, colour("bar"));
    paintRange(pen, playback.range, span, width, {
      outside: colour("veil"),
      lane: colour("playback"),
      rest: colour("edge"),
    });
    this.paintedPx = pxOf(playback.atMs, span, width);
    paintMoment(pen, this.paintedPx, colour("moment"));
  }
}

const TOP = LANE_PX + 2;
const FOOT = HEIGHT_PX - AXIS_PX;

function paintAxis(
  pen: CanvasRenderingContext2D,
  span: Span,
  width: number,
  look: { line: string; text: string; font: string },
): void {
  pen.font = `11px ${look.font}`;
  pen.textBaseline = "alphabetic";
  pen.fillStyle = look.line;
  pen.fillRect(0, FOOT, width, 1);
  for (const { ms, text, isDay } of ticks(span, width)) {
    const x = Math.round(pxOf(ms, span, width));
    pen.fillStyle = look.line;
    pen.fillRect(x, isDay ? TOP : FOOT, 1, isDay ? FOOT - TOP + 4 : 4);
    pen.fillStyle = look.text;
    pen.font = `${isDay ? "600 " : ""}11px ${look.font}`;
    const half = pen.measureText(text).width / 2;
    if (x - half >= 0 && x + half <= width) pen.fillText(text, x - half, HEIGHT_PX - 4);
  }
}

function paintDensity(
  pen: CanvasRenderingContext2D,
  density: Density,
  span: Span,
  width: number,
  colour: string,
): void {
  const fromMs = Date.parse(density.from);
  pen.fillStyle = colour;
  heights(density.counts).forEach((height, i) => {
    if (height === 0) return;
    const x = pxOf(fromMs + i * density.bucket_ms, span, width);
    const end = pxOf(fromMs + (i + 1) * density.bucket_ms, span, width);
    const tall = Math.max(2, height * (FOOT - TOP - 2));
    pen.fillRect(x, FOOT - tall, Math.max(1, end - x - 0.6), tall);
  });
}

function paintRange(
  pen: CanvasRenderingContext2D,
  range: Span | null,
  span: Span,
  width: number,
  look: { outside: string; lane: string; rest: string },
): void {
  pen.fillStyle = look.rest;
  pen.fillRect(0, LANE_PX / 2 - 1, width, 2);
  if (!range) return;
  const from = Math.max(-9, pxOf(range.fromMs, span, width));
  const to = Math.min(width + 9, pxOf(range.toMs, span, width));
  pen.fillStyle = look.outside;
  if (from > 0) pen.fillRect(0, TOP, Math.min(from, width), FOOT - TOP);
  if (to < width) pen.fillRect(Math.max(0, to), TOP, width - Math.max(0, to), FOOT - TOP);
  pen.fillStyle = look.lane;
  if (to > from) pen.fillRect(from, 3, to - from, LANE_PX - 6);
  for (const x of [from, to]) {
    pen.fillRect(x - 3, 0, 6, LANE_PX);
    pen.fillRect(x - 0.75, LANE_PX, 1.5, FOOT - LANE_PX);
  }
}

function paintMoment(pen: CanvasRenderingContext2D, x: number, colour: string): void {
  pen.fillStyle = colour;
  pen.fillRect(x - 1, TOP - 2, 2, FOOT - TOP + 4);
  pen.beginPath();
  pen.moveTo(x - 7, FOOT + 9);
  pen.lineTo(x + 7, FOOT + 9);
  pen.lineTo(x, FOOT - 1);
  pen.fill();
}
