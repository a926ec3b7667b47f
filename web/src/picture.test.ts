// SPDX-License-Identifier: Apache-2.0
// The one owner of state.

import assert from "node:assert/strict";
import { test } from "node:test";
import { aTarget, A_VIEW } from "./fixture";
import { Picture, type Topic } from "./picture";
import type { Frame, Vessel } from "./wire";

const SETTINGS = { palette: "day", lang: "en", vectorMin: 6, isTableOpen: true } as const;
const aFrame = (values: Partial<Frame> = {}): Frame => ({
  targets: [],
  gone: [],
  known: 0,
  timeMs: 1000,
  hasMore: false, isDrill: false,
  ...values,
});
function told(picture: Picture, topics: Topic[]): Topic[] {
  const seen: Topic[] = [];
  for (const topic of topics) picture.on([topic], () => seen.push(topic));
  return seen;
}

test("picture: takes in what changed and lets go what is gone", () => {
  const picture = new Picture(SETTINGS);
  picture.apply(aFrame({ targets: [aTarget({ mmsi: 1 }), aTarget({ mmsi: 2 })], known: 9 }));
  picture.apply(
    aFrame({ targets: [aTarget({ mmsi: 2, speedKn: 3 })], gone: [1], timeMs: 2000, known: 8 }),
  );
  assert.deepEqual([...picture.targets.keys()], [2]);
  assert.equal(picture.targets.get(2)!.speedKn, 3);
  assert.deepEqual([picture.timeMs, picture.known], [2000, 8]);
});

test("picture: after connecting anew the first frame replaces everything", () => {
  const picture = new Picture(SETTINGS);
  picture.apply(aFrame({ targets: [aTarget({ mmsi: 1 })] }));
  picture.replaceWithNext();
  assert.equal(picture.targets.size, 1, "kept until the new picture is there");
  picture.apply(aFrame({ targets: [aTarget({ mmsi: 2 })] }));
  picture.apply(aFrame({ targets: [aTarget({ mmsi: 3 })] }));
  assert.deepEqual([...picture.targets.keys()], [2, 3]);
});

test("picture: a second in several frames is drawn once", () => {
  const picture = new Picture(SETTINGS);
  const seen = told(picture, ["targets"]);
  picture.apply(aFrame({ hasMore: true, isDrill: false }));
  picture.apply(aFrame());
  assert.deepEqual(seen, ["targets"]);
});

test("picture: what is in view follows frames and view", () => {
  const picture = new Picture(SETTINGS);
  picture.apply(
    aFrame({ targets: [aTarget({ mmsi: 1, lonDeg: 12.5 }), aTarget({ mmsi: 2, lonDeg: 14 })] }),
  );
  picture.setView(A_VIEW, 9);
  assert.deepEqual(
    picture.inView().map((t) => t.mmsi),
    [1],
  );
  picture.apply(aFrame({ targets: [aTarget({ mmsi: 3, lonDeg: 12.1 })] }));
  assert.deepEqual(
    picture.inView().map((t) => t.mmsi),
    [1, 3],
  );
});

test("picture: an answer about another target than the selected one is dropped", () => {
  const picture = new Picture(SETTINGS);
  picture.select(1);
  picture.setVessel(2, { mmsi: 2 } as Vessel);
  assert.equal(picture.vessel, null);
  picture.setVessel(1, null);
  assert.equal(picture.isVesselUnknown, true);
  picture.select(3);
  assert.equal(picture.isVesselUnknown, false);
});

test("picture: tells that it is stale once, not every second", () => {
  const picture = new Picture(SETTINGS);
  const seen = told(picture, ["stale"]);
  picture.setStale({ what: "node", sinceMs: 5 });
  picture.setStale({ what: "node", sinceMs: 5 });
  picture.setStale(null);
  assert.equal(seen.length, 2);
});

test("picture: changing the language changes the words", () => {
  const picture = new Picture(SETTINGS);
  const seen = told(picture, ["settings", "targets"]);
  picture.change({ lang: "fa" });
  assert.deepEqual(
    [picture.words.dir, picture.settings.palette, seen.join()],
    ["rtl", "day", "settings"],
  );
});
