// SPDX-License-Identifier: Apache-2.0
// When the picture is stale, and when it is not.

import assert from "node:assert/strict";
import { test } from "node:test";
import { staleReason, type Health } from "./stale";
import type { Source, SourceState, Status } from "./wire";

const NOW = 1_000_000;
function status(...sources: [SourceState, number | null][]): Status {
  return { sources: sources.map(([state, silent_s]) => ({ state, silent_s }) as Source) } as Status;
}
const health = (values: Partial<Health>): Health => ({
  nowMs: NOW,
  frameMs: NOW - 1000,
  status: null,
  statusMs: NOW - 2000,
  ...values,
});

test("stale: five seconds without a frame", () => {
  assert.equal(staleReason(health({ frameMs: NOW - 4999 })), null);
  assert.deepEqual(staleReason(health({ frameMs: NOW - 5000 })), {
    what: "node",
    sinceMs: NOW - 5000,
  });
});

test("stale: every source silent, failed or ended, since the last that spoke", () => {
  const dead = status(["silent", 40], ["failed", 31], ["ended", 900]);
  assert.deepEqual(staleReason(health({ status: dead })), {
    what: "sources",
    sinceMs: NOW - 33_000,
  });
  assert.equal(staleReason(health({ status: status(["silent", 40], ["receiving", 1]) })), null);
});

test("stale: nothing heard for thirty seconds, whatever the sources call themselves", () => {
  assert.equal(staleReason(health({ status: status(["receiving", 29], ["waiting", null]) })), null);
  assert.equal(staleReason(health({ status: status(["connecting", 30]) }))?.what, "unheard");
});

test("stale: waiting for the first sentence is not stale, nor having no sources", () => {
  assert.equal(staleReason(health({ status: status(["waiting", null]) })), null);
  assert.equal(staleReason(health({ status: status() })), null);
});

test("stale: a source that failed before it ever spoke has no since", () => {
  assert.deepEqual(staleReason(health({ status: status(["failed", null]) })), {
    what: "sources",
    sinceMs: 0,
  });
});
