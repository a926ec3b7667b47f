// SPDX-License-Identifier: Apache-2.0
// In a drill the page says so, in every language and palette, and never where there is none.
import assert from "node:assert/strict";
import { close, FakeNode, open, shipsShown } from "./harness.mjs";
import { isBright, overflowing, violations } from "./looks.mjs";
import { countPixels } from "./pixels.mjs";

const AT = "#map=11.5/56.005/12.66";
const TITLES = { en: "DRILL", ar: "تمرين", fa: "تمرین" };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

export async function drillTests(tests, browser) {
  const node = new FakeNode();
  const url = await node.start();
  const run = (name, test) => tests.run(`drill: ${name}`, "", test);

  await run("a node that is in no drill says nothing of one", async () => {
    const page = await open(browser, url + AT);
    await shipsShown(page, 10);
    assert.equal(await page.locator("#drill").isVisible(), false);
    assert.doesNotMatch(await page.title(), /DRILL/);
    await close(page);
  });

  for (const [lang, title] of Object.entries(TITLES)) {
    for (const [device, options] of [
      ["desk", {}],
      ["phone", PHONE],
    ]) {
      await run(`${lang}, ${device}: a strip across the page, with nothing cut off`, async () => {
        node.isDrill = true;
        const page = await open(browser, `${url}${AT}&lang=${lang}`, options);
        await page.locator("#drill strong").waitFor();
        assert.equal(await page.locator("#drill strong").innerText(), title);
        const [strip, map] = [
          await page.locator("#drill").boundingBox(),
          await page.locator("#map").boundingBox(),
        ];
        assert.equal(strip.width, page.viewportSize().width);
        assert.ok(strip.height >= 30, `${strip.height} pixels high`);
        assert.ok(map.y >= strip.y + strip.height, "the map stands below it");
        assert.deepEqual(await overflowing(page), []);
        assert.ok((await page.title()).startsWith(title));
        assert.equal(await page.locator("#status .mode").getAttribute("data-mode"), "drill");
        assert.deepEqual(page.said, []);
        await close(page);
      });
    }
  }

  for (const palette of ["day", "dusk", "night"]) {
    await run(`${palette}: it can be read, and does not dazzle by night`, async () => {
      const page = await open(browser, `${url}${AT}&palette=${palette}`);
      await page.locator("#drill strong").waitFor();
      assert.deepEqual(await violations(page), []);
      if (palette === "night") {
        const png = await page.locator("#drill").screenshot();
        assert.equal(countPixels(png, isBright), 0);
      }
      await close(page);
    });
  }

  await run("it goes when the drill is over, without loading the page anew", async () => {
    const page = await open(browser, url + AT);
    await page.locator("#drill strong").waitFor();
    node.isDrill = false;
    await page.locator("#drill").waitFor({ state: "hidden" });
    await close(page);
  });
  await node.stop();
}
