// SPDX-License-Identifier: Apache-2.0
// The layer of ships: draws a Scene with WebGL, in two calls whatever the number of targets.

import type { CustomLayerInterface, Map as MapLibre } from "maplibre-gl";
import { CELL, COLUMNS, drawAtlas, ROWS } from "./atlas";
import { CORNERS } from "./instances";
import { mercatorX, mercatorY, worldPx, wrapped } from "./mercator";
import type { Scene } from "./scene";

// The map never turns or tilts, so map to screen is one scale and one shift. The shift is
// reckoned in doubles; only offsets from the middle of the view go to the card.
// Points and plain triangles, not instances: software renderers take each instance as a draw call
// of its own, and 50,000 of those took 1.8 s a frame.
const POSITION = `
uniform float world; uniform vec2 shift; uniform vec2 viewport; uniform float ratio;
vec4 onScreen(vec2 px) { return vec4(px * 2.0 / viewport * vec2(1.0, -1.0), 0.0, 1.0); }`;

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

type GL = WebGL2RenderingContext;

interface Attribute {
  name: string;
  size: number;
  /** Four bytes read as a colour. */
  isColour?: boolean;
}

interface Camera {
  world: number;
  shift: [number, number];
  viewport: [number, number];
  ratio: number;
}

/** One program with its rows. */
class Drawing {
  private readonly program: WebGLProgram;
  private readonly vao: WebGLVertexArrayObject;
  private readonly buffer: WebGLBuffer;
  private readonly uniforms: Record<keyof Camera, WebGLUniformLocation | null>;
  protected count = 0;

  constructor(
    protected readonly gl: GL,
    vertex: string,
    fragment: string,
    attributes: Attribute[],
  ) {
    this.program = link(gl, vertex, fragment);
    this.vao = gl.createVertexArray();
    this.buffer = gl.createBuffer();
    const uniform = (name: string) => gl.getUniformLocation(this.program, name);
    this.uniforms = {
      world: uniform("world"),
      shift: uniform("shift"),
      viewport: uniform("viewport"),
      ratio: uniform("ratio"),
    };
    gl.bindVertexArray(this.vao);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    const words = (a: Attribute) => (a.isColour ? 1 : a.size);
    const stride = attributes.reduce((sum, a) => sum + words(a), 0) * 4;
    let offset = 0;
    for (const a of attributes) {
      const at = gl.getAttribLocation(this.program, a.name);
      const type = a.isColour ? gl.UNSIGNED_BYTE : gl.FLOAT;
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, a.size, type, a.isColour ?? false, stride, offset);
      offset += words(a) * 4;
    }
    gl.bindVertexArray(null);
  }

  upload(rows: Float32Array, count: number): void {
    const { gl } = this;
    this.count = count;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, rows, gl.DYNAMIC_DRAW);
  }

  draw({ world, shift, viewport, ratio }: Camera): void {
    if (this.count === 0) return;
    const { gl, uniforms } = this;
    gl.useProgram(this.program);
    gl.uniform1f(uniforms.world, world);
    gl.uniform2f(uniforms.shift, ...shift);
    gl.uniform2f(uniforms.viewport, ...viewport);
    gl.uniform1f(uniforms.ratio, ratio);
    gl.bindVertexArray(this.vao);
    this.drawRows();
    gl.bindVertexArray(null);
  }

  protected drawRows(): void {
    this.gl.drawArrays(this.gl.POINTS, 0, this.count);
  }
}

/** Rows in fours, each four the corners of two triangles. */
class Quads extends Drawing {
  private readonly indices = this.gl.createBuffer();
  private indexed = 0;

  protected override drawRows(): void {
    const { gl } = this;
    const quads = this.count / CORNERS;
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.indices);
    if (quads > this.indexed) {
      this.indexed = quads * 2;
      const corners = [0, 1, 2, 2, 1, 3];
      const order = new Uint32Array(this.indexed * 6);
      for (let i = 0; i < order.length; i++)
        order[i] = Math.floor(i / 6) * CORNERS + corners[i % 6]!;
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, order, gl.STATIC_DRAW);
    }
    gl.drawElements(gl.TRIANGLES, quads * 6, gl.UNSIGNED_INT, 0);
  }
}

function link(gl: GL, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`ships: ${gl.getProgramInfoLog(program)}`);
  }
  return program;
}

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
    this.sprites = new Drawing(gl, SPRITE_VERTEX, SPRITE_FRAGMENT, [
      { name: "at", size: 2 },
      { name: "angle", size: 1 },
      { name: "size", size: 1 },
      { name: "cell", size: 1 },
      { name: "fill", size: 4, isColour: true },
      { name: "line", size: 4, isColour: true },
    ]);
    this.segments = new Quads(gl, SEGMENT_VERTEX, SEGMENT_FRAGMENT, [
      { name: "ends", size: 4 },
      { name: "pixels", size: 4 },
      { name: "width", size: 1 },
      { name: "dash", size: 1 },
      { name: "stroke", size: 4, isColour: true },
    ]);
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
    const centre = map.getCenter();
    const world = worldPx(map.getZoom());
    const shift: [number, number] = [
      wrapped(scene.origin[0] - mercatorX(centre.lng)) * world,
      (scene.origin[1] - mercatorY(centre.lat)) * world,
    ];
    const box = map.getCanvas();
    const viewport: [number, number] = [box.clientWidth, box.clientHeight];
    const camera = { world, shift, viewport, ratio: box.width / Math.max(1, box.clientWidth) };
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.STENCIL_TEST);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    this.segments.draw(camera);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    this.sprites.draw(camera);
  }
}
