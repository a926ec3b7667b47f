// SPDX-License-Identifier: Apache-2.0
// What the browser tests share: TAP, Chromium, pages that remember what went wrong, nodes.
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(join(ROOT, "web/package.json"));
const { chromium } = require("playwright-core");
export const AXE = require.resolve("axe-core/axe.min.js");
const FAKE = join(ROOT, "web/tools/fake_node.mjs");
export const { FakeNode, PAGE } = await import(pathToFileURL(FAKE).href);

const NARROWS = process.env.NARROWS ? resolve(process.env.NARROWS) : null;
const SAMPLES = resolve(ROOT, process.env.NARROWS_SAMPLES ?? "../shared/data");
export const RECORDING = join(SAMPLES, "nmea/oresund-2018/oresund-2018-11-19.nmea");

/** Why the tests of the real node cannot run; empty when they can. */
export const SKIPPED = !NARROWS
  ? "NARROWS does not name the executable"
  : !existsSync(NARROWS)
    ? `${NARROWS} is not there`
    : !existsSync(RECORDING)
      ? `no samples in ${SAMPLES}`
      : "";

const FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
];

export function launch() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: FLAGS });
}

/** Runs tests one after the other and says so in TAP. */
export class Tests {
  count = 0;
  failed = 0;

  async run(name, skipped, test) {
    this.count++;
    if (skipped) return console.log(`ok ${this.count} - ${name} # SKIP ${skipped}`);
    const began = Date.now();
    try {
      await test();
      console.log(`ok ${this.count} - ${name} # ${((Date.now() - began) / 1000).toFixed(1)} s`);
    } catch (error) {
      this.failed++;
      console.log(`not ok ${this.count} - ${name}`);
      console.log(String(error?.stack ?? error).replace(/^/gm, "# "));
    }
  }

  end() {
    console.log(`1..${this.count}`);
    return this.failed;
  }
}

/** A page that remembers its console, its errors and whom it asked. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    locale: "en-GB",
    colorScheme: "light",
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.said = [];
  page.asked = [];
  page.on("console", (m) => {
    if (m.type() === "error" || m.type() === "warning") page.said.push(`${m.type()}: ${m.text()}`);
  });
  page.on("pageerror", (error) => page.said.push(`uncaught: ${error.stack}`));
  page.on("request", (request) => page.asked.push(request.url()));
  page.on("websocket", (socket) => page.asked.push(socket.url()));
  await page.goto(url);
  return page;
}

export async function close(page) {
  await page.context().close();
}

/** Until the table has rows: page, map and line to the node are all up. */
export function shipsShown(page, least = 1) {
  return until(
    page,
    "ships are shown",
    (n) => {
      const text = document.querySelector("#table .shown")?.textContent ?? "";
      return Number(/^[^\d]*([\d\u202f]+)/.exec(text)?.[1].replaceAll("\u202f", "") ?? 0) >= n;
    },
    least,
  );
}

/** Waits for a condition on the page; its name says what did not come to pass. */
export async function until(page, name, condition, argument, timeout = 20_000) {
  try {
    return await page.waitForFunction(condition, argument, { timeout });
  } catch (error) {
    throw new Error(`${name}: not within ${timeout / 1000} s (${error.message.split("\n")[0]})`);
  }
}

/** A child process that prints `map at URL`; `stop` kills it as hard as it is told. */
async function child(command, args, env = {}) {
  const process = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...globalThis.process.env, ...env },
  });
  let output = "";
  const url = await new Promise((done, fail) => {
    const timer = setTimeout(
      () => fail(new Error(`no address from ${command}: ${output}`)),
      20_000,
    );
    const read = (data) => {
      output += data;
      const found = /map at (http:\S+)/.exec(output);
      if (!found) return;
      clearTimeout(timer);
      done(found[1]);
    };
    process.stdout.on("data", read);
    process.stderr.on("data", (data) => (output += data));
    process.on("error", fail);
    process.on("exit", (code) => fail(new Error(`${command} ended with ${code}: ${output}`)));
  });
  const ended = new Promise((done) => process.on("exit", done));
  return {
    url,
    stop: async (signal = "SIGKILL") => {
      process.kill(signal);
      await ended;
    },
  };
}

/** The node itself, playing the recording of the Sound. */
export function realNode(port = 0) {
  return child(NARROWS, ["demo", "oresund", "--http", `127.0.0.1:${port}`], {
    NARROWS_SAMPLES: SAMPLES,
  });
}

/** The node itself, live and without a word from any source, with the recording in its archive. */
export async function archiveNode() {
  const folder = await mkdtemp(join(tmpdir(), "narrows-archive-"));
  const store = join(folder, "store");
  const config = join(folder, "narrows.conf");
  execFileSync(NARROWS, ["import", RECORDING, "--store", store], { stdio: "pipe" });
  await writeFile(
    config,
    "[node]\nhttp = 127.0.0.1:0\nwaters = oresund\n\n[source none]\nfrom = udp://127.0.0.1:0\n",
  );
  const node = await child(NARROWS, ["run", "-c", config, "--store", store]);
  const stop = async () => {
    await node.stop("SIGTERM");
    await rm(folder, { recursive: true, force: true });
  };
  return { ...node, stop };
}

export function fakeProcess(port = 0) {
  return child(process.execPath, [FAKE, "--port", String(port)]);
}

export async function ask(url, path) {
  const response = await fetch(new URL(path, url));
  return response.json();
}
