// SPDX-License-Identifier: Apache-2.0
// The layer of ships: draws a Scene with WebGL, in two calls whatever the number of targets.

import type { CustomLayerInterface, Map as MapLibre } from "maplibre-gl";
import { CELL, COLUMNS, drawAtlas, ROWS } from "./atlas";
import {
  cameraOf,
  drawFlat,
  Drawing,
  POSITION,
  Program,
  QuadOrder,
  Quads,
  type GL,
} from "./drawing";
import type { Scene } from "./scene";

const SPRITE_VERTEX = `#version 300 es
${POSITION}
in vec2 at; in float angle; in float size; in float cell; in vec4 fill; in vec4 line;
flat out vec2 turn; flat out vec2 origin; flat out vec4 fillColour; flat out vec4 lineColour;
void main() {
  gl_Position = onScreen(at * world + shift);
  gl_PointSize = size * ratio;
  turn = vec2(cos(angle), sin(angle));
  origin = vec2(mod(cell, ${COLUMNS}.0), floor(cell / ${COLUMNS}.0)) + 0.5;
  fillColour = fill; lineColour = line;
}`;

const SPRITE_FRAGMENT = `#version 300 es
precision highp float;
uniform sampler2D atlas;
flat in vec2 turn; flat in vec2 origin; flat in vec4 fillColour; flat in vec4 lineColour;
out vec4 colour;
void main() {
  vec2 p = gl_PointCoord - 0.5;
  p = vec2(p.x * turn.x + p.y * turn.y, p.y * turn.x - p.x * turn.y);
  if (max(abs(p.x), abs(p.y)) > 0.5) discard;
  vec2 mask = texture(atlas, (origin + p) / vec2(${COLUMNS}.0, ${ROWS}.0)).rg;
  vec4 inside = vec4(fillColour.rgb, 1.0) * fillColour.a * mask.r;
  vec4 edge = vec4(lineColour.rgb, 1.0) * lineColour.a * mask.g;
  colour = edge + inside * (1.0 - edge.a);
}`;

const SEGMENT_VERTEX = `#version 300 es
${POSITION}
in vec4 ends; in vec4 pixels; in float width; in float dash; in vec4 stroke;
out float along; out float across; out float dashPx; out float halfWidth; out vec4 strokeColour;
void main() {
  vec2 a = ends.xy * world + shift + pixels.xy;
  vec2 b = ends.zw * world + shift + pixels.zw;
  vec2 way = b - a;
  float size = max(length(way), 0.001);
  vec2 side = vec2(-way.y, way.x) / size;
  vec2 corner = vec2(gl_VertexID & 1, (gl_VertexID >> 1) & 1);
  // One pixel wider than the line, for its edges to fade out in.
  across = (corner.y - 0.5) * (width + 1.0);
  halfWidth = width * 0.5;
  gl_Position = onScreen(mix(a, b, corner.x) + side * across);
  along = corner.x * size; dashPx = dash; strokeColour = stroke;
}`;

const SEGMENT_FRAGMENT = `#version 300 es
precision highp float;
in float along; in float across; in float dashPx; in float halfWidth; in vec4 strokeColour;
out vec4 colour;
void main() {
  if (dashPx > 0.0 && mod(along, dashPx * 1.7) > dashPx) discard;
  float cover = clamp(halfWidth + 0.5 - abs(across), 0.0, 1.0);
  colour = vec4(strokeColour.rgb, 1.0) * strokeColour.a * cover;
}`;

export class ShipsLayer implements CustomLayerInterface {
  readonly id = "ships";
  readonly type = "custom";
  readonly renderingMode = "2d";
  private map: MapLibre | null = null;
  private sprites: Drawing | null = null;
  private segments: Quads | null = null;
  private texture: WebGLTexture | null = null;
  private isDirty = true;

  constructor(private readonly scene: Scene) {}

  /** The scene was built anew: upload it with the next frame. */
  refresh(): void {
    this.isDirty = true;
    this.map?.triggerRepaint();
  }

  onAdd(map: MapLibre, context: WebGLRenderingContext | GL): void {
    const gl = context as GL;
    this.map = map;
    const sprites = new Program(gl, SPRITE_VERTEX, SPRITE_FRAGMENT, [
      { name: "at", size: 2 },
      { name: "angle", size: 1 },
      { name: "size", size: 1 },
      { name: "cell", size: 1 },
      { name: "fill", size: 4, isColour: true },
      { name: "line", size: 4, isColour: true },
    ]);
    const segments = new Program(gl, SEGMENT_VERTEX, SEGMENT_FRAGMENT, [
      { name: "ends", size: 4 },
      { name: "pixels", size: 4 },
      { name: "width", size: 1 },
      { name: "dash", size: 1 },
      { name: "stroke", size: 4, isColour: true },
    ]);
    this.sprites = new Drawing(sprites);
    this.segments = new Quads(segments, new QuadOrder(gl));
    this.texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, drawAtlas());
    gl.generateMipmap(gl.TEXTURE_2D);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    // Cells of the smallest mipmaps would run into each other.
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAX_LEVEL, Math.log2(CELL) - 3);
    this.isDirty = true;
  }

  render(context: WebGLRenderingContext | GL): void {
    const gl = context as GL;
    const { map, scene } = this;
    if (!map || !this.sprites || !this.segments) return;
    if (this.isDirty) {
      this.sprites.upload(scene.sprites.used, scene.sprites.count);
      this.segments.upload(scene.segments.used, scene.segments.count);
      this.isDirty = false;
    }
    const camera = cameraOf(map, scene.origin);
    drawFlat(gl);
    this.segments.program.use(camera);
    this.segments.draw();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    this.sprites.program.use(camera);
    this.sprites.draw();
  }
}
