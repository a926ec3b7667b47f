// SPDX-License-Identifier: Apache-2.0
// The types of world.mjs, for its test.
type Ring = [number, number][];
export function unwrapped(ring: Ring): Ring;
export function flattened(rings: Ring[]): Ring[][];
