// Every browser test, in TAP. NARROWS names the executable, NARROWS_SAMPLES the recordings,
// CHROMIUM the browser; the page must have been built (web: npm run build).
// With words as arguments, only the files of these names: node run.mjs looks trouble
import { launch, Tests } from "./harness.mjs";
import { looksTests } from "./looks.mjs";
import { pictureTests } from "./picture.mjs";
import { realTests } from "./real.mjs";
import { troubleTests } from "./trouble.mjs";

const suites = { real: realTests, picture: pictureTests, looks: looksTests, trouble: troubleTests };
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
