// SPDX-License-Identifier: Apache-2.0
// Questions to the node: the selected target is followed, the answer finds its place.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Api } from "./api";
import { Picture } from "./picture";

function answering(answers: Record<string, unknown>): { asked: string[]; restore(): void } {
  const asked: string[] = [];
  const before = { fetch: globalThis.fetch, window: (globalThis as { window?: unknown }).window };
  globalThis.fetch = ((path: string) => {
    asked.push(path);
    const body = answers[path];
    return Promise.resolve(new Response(JSON.stringify(body ?? {}), { status: body ? 200 : 404 }));
  }) as typeof fetch;
  Object.assign(globalThis, { window: { setTimeout: () => 0, clearTimeout: () => undefined } });
  return { asked, restore: () => Object.assign(globalThis, before) };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));
const picture = () => new Picture({ palette: "day", lang: "en", vectorMin: 6, isTableOpen: true });

test("api: asks about the selected target, and says when the node does not know it", async () => {
  const { asked, restore } = answering({ "api/vessels/1": { mmsi: 1, name: "AURORA" } });
  try {
    const p = picture();
    new Api(p);
    p.select(1);
    await settle();
    assert.deepEqual([asked.join(), p.vessel?.name], ["api/vessels/1", "AURORA"]);
    p.select(2);
    await settle();
    assert.deepEqual([p.vessel, p.isVesselUnknown], [null, true]);
  } finally {
    restore();
  }
});

test("api: the list of every target is asked for once in a while, not at each letter", async () => {
  const { asked, restore } = answering({ "api/vessels": { count: 1, vessels: [{ mmsi: 1 }] } });
  try {
    const api = new Api(picture());
    assert.equal((await api.everyVessel()).length, 1);
    await api.everyVessel();
    assert.deepEqual(asked, ["api/vessels"]);
  } finally {
    restore();
  }
});
