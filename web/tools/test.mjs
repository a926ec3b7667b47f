// SPDX-License-Identifier: Apache-2.0
// Runs every unit test (src/**/*.test.ts): bundles them into one file, whose tests then stand at
// the top level of the TAP output. Node 18 or newer.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const files = await readdir(join(web, "src"), { recursive: true });
const tests = files.filter((name) => name.endsWith(".test.ts")).sort();
const folder = await mkdtemp(join(tmpdir(), "narrows-web-test-"));
try {
  const bundle = join(folder, "tests.mjs");
  await esbuild.build({
    stdin: {
      contents: tests.map((name) => `import "./${name}";`).join("\n"),
      resolveDir: join(web, "src"),
      loader: "ts",
    },
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node18",
    loader: { ".css": "empty" },
    logLevel: "warning",
  });
  const { status } = spawnSync(process.execPath, ["--test-reporter=tap", bundle], {
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
