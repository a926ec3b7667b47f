// SPDX-License-Identifier: Apache-2.0
// The line to the node: the WebSocket, what we look at, and connecting anew by itself.

import { padded } from "./bounds";
import { encodeView, LIVE_PROTOCOL, parseFrame, type Bounds, type Frame } from "./wire";

const FIRST_WAIT_MS = 500;
const WAIT_MS_MAX = 8000;
/** A node that hangs keeps the socket open; so long without a frame we hang up ourselves. */
const SILENCE_MS_MAX = 10_000;
/** A map in motion asks this often at most. */
const VIEW_INTERVAL_MS = 150;

/** Half to whole of a doubling wait: many viewers do not all come back at the same instant. */
export function waitMs(attempt: number, random: number): number {
  return Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + random / 2);
}

export interface LiveEvents {
  onFrame(frame: Frame): void;
  onOpen(): void;
}

export class Live {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private bounds: Bounds | null = null;
  private viewTimer = 0;
  private viewSentMs = 0;
  private silenceTimer = 0;
  private retryTimer = 0;

  constructor(
    private readonly url: string,
    private readonly events: LiveEvents,
  ) {}

  connect(): void {
    const socket = new WebSocket(this.url, LIVE_PROTOCOL);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.watchSilence();
    socket.onopen = () => {
      if (this.socket !== socket) return;
      this.events.onOpen();
      this.sendView();
    };
    socket.onmessage = ({ data }) => {
      if (this.socket !== socket) return;
      this.attempt = 0;
      this.watchSilence();
      try {
        this.events.onFrame(parseFrame(data as ArrayBuffer));
      } catch {
        // Another format: hang up; the banner says that no picture comes.
        socket.close();
      }
    };
    socket.onclose = () => {
      if (this.socket !== socket) return;
      window.clearTimeout(this.silenceTimer);
      const wait = waitMs(this.attempt++, Math.random());
      this.retryTimer = window.setTimeout(() => this.connect(), wait);
    };
  }

  /** Playback needs no live picture, and the node no viewer who looks elsewhere. */
  pause(): void {
    const { socket } = this;
    this.socket = null;
    window.clearTimeout(this.silenceTimer);
    window.clearTimeout(this.retryTimer);
    socket?.close();
  }

  /** Everything in view comes anew, as after any connecting. */
  resume(): void {
    if (this.socket) return;
    this.attempt = 0;
    this.connect();
  }

  look(bounds: Bounds): void {
    this.bounds = padded(bounds);
    const waited = Date.now() - this.viewSentMs;
    window.clearTimeout(this.viewTimer);
    if (waited >= VIEW_INTERVAL_MS) this.sendView();
    else this.viewTimer = window.setTimeout(() => this.sendView(), VIEW_INTERVAL_MS - waited);
  }

  private sendView(): void {
    if (!this.bounds || this.socket?.readyState !== WebSocket.OPEN) return;
    this.viewSentMs = Date.now();
    this.socket.send(encodeView(this.bounds));
  }

  private watchSilence(): void {
    window.clearTimeout(this.silenceTimer);
    this.silenceTimer = window.setTimeout(() => this.socket?.close(), SILENCE_MS_MAX);
  }
}
