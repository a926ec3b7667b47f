// SPDX-License-Identifier: Apache-2.0
// The page on the fake node: what no recording holds, and what must be the same each time.
import assert from "node:assert/strict";
import { close, FakeNode, open, shipsShown, until } from "./harness.mjs";
import { countPixels, near } from "./pixels.mjs";

const AT = "#map=11.5/56.005/12.66";
const cell = (page, mmsi, column) => page.locator(`#table tr[data-mmsi="${mmsi}"] .c-${column}`);
const cardTitle = (page) => page.locator("#card:not([hidden]) h2").innerText();
const hash = (page) =>
  page.evaluate(() =>
    new URLSearchParams(location.hash.slice(1)).get("map").split("/").map(Number),
  );
const hashed = (page, name, index, more, than) =>
  until(
    page,
    name,
    ([i, sign, value]) => {
      const now = Number(new URLSearchParams(location.hash.slice(1)).get("map").split("/")[i]);
      return (now - value) * sign > 0;
    },
    [index, more, than],
  );

export async function pictureTests(tests, browser) {
  const node = new FakeNode();
  const url = await node.start();
  const run = (name, test) => tests.run(`picture: ${name}`, "", test);
  const page = await open(browser, url + AT);

  await run("every target stands in the table; lost and distress are told apart", async () => {
    await shipsShown(page, 12);
    assert.equal(await cell(page, 219000004, "kind").innerText(), "Lost");
    assert.equal(await cell(page, 970219001, "kind").innerText(), "SART");
    assert.equal(await cell(page, 219000099, "speed").innerText(), "-");
  });

  await run("symbols are drawn in their colours: cargo, off position, distress", async () => {
    const png = await page.locator("#map").screenshot();
    for (const [what, colour, least] of [
      ["cargo", "#2f7d4f", 60],
      ["off position", "#c79100", 15],
      ["distress", "#c8102e", 60],
    ]) {
      const count = countPixels(png, near(colour));
      assert.ok(count >= least, `${what}: ${count} pixels`);
    }
  });

  await run("a click on a ship selects it; a click on the sea lets it go", async () => {
    const box = await page.locator("#map").boundingBox();
    await page.evaluate(() => (location.hash = "map=14/56.0/12.66&lang=en"));
    await hashed(page, "the map follows the address", 0, 1, 13);
    const { lat, lon } = await (await fetch(`${url}api/vessels/219000001`)).json();
    const scale = (512 * 2 ** 14) / 360;
    const x = box.x + box.width / 2 + (lon - 12.66) * scale;
    const y = box.y + box.height / 2 - ((lat - 56) * scale) / Math.cos((56 * Math.PI) / 180);
    await page.mouse.click(x, y);
    await page.locator("#card:not([hidden])").waitFor();
    assert.equal(await cardTitle(page), "SOUND CARRIER");
    await page.mouse.click(box.x + box.width / 2 - 20, box.y + box.height - 80);
    await page.locator("#card").waitFor({ state: "hidden" });
  });

  await run(
    "the card ages its fields against the picture's clock, with their messages",
    async () => {
      await page.goto(`${url}#target=992190002`);
      await page.reload();
      await page.locator("#card .fields tbody tr").first().waitFor();
      assert.equal(await cardTitle(page), "BUOY ADRIFT");
      assert.match(await page.locator("#card .warning").innerText(), /OFF POSITION.*21/s);
      const age = page.locator("#card .fields tbody tr .age").first();
      const before = await age.innerText();
      await until(
        page,
        "it ages",
        (old) => document.querySelector("#card .fields tbody .age").textContent !== old,
        before,
      );
    },
  );

  await run("a deep link to an unknown target says so", async () => {
    const other = await open(browser, `${url}#target=123456789`);
    await until(other, "it is said", () =>
      /no target with MMSI/.test(document.querySelector("#card .note")?.textContent),
    );
    await close(other);
  });

  await run("back and forward go from target to target", async () => {
    await page.goto(url + AT);
    await page.reload();
    await shipsShown(page, 12);
    await cell(page, 219000001, "name").click();
    await cell(page, 219000003, "name").click();
    await page.locator("#card h2").filter({ hasText: "MOORED BOAT" }).waitFor();
    await page.goBack();
    await page.locator("#card h2").filter({ hasText: "SOUND CARRIER" }).waitFor();
    await page.goForward();
    await page.locator("#card h2").filter({ hasText: "MOORED BOAT" }).waitFor();
  });

  await run("the filter says what it hides, and the table sorts by a column", async () => {
    await page.locator("#search-input").fill("buoy");
    await until(page, "the count says so", () =>
      /^1 of \d+ shown · Filter: buoy/.test(document.querySelector("#table .shown").textContent),
    );
    await page.locator("#search-input").fill("");
    await page.locator("#table .c-speed button").click();
    const first = page.locator("#table tbody tr:not(.spacer) .c-name").first();
    assert.equal(await first.innerText(), "RESCUE 1");
    assert.equal(await page.locator("#table th.c-speed").getAttribute("aria-sort"), "descending");
  });

  await run("everything can be done with the keyboard", () => keyboard(page, url));

  await run("the console is silent under the strict policy, and no one else is asked", async () => {
    assert.deepEqual(page.said, []);
    const hosts = new Set(page.asked.map((asked) => new URL(asked).host).filter(Boolean));
    assert.deepEqual([...hosts], [new URL(url).host]);
  });

  await close(page);
  await node.stop();
}

async function keyboard(page, url) {
  await page.goto(url + AT);
  await page.reload();
  await shipsShown(page, 12);
  await page.keyboard.press("/");
  await page.keyboard.type("drogden");
  await page.locator("#found-0").waitFor();
  await page.keyboard.press("Enter");
  await page.locator("#card h2").filter({ hasText: "DROGDEN FYR" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#card").waitFor({ state: "hidden" });

  await page.keyboard.press("t");
  await page.locator("#table").waitFor({ state: "hidden" });
  await page.keyboard.press("t");
  await page.locator("#table table:focus").waitFor();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  const chosen = await page.locator("#table tr.active .c-mmsi").innerText();
  await page.keyboard.press("Enter");
  await page.locator("#card .under").filter({ hasText: chosen }).waitFor();
  await page.keyboard.press("Escape");

  const palette = () => page.locator("html").getAttribute("data-palette");
  const before = await palette();
  await page.keyboard.press("n");
  assert.notEqual(await palette(), before);
  const vector = await page.locator("#vector-button").innerText();
  await page.keyboard.press("v");
  assert.notEqual(await page.locator("#vector-button").innerText(), vector);

  await page.keyboard.press("?");
  await page.locator("#help[open]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#help").waitFor({ state: "hidden" });

  await page.keyboard.press("Tab");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outline, "none", "focus can be seen");
  await page.evaluate(() => document.activeElement.blur());
  const [zoom] = await hash(page);
  await page.keyboard.press("+");
  await hashed(page, "zoomed in", 0, 1, zoom + 0.9);
  const [, , lon] = await hash(page);
  await page.keyboard.press("ArrowRight");
  await hashed(page, "moved east", 2, 1, lon);
}
