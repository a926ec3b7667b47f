// SPDX-License-Identifier: Apache-2.0
// The page on the real node, which plays two hours of the Sound.
import assert from "node:assert/strict";
import { ask, close, open, realNode, shipsShown, SKIPPED, until } from "./harness.mjs";
import { countPixels, near } from "./pixels.mjs";

const SHIP_COLOURS = [
  "#2f7d4f",
  "#b3542a",
  "#2361a8",
  "#0b7f86",
  "#8a6a12",
  "#7c4a99",
  "#3b3fb0",
  "#56646d",
];

/** A ship under way that has a name, as the node knows it, once it does. */
async function namedShip(url) {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    const { vessels } = await ask(url, "api/vessels");
    const ship = vessels.find(
      (v) => v.name?.length > 3 && v.speed > 3 && !v.lost && v.lon !== null,
    );
    if (ship) return ship;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("no named ship under way in 20 s");
}

export async function realTests(tests, browser) {
  let node;
  let page;
  const run = (name, test) => tests.run(`real: ${name}`, SKIPPED, test);
  if (!SKIPPED) node = await realNode();

  await run("ships appear on the map and in the table", async () => {
    page = await open(browser, node.url);
    await shipsShown(page, 5);
    const isShip = SHIP_COLOURS.map((colour) => near(colour, 6));
    const png = await page.locator("#map").screenshot();
    assert.ok(countPixels(png, (...rgb) => isShip.some((test) => test(...rgb))) > 150);
  });

  await run("a ship is found by its name, and its card says who heard it", async () => {
    const ship = await namedShip(node.url);
    await page.keyboard.press("/");
    await page.keyboard.type(ship.name.toLowerCase());
    await until(
      page,
      "it is found",
      (name) => document.querySelector("#found .name")?.textContent === name,
      ship.name,
    );
    await page.keyboard.press("Enter");
    await page.locator("#card h2").filter({ hasText: ship.name }).waitFor();
    await page.locator("#card .stations tbody tr th").first().waitFor();
    const known = await ask(node.url, `api/vessels/${ship.mmsi}`);
    const shown = await page.locator("#card .stations tbody th").allInnerTexts();
    assert.ok(known.stations.length > 0);
    assert.ok(
      shown.some((name) => known.stations.some((station) => station.name === name)),
      shown.join(),
    );
    assert.match(page.url(), new RegExp(`target=${ship.mmsi}`));
  });

  await run("the ship moves", async () => {
    const before = await page.locator("#card .position").innerText();
    assert.match(before, /\d\d°\d\d\.\d{3}′N \d{3}°\d\d\.\d{3}′E/);
    await until(
      page,
      "it moved",
      (old) => document.querySelector("#card .position").textContent.trim() !== old,
      before,
    );
  });

  await run(
    "says plainly that this is a recording, from when, and not for navigation",
    async () => {
      const text = await page.locator("#status").innerText();
      assert.match(text, /recorded traffic, 2018-11-19/);
      assert.match(text, /Not for navigation/);
      assert.match(text, /2018-11-19 \d\d:\d\d:\d\d UTC/);
    },
  );

  await run("a deep link opens its target at its place", async () => {
    const ship = await namedShip(node.url);
    const other = await open(browser, `${node.url}#map=11/55.7/12.8&target=${ship.mmsi}&lang=fa`);
    await other.locator("#card h2").filter({ hasText: ship.name }).waitFor();
    assert.equal(await other.locator("html").getAttribute("lang"), "fa");
    assert.match(other.url(), /map=11\/55\.7\/12\.8/);
    assert.deepEqual(other.said, []);
    await close(other);
  });

  await run("the console is silent, and no one else is asked", async () => {
    assert.deepEqual(page.said, []);
    const hosts = new Set(page.asked.map((url) => new URL(url).host).filter(Boolean));
    assert.deepEqual([...hosts], [new URL(node.url).host]);
  });

  await run("a killed node is said loudly; when it is back, so is the picture", async () => {
    await node.stop("SIGKILL");
    await page.locator("#stale [role=alert] strong").waitFor();
    node = await realNode(new URL(node.url).port);
    await until(page, "the alert is gone", () => !document.body.classList.contains("is-stale"));
    await shipsShown(page, 1);
  });

  if (page) await close(page);
  if (node) await node.stop("SIGTERM");
}
