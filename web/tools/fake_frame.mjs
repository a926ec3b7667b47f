// SPDX-License-Identifier: Apache-2.0
// Writes a frame of /live (docs/live.md) for the fake node; independent of the page's parser.

function putRecord(view, at, t, seconds) {
  const put16 = (offset, value, scale, none) =>
    view.setUint16(at + offset, Number.isFinite(value) ? Math.round(value * scale) : none, true);
  const text = (offset, max, value) => {
    for (let i = 0; i < Math.min(max, value.length); i++)
      view.setUint8(at + offset + i, value.charCodeAt(i));
  };
  view.setUint32(at, t.mmsi, true);
  view.setInt32(at + 4, Math.round(t.lon * 600000), true);
  view.setInt32(at + 8, Math.round(t.lat * 600000), true);
  view.setUint32(at + 12, seconds, true);
  view.setUint32(at + 16, seconds, true);
  put16(20, t.speed, 10, 65535);
  put16(22, t.course, 10, 65535);
  put16(24, t.heading, 1, 65535);
  view.setInt16(at + 26, Number.isFinite(t.turn) ? t.turn * 10 : -32768, true);
  view.setUint8(at + 28, t.kind);
  view.setUint8(at + 29, t.status < 0 ? 255 : t.status);
  view.setUint8(at + 30, t.type < 0 ? 255 : t.type);
  view.setUint8(at + 31, (t.lost ? 1 : 0) | (t.virtual ? 2 : 0) | (t.off ? 4 : 0) | 8);
  put16(32, t.bow, 1, 65535);
  put16(34, Number.isFinite(t.bow) ? t.stern : NaN, 1, 65535);
  view.setUint8(at + 36, Number.isFinite(t.bow) ? t.port : 255);
  view.setUint8(at + 37, Number.isFinite(t.bow) ? t.starboard : 255);
  view.setUint8(at + 38, 1);
  text(39, 34, t.name);
  text(73, 7, t.callsign);
}

export function encodeFrame(targets, gone, known, timeMs, isDrill = false) {
  const view = new DataView(new ArrayBuffer(24 + targets.length * 80 + gone.length * 4));
  view.setUint8(0, 1);
  view.setUint8(1, isDrill ? 2 : 0);
  view.setUint16(2, 80, true);
  view.setUint32(4, targets.length, true);
  view.setUint32(8, gone.length, true);
  view.setUint32(12, known, true);
  view.setBigInt64(16, BigInt(timeMs), true);
  targets.forEach((t, i) => putRecord(view, 24 + i * 80, t, Math.floor(t.heardMs / 1000)));
  gone.forEach((mmsi, i) => view.setUint32(24 + targets.length * 80 + i * 4, mmsi, true));
  return view.buffer;
}
