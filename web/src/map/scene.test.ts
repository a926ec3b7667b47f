// SPDX-License-Identifier: Apache-2.0
// What is drawn for which target: symbols, lines, order, and what a click hits.

import assert from "node:assert/strict";
import { test } from "node:test";
import { aTarget, A_VIEW } from "../fixture";
import { COLOURS, packColour } from "../palette";
import { Kind, type Target } from "../wire";
import { cellOf } from "./atlas";
import { CORNERS } from "./instances";
import { worldPx } from "./mercator";
import { iconOf, Scene, symbolScale, type SceneInput } from "./scene";

function scene(targets: Target[], values: Partial<SceneInput> = {}): Scene {
  const built = new Scene();
  built.build({
    targets,
    selected: null,
    past: [],
    palette: COLOURS.day,
    vectorMin: 0,
    zoom: 8,
    bounds: A_VIEW,
    ...values,
  });
  return built;
}
const cells = (s: Scene) =>
  Array.from({ length: s.sprites.count }, (_, i) => s.sprites.used[i * 7 + 4]);
const lines = (s: Scene) => s.segments.count / CORNERS;

test("scene: each kind has its symbol", () => {
  const cases: [Partial<Target>, string][] = [
    [{}, "triangle"],
    [{ kind: Kind.ClassB }, "kite"],
    [{ kind: Kind.Unknown }, "unknown"],
    [{ speedKn: 0 }, "ring"],
    [{ kind: Kind.ClassB, speedKn: 0 }, "ring"],
    [{ headingDeg: NaN, courseDeg: NaN }, "circle"],
    [{ kind: Kind.BaseStation }, "base"],
    [{ kind: Kind.Aid }, "diamond"],
    [{ kind: Kind.Aid, isVirtual: true }, "diamond_dashed"],
    [{ kind: Kind.SarAircraft }, "plane"],
    [{ kind: Kind.Sart }, "distress"],
    [{ kind: Kind.Mob }, "distress"],
    [{ kind: Kind.Epirb }, "distress"],
  ];
  for (const [values, icon] of cases)
    assert.equal(iconOf(aTarget(values)), icon, JSON.stringify(values));
});

test("scene: distress is drawn over ships, ships over aids", () => {
  const s = scene([
    aTarget({ mmsi: 1, kind: Kind.Sart }),
    aTarget({ mmsi: 2 }),
    aTarget({ mmsi: 3, kind: Kind.Aid }),
    aTarget({ mmsi: 4, speedKn: 0 }),
  ]);
  assert.deepEqual(
    s.shown.map((t) => t.mmsi),
    [3, 4, 2, 1],
  );
});

test("scene: what is lost is crossed out; what is selected stands in corners", () => {
  const lost = aTarget({ isLost: true });
  assert.deepEqual(cells(scene([lost])), [cellOf("triangle"), cellOf("cross")]);
  const past = [
    { lon: 12.69, lat: 55.89 },
    { lon: 12.68, lat: 55.88 },
  ];
  assert.deepEqual(cells(scene([aTarget()], { selected: aTarget(), past })), [
    cellOf("triangle"),
    cellOf("dot"),
    cellOf("dot"),
    cellOf("corners"),
  ]);
});

test("scene: a selected target that is no longer sent is drawn where it was last", () => {
  assert.deepEqual(cells(scene([], { selected: aTarget() })), [
    cellOf("triangle"),
    cellOf("corners"),
  ]);
});

test("scene: an aid off its position is yellow", () => {
  const colour = (t: Target) => new Uint32Array(scene([t]).sprites.used.slice().buffer)[5];
  assert.equal(colour(aTarget({ kind: Kind.Aid })), packColour(COLOURS.day.aid));
  assert.equal(
    colour(aTarget({ kind: Kind.Aid, isOffPosition: true })),
    packColour(COLOURS.day.aidOff),
  );
});

test("scene: a vector is as long as the way of so many minutes", () => {
  const t = aTarget({ lonDeg: 12.5, latDeg: 55.5, speedKn: 60, courseDeg: 0 });
  const s = scene([t], { vectorMin: 6 });
  assert.equal(lines(s), 1);
  const [, ay, , by] = s.segments.used;
  const px = (ay! - by!) * worldPx(8);
  // Six miles north: a tenth of a degree, stretched by the projection.
  const expected = ((0.1 / 360) * worldPx(8)) / Math.cos((55.55 * Math.PI) / 180);
  assert.ok(Math.abs(px - expected) < 0.05, `${px} ${expected}`);
});

test("scene: no vector when it is off, when not moving, or when lost", () => {
  assert.equal(lines(scene([aTarget()], { vectorMin: 0 })), 0);
  assert.equal(lines(scene([aTarget({ speedKn: 0 })], { vectorMin: 24 })), 0);
  assert.equal(lines(scene([aTarget({ isLost: true })], { vectorMin: 24 })), 0);
});

test("scene: a heading line when near, with a flag when turning", () => {
  assert.equal(lines(scene([aTarget({ toBowM: NaN })], { zoom: 10 })), 1);
  assert.equal(lines(scene([aTarget({ toBowM: NaN, turnDegPerMin: 12 })], { zoom: 10 })), 2);
  assert.equal(lines(scene([aTarget({ toBowM: NaN, headingDeg: NaN })], { zoom: 10 })), 0);
});

test("scene: a hull to scale when near; dashed when its heading is inferred", () => {
  const still = { speedKn: 0 };
  assert.equal(lines(scene([aTarget(still)], { zoom: 9 })), 0);
  const near = scene([aTarget(still)], { zoom: 15 });
  assert.deepEqual([lines(near), near.segments.used[9]], [5, 0]);
  const inferred = scene([aTarget({ headingDeg: NaN })], { zoom: 15 });
  assert.ok(inferred.segments.used[9]! > 0);
});

test("scene: in a crowd only the selected one keeps its lines", () => {
  const crowd = Array.from({ length: 3100 }, (_, i) => aTarget({ mmsi: i + 1 }));
  assert.equal(lines(scene(crowd, { vectorMin: 6, zoom: 8 })), 0);
  assert.equal(lines(scene(crowd, { vectorMin: 24, zoom: 8, selected: crowd[7]! })), 1);
  assert.ok(symbolScale(12, 3100) < symbolScale(12, 100));
});

test("scene: a click takes the nearest within reach, and nothing beyond", () => {
  const s = scene([aTarget({ mmsi: 1, lonDeg: 12.5 }), aTarget({ mmsi: 2, lonDeg: 12.52 })]);
  assert.equal(s.nearest(12.515, 55.9, worldPx(8), 14)?.mmsi, 2);
  assert.equal(s.nearest(12.6, 55.9, worldPx(8), 14), null);
});

test("scene: a ship beyond the antimeridian is drawn beside its neighbours", () => {
  const s = scene([aTarget({ lonDeg: -179.9, latDeg: 0 })], {
    bounds: { west: 179, south: -1, east: 181, north: 1 },
  });
  assert.equal(s.shown.length, 1);
  assert.ok(Math.abs(s.xy[0]! - 0.1 / 360) < 1e-9);
});
