// SPDX-License-Identifier: Apache-2.0
// Takes the pictures in docs/images/ from the recording of the Sound (NARROWS as for run.mjs), or
// from the fake node where there is none. With a folder as argument, writes them there.
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import {
  archiveNode,
  ask,
  close,
  fakeProcess,
  launch,
  open,
  realNode,
  ROOT,
  shipsShown,
  SKIPPED,
} from "./harness.mjs";

const out = resolve(process.argv[2] ?? join(ROOT, "docs/images"));
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true };
/** So many ships make a picture; the recording needs some seconds to bring them. */
const SHIPS = SKIPPED ? 10 : 15;

const SHOTS = [
  ["day", { palette: "day", lang: "en" }, {}],
  ["dusk", { palette: "dusk", lang: "en", isSelected: true }, {}],
  ["night", { palette: "night", lang: "en", isSelected: true }, {}],
  ["arabic", { palette: "dusk", lang: "ar", isSelected: true }, {}],
  ["persian", { palette: "day", lang: "fa", isSelected: true }, {}],
  ["near", { palette: "day", lang: "en", isSelected: true, zoom: 14.2 }, {}],
  ["phone", { palette: "dusk", lang: "en", isSelected: true, zoom: 10.5 }, PHONE],
  ["phone-night", { palette: "night", lang: "fa", zoom: 8.6 }, PHONE],
];

/** A ship under way of which much is known: name, size, past. */
async function shipOfInterest(url) {
  for (;;) {
    const { vessels } = await ask(url, "api/vessels");
    const ship = vessels.find(
      (v) => v.name && v.speed > 5 && v.kind === "class_a" && v.lon && !v.lost,
    );
    if (ship) return ship;
    await new Promise((wait) => setTimeout(wait, 300));
  }
}

const node = SKIPPED ? await fakeProcess() : await realNode();
const browser = await launch();
await mkdir(out, { recursive: true });
const first = await open(browser, node.url);
await shipsShown(first, SHIPS).catch(() => undefined);
await close(first);
for (const [name, { palette, lang, isSelected, zoom }, options] of SHOTS) {
  const ship = await shipOfInterest(node.url);
  const link = new URLSearchParams({ lang, palette });
  if (zoom) link.set("map", `${zoom}/${ship.lat.toFixed(4)}/${ship.lon.toFixed(4)}`);
  else link.set("map", "9.7/55.93/12.72");
  if (isSelected) link.set("target", String(ship.mmsi));
  const page = await open(browser, `${node.url}#${decodeURIComponent(link)}`, options);
  await page.locator("#status .mode[data-mode]").filter({ hasText: /2018/ }).waitFor();
  if (isSelected) await page.locator("#card .stations tbody tr").first().waitFor();
  // Tiles of the land are cut in the worker; the picture is still once no frame is drawn for it.
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.waitForTimeout(4500);
  await page.screenshot({ path: join(out, `${name}.png`) });
  console.log(join(out, `${name}.png`));
  await close(page);
}
await node.stop("SIGKILL");

// Playback: of the recording in an archive, by day and, on a phone, by night.
if (!SKIPPED) {
  const archive = await archiveNode();
  const { vessels } = await ask(archive.url, "api/history/names?at=2018-11-19T12:20:00Z");
  const ship = vessels.find(({ name }) => name === "KOUTALIANOS");
  for (const [name, link, options] of [
    ["playback", `palette=day&lang=en&map=10.6/55.99/12.57&target=${ship.mmsi}`, {}],
    ["playback-phone", "palette=night&lang=ar&map=9.4/55.95/12.7", PHONE],
  ]) {
    const range = "from=2018-11-19T11:30:00Z&until=2018-11-19T12:50:00Z";
    const at = `at=2018-11-19T12:20:00Z&${range}`;
    const page = await open(browser, `${archive.url}#${link}&${at}`, options);
    await page.locator("#playback-head").waitFor();
    await page.waitForLoadState("networkidle").catch(() => undefined);
    await page.waitForTimeout(9000);
    await page.screenshot({ path: join(out, `${name}.png`) });
    console.log(join(out, `${name}.png`));
    await close(page);
  }
  await archive.stop();
}
await browser.close();
