// SPDX-License-Identifier: Apache-2.0
// The types of fake_frame.mjs, for the page's tests.
export function encodeFrame(
  targets: object[],
  gone: number[],
  known: number,
  timeMs: number,
): ArrayBuffer;
