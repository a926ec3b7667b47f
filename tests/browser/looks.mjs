// SPDX-License-Identifier: Apache-2.0
// How it looks: turned round for Arabic and Persian, dark at night, accessible, on a phone.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { AXE, close, FakeNode, open, shipsShown, until } from "./harness.mjs";
import { countPixels } from "./pixels.mjs";

const TARGET = "#map=11.5/56.005/12.66&target=219000001";

/** At least so bright that it would be called white or grey, or that it would dazzle. */
export function isBright(r, g, b) {
  const luminance = (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
  return Math.min(r, g, b) > 0x80 || luminance > 0.55;
}

async function ready(page) {
  await shipsShown(page, 10);
  await page.locator("#card .stations tbody tr").first().waitFor();
}

/** Serious and critical violations of what stands on the page. */
export async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window)))
    await page.evaluate(await readFile(AXE, "utf8"));
  const found = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((n) => `${id}: ${n.target} ${n.any[0]?.message ?? ""}`));
}

export async function looksTests(tests, browser) {
  const node = new FakeNode();
  const url = await node.start();
  const run = (name, test) => tests.run(`looks: ${name}`, "", test);

  for (const lang of ["en", "ar", "fa"]) {
    await run(`${lang} stands the right way round, with nothing cut off`, async () => {
      const page = await open(browser, `${url}${TARGET}&lang=${lang}`);
      await ready(page);
      const isRtl = lang !== "en";
      assert.equal(await page.locator("html").getAttribute("dir"), isRtl ? "rtl" : "ltr");
      const box = (selector) => page.locator(selector).boundingBox();
      const [table, card, search] = [
        await box("#table"),
        await box("#card"),
        await box(".brand h1"),
      ];
      assert.equal(table.x < card.x, isRtl, "table and card changed sides");
      assert.equal(search.x > 700, isRtl, "so did the head");
      assert.deepEqual(await overflowing(page), []);
      const position = await page.locator("#card .position").innerText();
      assert.match(position, /^\u2066?56°\d\d\.\d{3}′N 012°\d\d\.\d{3}′E\u2069?$/);
      assert.deepEqual(page.said, []);
      await close(page);
    });
  }

  await run(
    "the language is the browser's, until another is chosen, which is remembered",
    async () => {
      const page = await open(browser, url, { locale: "ar-OM" });
      await shipsShown(page, 1);
      assert.equal(await page.locator("html").getAttribute("lang"), "ar");
      await page.locator("#lang").selectOption("fa");
      assert.equal(await page.locator("#table-title").innerText(), "هدف‌های در دید");
      await page.goto(url);
      await shipsShown(page, 1);
      assert.equal(await page.locator("html").getAttribute("lang"), "fa");
      await close(page);
    },
  );

  await run("at night nothing is white or bright, with everything open", async () => {
    const page = await open(browser, `${url}${TARGET}&palette=night`);
    await ready(page);
    await page.locator("#search-input").fill("so");
    await page.locator("#found-0").waitFor();
    assert.equal(countPixels(await page.screenshot(), isBright), 0);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.locator("#help[open]").waitFor();
    assert.equal(countPixels(await page.screenshot(), isBright), 0);
    await page.keyboard.press("Escape");
    node.isSilent = true;
    try {
      await page.locator("#stale [role=alert] strong").waitFor();
      assert.equal(countPixels(await page.screenshot(), isBright), 0);
    } finally {
      node.isSilent = false;
    }
    await page.keyboard.press("n");
    assert.ok(countPixels(await page.screenshot(), isBright) > 100_000, "by day it is bright");
    await close(page);
  });

  for (const lang of ["en", "ar"]) {
    await run(`axe finds nothing serious by day, dusk and night: ${lang}`, async () => {
      const page = await open(browser, `${url}${TARGET}&palette=day&lang=${lang}`);
      await ready(page);
      for (const palette of ["day", "dusk", "night"]) {
        await page.locator(`html[data-palette=${palette}]`).waitFor();
        await page.keyboard.press("/");
        await page.keyboard.type("sound");
        await page.locator("#found-0").waitFor();
        assert.deepEqual(await violations(page), [], palette);
        await page.keyboard.press("Escape");
        await page.keyboard.press("?");
        await page.locator("#help[open]").waitFor();
        assert.deepEqual(await violations(page), [], palette);
        await page.keyboard.press("Escape");
        await page.keyboard.press("n");
      }
      await close(page);
    });
  }

  await run("on a phone the map is whole, card and table are sheets from below", async () => {
    const page = await open(browser, `${url}${TARGET}`, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    await page.locator("#card .stations tbody tr").first().waitFor();
    const map = await page.locator("#map").boundingBox();
    const card = await page.locator("#card").boundingBox();
    assert.equal(map.width, 390);
    assert.deepEqual([card.x, card.width], [0, 390]);
    assert.ok(
      card.y > map.y + map.height / 2 && Math.abs(card.y + card.height - map.y - map.height) < 2,
    );
    assert.deepEqual(await overflowing(page), []);
    await page.locator("#table-button").tap();
    await until(page, "the table is a sheet", () => {
      const { left, width, height } = document.querySelector("#table").getBoundingClientRect();
      return left === 0 && width === 390 && height > 300;
    });
    assert.deepEqual(await violations(page), []);
    await page.locator("#table tbody tr:not(.spacer)").first().tap();
    await page.locator("#table").waitFor({ state: "hidden" });
    await close(page);
  });

  await node.stop();
}

/** What sticks out of the window, or out of a heading or button that does not scroll. */
export function overflowing(page) {
  return page.evaluate(() => {
    const out = [];
    if (document.documentElement.scrollWidth > innerWidth) out.push("the page");
    for (const element of document.querySelectorAll(
      "#bar *, #card header *, #table thead *, #playback-head *, #playback *",
    )) {
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 0 && (left < -1 || right > innerWidth + 1))
        out.push(element.id || element.className);
      const isButton = element.matches("button, .c-mmsi");
      if (isButton && element.scrollWidth > element.clientWidth + 1)
        out.push(`text of ${element.id || element.className}`);
    }
    return out;
  });
}
