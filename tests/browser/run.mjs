// SPDX-License-Identifier: Apache-2.0
// Every browser test, in TAP. NARROWS names the executable, NARROWS_SAMPLES the recordings,
// CHROMIUM the browser, NARROWS_PAGE_OUT the page where it is not in web/dist.
// With words as arguments, only the files of these names: node run.mjs looks trouble
import { existsSync } from "node:fs";
import { launch, PAGE, Tests } from "./harness.mjs";
import { archiveTests } from "./archive.mjs";
import { drillTests } from "./drill.mjs";
import { looksTests } from "./looks.mjs";
import { pictureTests } from "./picture.mjs";
import { playbackTests } from "./playback.mjs";
import { realTests } from "./real.mjs";
import { troubleTests } from "./trouble.mjs";

if (!existsSync(`${PAGE}/index.html`)) {
  console.log(`Bail out! no page in ${PAGE}; build it, or name it by NARROWS_PAGE_OUT`);
  process.exit(1);
}
const suites = {
  real: realTests,
  picture: pictureTests,
  looks: looksTests,
  trouble: troubleTests,
  drill: drillTests,
  playback: playbackTests,
  archive: archiveTests,
};
const wanted = process.argv.slice(2);
const tests = new Tests();
const browser = await launch();
try {
  for (const [name, suite] of Object.entries(suites)) {
    if (wanted.length === 0 || wanted.includes(name)) await suite(tests, browser);
  }
} catch (error) {
  tests.failed++;
  console.log(`Bail out! ${error.stack}`);
} finally {
  await browser.close();
}
process.exit(tests.end() > 0 ? 1 : 0);
