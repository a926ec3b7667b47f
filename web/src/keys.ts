// SPDX-License-Identifier: Apache-2.0
// The keys that work everywhere on the page, unless something is being typed.

export interface Actions {
  search(): void;
  table(): void;
  palette(): void;
  vector(): void;
  help(): void;
  home(): void;
  escape(): void;
  pan(x: number, y: number): void;
  zoom(by: number): void;
  /** Into playback, and back to live. */
  playback(): void;
}

/** In playback some keys are those of a player. */
export interface PlayerActions {
  play(): void;
  step(by: number): void;
  turn(by: number): void;
  speed(by: number): void;
  rangeFrom(): void;
  rangeUntil(): void;
}

const PLAIN: Record<string, (a: Actions) => void> = {
  "/": (a) => a.search(),
  t: (a) => a.table(),
  n: (a) => a.palette(),
  v: (a) => a.vector(),
  p: (a) => a.playback(),
  "?": (a) => a.help(),
  "0": (a) => a.home(),
  Escape: (a) => a.escape(),
  "+": (a) => a.zoom(1),
  "=": (a) => a.zoom(1),
  "-": (a) => a.zoom(-1),
};

const PLAYER: Record<string, (a: PlayerActions) => void> = {
  " ": (a) => a.play(),
  ArrowLeft: (a) => a.step(-1),
  ArrowRight: (a) => a.step(1),
  PageUp: (a) => a.turn(-1),
  PageDown: (a) => a.turn(1),
  "+": (a) => a.speed(1),
  "=": (a) => a.speed(1),
  "-": (a) => a.speed(-1),
  "[": (a) => a.rangeFrom(),
  "]": (a) => a.rangeUntil(),
};

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Letters by their place too, so that an Arabic or Persian keyboard need not be switched. */
const BY_CODE: Record<string, string> = {
  KeyT: "t",
  KeyN: "n",
  KeyV: "v",
  KeyP: "p",
  Slash: "/",
  BracketLeft: "[",
  BracketRight: "]",
};

export interface Press {
  key: string;
  code: string;
  shiftKey: boolean;
  hasModifier: boolean;
  /** In a field for text: letters are its own. */
  isTyping: boolean;
  /** In something that uses arrows itself: a table, a list, a scrolling card. */
  isScrolling: boolean;
  /** On a button, or in a dialog: space is for it. */
  isButton: boolean;
}

/** Does what the key is for; false when it is for nothing here. */
export function act(press: Press, actions: Actions, player: PlayerActions | null = null): boolean {
  if (press.hasModifier || press.isTyping) return false;
  if (player && play(press, player)) return true;
  const arrow = ARROWS[press.key];
  if (arrow) {
    if (press.isScrolling) return false;
    actions.pan(...arrow);
    return true;
  }
  const isQuestion = press.key === "؟" || (press.code === "Slash" && press.shiftKey);
  const byCode = isQuestion ? "?" : BY_CODE[press.code];
  const action = PLAIN[press.key] ?? (byCode ? PLAIN[byCode] : undefined);
  action?.(actions);
  return action !== undefined;
}

/** Arrows with shift still move the map; on the map alone those up and down do. */
function play(press: Press, player: PlayerActions): boolean {
  const isOwn = press.key === " " ? press.isButton : press.isScrolling;
  const isArrow = press.key in ARROWS;
  if (isOwn || (isArrow && press.shiftKey)) return false;
  const action = PLAYER[press.key] ?? PLAYER[BY_CODE[press.code] ?? ""];
  action?.(player);
  return action !== undefined;
}

/** `player` gives the keys of playback, null while the picture is live. */
export function listen(actions: Actions, player: () => PlayerActions | null): void {
  window.addEventListener("keydown", (event) => {
    const at = event.target instanceof Element ? event.target : document.body;
    const done = act(
      {
        key: event.key,
        code: event.code,
        shiftKey: event.shiftKey,
        hasModifier: event.ctrlKey || event.altKey || event.metaKey,
        isTyping: at.matches("input, textarea, select"),
        isScrolling: at.closest("[role=grid], [role=listbox], .scroller, dialog, footer") !== null,
        isButton: at.closest("button, a, dialog") !== null,
      },
      actions,
      player(),
    );
    if (done) event.preventDefault();
  });
}
