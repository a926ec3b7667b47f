// SPDX-License-Identifier: Apache-2.0
// Playback on the fake node: told apart from live in every way, worked by pointer and keys.
import assert from "node:assert/strict";
import { close, FakeNode, open, shipsShown, until } from "./harness.mjs";
import { isBright, overflowing, violations } from "./looks.mjs";
import { countPixels, near } from "./pixels.mjs";

const PLACE = "#map=10.5/56.0/12.66";
const AT = `${PLACE}&at=2018-11-19T11:00:00Z`;
const FRAME = { day: "#5a2a9c", dusk: "#7a4fd0", night: "#241030" };
const TITLES = { en: "PLAYBACK", ar: "إعادة عرض", fa: "بازپخش" };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

const time = (page) => page.locator("#playback-head .time").innerText();
const row = (page, mmsi) => page.locator(`#table tr[data-mmsi="${mmsi}"]`);
const said = (page, name, text) =>
  until(page, name, (t) => document.querySelector("#playback-head .time").textContent === t, text);
const hashHas = (page, text) =>
  until(page, `the address has ${text}`, (t) => location.hash.includes(t), text);

async function shown(page) {
  await page.locator("#playback-head").waitFor();
  await shipsShown(page, 3);
}

/** The share of the page's outermost pixels that have a colour. */
async function framed(page, colour) {
  const { width, height } = page.viewportSize();
  let [count, all] = [0, 0];
  for (const clip of [
    { x: 0, y: 0, width, height: 2 },
    { x: 0, y: height - 2, width, height: 2 },
    { x: 0, y: 0, width: 2, height },
    { x: width - 2, y: 0, width: 2, height },
  ]) {
    count += countPixels(await page.screenshot({ clip }), near(colour, 4));
    all += clip.width * clip.height;
  }
  return count / all;
}

export async function playbackTests(tests, browser) {
  const node = new FakeNode({ past: 0 });
  const url = await node.start();
  const run = (name, test) => tests.run(`playback: ${name}`, "", test);

  await run("a node without an archive has no control for it, and p does nothing", async () => {
    const bare = new FakeNode();
    const page = await open(browser, `${await bare.start()}${AT}`);
    await shipsShown(page, 10);
    assert.equal(await page.locator("#playback-button").isVisible(), false);
    await page.keyboard.press("p");
    assert.equal(await page.locator("#playback-head").isVisible(), false);
    assert.deepEqual(page.said, []);
    await close(page);
    await bare.stop();
  });

  await run("live and playback cannot be mistaken: frame, label, nothing live is left", () =>
    apart(browser, url, node),
  );
  await run("a link opens its moment, its ship and its speed, also by back and forward", () =>
    linked(browser, url),
  );
  await run("keys play, step, change the speed and set a range", () => keyed(browser, url));
  await run("the bar is dragged to a moment, and a range is drawn on its lane", () =>
    dragged(browser, url),
  );
  await run("a gap is never crossed: the ship stays where she was, grey, then goes", () =>
    gap(browser, url),
  );
  await run("the card tells what was said then, and who heard it; the track has its dates", () =>
    carded(browser, url),
  );
  await run("nothing there, and no answer, are said", () => trouble(browser, url, node));

  for (const [lang, title] of Object.entries(TITLES)) {
    for (const [device, options] of [
      ["desk", {}],
      ["phone", PHONE],
    ]) {
      await run(`${lang}, ${device}: its label and date, with nothing cut off`, async () => {
        const range = "&from=2018-11-19T10:00:00Z&until=2018-11-19T11:30:00Z";
        const page = await open(browser, `${url}${AT}&lang=${lang}${range}`, options);
        await page.locator("#playback-head").waitFor();
        assert.equal(await page.locator("#playback-head strong").innerText(), title);
        assert.equal(await page.locator("#playback-head .date").innerText(), "2018-11-19");
        assert.ok((await page.title()).startsWith(title));
        const size = await page
          .locator("#playback-head .moment")
          .evaluate((e) => parseFloat(getComputedStyle(e).fontSize));
        assert.ok(size >= 22, `${size} px`);
        assert.deepEqual(await overflowing(page), []);
        const map = await page.locator("#map").boundingBox();
        assert.ok(map.height > 300, `the map is ${map.height} px high`);
        assert.deepEqual(page.said, []);
        await close(page);
      });
    }
  }

  for (const palette of ["day", "dusk", "night"]) {
    await run(`${palette}: framed, accessible, and dark by night`, async () => {
      const page = await open(browser, `${url}${AT}&palette=${palette}&target=219000010`);
      await shown(page);
      assert.ok((await framed(page, FRAME[palette])) > 0.95);
      assert.deepEqual(await violations(page), []);
      if (palette === "night") assert.equal(countPixels(await page.screenshot(), isBright), 0);
      await close(page);
    });
  }

  await run("1,000 ships at 60x: memory bounded, windows asked for once", () => crowd(browser));
  await node.stop();
}

async function apart(browser, url, node) {
  const page = await open(browser, url + PLACE);
  await shipsShown(page, 10);
  assert.equal(await framed(page, FRAME.day), 0);
  assert.equal(await row(page, 219000003).count(), 1, "a ship that only the live picture has");
  assert.equal(node.viewers.size, 1);
  await page.locator("#playback-button").click();
  await shown(page);
  assert.ok((await framed(page, FRAME.day)) > 0.95);
  assert.equal(await page.locator("#playback-head strong").innerText(), "PLAYBACK");
  assert.match(await page.title(), /^PLAYBACK/);
  for (const live of ["#status", "#stale .banner", "#drill"])
    assert.equal(await page.locator(live).isVisible(), false, live);
  await until(
    page,
    "no live ship is left",
    () => !document.querySelector('[data-mmsi="219000003"]:not([hidden])'),
  );
  assert.equal(await row(page, 219000012).count(), 1, "a ship that only the archive has");
  // The live line is down, and what the node does now is not seen.
  await until(page, "it says so", () =>
    /hidden/.test(document.querySelector("#playback-head .live").textContent),
  );
  assert.equal(node.viewers.size, 0);
  [node.isDrill, node.sourceState, node.silentS] = [true, "silent", 99];
  await until(page, "only a line says that live is stale", () =>
    document.querySelector("#playback-head .live.warning"),
  );
  assert.equal(await page.locator("#stale .banner").isVisible(), false);
  assert.equal(await page.locator("#drill").isVisible(), false);
  [node.isDrill, node.sourceState, node.silentS] = [false, "receiving", 0.4];
  await page.locator("#back-to-live").click();
  await page.locator("#status").waitFor();
  await shipsShown(page, 10);
  assert.equal(await framed(page, FRAME.day), 0);
  assert.equal(await row(page, 219000012).count(), 0, "nothing of the past is left");
  assert.doesNotMatch(page.url(), /at=/);
  assert.deepEqual(page.said, []);
  await close(page);
}

async function linked(browser, url) {
  const page = await open(browser, `${url}${AT}&speed=600&target=219000001`);
  await shown(page);
  assert.equal(await time(page), "11:00:00");
  assert.equal(
    await page.locator('#playback .choices [aria-pressed="true"]').first().innerText(),
    "600×",
  );
  await page.locator("#card h2").filter({ hasText: "SOUND CARRIER" }).waitFor();
  await page.locator("#back-to-live").click();
  await page.locator("#status").waitFor();
  await page.goBack();
  await page.locator("#playback-head").waitFor();
  await said(page, "the moment again", "11:00:00");
  await page.goForward();
  await page.locator("#status").waitFor();
  await close(page);
}

async function keyed(browser, url) {
  const page = await open(browser, url + AT);
  await shown(page);
  await page.keyboard.press("ArrowLeft");
  await said(page, "ten minutes back", "10:50:00");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("-");
  await hashHas(page, "speed=10");
  await page.keyboard.press("ArrowRight");
  await said(page, "a minute on at 10x", "11:01:00");
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await hashHas(page, "speed=600");
  await page.keyboard.press("[");
  await page.keyboard.press("ArrowLeft");
  await said(page, "not before the range", "11:01:00");
  await page.keyboard.press("Space");
  await page.locator("#pause").waitFor();
  await until(
    page,
    "time passes",
    () => document.querySelector("#playback-head .time").textContent > "11:05:00",
  );
  await page.keyboard.press("Space");
  await page.locator("#play").waitFor();
  const stopped = await time(page);
  await hashHas(page, stopped.slice(0, 5));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await said(page, "not behind the archive", "12:00:00");
  await page.keyboard.press("p");
  await page.locator("#status").waitFor();
  assert.deepEqual(page.said, []);
  await close(page);
}

async function dragged(browser, url) {
  const page = await open(browser, url + AT);
  await shown(page);
  await page.locator(".choices button", { hasText: "All" }).click();
  const box = await page.locator("#density").boundingBox();
  const at = (share, y) => page.mouse.move(box.x + box.width * share, box.y + y, { steps: 4 });
  await at(0.9, 40);
  await page.mouse.down();
  await at(0.25, 40);
  await page.mouse.up();
  // A quarter of the day and a half that the archive holds.
  await said(page, "dragged there", "09:00:00");
  assert.equal(
    await page.locator("#density").getAttribute("aria-valuetext"),
    "2018-11-18 09:00:00 UTC",
  );
  await at(0.5, 5);
  await page.mouse.down();
  await at(0.75, 5);
  await page.mouse.up();
  await hashHas(page, "from=2018-11-18T18:00:00Z&until=2018-11-19T03:00:00Z");
  await said(page, "the moment went into the range", "18:00:00");
  await page.locator("#range-whole").click();
  await until(page, "the range is gone", () => !location.hash.includes("from="));
  const before = await page.locator(".choices [aria-pressed=true]").allInnerTexts();
  await at(0.5, 40);
  await page.mouse.wheel(0, -600);
  await until(
    page,
    "the wheel zooms",
    (old) => [...document.querySelectorAll(".choices [aria-pressed=true]")].length !== old,
    before.length,
  );
  await close(page);
}

async function gap(browser, url) {
  const page = await open(
    browser,
    `${url}#map=11/56.0/12.75&at=2018-11-19T10:19:00Z&speed=10&target=219000010`,
  );
  await shown(page);
  const place = () => page.locator("#card .position").innerText();
  const under = page.locator("#card .under");
  const grey = async () => countPixels(await page.locator("#map").screenshot(), near("#8d979d", 6));
  await page.locator("#card .position").filter({ hasText: "N" }).waitFor();
  assert.doesNotMatch(await under.innerText(), /silent/);
  const move = async (at) => {
    await page.evaluate((t) => (location.hash = location.hash.replace(/at=[^&]+/, `at=${t}`)), at);
    await said(page, at, at.slice(11, 19));
    await until(
      page,
      "it is loaded",
      () => !document.querySelector("#playback-head .phase").textContent,
    );
  };
  await move("2018-11-19T10:25:00Z");
  await until(page, "she is said to be silent", () =>
    /silent/.test(document.querySelector("#card .under").textContent),
  );
  const [held, colour] = [await place(), await grey()];
  await move("2018-11-19T10:40:00Z");
  assert.equal(await place(), held, "she did not move in the gap");
  assert.ok(colour > 20, `${colour} grey pixels`);
  await move("2018-11-19T10:50:10Z");
  await until(
    page,
    "she is back",
    () => !/silent/.test(document.querySelector("#card .under").textContent),
  );
  assert.notEqual(await place(), held);
  await close(page);
}

async function carded(browser, url) {
  const page = await open(browser, `${url}${PLACE}&at=2018-11-19T10:55:00Z&target=219000010`);
  await shown(page);
  await page.locator("#card .stations th", { hasText: "kronborg" }).waitFor();
  const card = await page.locator("#card").innerText();
  for (const text of ["FERRY", "OXFE", "9012345", "MALMO", "5.4 m", "ven"])
    assert.ok(card.includes(text), text);
  assert.equal(await page.locator("#card .facts").isVisible(), false);
  const asked = page.asked.map((a) => new URL(a).pathname);
  assert.ok(!asked.includes("/api/vessels/219000010"), "the live node was not asked about her");
  // Its colour of speed along the whole track, and dots with dates on it.
  const map = page.locator("#map");
  await until(
    page,
    "nothing loads",
    () => !document.querySelector("#playback-head .phase").textContent,
  );
  for (let i = 0; i < 40 && countPixels(await map.screenshot(), near("#0b8585", 8)) < 300; i++)
    await page.waitForTimeout(250);
  assert.ok(countPixels(await map.screenshot(), near("#0b8585", 8)) >= 300);
  await close(page);
}

async function trouble(browser, url, node) {
  const page = await open(browser, `${url}${PLACE}&at=2018-11-18T22:30:00Z`);
  const phase = (text) =>
    until(
      page,
      text,
      (t) => document.querySelector("#playback-head .phase").textContent.includes(t),
      text,
    );
  await phase("The archive has nothing here at this time");
  node.isSilent = true;
  try {
    await page.evaluate(() => (location.hash = location.hash.replace("18T22:30", "18T10:00")));
    await phase("does not answer");
  } finally {
    node.isSilent = false;
  }
  await shown(page);
  await phase("");
  await close(page);
}

async function crowd(browser) {
  const node = new FakeNode({ past: 1000 });
  const page = await open(
    browser,
    `${await node.start()}#map=7.3/55.8/12.65&at=2018-11-19T10:00:00Z`,
  );
  await shipsShown(page, 800);
  await page.keyboard.press("Space");
  await until(
    page,
    "ten minutes pass",
    () => document.querySelector("#playback-head .time").textContent > "10:10:00",
    null,
    60_000,
  );
  await page.keyboard.press("Space");
  const windows = node.history.asked.filter((a) => a.includes("/tracks") && !a.includes("next="));
  assert.equal(new Set(windows).size, windows.length, "each window once");
  const heap = await page.evaluate(() => performance.memory.usedJSHeapSize / 1e6);
  console.log(
    `# heap with 1,000 ships in playback: ${Math.round(heap)} MB, ${windows.length} windows`,
  );
  assert.ok(heap < 400, `${heap} MB`);
  assert.deepEqual(page.said, []);
  await close(page);
  await node.stop();
}
