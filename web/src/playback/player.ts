// SPDX-License-Identifier: Apache-2.0
// Plays the archive: turns real time into the moment, keeps the windows about it at hand, and puts
// who was there into the picture.

import { padded } from "../bounds";
import { metresPerPx } from "../map/mercator";
import type { Picture } from "../picture";
import { askTracks } from "./archive";
import { WindowBuffer } from "./buffer";
import { Fleet } from "./fleet";
import {
  advanced,
  clampTo,
  common,
  GAP_MS,
  HELD_MS,
  MINUTE_MS,
  nextSpeed,
  paceOf,
  reachOf,
  type Span,
  type Speed,
} from "./time";

/** Between two drawings: a ship moves no pixel in less. */
const FRAME_MS: Record<Speed, number> = { 1: 200, 10: 66, 60: 33, 600: 33, 3600: 33 };
/** Table and card are read, not watched. */
const TELL_MS = 500;
/** So often it looks whether windows are needed, also while nothing plays. */
const LOOK_MS = 250;
/** Played from here when nothing else was asked for: the last hour of the archive. */
const LAST_MS = 60 * MINUTE_MS;

export class Player {
  readonly fleet = new Fleet();
  private readonly buffer: WindowBuffer;
  private frame = 0;
  private timer = 0;
  private frameMs = 0;
  private toldMs = 0;
  private endMs = NaN;

  constructor(private readonly picture: Picture) {
    this.buffer = new WindowBuffer(askTracks, () => this.onWindows());
    picture.on(["view"], () => this.look());
    picture.on(["archive"], () => {
      if (picture.playback && this.endMs < (picture.archive?.toMs ?? 0)) {
        this.buffer.forgetAfter(this.endMs);
      }
      this.endMs = picture.archive?.toMs ?? NaN;
    });
  }

  /** False where there is no archive. */
  enter(start: { atMs?: number; speed?: Speed; range?: Span | null } = {}): boolean {
    const { archive, playback } = this.picture;
    if (!archive) return false;
    const range = start.range ? common(start.range, archive) : null;
    const atMs = clampTo(start.atMs ?? archive.toMs - LAST_MS, range ?? archive);
    if (playback) {
      this.picture.changePlayback({ range, ...(start.speed && { speed: start.speed }) });
      this.seek(atMs);
      return true;
    }
    this.picture.enterPlayback({
      atMs,
      speed: start.speed ?? 60,
      isPlaying: false,
      range,
      trailMin: 30,
      phase: "loading",
    });
    this.timer = window.setInterval(() => this.look(), LOOK_MS);
    this.look();
    return true;
  }

  leave(): void {
    if (!this.picture.playback) return;
    cancelAnimationFrame(this.frame);
    window.clearInterval(this.timer);
    this.frame = 0;
    this.picture.leavePlayback();
    this.buffer.clear();
  }

  toggle(): void {
    const { playback, played } = this.picture;
    if (!playback) return;
    const isPlaying = !playback.isPlaying;
    // From the end it begins anew.
    if (isPlaying && playback.atMs >= played.toMs) this.picture.moveTo(played.fromMs);
    this.picture.changePlayback({ isPlaying });
    this.look();
    if (isPlaying) this.run();
    else this.tell();
  }

  seek(atMs: number): void {
    this.picture.moveTo(atMs);
    this.look();
    this.draw();
  }

  step(by: number): void {
    const { playback } = this.picture;
    if (playback) this.seek(playback.atMs + by * paceOf(playback.speed).stepMs);
  }

  faster(by: number): void {
    const { playback } = this.picture;
    if (playback) this.setSpeed(nextSpeed(playback.speed, by));
  }

  setSpeed(speed: Speed): void {
    this.picture.changePlayback({ speed });
    this.look();
  }

  setTrail(trailMin: number): void {
    this.picture.changePlayback({ trailMin });
    this.look();
  }

  /** Null: the whole archive is played. A moment outside of the range goes to its nearer end. */
  setRange(range: Span | null): void {
    const { archive, playback } = this.picture;
    if (!archive || !playback) return;
    this.picture.changePlayback({ range: range && common(range, archive) });
    this.seek(playback.atMs);
  }

  /** What must be here for the ships of a moment to be drawn as they were. */
  private get need(): Span {
    const { atMs } = this.picture.playback!;
    return this.within({ fromMs: atMs - HELD_MS, toMs: atMs + GAP_MS });
  }

  private within(span: Span): Span {
    const { archive } = this.picture;
    return (archive && common(span, { ...archive, toMs: archive.toMs + 1 })) ?? span;
  }

  private look(): void {
    const { playback, view } = this.picture;
    if (!playback || !view) return;
    const { atMs, speed, trailMin } = playback;
    const middle = (view.bounds.south + view.bounds.north) / 2;
    this.buffer.want({
      atMs,
      speed,
      view: view.bounds,
      mPerPx: metresPerPx(middle, view.zoom),
      bounds: padded(view.bounds),
      need: this.need,
      reach: this.within(reachOf(atMs, speed, trailMin * MINUTE_MS)),
    });
    this.setPhase();
  }

  private setPhase(): void {
    const isReady = this.buffer.covers(this.need);
    const { hasFailed } = this.buffer;
    const isEmpty = isReady && this.picture.targets.size === 0;
    const phase = !isReady ? (hasFailed ? "failed" : "loading") : isEmpty ? "nothing" : "ready";
    this.picture.changePlayback({ phase });
  }

  private onWindows(): void {
    const { windows } = this.buffer;
    this.fleet.take(windows);
    if (!this.picture.playback) return;
    this.picture.setWindows(windows);
    this.draw();
    this.look();
  }

  private draw(): void {
    const { playback, targets } = this.picture;
    if (!playback) return;
    this.fleet.at(playback.atMs, targets);
    this.setPhase();
    if (!playback.isPlaying) this.tell();
    else this.picture.moveTo(playback.atMs);
  }

  private tell(): void {
    this.toldMs = performance.now();
    this.picture.tellTargets();
  }

  private run(): void {
    if (this.frame) return;
    this.frameMs = performance.now();
    const turn = (nowMs: number) => {
      this.frame = 0;
      if (!this.picture.playback?.isPlaying) return;
      this.frame = requestAnimationFrame(turn);
      const { speed } = this.picture.playback;
      // A little early is on time: frames come in steps of the screen's own.
      if (nowMs - this.frameMs < FRAME_MS[speed] - 4) return;
      const elapsedMs = nowMs - this.frameMs;
      this.frameMs = nowMs;
      this.turn(elapsedMs, nowMs);
    };
    this.frame = requestAnimationFrame(turn);
  }

  private turn(elapsedMs: number, nowMs: number): void {
    const { picture } = this;
    const { atMs, speed } = picture.playback!;
    // What is not here yet is waited for, not skipped.
    if (!this.buffer.covers(this.need)) return this.look();
    const next = advanced(atMs, speed, elapsedMs, picture.played);
    this.fleet.at(next.atMs, picture.targets);
    picture.moveTo(next.atMs);
    this.setPhase();
    if (next.hasEnded) picture.changePlayback({ isPlaying: false });
    if (next.hasEnded || nowMs - this.toldMs >= TELL_MS) this.tell();
  }
}
