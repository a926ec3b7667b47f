// SPDX-License-Identifier: Apache-2.0
// The windows about the moment: asked for in order of need, dropped when left behind, bounded.

import assert from "node:assert/strict";
import { test } from "node:test";
import { A_VIEW } from "../fixture";
import { padded } from "../bounds";
import type { Track } from "../wire_history";
import { cutOf, inOrderOfNeed, REPORTS_MAX, WindowBuffer, type Cut } from "./buffer";
import { aTrack } from "./fixture";
import { HOUR_MS, paceOf, type Span, type Speed } from "./time";

interface Asked {
  span: Span;
  cut: Cut;
  signal: AbortSignal;
  answer(tracks: Track[]): Promise<void>;
  fail(): Promise<void>;
}

const settled = () => new Promise<void>((done) => setTimeout(done, 0));

function setUp() {
  const asked: Asked[] = [];
  const clock = { ms: 0 };
  let changes = 0;
  const buffer = new WindowBuffer(
    (span, cut, signal) =>
      new Promise((done, fail) =>
        asked.push({
          span,
          cut,
          signal,
          answer: (tracks) => (done(tracks), settled()),
          fail: () => (fail(new Error("503")), settled()),
        }),
      ),
    () => changes++,
    () => clock.ms,
  );
  const want = (atMs: number, speed: Speed = 60, view = A_VIEW, mPerPx = 1) => {
    const reach = { fromMs: atMs - HOUR_MS / 2, toMs: atMs + HOUR_MS / 4 };
    const need = { fromMs: atMs, toMs: atMs + 1 };
    buffer.want({ atMs, speed, view, mPerPx, bounds: padded(view), need, reach });
  };
  return { asked, buffer, clock, want, changes: () => changes };
}

test("buffer: the moment's own window first, then ahead, then behind", () => {
  const w = (fromMs: number) => ({ fromMs, toMs: fromMs + 10 });
  const order = inOrderOfNeed([w(0), w(10), w(20), w(30)], 15);
  assert.deepEqual(
    order.map(({ fromMs }) => fromMs),
    [10, 20, 30, 0],
  );
});

test("buffer: asks two at a time, each window once", async () => {
  const { asked, buffer, want } = setUp();
  want(1.2 * HOUR_MS);
  want(1.2 * HOUR_MS);
  assert.deepEqual(
    asked.map(({ span }) => span.fromMs / HOUR_MS),
    [1, 0],
  );
  assert.equal(buffer.covers({ fromMs: 1.2 * HOUR_MS, toMs: 1.3 * HOUR_MS }), false);
  await asked[0]!.answer([aTrack([{ ms: HOUR_MS }])]);
  assert.equal(buffer.covers({ fromMs: 1.2 * HOUR_MS, toMs: 1.3 * HOUR_MS }), true);
  assert.equal(buffer.windows.length, 1);
});

test("buffer: windows left behind are dropped, and what is asked there is called off", async () => {
  const { asked, buffer, want } = setUp();
  want(1.2 * HOUR_MS);
  await asked[0]!.answer([]);
  want(5.6 * HOUR_MS);
  assert.equal(asked[1]!.signal.aborted, true);
  assert.equal(buffer.windows.length, 0);
  assert.equal(asked[2]!.span.fromMs, 5 * HOUR_MS);
});

test("buffer: through a day it never holds more than its reach", async () => {
  const { asked, buffer, want } = setUp();
  let most = 0;
  for (let ms = 0; ms < 24 * HOUR_MS; ms += HOUR_MS / 4) {
    want(ms);
    for (const one of asked.splice(0)) await one.answer([aTrack([{ ms: one.span.fromMs }])]);
    most = Math.max(most, buffer.windows.length);
  }
  assert.ok(most <= 3, `${most} windows`);
});

test("buffer: at another speed what is shown stays until the new is here", async () => {
  const { asked, buffer, want } = setUp();
  want(1.6 * HOUR_MS, 60);
  await asked[0]!.answer([aTrack([{ ms: 1.6 * HOUR_MS }])]);
  want(1.6 * HOUR_MS, 600);
  assert.equal(buffer.windows.length, 1);
  const coming = asked.find(({ cut }) => cut.windowMs === paceOf(600).windowMs)!;
  await coming.answer([]);
  want(1.6 * HOUR_MS, 600);
  assert.equal(buffer.windows[0]!.toMs - buffer.windows[0]!.fromMs, paceOf(600).windowMs);
});

test("buffer: a move within the box asks for nothing, one out of it asks anew", async () => {
  const { asked, buffer, want } = setUp();
  want(1.6 * HOUR_MS);
  await asked[0]!.answer([]);
  const moved = (deg: number) => ({ ...A_VIEW, west: A_VIEW.west + deg, east: A_VIEW.east + deg });
  want(1.6 * HOUR_MS, 60, moved(0.4));
  assert.equal(asked.length, 1);
  want(1.6 * HOUR_MS, 60, moved(0.6));
  assert.equal(asked.length, 2);
  assert.equal(buffer.windows.length, 1, "the old stays meanwhile");
});

test("buffer: what failed is asked again, later, and the failure is told", async () => {
  const { asked, buffer, clock, want } = setUp();
  want(1.6 * HOUR_MS);
  await asked[0]!.fail();
  assert.equal(buffer.hasFailed, true);
  want(1.6 * HOUR_MS);
  assert.equal(asked.length, 1);
  clock.ms = 3000;
  want(1.6 * HOUR_MS);
  assert.equal(asked.length, 2);
  await asked[1]!.answer([]);
  assert.equal(buffer.hasFailed, false);
});

test("buffer: when the archive has grown, what reaches beyond its old end is asked anew", async () => {
  const { asked, buffer, want } = setUp();
  want(1.9 * HOUR_MS);
  await asked[0]!.answer([]);
  await asked[1]!.answer([]);
  buffer.forgetAfter(2.5 * HOUR_MS);
  assert.equal(buffer.windows.length, 1);
  want(1.9 * HOUR_MS);
  assert.equal(asked[2]!.span.fromMs, 2 * HOUR_MS);
});

test("buffer: of too many reports the lines are made simpler", async () => {
  const { asked, buffer, want } = setUp();
  want(1.6 * HOUR_MS);
  const times = new Float64Array(REPORTS_MAX + 1);
  await asked[0]!.answer([{ ...aTrack([{ ms: 0 }]), timesMs: times }]);
  want(1.6 * HOUR_MS);
  assert.ok(asked[1]!.cut.simplifyM > asked[0]!.cut.simplifyM);
  await asked[1]!.answer([aTrack([{ ms: 0 }])]);
  want(1.6 * HOUR_MS);
  assert.ok(buffer.reports <= REPORTS_MAX);
});

test("buffer: from afar lines may be half a pixel off, from near as the speed says", () => {
  assert.equal(cutOf(1, A_VIEW, 5).simplifyM, 0);
  assert.equal(cutOf(1, A_VIEW, 200).simplifyM, 64);
  assert.equal(cutOf(3600, A_VIEW, 1).simplifyM, paceOf(3600).simplifyM);
});
