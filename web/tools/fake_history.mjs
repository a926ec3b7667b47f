// SPDX-License-Identifier: Apache-2.0
// The archive of the fake node: two days of made-up ships, the same at each start, answered as
// docs/api.md says under "History". What it holds stands in the comments of `archiveShips`.

export const FROM_MS = Date.UTC(2018, 10, 18, 0, 0, 0);
export const UNTIL_MS = Date.UTC(2018, 10, 19, 12, 0, 0);
/** Nobody was heard in these hours. */
export const SILENT = [Date.UTC(2018, 10, 18, 20, 0, 0), Date.UTC(2018, 10, 19, 2, 0, 0)];
/** FERRY's way has a gap here. */
export const GAP = [Date.UTC(2018, 10, 19, 10, 20, 0), Date.UTC(2018, 10, 19, 10, 50, 0)];
const GAP_MS = 600_000;
const CLASSES = ["class_a", "class_b", "long_range", "aircraft", "base_station", "aid"];

/** To and fro on a line, so that a place follows from a time; `everyS` between two reports. */
function ship(mmsi, name, values) {
  return {
    mmsi,
    name,
    classOf: 0,
    type: 70,
    lon: 12.66,
    lat: 56,
    course: 0,
    knots: 12,
    everyS: 10,
    halfH: 1,
    phaseH: 0,
    callsign: "",
    imo: null,
    ...values,
  };
}

export function archiveShips(crowd = 0) {
  const ships = [
    // Crosses, and is silent from 10:20 to 10:50.
    ship(219000010, "FERRY", {
      type: 60,
      course: 75,
      lat: 55.97,
      lon: 12.55,
      callsign: "OXFE",
      imo: 9012345,
    }),
    // The one that the live picture has too.
    ship(219000001, "SOUND CARRIER", {
      course: 350,
      knots: 14,
      halfH: 1.5,
      lat: 55.85,
      lon: 12.72,
    }),
    ship(219000011, "FAST ONE", { type: 40, course: 190, knots: 28, lat: 56.12, lon: 12.6 }),
    ship(219000012, "SLOW BARGE", { type: 52, course: 150, knots: 3.5, lat: 56.05, lon: 12.62 }),
    ship(219000013, "AT ANCHOR", { knots: 0, everyS: 180, lat: 56.01, lon: 12.7, type: 80 }),
    ship(219000014, "YACHT", {
      classOf: 1,
      type: 36,
      knots: 6,
      everyS: 30,
      course: 30,
      lat: 55.98,
      lon: 12.6,
    }),
    ship(992190001, "DROGDEN FYR", {
      classOf: 5,
      type: 6,
      knots: 0,
      everyS: 180,
      lat: 56.02,
      lon: 12.69,
    }),
  ];
  for (let i = 0; i < crowd; i++) {
    const at = (n, m) => ((i * n) % m) / m;
    ships.push(
      ship(230000000 + i, `PAST ${i}`, {
        lon: 12 + at(7919, 1009) * 1.3,
        lat: 55.2 + at(6101, 997) * 1.2,
        course: at(3571, 360) * 360,
        knots: i % 5 === 0 ? 0 : 3 + at(31, 18) * 18,
        everyS: i % 5 === 0 ? 180 : 10,
        type: [30, 60, 70, 80, 90][i % 5],
        phaseH: at(53, 11) * 2,
      }),
    );
  }
  return ships;
}

/** Where and how she was; to and fro between two ends, `halfH` hours apart. */
export function placeOf(s, ms) {
  const turn = ((ms - FROM_MS) / 3_600_000 + s.phaseH) / s.halfH;
  const isBack = Math.floor(turn) % 2 === 1;
  const run = (isBack ? 1 - (turn % 1) : turn % 1) * s.halfH * s.knots;
  const course = s.knots === 0 ? 0 : (s.course + (isBack ? 180 : 0)) % 360;
  const angle = (s.course * Math.PI) / 180;
  return {
    lon: s.lon + (Math.sin(angle) * run) / 60 / Math.cos((s.lat * Math.PI) / 180),
    lat: s.lat + (Math.cos(angle) * run) / 60,
    knots: s.knots,
    course,
  };
}

function isSilent(s, ms) {
  const within = ([from, until]) => ms >= from && ms < until;
  return within(SILENT) || (s.name === "FERRY" && within(GAP));
}

function reports(s, fromMs, untilMs, everyS = s.everyS) {
  const rows = [];
  const step = everyS * 1000;
  const begin = Math.max(fromMs, FROM_MS);
  for (let ms = Math.ceil(begin / step) * step; ms < Math.min(untilMs, UNTIL_MS); ms += step) {
    if (!isSilent(s, ms)) rows.push({ ms, ...placeOf(s, ms) });
  }
  return rows;
}

/** Simplified: a report a minute instead of six, which is near enough for a fake. */
const everyOf = (s, simplify) => (simplify > 0 ? Math.max(s.everyS, 60) : s.everyS);
const hasGap = (rows, i) => i > 0 && rows[i].ms - rows[i - 1].ms > GAP_MS;

function encodeTracks(tracks, fromMs, untilMs, next) {
  const four = (n) => (n + 3) & ~3;
  const size = tracks.reduce((n, t) => n + 12 + t.rows.length * 12 + four(t.rows.length * 8), 0);
  const buffer = Buffer.alloc(32 + four(next.length) + size);
  buffer.writeUInt32LE(1, 0);
  buffer.writeUInt32LE(tracks.length, 4);
  buffer.writeBigInt64LE(BigInt(fromMs), 8);
  buffer.writeBigInt64LE(BigInt(untilMs), 16);
  buffer.writeUInt32LE(
    tracks.reduce((n, t) => n + t.rows.length, 0),
    24,
  );
  buffer.writeUInt32LE(next.length, 28);
  buffer.write(next, 32, "latin1");
  let at = 32 + four(next.length);
  for (const { s, rows } of tracks) {
    const n = rows.length;
    buffer.writeUInt32LE(s.mmsi, at);
    buffer.writeUInt32LE(s.classOf, at + 4);
    buffer.writeUInt32LE(n, at + 8);
    const head = at + 12;
    rows.forEach((row, i) => {
      const isStation = s.classOf >= 4;
      buffer.writeUInt32LE(row.ms - fromMs, head + 4 * i);
      buffer.writeInt32LE(Math.round(row.lon * 600_000), head + 4 * (n + i));
      buffer.writeInt32LE(Math.round(row.lat * 600_000), head + 4 * (2 * n + i));
      const short = head + 12 * n;
      buffer.writeUInt16LE(isStation ? 65535 : Math.round(row.knots * 10), short + 2 * i);
      buffer.writeUInt16LE(
        row.knots > 0 ? Math.round(row.course * 10) : 65535,
        short + 2 * (n + i),
      );
      buffer.writeUInt16LE(
        row.knots > 0 ? Math.round(row.course) % 360 : 65535,
        short + 2 * (2 * n + i),
      );
      buffer.writeUInt8(row.knots > 0 ? 0 : 1, short + 6 * n + i);
      buffer.writeUInt8(hasGap(rows, i) ? 1 : 0, short + 7 * n + i);
    });
    at += 12 + n * 12 + four(n * 8);
  }
  return buffer;
}

/** How many tracks one answer has, so that paging is needed. */
const PAGE_TRACKS = 400;
const iso = (ms) => new Date(ms).toISOString();

export class FakeHistory {
  constructor(crowd = 0) {
    this.ships = archiveShips(crowd);
    this.asked = [];
  }

  send(url, json, response) {
    const body = this.answer(url);
    if (body === null) return json({ error: "no such page" }, 404);
    if (!Buffer.isBuffer(body)) return json(body);
    response.writeHead(200, { "content-type": "application/octet-stream" });
    response.end(body);
  }

  /** The body (JSON or bytes) of an answer, or null where there is no such URL. */
  answer(url) {
    this.asked.push(url.pathname + url.search);
    const get = (name) => url.searchParams.get(name);
    const span = () => [Date.parse(get("from")), Date.parse(get("until"))];
    switch (url.pathname.replace("/api/history/", "")) {
      case "period":
        return { from: iso(FROM_MS), until: iso(UNTIL_MS) };
      case "density":
        return this.density(...span(), Number(get("buckets") ?? 200));
      case "tracks":
        return this.tracks(...span(), get);
      case "vessel":
        return this.vessel(Number(get("mmsi")), ...span(), Number(get("simplify") ?? 0));
      case "names":
        return this.names(Date.parse(get("at")), get("mmsi"));
      case "/ogc/collections/positions/items":
        return this.positions(Number(get("mmsi")), ...get("datetime").split("/"));
      case "/ogc/collections/voyages/items":
        return this.voyages(...get("datetime").split("/"));
      default:
        return null;
    }
  }

  positions(mmsi, from, until) {
    const s = this.ships.find((one) => one.mmsi === mmsi);
    const rows = s ? reports(s, Date.parse(from), Date.parse(until) + 1) : [];
    return {
      features: rows.map(({ ms }, i) => ({
        properties: { time: iso(ms), stations: i % 3 === 0 ? ["kronborg", "ven"] : ["kronborg"] },
      })),
    };
  }

  voyages(from, until) {
    const properties = { destination: "MALMO", eta: "11-19T12:00Z", draught: 5.4, from, until };
    return { features: [{ properties }] };
  }

  density(fromMs, untilMs, buckets) {
    const bucket = (untilMs - fromMs) / buckets;
    const counts = Array.from({ length: buckets }, (_, i) => {
      const ms = fromMs + (i + 0.5) * bucket;
      if (ms < FROM_MS || ms >= UNTIL_MS || isSilent({}, ms)) return 0;
      const day = 1 + 0.6 * Math.sin(((ms % 86_400_000) / 86_400_000 - 0.25) * 2 * Math.PI);
      return Math.round((this.ships.length * bucket * day) / 10_000);
    });
    return { from: iso(fromMs), until: iso(untilMs), bucket_ms: bucket, counts };
  }

  tracks(fromMs, untilMs, get) {
    const [west, south, east, north] = (get("bbox") ?? "-180,-90,180,90").split(",").map(Number);
    const inBox = ({ lon, lat }) => lon >= west && lon <= east && lat >= south && lat <= north;
    const first = Number(get("next") ?? 0);
    const tracks = [];
    let i = first;
    for (; i < this.ships.length && tracks.length < PAGE_TRACKS; i++) {
      const s = this.ships[i];
      const rows = reports(s, fromMs, untilMs, everyOf(s, Number(get("simplify") ?? 0)));
      if (rows.some(inBox)) tracks.push({ s, rows });
    }
    return encodeTracks(tracks, fromMs, untilMs, i < this.ships.length ? String(i) : "");
  }

  vessel(mmsi, fromMs, untilMs, simplify) {
    const s = this.ships.find((one) => one.mmsi === mmsi);
    const rows = s ? reports(s, fromMs, untilMs, everyOf(s, simplify)) : [];
    const name = CLASSES[s?.classOf ?? 0];
    const gaps = rows
      .map(
        (row, i) =>
          hasGap(rows, i) && { from: iso(rows[i - 1].ms), until: iso(row.ms), class: name },
      )
      .filter(Boolean);
    const positions = rows.map(({ ms, lon, lat, knots, course }) => [
      ms,
      lon,
      lat,
      knots,
      knots > 0 ? course : null,
      knots > 0 ? Math.round(course) : null,
      knots > 0 ? 0 : 1,
      name,
    ]);
    return { mmsi, from: iso(fromMs), until: iso(untilMs), positions, gaps, next: null };
  }

  names(atMs, mmsi) {
    const vessels = this.ships
      .filter((s) => mmsi === null || s.mmsi === Number(mmsi))
      .map((s) => ({
        mmsi: s.mmsi,
        name: s.name,
        callsign: s.callsign || null,
        imo: s.imo,
        ship_type: s.classOf === 5 ? null : s.type,
        aid_type: s.classOf === 5 ? s.type : null,
        to_bow: 100,
        to_stern: 20,
        to_port: 9,
        to_starboard: 9,
        from: iso(FROM_MS),
        until: iso(Math.min(atMs, UNTIL_MS)),
      }));
    return { at: iso(atMs), vessels, next: null };
  }
}
