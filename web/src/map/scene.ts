// SPDX-License-Identifier: Apache-2.0
// From targets to rows of symbols and lines: IMO SN.1/Circ.243 and IEC 62288, as far as AIS goes.

import { contains } from "../bounds";
import { packColour, type Palette } from "../palette";
import {
  hullOf,
  isDistress,
  isMoving,
  isShip,
  moved,
  pointingDeg,
  shipGroup,
  type ShipGroup,
  SHIP_GROUPS,
} from "../target";
import { Kind, type Bounds, type Target } from "../wire";
import { cellOf, quadSize, type Icon } from "./atlas";
import { Segments, Sprites } from "./instances";
import { mercatorX, mercatorY, metresPerPx, wrapped } from "./mercator";

export interface SceneInput {
  targets: Iterable<Target>;
  selected: Target | null;
  past: { lon: number; lat: number }[];
  palette: Palette;
  vectorMin: number;
  zoom: number;
  bounds: Bounds;
}

const CROWD = 3000;
/** Hulls longer than this on the screen are drawn to scale. */
const HULL_PX_MIN = 14;
const HEADING_LINE_ZOOM = 9;
const VECTOR_PX_MIN = 4;
const TURN_FLAG_DEG_PER_MIN = 5;
const M_PER_KN_MIN = 1852 / 60;

/** Drawn later is drawn on top: what matters most comes last. */
function rank(t: Target): number {
  if (isDistress(t)) return 4;
  if (t.kind === Kind.SarAircraft) return 3;
  if (t.kind === Kind.BaseStation || t.kind === Kind.Aid) return 0;
  return isMoving(t) ? 2 : 1;
}

export function iconOf(t: Target): Icon {
  if (isDistress(t)) return "distress";
  if (t.kind === Kind.BaseStation) return "base";
  if (t.kind === Kind.Aid) return t.isVirtual ? "diamond_dashed" : "diamond";
  if (t.kind === Kind.SarAircraft) return "plane";
  if (!isMoving(t)) return "ring";
  if (!Number.isFinite(pointingDeg(t))) return "circle";
  if (t.kind === Kind.ClassB) return "kite";
  return t.kind === Kind.Unknown ? "unknown" : "triangle";
}

const SIZE: Record<Icon, number> = {
  triangle: 20,
  kite: 15,
  circle: 11,
  ring: 11,
  base: 12,
  diamond: 16,
  diamond_dashed: 17,
  plane: 22,
  distress: 24,
  unknown: 16,
  cross: 22,
  corners: 34,
  dot: 5.5,
};

/** Small from afar and in a crowd, full size where ships are told apart. */
export function symbolScale(zoom: number, count: number): number {
  const byZoom = Math.min(1.1, Math.max(0.55, 0.55 + (zoom - 4) * 0.08));
  return count > CROWD ? Math.min(byZoom, 0.55) : byZoom;
}

interface Colours {
  ship: Record<ShipGroup, number>;
  of(
    name:
      | "outline"
      | "vector"
      | "past"
      | "selected"
      | "lost"
      | "aid"
      | "aidOff"
      | "base"
      | "held"
      | "distress",
  ): number;
}

function coloursOf(palette: Palette): Colours {
  const ship = {} as Record<ShipGroup, number>;
  for (const group of SHIP_GROUPS) ship[group] = packColour(palette.ship[group]);
  const kept = new Map<string, number>();
  return {
    ship,
    of(name) {
      if (!kept.has(name)) kept.set(name, packColour(palette[name]));
      return kept.get(name)!;
    },
  };
}

export class Scene {
  readonly sprites = new Sprites();
  readonly segments = new Segments();
  /** In the order drawn; x and y are theirs, from the origin. */
  shown: Target[] = [];
  xy = new Float64Array(0);
  origin: [number, number] = [0.5, 0.5];
  private colours: Colours | null = null;
  private palette: Palette | null = null;

  build(input: SceneInput): void {
    if (this.palette !== input.palette) this.colours = coloursOf(input.palette);
    this.palette = input.palette;
    this.sprites.clear();
    this.segments.clear();
    this.collect(input);
    const scale = symbolScale(input.zoom, this.shown.length);
    this.shown.forEach((t, i) => {
      this.addLines(t, this.xy[2 * i]!, this.xy[2 * i + 1]!, input, scale);
      this.addSymbol(t, this.xy[2 * i]!, this.xy[2 * i + 1]!, scale);
    });
    this.addSelected(input, scale);
  }

  private place(lonDeg: number, latDeg: number): [number, number] {
    return [wrapped(mercatorX(lonDeg) - this.origin[0]), mercatorY(latDeg) - this.origin[1]];
  }

  /** What is in view, the most important last. */
  private collect({ targets, bounds, selected }: SceneInput): void {
    this.origin = [
      mercatorX((bounds.west + bounds.east) / 2),
      mercatorY((bounds.south + bounds.north) / 2),
    ];
    const ranks: Target[][] = [[], [], [], [], []];
    let isSelectedIn = false;
    for (const t of targets) {
      if (!contains(bounds, t.lonDeg, t.latDeg)) continue;
      isSelectedIn ||= t.mmsi === selected?.mmsi;
      ranks[rank(t)]!.push(t);
    }
    if (selected && !isSelectedIn && contains(bounds, selected.lonDeg, selected.latDeg)) {
      ranks[4]!.push(selected);
    }
    this.shown = ranks.flat();
    if (this.xy.length < this.shown.length * 2) this.xy = new Float64Array(this.shown.length * 4);
    const [x, y] = this.origin;
    for (let i = 0; i < this.shown.length; i++) {
      const t = this.shown[i]!;
      this.xy[2 * i] = wrapped(mercatorX(t.lonDeg) - x);
      this.xy[2 * i + 1] = mercatorY(t.latDeg) - y;
    }
  }

  private fillOf(t: Target): number {
    const colours = this.colours!;
    if (t.isHeld) return colours.of("held");
    if (isDistress(t)) return colours.of("distress");
    if (t.kind === Kind.BaseStation) return colours.of("base");
    if (t.kind === Kind.Aid) return colours.of(t.isOffPosition ? "aidOff" : "aid");
    return colours.ship[shipGroup(t)];
  }

  private addSymbol(t: Target, x: number, y: number, scale: number): void {
    const icon = iconOf(t);
    const turns = icon === "triangle" || icon === "kite" || icon === "unknown" || icon === "plane";
    const angle = turns && Number.isFinite(pointingDeg(t)) ? pointingDeg(t) : 0;
    const outline = this.colours!.of("outline");
    this.sprites.push(
      x,
      y,
      angle,
      quadSize(SIZE[icon] * scale),
      cellOf(icon),
      this.fillOf(t),
      outline,
    );
    if (t.isLost) {
      const lost = this.colours!.of("lost");
      this.sprites.push(x, y, 0, quadSize(SIZE.cross * scale), cellOf("cross"), 0, lost);
    }
  }

  private addLines(t: Target, x: number, y: number, input: SceneInput, scale: number): void {
    if (!isShip(t) && t.kind !== Kind.SarAircraft) return;
    const mPerPx = metresPerPx(t.latDeg, input.zoom);
    if (t.toBowM + t.toSternM > HULL_PX_MIN * mPerPx) this.addHull(t);
    if (t.isLost || t.isHeld || !isMoving(t)) return;
    // Lines of a crowd are a grey cloud that hides the ships; the selected one keeps its own.
    if (this.shown.length > CROWD && t.mmsi !== input.selected?.mmsi) return;
    const colour = this.colours!.of("vector");
    const distanceM = t.speedKn * M_PER_KN_MIN * input.vectorMin;
    if (distanceM > VECTOR_PX_MIN * mPerPx && Number.isFinite(t.courseDeg)) {
      const end = this.place(...moved(t.lonDeg, t.latDeg, t.courseDeg, distanceM));
      this.segments.push([x, y, ...end], [0, 0, 0, 0], { colour, widthPx: 1.4, dashPx: 5 });
    }
    if (input.zoom >= HEADING_LINE_ZOOM && Number.isFinite(t.headingDeg)) {
      this.addHeadingLine(t, x, y, SIZE.triangle * scale);
    }
  }

  /** Solid, of fixed length on the screen; a flag at its end to the side the ship turns to. */
  private addHeadingLine(t: Target, x: number, y: number, sizePx: number): void {
    const angle = (t.headingDeg * Math.PI) / 180;
    const ahead: [number, number] = [Math.sin(angle), -Math.cos(angle)];
    const length = sizePx * 0.5 + 9;
    const tip: [number, number] = [ahead[0] * length, ahead[1] * length];
    const stroke = { colour: this.colours!.of("vector"), widthPx: 1.4, dashPx: 0 };
    this.segments.push([x, y, x, y], [0, 0, ...tip], stroke);
    if (!(Math.abs(t.turnDegPerMin) >= TURN_FLAG_DEG_PER_MIN)) return;
    const side = Math.sign(t.turnDegPerMin) * 6;
    const flag: [number, number] = [tip[0] - ahead[1] * side, tip[1] + ahead[0] * side];
    this.segments.push([x, y, x, y], [...tip, ...flag], stroke);
  }

  private addHull(t: Target): void {
    const hull = hullOf(t);
    if (!hull) return;
    const corners = hull.corners.map(([aheadM, starboardM]) => {
      const [lon, lat] = moved(t.lonDeg, t.latDeg, hull.directionDeg, aheadM);
      return this.place(...moved(lon, lat, hull.directionDeg + 90, starboardM));
    });
    const stroke = { colour: this.fillOf(t), widthPx: 1.6, dashPx: hull.isInferred ? 4 : 0 };
    corners.forEach((corner, i) => {
      const next = corners[(i + 1) % corners.length]!;
      this.segments.push([...corner, ...next], [0, 0, 0, 0], stroke);
    });
  }

  private addSelected({ selected, past }: SceneInput, scale: number): void {
    if (!selected) return;
    const dot = this.colours!.of("past");
    for (const { lon, lat } of past) {
      this.sprites.push(...this.place(lon, lat), 0, quadSize(SIZE.dot), cellOf("dot"), dot, 0);
    }
    if (!Number.isFinite(selected.lonDeg)) return;
    const at = this.place(selected.lonDeg, selected.latDeg);
    const size = quadSize(Math.max(26, SIZE.corners * scale));
    this.sprites.push(...at, 0, size, cellOf("corners"), 0, this.colours!.of("selected"));
  }

  /** The target nearest to a point of the screen, or null; the one on top wins a tie. */
  nearest(lonDeg: number, latDeg: number, worldSizePx: number, reachPx: number): Target | null {
    const [px, py] = this.place(lonDeg, latDeg);
    const reach = reachPx / worldSizePx;
    let best = reach * reach;
    let found: Target | null = null;
    for (let i = 0; i < this.shown.length; i++) {
      const dx = this.xy[2 * i]! - px;
      const dy = this.xy[2 * i + 1]! - py;
      const distance = dx * dx + dy * dy;
      if (distance <= best) {
        best = distance;
        found = this.shown[i]!;
      }
    }
    return found;
  }
}
