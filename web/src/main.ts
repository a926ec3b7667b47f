// SPDX-License-Identifier: Apache-2.0
// The page: makes the picture, its views and the line to the node, and ties them together.

import "maplibre-gl/dist/maplibre-gl.css";
import "../css/page.css";
import { Api } from "./api";
import { el, iconButton, nameButton, setText } from "./dom";
import { listen, type PlayerActions } from "./keys";
import { formatLink, parseLink, withoutPlayback, type Link } from "./link";
import { Live } from "./live";
import { MapView } from "./map/view";
import { BannerPanel } from "./panels/banner";
import { BarPanel } from "./panels/bar";
import { CardPanel } from "./panels/card";
import { DrillPanel } from "./panels/drill";
import { HelpPanel } from "./panels/help";
import { PlaybackBar } from "./panels/playback_bar";
import { PlaybackHead } from "./panels/playback_head";
import { SearchPanel } from "./panels/search";
import { SpeedLegend } from "./panels/speed_legend";
import { StatusPanel } from "./panels/status";
import { TablePanel } from "./panels/table";
import { Picture } from "./picture";
import { Follower } from "./playback/follow";
import { Player } from "./playback/player";
import { firstSettings, keep, recall } from "./settings";
import { staleReason } from "./stale";
import { targetOf, type Target } from "./wire";

const ATTRIBUTION = "© OpenStreetMap contributors, GSHHG, Natural Earth";
/** So often the address follows while playback runs: browsers count its changes. */
const LINK_INTERVAL_MS = 3000;
const NARROW = window.matchMedia("(max-width: 700px)");

const first = parseLink(location.hash);
const picture = new Picture(
  firstSettings(first, recall(), {
    languages: navigator.languages,
    isDark: window.matchMedia("(prefers-color-scheme: dark)").matches,
    isNarrow: NARROW.matches,
  }),
);

const api = new Api(picture);
const player = new Player(picture);
const follower = new Follower(picture, player.fleet);
const mapBox = el("div", { id: "map-box" });
const mapHolder = el("div", { id: "map" });

function show(t: Target): void {
  picture.select(t.mmsi);
  mustFly = !Number.isFinite(t.lonDeg);
  view.flyTo(t.lonDeg, t.latDeg);
  clearMap();
}

async function listAll(): Promise<Target[]> {
  return picture.playback ? follower.everyone() : (await api.everyVessel()).map(targetOf);
}

function togglePlayback(): void {
  if (picture.playback) player.leave();
  else player.enter();
}

/** On a phone the table lies over the map. */
function clearMap(): void {
  if (NARROW.matches) picture.change({ isTableOpen: false });
}

const help = new HelpPanel(picture);
const search = new SearchPanel(picture, listAll, show);
const bar = new BarPanel(picture, search.element, () => help.toggle(), togglePlayback);
const playbackBar = new PlaybackBar(picture, player);
const table = new TablePanel(picture, clearMap);
const zoomIn = iconButton("plus", () => view.zoom(1));
const zoomOut = iconButton("minus", () => view.zoom(-1));
const home = iconButton("home", () => view.goHome());
const main = el("main", {}, mapBox, table.element);
mapBox.append(
  mapHolder,
  el("div", { class: "map-buttons" }, zoomIn, zoomOut, home),
  el("p", { class: "attribution" }, el("bdi", { dir: "ltr" }, ATTRIBUTION)),
  new BannerPanel(picture).element,
  new SpeedLegend(picture).element,
  new CardPanel(picture, show).element,
);
document.body.append(
  bar.element,
  new DrillPanel(picture).element,
  new PlaybackHead(picture, () => player.leave()).element,
  main,
  playbackBar.element,
  new StatusPanel(picture).element,
  help.element,
);

const view = new MapView(picture, mapHolder, first.map);

function drawTitle(): void {
  const { words, isDrill, playback } = picture;
  const isLiveDrill = isDrill && !playback;
  const word = playback ? "playback.title" : isLiveDrill ? "drill.title" : null;
  const title = words.t(playback ? "title.playback" : "title");
  setText(document.querySelector("title")!, word ? `${words.t(word)} - ${title}` : title);
}
picture.on(["drill", "playback"], drawTitle);

// How the page is shown.
function drawSettings(): void {
  const { words, settings } = picture;
  document.documentElement.lang = settings.lang;
  document.documentElement.dir = words.dir;
  document.documentElement.dataset["palette"] = settings.palette;
  drawTitle();
  nameButton(zoomIn, words.t("button.zoom_in"), "+");
  nameButton(zoomOut, words.t("button.zoom_out"), "-");
  nameButton(home, words.t("button.home"), "0");
  document.body.classList.toggle("has-table", settings.isTableOpen);
}
picture.on(["settings"], () => {
  drawSettings();
  keep(picture.settings);
  writeLink(false);
});
drawSettings();

// The address.
function currentLink(): Link {
  const { lang, palette } = picture.settings;
  const link: Link = { map: view.place, lang, palette };
  if (picture.selected !== null) link.target = picture.selected;
  const { playback } = picture;
  if (playback) {
    const { atMs, speed, range } = playback;
    link.playback = { atMs, speed, ...(range && { range }) };
  }
  return waiting ? { ...waiting, lang, palette } : link;
}

/** A new selection is a step that "back" undoes; moving the map is not. */
function writeLink(isStep: boolean): void {
  const hash = formatLink(currentLink());
  if (hash === location.hash) return;
  if (isStep) history.pushState(null, "", hash);
  else history.replaceState(null, "", hash);
}

let isFollowingLink = false;
let mustFly = false;
/** A link into the past waits until it is known whether there is an archive. */
let waiting: Link | null = null;

function followPast(): void {
  if (!waiting || !picture.status || (picture.status.archive && !picture.archive)) return;
  const link = waiting;
  waiting = null;
  followLink(picture.archive ? link : withoutPlayback(link));
}
picture.on(["archive", "status"], followPast);

function followLink(link: Link): void {
  isFollowingLink = true;
  if (link.map) view.jumpTo(link.map);
  waiting = link.playback && !picture.archive ? link : null;
  if (!link.playback) player.leave();
  else if (!waiting) player.enter({ range: null, ...link.playback });
  mustFly = link.target !== undefined && !link.map;
  picture.select(waiting ? null : (link.target ?? null));
  if (link.lang || link.palette) {
    picture.change({
      ...(link.lang && { lang: link.lang }),
      ...(link.palette && { palette: link.palette }),
    });
  }
  isFollowingLink = false;
}

view.onMoveEnd(() => writeLink(false));
picture.on(["selection"], () => isFollowingLink || writeLink(true));
window.addEventListener("popstate", () => followLink(parseLink(location.hash)));
picture.on(["vessel", "past"], () => {
  const target = picture.selectedTarget();
  const place = target && Number.isFinite(target.lonDeg) ? target : picture.pastPlace();
  if (!mustFly || !place) return;
  mustFly = false;
  view.flyTo(place.lonDeg, place.latDeg);
});

// Playback: the live picture rests meanwhile, and the address holds the moment.
let wasPlayback = false;
let linkMs = 0;
function writeMoment(): void {
  const isPlaying = picture.playback?.isPlaying === true;
  if (isPlaying && Date.now() - linkMs < LINK_INTERVAL_MS) return;
  linkMs = Date.now();
  writeLink(false);
}
picture.on(["playback"], () => {
  const isPlayback = picture.playback !== null;
  if (isPlayback === wasPlayback) return writeMoment();
  wasPlayback = isPlayback;
  if (isPlayback) live.pause();
  else {
    frameMs = Date.now();
    live.resume();
  }
  checkStale();
  if (!isFollowingLink) writeLink(true);
});
picture.on(["targets"], () => picture.playback && writeMoment());
const playerKeys: PlayerActions = {
  play: () => player.toggle(),
  step: (by) => player.step(by),
  turn: (by) => playbackBar.turn(by),
  speed: (by) => player.faster(by),
  rangeFrom: () => playbackBar.setEnd("fromMs"),
  rangeUntil: () => playbackBar.setEnd("toMs"),
};

// The line to the node, and whether it is alive.
let frameMs = Date.now();
const liveUrl = new URL("live", document.baseURI);
liveUrl.protocol = liveUrl.protocol === "https:" ? "wss:" : "ws:";
const live = new Live(liveUrl.href, {
  onOpen: () => picture.replaceWithNext(),
  onFrame: (frame) => {
    frameMs = Date.now();
    picture.apply(frame);
    checkStale();
  },
});
function checkStale(): void {
  const { status, playback } = picture;
  const { statusMs } = api;
  // In playback no frames are asked for; that the node lives is told by its status.
  const heardMs = playback ? Math.max(frameMs, statusMs) : frameMs;
  picture.setStale(staleReason({ nowMs: Date.now(), frameMs: heardMs, status, statusMs }));
}
picture.on(["view"], () => live.look(picture.view!.bounds));

picture.on(["status"], checkStale);
picture.on(["status"], () => {
  if (view.isLost) void api.everyVessel().then((all) => view.lookAt(all.map(targetOf)));
});
window.setInterval(checkStale, 500);

listen(
  {
    search: () => search.focus(),
    table: () => {
      bar.toggleTable();
      if (picture.settings.isTableOpen) table.focus();
    },
    palette: () => bar.turnPalette(),
    vector: () => bar.turnVector(),
    help: () => help.toggle(),
    home: () => view.goHome(),
    escape: () => {
      if (help.element.open) help.element.close();
      else if (picture.selected !== null) picture.select(null);
      else if (NARROW.matches) picture.change({ isTableOpen: false });
    },
    pan: (x, y) => view.pan(x, y),
    zoom: (by) => view.zoom(by),
    playback: togglePlayback,
  },
  () => (picture.playback ? playerKeys : null),
);

if (picture.view) live.look(picture.view.bounds);
live.connect();
void api.followStatus();
void api.loadWaters();
followLink(first);
