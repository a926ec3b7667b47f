// SPDX-License-Identifier: Apache-2.0
// What the layers of symbols, lines and trails share: programs of the graphics card, rows of what
// they draw, and the way from the map to the screen.

import type { Map as MapLibre } from "maplibre-gl";
import { CORNERS } from "./instances";
import { mercatorX, mercatorY, worldPx, wrapped } from "./mercator";

// The map never turns or tilts, so map to screen is one scale and one shift. The shift is
// reckoned in doubles; only offsets from the middle of the view go to the card.
// Points and plain triangles, not instances: software renderers take each instance as a draw call
// of its own, and 50,000 of those took 1.8 s a frame.
export const POSITION = `
uniform float world; uniform vec2 shift; uniform vec2 viewport; uniform float ratio;
vec4 onScreen(vec2 px) { return vec4(px * 2.0 / viewport * vec2(1.0, -1.0), 0.0, 1.0); }`;

export type GL = WebGL2RenderingContext;

export interface Attribute {
  name: string;
  size: number;
  /** Four bytes read as a colour. */
  isColour?: boolean;
}

export interface Camera {
  world: number;
  shift: [number, number];
  viewport: [number, number];
  ratio: number;
}

/** How points about `origin` come onto the screen now. */
export function cameraOf(map: MapLibre, origin: readonly [number, number]): Camera {
  const centre = map.getCenter();
  const world = worldPx(map.getZoom());
  const box = map.getCanvas();
  return {
    world,
    shift: [
      wrapped(origin[0] - mercatorX(centre.lng)) * world,
      (origin[1] - mercatorY(centre.lat)) * world,
    ],
    viewport: [box.clientWidth, box.clientHeight],
    ratio: box.width / Math.max(1, box.clientWidth),
  };
}

/** Later is on top, and colours come with their alpha multiplied in. */
export function drawFlat(gl: GL): void {
  gl.disable(gl.DEPTH_TEST);
  gl.disable(gl.STENCIL_TEST);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
}

/** Shaders with the layout of their rows; several drawings may share it. */
export class Program {
  private readonly program: WebGLProgram;
  private readonly places = new Map<string, WebGLUniformLocation | null>();

  constructor(
    readonly gl: GL,
    vertex: string,
    fragment: string,
    private readonly attributes: Attribute[],
  ) {
    this.program = link(gl, vertex, fragment);
  }

  /** For the buffer bound now. */
  layOut(): void {
    const { gl } = this;
    const words = (a: Attribute) => (a.isColour ? 1 : a.size);
    const stride = this.attributes.reduce((sum, a) => sum + words(a), 0) * 4;
    let offset = 0;
    for (const a of this.attributes) {
      const at = gl.getAttribLocation(this.program, a.name);
      const type = a.isColour ? gl.UNSIGNED_BYTE : gl.FLOAT;
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, a.size, type, a.isColour ?? false, stride, offset);
      offset += words(a) * 4;
    }
  }

  uniform(name: string): WebGLUniformLocation | null {
    if (!this.places.has(name)) {
      this.places.set(name, this.gl.getUniformLocation(this.program, name));
    }
    return this.places.get(name)!;
  }

  use({ world, shift, viewport, ratio }: Camera): void {
    const { gl } = this;
    gl.useProgram(this.program);
    gl.uniform1f(this.uniform("world"), world);
    gl.uniform2f(this.uniform("shift"), ...shift);
    gl.uniform2f(this.uniform("viewport"), ...viewport);
    gl.uniform1f(this.uniform("ratio"), ratio);
  }
}

/** Rows of one program. */
export class Drawing {
  private readonly vao: WebGLVertexArrayObject;
  private readonly buffer: WebGLBuffer;
  protected readonly gl: GL;
  protected count = 0;

  constructor(readonly program: Program) {
    const gl = (this.gl = program.gl);
    this.vao = gl.createVertexArray();
    this.buffer = gl.createBuffer();
    gl.bindVertexArray(this.vao);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    program.layOut();
    gl.bindVertexArray(null);
  }

  upload(rows: Float32Array, count: number, isStatic = false): void {
    const { gl } = this;
    this.count = count;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, rows, isStatic ? gl.STATIC_DRAW : gl.DYNAMIC_DRAW);
  }

  /** The first `count` rows, or all; the program is in use. */
  draw(count = this.count): void {
    if (count === 0) return;
    this.gl.bindVertexArray(this.vao);
    this.drawRows(count);
    this.gl.bindVertexArray(null);
  }

  protected drawRows(count: number): void {
    this.gl.drawArrays(this.gl.POINTS, 0, count);
  }

  release(): void {
    this.gl.deleteVertexArray(this.vao);
    this.gl.deleteBuffer(this.buffer);
  }
}

/** The order of corners for all quads of a context. */
export class QuadOrder {
  private readonly indices: WebGLBuffer;
  private indexed = 0;

  constructor(private readonly gl: GL) {
    this.indices = gl.createBuffer();
  }

  /** For the array bound now. */
  bind(quads: number): void {
    const { gl } = this;
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.indices);
    if (quads <= this.indexed) return;
    this.indexed = quads * 2;
    const corners = [0, 1, 2, 2, 1, 3];
    const order = new Uint32Array(this.indexed * 6);
    for (let i = 0; i < order.length; i++) order[i] = Math.floor(i / 6) * CORNERS + corners[i % 6]!;
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, order, gl.STATIC_DRAW);
  }
}

/** Rows in fours, each four the corners of two triangles. */
export class Quads extends Drawing {
  constructor(
    program: Program,
    private readonly order: QuadOrder,
  ) {
    super(program);
  }

  protected override drawRows(count: number): void {
    const { gl } = this;
    const quads = count / CORNERS;
    this.order.bind(quads);
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
