// SPDX-License-Identifier: Apache-2.0
// The layer of playback's trails and of the selected ship's whole track: coloured by speed, gaps
// dashed. Rows are uploaded once a window; the moment is one number to the card.

import type { CustomLayerInterface, Map as MapLibre } from "maplibre-gl";
import { packColour, type Palette } from "../palette";
import type { Window } from "../playback/buffer";
import type { Track } from "../wire_history";
import { cameraOf, drawFlat, POSITION, Program, QuadOrder, Quads, type GL } from "./drawing";
import { begun, GAP_CLASS, joints, SPEED_CLASSES, trailRows, type TrailRows } from "./trail_rows";

const VERTEX = `#version 300 es
${POSITION}
uniform float from; uniform float at; uniform float wide; uniform float faded;
uniform vec4 colours[${SPEED_CLASSES + 1}];
in vec4 ends; in vec2 times; in float speed;
out float along; out float across; flat out float dash; out vec4 strokeColour;
void main() {
  bool isGap = speed > ${GAP_CLASS - 1}.5;
  // A gap is known as one when it is over; other pieces grow with the moment.
  if (times.x >= at || times.y < from || (isGap && times.y > at)) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  vec2 a = ends.xy * world + shift;
  vec2 b = ends.zw * world + shift;
  float span = max(times.y - times.x, 0.001);
  float begin = clamp((from - times.x) / span, 0.0, 1.0);
  float end = clamp((at - times.x) / span, 0.0, 1.0);
  vec2 p = mix(a, b, begin);
  vec2 q = mix(a, b, end);
  vec2 way = q - p;
  float size = length(way);
  way = size > 0.001 ? way / size : vec2(1.0, 0.0);
  vec2 corner = vec2(gl_VertexID & 1, (gl_VertexID >> 1) & 1);
  across = (corner.y - 0.5) * (wide + 1.0);
  gl_Position = onScreen(mix(p, q, corner.x) + vec2(-way.y, way.x) * across);
  along = corner.x * size;
  dash = isGap ? 5.0 : 0.0;
  float age = (at - mix(times.x, times.y, mix(begin, end, corner.x))) / max(at - from, 1.0);
  strokeColour = colours[int(speed + 0.5)] * mix(1.0, 0.3, clamp(age, 0.0, 1.0) * faded);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
uniform float wide;
in float along; in float across; flat in float dash; in vec4 strokeColour;
out vec4 colour;
void main() {
  if (dash > 0.0 && mod(along, dash * 2.0) > dash) discard;
  float cover = clamp(wide * 0.5 + 0.5 - abs(across), 0.0, 1.0);
  colour = strokeColour * cover;
}`;

const TRAIL_PX = 2.2;
const PAST_PX = 3.2;
/** Further than any archive: the whole track is drawn, before the moment and after it. */
const ALWAYS_S = 1e9;

interface Drawn {
  trail: TrailRows;
  quads: Quads | null;
}

export class TrailsLayer implements CustomLayerInterface {
  readonly id = "trails";
  readonly type = "custom";
  readonly renderingMode = "2d";
  private map: MapLibre | null = null;
  private program: Program | null = null;
  private order: QuadOrder | null = null;
  private readonly windows = new Map<Window, Drawn>();
  private joint: Drawn | null = null;
  private past: Drawn | null = null;
  private pastTracks: readonly Track[] | null = null;
  private colours = new Float32Array((SPEED_CLASSES + 1) * 4);
  private atMs = NaN;
  private trailMs = 0;

  paint(palette: Palette): void {
    [...palette.speed, palette.gap].forEach((hex, i) => {
      const packed = packColour(hex);
      for (let c = 0; c < 4; c++) this.colours[i * 4 + c] = ((packed >>> (8 * c)) & 255) / 255;
    });
  }

  setWindows(windows: readonly Window[]): void {
    const kept = new Set(windows);
    for (const [window, drawn] of this.windows) {
      if (kept.has(window)) continue;
      drawn.quads?.release();
      this.windows.delete(window);
    }
    for (const window of windows) {
      if (this.windows.has(window)) continue;
      this.windows.set(window, { trail: trailRows(window.tracks, window), quads: null });
    }
    this.joint?.quads?.release();
    this.joint = windows.length > 1 ? { trail: joints(windows), quads: null } : null;
    this.map?.triggerRepaint();
  }

  setPast(tracks: readonly Track[] | null): void {
    if (tracks === this.pastTracks) return;
    this.pastTracks = tracks;
    this.past?.quads?.release();
    this.past = null;
    if (tracks?.length) {
      const fromMs = Math.min(...tracks.map((track) => track.timesMs[0] ?? Infinity));
      this.past = { trail: trailRows(tracks, { fromMs }), quads: null };
    }
    this.map?.triggerRepaint();
  }

  moveTo(atMs: number, trailMs: number): void {
    this.atMs = atMs;
    this.trailMs = trailMs;
    this.map?.triggerRepaint();
  }

  onAdd(map: MapLibre, context: WebGLRenderingContext | GL): void {
    const gl = context as GL;
    this.map = map;
    this.order = new QuadOrder(gl);
    this.program = new Program(gl, VERTEX, FRAGMENT, [
      { name: "ends", size: 4 },
      { name: "times", size: 2 },
      { name: "speed", size: 1 },
    ]);
  }

  render(context: WebGLRenderingContext | GL): void {
    const gl = context as GL;
    if (!this.map || !this.program || !Number.isFinite(this.atMs)) return;
    drawFlat(gl);
    if (this.past) this.draw(this.past, -ALWAYS_S, ALWAYS_S, PAST_PX);
    if (this.trailMs === 0) return;
    for (const drawn of [...this.windows.values(), this.joint]) {
      if (!drawn) continue;
      const at = (this.atMs - drawn.trail.originMs) / 1000;
      this.draw(drawn, at - this.trailMs / 1000, at, TRAIL_PX);
    }
  }

  private draw(drawn: Drawn, from: number, at: number, widePx: number): void {
    const { gl } = this.program!;
    const count = begun(drawn.trail, at);
    if (count === 0) return;
    if (!drawn.quads) {
      drawn.quads = new Quads(this.program!, this.order!);
      drawn.quads.upload(drawn.trail.rows, drawn.trail.count, true);
      // The card has them now.
      drawn.trail.rows = new Float32Array(0);
    }
    this.program!.use(cameraOf(this.map!, drawn.trail.origin));
    gl.uniform1f(this.program!.uniform("from"), from);
    gl.uniform1f(this.program!.uniform("at"), at);
    gl.uniform1f(this.program!.uniform("wide"), widePx);
    gl.uniform1f(this.program!.uniform("faded"), at < ALWAYS_S ? 1 : 0);
    gl.uniform4fv(this.program!.uniform("colours"), this.colours);
    drawn.quads.draw(count);
  }
}
