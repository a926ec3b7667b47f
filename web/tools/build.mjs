// SPDX-License-Identifier: Apache-2.0
// Builds the page into dist/ (or NARROWS_PAGE_OUT): script, style, worker, land. Node 18 or newer.
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { worldLand } from "./world.mjs";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const out = resolve(process.env.NARROWS_PAGE_OUT ?? join(web, "dist"));
const require = createRequire(import.meta.url);

async function copyFineLand() {
  const from = process.env.NARROWS_LAND ?? join(web, "..", "data", "land");
  for (const name of await readdir(from)) {
    if (name.endsWith(".geojson")) await cp(join(from, name), join(out, "land", name));
  }
}

await rm(out, { recursive: true, force: true });
await mkdir(join(out, "land"), { recursive: true });
await esbuild.build({
  entryPoints: { page: join(web, "src/main.ts") },
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  loader: { ".svg": "dataurl" },
  legalComments: "linked",
  logLevel: "warning",
});
for (const name of ["index.html", "icon.svg"]) await cp(join(web, name), join(out, name));
const worker = "maplibre-gl-worker.mjs";
const code = await readFile(require.resolve(`maplibre-gl/dist/${worker}`), "utf8");
// The map of its source is not served; a browser's tools would ask for it in vain.
await writeFile(join(out, worker), code.replace(/^\/\/# sourceMappingURL=.*$/gm, ""));
await writeFile(join(out, "land/world.geojson"), JSON.stringify(await worldLand()));
await copyFineLand();
