// SPDX-License-Identifier: Apache-2.0
// Playback on the real node, with two hours of the Sound in its archive.
import assert from "node:assert/strict";
import { archiveNode, ask, close, open, shipsShown, SKIPPED, until } from "./harness.mjs";

const AT = "#map=9.7/55.93/12.72&at=2018-11-19T12:20:00Z";

export async function archiveTests(tests, browser) {
  const run = (name, test) => tests.run(`archive: ${name}`, SKIPPED, test);
  const node = SKIPPED ? null : await archiveNode();
  let page;

  await run("ships of the recording are where they were", async () => {
    page = await open(browser, node.url + AT);
    await page.locator("#playback-head").waitFor();
    await shipsShown(page, 15);
    assert.equal(await page.locator("#playback-head .date").innerText(), "2018-11-19");
    const { from, until: end } = await ask(node.url, "api/history/period");
    const bar = page.locator("#density");
    assert.equal(Number(await bar.getAttribute("aria-valuemin")), Date.parse(from));
    assert.equal(Number(await bar.getAttribute("aria-valuemax")), Date.parse(end));
  });

  await run("a ship's card says what she was called then, and who heard her", async () => {
    const { vessels } = await ask(node.url, "api/history/names?at=2018-11-19T12:20:00Z");
    const shown = await page
      .locator("#table tbody tr:not(.spacer)")
      .evaluateAll((rows) =>
        rows
          .filter(
            (r) =>
              !r.hidden && Number(r.cells[3].textContent) > 5 && r.cells[5].textContent === "-",
          )
          .map((r) => Number(r.dataset.mmsi)),
      );
    const ship = vessels.find((v) => v.name && shown.includes(v.mmsi));
    await page.locator(`#table tr[data-mmsi="${ship.mmsi}"]`).click();
    await page.locator("#card h2").filter({ hasText: ship.name }).waitFor();
    await page.locator("#card .stations tbody th").first().waitFor();
    assert.match(page.url(), new RegExp(`target=${ship.mmsi}.*at=2018-11-19T12:20:00Z`));
  });

  await run("time passes, ships move, and the end of the archive stops it", async () => {
    const before = await page.locator("#card .position").textContent();
    await page.keyboard.press("+");
    await page.keyboard.press("Space");
    await until(
      page,
      "she moved",
      (old) => document.querySelector("#card .position").textContent !== old,
      before,
    );
    await page.keyboard.press("+");
    await until(
      page,
      "it stops at the end",
      () =>
        !document.querySelector("#play").hidden &&
        document.querySelector("#playback-head .time").textContent.startsWith("12:59"),
      null,
      60_000,
    );
  });

  await run("the console is silent, and no one else is asked", async () => {
    assert.deepEqual(page.said, []);
    const hosts = new Set(page.asked.map((asked) => new URL(asked).host).filter(Boolean));
    assert.deepEqual([...hosts], [new URL(node.url).host]);
  });

  if (page) await close(page);
  if (node) await node.stop();
}
