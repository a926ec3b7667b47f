// SPDX-License-Identifier: Apache-2.0
// What the banner says of the sources.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Picture } from "../picture";
import type { Source, Status } from "../wire";
import { sourcesText } from "./banner";

test("banner: names the sources that failed and why, unless it is the node that is silent", () => {
  const picture = new Picture({ palette: "day", lang: "en", vectorMin: 6, isTableOpen: true });
  const source = { name: "roof", state: "failed", detail: "connection refused" } as Source;
  picture.setStatus({ sources: [source] } as Status);
  picture.setStale({ what: "sources", sinceMs: 1 });
  const text = sourcesText(picture).replace(/[\u2066-\u2069]/g, "");
  assert.equal(text, "Sources: roof failed (connection refused)");
  picture.setStale({ what: "node", sinceMs: 1 });
  assert.equal(sourcesText(picture), "");
});
