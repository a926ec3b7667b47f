// SPDX-License-Identifier: Apache-2.0
// Small helpers to build the page's elements; text goes in as text, never as markup.

type Attributes = Record<string, string | number | boolean | ((event: never) => void)>;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value as EventListener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** Writes only what changed: an untouched text node costs no layout and no announcement. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Outlines in a square of 24, drawn with the colour of the text. */
const ICON_PATHS = {
  table: "M4 6h16M4 12h16M4 18h16",
  help: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 18v.01",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  home: "M5 9V5h4M15 5h4v4M19 15v4h-4M9 19H5v-4",
  vector: "M5 19L17 7M10 6h8v8",
  palette: "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16",
  target: "M12 3v4M12 17v4M3 12h4M17 12h4M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8",
  copy: "M9 9h11v11H9zM5 15V4h11",
  film: "M4 5h16v14H4zM8 5v14M16 5v14M4 9.7h4M4 14.3h4M16 9.7h4M16 14.3h4",
  live: "M12 10a2 2 0 1 0 0 4a2 2 0 0 0 0-4M7.8 7.8a6 6 0 0 0 0 8.4M16.2 7.8a6 6 0 0 1 0 8.4",
  play: "M8 5l11 7l-11 7z",
  pause: "M8 5v14M16 5v14",
  back: "M17 6l-7 6l7 6M7 6v12",
  forth: "M7 6l7 6l-7 6M17 6v12",
  start: "M19 6l-6 6l6 6M12 6l-6 6l6 6M4 6v12",
  trail: "M5 19c0-6 6-4 7-8s4-5 7-6M16 4l3 1l-1 3",
  range_from: "M10 4H6v16h4M11 12h9M16 8l4 4l-4 4",
  range_until: "M14 4h4v16h-4M13 12H4M8 8l-4 4l4 4",
  history: "M4 12a8 8 0 1 0 2.6-5.9M4 4v4h4M12 8v4.5l3 2",
};

export function icon(name: keyof typeof ICON_PATHS): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICON_PATHS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(
  name: keyof typeof ICON_PATHS,
  onClick: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  return el(
    "button",
    { type: "button", class: "button", click: onClick, ...attributes },
    icon(name),
  );
}

/** Names a button for those who see it and those who hear it alike. */
export function nameButton(button: HTMLElement, name: string, key?: string): void {
  setAttribute(button, "aria-label", name);
  setAttribute(button, "title", key ? `${name} (${key})` : name);
  if (key) setAttribute(button, "aria-keyshortcuts", key);
}
