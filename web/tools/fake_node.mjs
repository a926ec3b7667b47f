// SPDX-License-Identifier: Apache-2.0
// A node that is not one: serves the page, the HTTP interface and /live with made-up targets, the
// same at each start. For work on the page and for tests of what no recording holds.
// Usage: node tools/fake_node.mjs [--port N] [--targets N] [--page DIR] [--waters NAME]
//     [--past N: with an archive, of so many ships more]
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocketServer } from "ws";
import { encodeFrame } from "./fake_frame.mjs";
import { FakeHistory } from "./fake_history.mjs";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
/** Where the page was built to: web/tools/build.mjs. */
export const PAGE = process.env.NARROWS_PAGE_OUT ?? join(web, "dist");
const START_MS = Date.UTC(2018, 10, 19, 11, 0, 0);
const KINDS = [
  "unknown",
  "class_a",
  "class_b",
  "base_station",
  "aid",
  "sar_aircraft",
  "sart",
  "mob",
  "epirb",
];
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".geojson": "application/geo+json",
  ".txt": "text/plain",
};
export const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; " +
  "style-src 'self' 'unsafe-inline'";

/** The same numbers at each start (mulberry32). */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** One of each that the symbols tell apart, near Helsingor. */
function specials() {
  const base = {
    kind: 1,
    status: 0,
    type: 70,
    speed: 12,
    course: 20,
    heading: 18,
    turn: 0,
    lost: false,
    virtual: false,
    off: false,
    bow: 100,
    stern: 20,
    port: 9,
    starboard: 9,
    name: "",
    callsign: "",
    lon: 12.66,
    lat: 56,
  };
  const make = (mmsi, values) => ({ ...base, mmsi, ...values });
  const still = { speed: NaN, course: NaN, heading: NaN, turn: NaN, status: -1, bow: NaN };
  return [
    make(219000001, { name: "SOUND CARRIER", callsign: "OXAB2", turn: 12 }),
    make(219000002, {
      name: "INFERRED HULL",
      heading: NaN,
      lat: 56.004,
      type: 80,
      callsign: "OXCD",
    }),
    make(219000003, {
      name: "MOORED BOAT",
      speed: 0,
      status: 5,
      lon: 12.62,
      lat: 56.035,
      type: 60,
    }),
    make(219000004, { name: "LOST SHIP", lost: true, lon: 12.64, lat: 55.98 }),
    make(219000005, {
      name: "SMALL SAIL",
      kind: 2,
      type: 36,
      speed: 5,
      heading: NaN,
      lon: 12.67,
      lat: 56.01,
    }),
    make(2190047, { ...still, kind: 3, lon: 12.61, lat: 56.04, type: -1 }),
    make(992190001, { ...still, kind: 4, name: "DROGDEN FYR", lon: 12.7, lat: 56.02, type: 6 }),
    make(992190002, {
      ...still,
      kind: 4,
      name: "BUOY ADRIFT",
      off: true,
      lon: 12.71,
      lat: 56.01,
      type: 24,
    }),
    make(992196003, {
      ...still,
      kind: 4,
      name: "VIRTUAL NORTH",
      virtual: true,
      lon: 12.72,
      lat: 56,
      type: 20,
    }),
    make(970219001, { ...still, kind: 6, status: 14, lon: 12.65, lat: 56.02, type: -1 }),
    make(111219001, {
      ...still,
      kind: 5,
      speed: 90,
      course: 45,
      name: "RESCUE 1",
      lon: 12.68,
      lat: 56.03,
    }),
    make(219000099, {
      name: "",
      callsign: "",
      heading: NaN,
      course: NaN,
      speed: NaN,
      bow: NaN,
      status: -1,
      type: -1,
      lon: 12.63,
      lat: 55.96,
    }),
  ];
}

function crowd(count) {
  const next = random(7);
  return Array.from({ length: count }, (_, i) => {
    const isMoving = next() < 0.6;
    const course = next() * 360;
    return {
      mmsi: 230000000 + i,
      kind: next() < 0.7 ? 1 : 2,
      status: isMoving ? 0 : 5,
      type: [30, 37, 52, 60, 70, 79, 80, 89, 90][Math.floor(next() * 9)],
      speed: isMoving ? 2 + next() * 18 : 0,
      course,
      heading: Math.floor(course),
      turn: 0,
      lost: next() < 0.02,
      virtual: false,
      off: false,
      bow: 80,
      stern: 20,
      port: 8,
      starboard: 8,
      name: `CROWD ${i}`,
      callsign: "",
      lon: 12.0 + next() * 1.3,
      lat: 55.2 + next() * 1.2,
    };
  });
}

/** Controls: `sourceState` and `silentS` are what /api/status says; `isSilent` stops the frames;
 * `isDrill` is said by both. */
export class FakeNode {
  constructor({ targets = 0, page = PAGE, policy = POLICY, waters = "oresund", past } = {}) {
    this.history = past === undefined ? null : new FakeHistory(past);
    this.waters = waters;
    this.page = page;
    this.policy = policy;
    this.timeMs = START_MS;
    this.targets = new Map([...specials(), ...crowd(targets)].map((t) => [t.mmsi, t]));
    for (const t of this.targets.values()) t.heardMs = t.lost ? START_MS - 700_000 : START_MS;
    this.sourceState = "receiving";
    this.silentS = 0.4;
    this.isSilent = false;
    this.isDrill = false;
    this.viewers = new Set();
  }

  async start(port = 0) {
    this.server = createServer((request, response) => void this.answer(request, response));
    const sockets = new WebSocketServer({
      server: this.server,
      path: "/live",
      handleProtocols: () => "narrows-live-1",
    });
    sockets.on("connection", (socket) => this.welcome(socket));
    await new Promise((resolve) => this.server.listen(port, "127.0.0.1", resolve));
    this.timer = setInterval(() => this.tick(), 1000);
    return `http://127.0.0.1:${this.server.address().port}/`;
  }

  async stop() {
    clearInterval(this.timer);
    for (const viewer of this.viewers) viewer.socket.terminate();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  welcome(socket) {
    const viewer = { socket, view: null, sent: new Map() };
    this.viewers.add(viewer);
    socket.on("close", () => this.viewers.delete(viewer));
    socket.on("message", (data) => {
      const at = (i) => data.readInt32LE(i) / 600000;
      viewer.view = { west: at(1), south: at(5), east: at(9), north: at(13) };
      this.send(viewer);
    });
  }

  tick() {
    this.timeMs += 1000;
    for (const t of this.targets.values()) {
      if (t.lost || !(t.speed > 0) || (t.mmsi + this.timeMs / 1000) % 5 !== 0) continue;
      const miles = (t.speed * 5) / 3600;
      t.lat += (Math.cos((t.course * Math.PI) / 180) * miles) / 60;
      t.lon +=
        (Math.sin((t.course * Math.PI) / 180) * miles) / 60 / Math.cos((t.lat * Math.PI) / 180);
      t.heardMs = this.timeMs;
    }
    for (const viewer of this.viewers) this.send(viewer);
  }

  send(viewer) {
    const { view, sent, socket } = viewer;
    if (!view || this.isSilent || socket.bufferedAmount > 0) return;
    const changed = [];
    const gone = new Set(sent.keys());
    for (const t of this.targets.values()) {
      if (t.lon < view.west || t.lon > view.east || t.lat < view.south || t.lat > view.north)
        continue;
      gone.delete(t.mmsi);
      if (sent.get(t.mmsi) === t.heardMs) continue;
      sent.set(t.mmsi, t.heardMs);
      changed.push(t);
    }
    for (const mmsi of gone) sent.delete(mmsi);
    socket.send(encodeFrame(changed, [...gone], this.targets.size, this.timeMs, this.isDrill));
  }

  iso(ms = this.timeMs) {
    return new Date(ms).toISOString();
  }

  status() {
    const all = [...this.targets.values()];
    return {
      name: "narrows",
      version: "0.1.0",
      mode: "demo",
      drill: this.isDrill,
      time: this.iso(),
      uptime_s: 12,
      speed: 1,
      viewers: 1,
      targets: {
        known: all.length,
        with_position: all.length,
        lost: all.filter((t) => t.lost).length,
        capacity: 20000,
        refused: 0,
        by_kind: {},
      },
      messages: { total: 8422, per_second: 11.7, by_type: {} },
      refused: {},
      sources: [
        {
          name: "roof",
          from: "udp://0.0.0.0:10110",
          state: this.sourceState,
          detail: "",
          heard: this.iso(),
          silent_s: this.silentS,
          bytes: 1,
          messages: 1000,
          per_second: 11.7,
          refused: 0,
        },
      ],
      stations: [{ name: "2190047", heard: this.iso(), messages: 900 }],
      archive: this.history && { storing: true, reason: "", positions: 1000, open: 0, lost: 0 },
    };
  }

  summary(t) {
    const number = (value) => (Number.isFinite(value) ? value : null);
    return {
      mmsi: t.mmsi,
      kind: KINDS[t.kind],
      name: t.name || null,
      callsign: t.callsign || null,
      lon: t.lon,
      lat: t.lat,
      speed: number(t.speed),
      course: number(t.course),
      heading: number(t.heading),
      status: t.status < 0 ? null : t.status,
      shiptype: t.type < 0 ? null : t.type,
      lost: t.lost,
      heard: this.iso(t.heardMs),
      position_heard: this.iso(t.heardMs),
      stations: ["2190047"],
    };
  }

  vessel(t) {
    const s = this.summary(t);
    const sent = { heard: s.heard, message: 1 };
    const stated = { heard: this.iso(t.heardMs - 200_000), message: 5 };
    const fields = {
      position: { lon: t.lon, lat: t.lat, accuracy: true, ...sent },
      speed: { value: s.speed, unit: "kn", ...sent },
      course: { value: s.course, unit: "deg", ...sent },
      heading: { value: s.heading, unit: "deg", ...sent },
      status: { value: s.status, ...sent },
      name: { value: s.name, ...stated },
      callsign: { value: s.callsign, ...stated },
      ship_type: { value: s.shiptype, ...stated },
      dimensions: {
        to_bow: t.bow,
        to_stern: t.stern,
        to_port: t.port,
        to_starboard: t.starboard,
        ...stated,
      },
      destination: { value: "HELSINGBORG", ...stated },
      eta: { month: 11, day: 19, hour: 12, minute: 0, ...stated },
    };
    if (t.kind === 4)
      fields.aid_state = { virtual: t.virtual, off_position: t.off, heard: s.heard, message: 21 };
    return {
      ...s,
      first_heard: this.iso(START_MS - 600_000),
      lost_after_s: 60,
      messages: 12,
      by_type: { 1: 10, 5: 2 },
      fields,
      stations: [{ name: "2190047", heard: s.heard, messages: 12 }],
      past: Array.from({ length: 10 }, (_, i) => ({
        time: this.iso(t.heardMs - (10 - i) * 30_000),
        lon: t.lon - (10 - i) * 0.001,
        lat: t.lat - (10 - i) * 0.0014,
      })),
    };
  }

  async answer(request, response) {
    const url = new URL(request.url, "http://node");
    const { pathname } = url;
    const json = (value, code = 200) => {
      response.writeHead(code, { "content-type": "application/json" });
      response.end(JSON.stringify(value));
    };
    const one = /^\/api\/vessels\/(\d+)$/.exec(pathname);
    if (/^\/(api\/history|ogc)\//.test(pathname)) {
      if (this.isSilent) return json({ error: "too busy" }, 503);
      if (!this.history) return json({ error: "this node keeps no archive" }, 404);
      return this.history.send(url, json, response);
    }
    if (pathname === "/api/status") return json(this.status());
    if (one) {
      const t = this.targets.get(Number(one[1]));
      return t ? json(this.vessel(t)) : json({ error: "no such target" }, 404);
    }
    if (pathname === "/api/vessels") {
      const vessels = Array.from(this.targets.values(), (t) => this.summary(t));
      return json({ time: this.iso(), count: vessels.length, vessels });
    }
    const file =
      pathname === "/api/waters"
        ? join(web, `../waters/${this.waters}.geojson`)
        : join(this.page, normalize(pathname === "/" ? "/index.html" : pathname));
    try {
      const body = await readFile(file);
      response.writeHead(200, {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "content-security-policy": this.policy,
        "cache-control": "no-cache",
      });
      response.end(body);
    } catch {
      json({ error: "not found" }, 404);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const option = (name, otherwise) => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? otherwise : process.argv[at + 1];
  };
  const node = new FakeNode({
    targets: Number(option("targets", 0)),
    page: option("page", PAGE),
    waters: option("waters", "oresund"),
    past: process.argv.includes("--past") ? Number(option("past", 0)) : undefined,
  });
  console.log(`map at ${await node.start(Number(option("port", 0)))}`);
}
