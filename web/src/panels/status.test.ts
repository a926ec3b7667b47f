// SPDX-License-Identifier: Apache-2.0
// The words of the status strip.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Picture } from "../picture";
import type { Source, Status } from "../wire";
import { modeText, sourceText } from "./status";

function picture(mode: Status["mode"], speed: number | null): Picture {
  const p = new Picture({ palette: "day", lang: "en", vectorMin: 6, isTableOpen: true });
  p.apply({ targets: [], gone: [], known: 0, timeMs: Date.UTC(2018, 10, 19, 11), hasMore: false, isDrill: false });
  p.setStatus({ mode, speed } as Status);
  return p;
}

test("status: says plainly that traffic is recorded, from when and how fast", () => {
  assert.equal(modeText(picture("demo", 10)), "DEMO: recorded traffic, 2018-11-19, 10×");
  assert.equal(modeText(picture("replay", 0)), "Recorded traffic, 2018-11-19, unpaced");
  assert.equal(modeText(picture("live", null)), "Live");
});

test("status: what a drill shows is not called live", () => {
  const p = picture("live", null);
  p.setStatus({ mode: "live", speed: null, drill: true } as Status);
  assert.equal(modeText(p), "DRILL");
});

test("status: a source is its state, and its silence once that is news", () => {
  const words = picture("live", null).words;
  const text = (values: Partial<Source>) =>
    sourceText({ name: "roof", ...values } as Source, words).replace(/[\u2066-\u2069]/g, "");
  assert.equal(text({ state: "receiving", silent_s: 0.4 }), "roof: receiving");
  assert.equal(text({ state: "receiving", silent_s: 12 }), "roof: silent for 12 s");
  assert.equal(text({ state: "failed", silent_s: 300 }), "roof: failed, silent for 5 min");
  assert.equal(text({ state: "waiting", silent_s: null }), "roof: waiting");
});

test("status: of a node that no longer answers it says nothing as if it were alive", () => {
  const p = picture("live", null);
  p.setStale({ what: "node", sinceMs: 1 });
  assert.equal(modeText(p), "Connecting to the node…");
});
