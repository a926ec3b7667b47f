// SPDX-License-Identifier: Apache-2.0
// When things go wrong or grow large: a dead node, silent sources, 50,000 targets.
import assert from "node:assert/strict";
import { close, fakeProcess, FakeNode, open, shipsShown, until } from "./harness.mjs";

const CROWD = 50_000;

export async function troubleTests(tests, browser) {
  const run = (name, test) => tests.run(`trouble: ${name}`, "", test);

  await run(
    "a killed node is said loudly, with since when; its return is told as well",
    async () => {
      let node = await fakeProcess();
      const page = await open(browser, node.url);
      await shipsShown(page, 1);
      await node.stop("SIGKILL");
      const alert = page.locator("#stale [role=alert]");
      await alert.locator("strong").waitFor();
      assert.match(await alert.innerText(), /STALE PICTURE\s+No picture comes from the node/);
      const height = (await page.locator("#stale .banner").boundingBox()).height;
      assert.ok(height > 60, `the banner is ${height} px high`);
      const since = await page.locator("#stale .since").innerText();
      assert.match(since, /for \d+ s; last picture .*2018-11-19 11:\d\d:\d\d UTC/);
      await until(
        page,
        "the seconds count",
        (old) => document.querySelector("#stale .since").textContent !== old,
        since,
      );
      node = await fakeProcess(new URL(node.url).port);
      await page.locator("#stale .recovered:not([hidden])").waitFor();
      assert.equal(await page.locator("#stale .banner").isVisible(), false);
      await shipsShown(page, 1);
      await close(page);
      await node.stop();
    },
  );

  await run("a node that hangs, its line still open, is stale too", async () => {
    const node = new FakeNode();
    const page = await open(browser, await node.start());
    await shipsShown(page, 1);
    node.isSilent = true;
    await page.locator("#stale [role=alert] strong").waitFor();
    node.isSilent = false;
    await until(page, "it is live again", () => !document.body.classList.contains("is-stale"));
    await close(page);
    await node.stop();
  });

  await run("silent sources make it stale, though frames come; it names them", async () => {
    const node = new FakeNode();
    const page = await open(browser, await node.start());
    await shipsShown(page, 1);
    [node.sourceState, node.silentS] = ["silent", 45];
    await page.locator("#stale [role=alert] strong").waitFor();
    assert.match(await page.locator("#stale [role=alert]").innerText(), /Every source.*roof/s);
    assert.match(await page.locator("#status .sources").innerText(), /roof.*silent for.*45 s/);
    [node.sourceState, node.silentS] = ["receiving", 0.2];
    await until(page, "it is live again", () => !document.body.classList.contains("is-stale"));
    await close(page);
    await node.stop();
  });

  await run("50,000 targets: found, selected, moved about", async () => {
    const node = new FakeNode({ targets: CROWD });
    const page = await open(browser, `${await node.start()}#map=8.5/55.8/12.65`);
    await shipsShown(page, 10_000);
    await until(page, "it knows them all", () =>
      /50\u202f012 known/.test(document.querySelector("#status").textContent),
    );
    await page.evaluate(() => {
      window.longest = 0;
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries())
          window.longest = Math.max(window.longest, duration);
      });
      observer.observe({ entryTypes: ["longtask"] });
    });
    await page.keyboard.press("/");
    await page.keyboard.type("crowd 49999");
    await until(
      page,
      "it is found",
      () => document.querySelector("#found .name")?.textContent === "CROWD 49999",
    );
    await page.keyboard.press("Enter");
    await page.locator("#card h2").filter({ hasText: "CROWD 49999" }).waitFor();
    await until(page, "it flew there", () => /map=1[2-9]/.test(location.hash));
    await until(
      page,
      "only those near it are shown",
      () => Number(document.querySelector("#table table").getAttribute("aria-rowcount")) < 10_000,
    );
    await page.keyboard.press("0");
    await until(page, "and back", () => /map=9\.2/.test(location.hash));
    await shipsShown(page, 10_000); // the frame of the new view is there
    await page.locator("#table .scroller").evaluate((element) => (element.scrollTop = 100_000));
    await until(page, "rows far down are drawn", () =>
      [...document.querySelectorAll("#table tbody tr:not(.spacer)")].some(
        (row) => Number(row.dataset.index) > 3000,
      ),
    );
    const rows = await page.locator("#table tbody tr").count();
    assert.ok(rows < 100, `${rows} rows exist`);
    const longest = await page.evaluate(() => window.longest);
    console.log(`# longest stop with 50,000 targets: ${Math.round(longest)} ms`);
    assert.deepEqual(page.said, []);
    await close(page);
    await node.stop();
  });
}
