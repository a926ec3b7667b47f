// SPDX-License-Identifier: Apache-2.0
// The map: puts its layers together, draws the picture on them, and turns clicks into selection.

import { LngLatBounds, Map as MapLibre, ScaleControl, setWorkerUrl } from "maplibre-gl";
import { padded } from "../bounds";
import type { Place } from "../link";
import { COLOURS } from "../palette";
import type { Picture } from "../picture";
import { MINUTE_MS } from "../playback/time";
import { isMoving } from "../target";
import { landFile, watersFeature } from "../waters";
import type { Target } from "../wire";
import { addChart, paintChart, showChart } from "./chart";
import { landStyle, paintLand, showWaters, showWorld } from "./land";
import { worldPx } from "./mercator";
import { addNames, nameFeatures, paintNames, showNames } from "./names";
import { Scene } from "./scene";
import { ShipsLayer } from "./ships";
import {
  addDates,
  dateLabels,
  paintDates,
  showDates,
  tailLabels,
  type DateLabel,
} from "./track_dates";
import { TrailsLayer } from "./trails";

const REACH_PX = { mouse: 14, touch: 24 };
const FLY_ZOOM = 12.5;
const PAN_PX = 120;
const NARROW_PX = 700;
const SCREEN_PX = 800;
/** In playback ships may run past their names; faster than this they go without. */
const NAMES_SPEED_MAX = 60;
/** So often names follow the ships of playback. */
const NAMES_MS = 400;
/** Width of the card that lies over the map: css/panels.css. */
const CARD_PX = 376;

export class MapView {
  private readonly map: MapLibre;
  private readonly scene = new Scene();
  private readonly ships = new ShipsLayer(this.scene);
  private readonly trails = new TrailsLayer();
  private isLoaded = false;
  private hasPlace: boolean;
  private namesShown = "";
  private namesMs = 0;
  private pastDates: DateLabel[] = [];
  private datesShown = "";

  constructor(
    private readonly picture: Picture,
    container: HTMLElement,
    place: Place | undefined,
  ) {
    setWorkerUrl(new URL("maplibre-gl-worker.mjs", document.baseURI).href);
    this.hasPlace = place !== undefined;
    this.map = new MapLibre({
      container,
      style: landStyle(this.palette),
      center: place ? [place.lonDeg, place.latDeg] : [30, 25],
      zoom: place?.zoom ?? 2,
      minZoom: 1.5,
      maxZoom: 18,
      attributionControl: false, // the page has its own line, in its own colours
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      keyboard: false, // keys work everywhere on the page: keys.ts
      fadeDuration: 150,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new ScaleControl({ unit: "nautical", maxWidth: 110 }), "bottom-left");
    this.map.on("load", () => this.onLoad());
    this.map.on("moveend", () => this.onMoved());
    this.map.on("move", () => this.tellView());
    this.map.on("resize", () => this.onMoved());
    this.map.on("click", (e) => this.onClick(e.lngLat.lng, e.lngLat.lat, isTouch(e.originalEvent)));
    this.map.on("mousemove", (e) => {
      const isOver = this.near(e.lngLat.lng, e.lngLat.lat, REACH_PX.mouse) !== null;
      this.map.getCanvas().style.cursor = isOver ? "pointer" : "";
    });
    picture.on(["targets", "selection", "vessel", "moment"], () => this.draw());
    picture.on(["windows"], () => this.trails.setWindows(picture.windows));
    picture.on(["past", "selection"], () => this.drawPast());
    picture.on(["playback"], () => this.draw());
    picture.on(["settings"], () => this.onSettings());
    picture.on(["waters"], () => this.onWaters());
    this.describe();
    this.tellView();
  }

  private get palette() {
    return COLOURS[this.picture.settings.palette];
  }

  private onLoad(): void {
    addChart(this.map, this.palette);
    this.map.addLayer(this.trails);
    addDates(this.map, this.palette);
    this.map.addLayer(this.ships);
    addNames(this.map, this.palette);
    this.isLoaded = true;
    void showWorld(this.map);
    this.onSettings();
    this.onWaters();
    this.drawPast();
  }

  private onWaters(): void {
    const { waters, words } = this.picture;
    if (!waters || !this.isLoaded) return;
    const file = landFile(waters);
    if (file) void showWaters(this.map, file);
    showChart(this.map, waters, words);
    if (!this.hasPlace) this.goHome(false);
  }

  private onSettings(): void {
    this.describe();
    if (!this.isLoaded) return;
    paintLand(this.map, this.palette);
    paintChart(this.map, this.palette);
    paintNames(this.map, this.palette);
    paintDates(this.map, this.palette);
    this.trails.paint(this.palette);
    if (this.picture.waters) showChart(this.map, this.picture.waters, this.picture.words);
    this.draw();
  }

  private describe(): void {
    this.map.getCanvas().setAttribute("aria-label", this.picture.words.t("map"));
  }

  private tellView(): void {
    const b = this.map.getBounds();
    const bounds = {
      west: b.getWest(),
      south: b.getSouth(),
      east: b.getEast(),
      north: b.getNorth(),
    };
    this.picture.setView(bounds, this.map.getZoom());
  }

  private onMoved(): void {
    this.tellView();
    this.draw();
    this.drawPast();
  }

  /** The whole track of the selected ship, with its dates. */
  private drawPast(): void {
    const { past } = this.picture;
    this.trails.setPast(past);
    if (!this.isLoaded) return;
    const zoom = this.map.getZoom();
    this.pastDates = past?.flatMap((track) => dateLabels(track, zoom)) ?? [];
    this.drawDates(zoom);
  }

  /** Every track has its dates: of the selected ship along it, of the others where they begin. */
  private drawDates(zoom: number): void {
    const { playback, windows, selected } = this.picture;
    const moving = this.scene.shown.filter((t) => isMoving(t) && !t.isHeld && t.mmsi !== selected);
    const fromMs = playback ? playback.atMs - playback.trailMin * MINUTE_MS : NaN;
    const tails = playback?.trailMin ? tailLabels(windows, moving, fromMs, zoom) : [];
    const labels = [...this.pastDates, ...tails];
    const key = labels.map(({ text, lonDeg, latDeg }) => `${text} ${lonDeg} ${latDeg}`).join();
    if (key === this.datesShown) return;
    this.datesShown = key;
    showDates(this.map, labels);
  }

  private draw(): void {
    const { picture } = this;
    if (!this.isLoaded || !picture.view) return;
    const { bounds, zoom } = picture.view;
    this.scene.build({
      targets: picture.targets.values(),
      selected: picture.selectedTarget(),
      past: picture.vessel?.past ?? [],
      palette: this.palette,
      vectorMin: picture.settings.vectorMin,
      zoom,
      bounds: padded(bounds),
    });
    this.ships.refresh();
    const { playback } = picture;
    this.trails.moveTo(playback?.atMs ?? NaN, (playback?.trailMin ?? 0) * MINUTE_MS);
    this.drawNames(zoom);
  }

  private drawNames(zoom: number): void {
    const { selected, playback } = this.picture;
    const now = performance.now();
    if (playback?.isPlaying && now - this.namesMs < NAMES_MS) return;
    this.namesMs = now;
    this.drawDates(zoom);
    const isFast = playback?.isPlaying === true && playback.speed > NAMES_SPEED_MAX;
    const named = isFast ? this.scene.shown.filter((t) => t.mmsi === selected) : this.scene.shown;
    const features = nameFeatures(named, selected, zoom);
    const key = features.map((f) => `${f.properties!["text"]}${JSON.stringify(f.geometry)}`).join();
    if (key === this.namesShown) return;
    this.namesShown = key;
    showNames(this.map, features);
  }

  private near(lon: number, lat: number, reachPx: number): Target | null {
    return this.scene.nearest(lon, lat, worldPx(this.map.getZoom()), reachPx);
  }

  private onClick(lon: number, lat: number, touch: boolean): void {
    const found = this.near(lon, lat, touch ? REACH_PX.touch : REACH_PX.mouse);
    this.picture.select(found?.mmsi ?? null);
  }

  get place(): Place {
    const { lng, lat } = this.map.getCenter().wrap();
    return { zoom: this.map.getZoom(), latDeg: lat, lonDeg: lng };
  }

  jumpTo(place: Place): void {
    this.hasPlace = true;
    this.map.jumpTo({ center: [place.lonDeg, place.latDeg], zoom: place.zoom });
  }

  /** To the middle of what no card covers. */
  flyTo(lonDeg: number, latDeg: number): void {
    if (!Number.isFinite(lonDeg) || !Number.isFinite(latDeg)) return;
    this.hasPlace = true;
    const zoom = Math.max(this.map.getZoom(), FLY_ZOOM);
    const offset = this.cardOffset();
    this.map.flyTo({ center: [lonDeg, latDeg], zoom, offset, maxDuration: 1500 });
  }

  /** Neither link nor waters say where to look: then where the targets are. */
  get isLost(): boolean {
    return this.isLoaded && !this.hasPlace && this.picture.waters !== null;
  }

  lookAt(places: { lonDeg: number; latDeg: number }[]): void {
    const known = places.filter((p) => Number.isFinite(p.lonDeg) && Number.isFinite(p.latDeg));
    if (known.length === 0) return;
    this.hasPlace = true;
    const box = new LngLatBounds();
    for (const { lonDeg, latDeg } of known) box.extend([lonDeg, latDeg]);
    this.map.fitBounds(box, { padding: 60, maxZoom: 11, animate: false });
  }

  private cardOffset(): [number, number] {
    const { clientWidth: width, clientHeight: height } = this.map.getContainer();
    if (width < NARROW_PX) return [0, -height * 0.23];
    return [this.picture.words.dir === "rtl" ? -CARD_PX / 2 : CARD_PX / 2, 0];
  }

  goHome(isAnimated = true): void {
    const view = this.picture.waters && watersFeature(this.picture.waters)?.properties.view;
    if (!view) return;
    this.hasPlace = true;
    // The file's zoom is meant for a screen; a phone shows as much of the waters, only smaller.
    const { clientWidth: width } = this.map.getContainer();
    const zoom = view.zoom + Math.min(0, Math.log2(width / SCREEN_PX));
    const camera = { center: view.centre, zoom };
    if (isAnimated) this.map.easeTo(camera);
    else this.map.jumpTo(camera);
  }

  pan(x: number, y: number): void {
    this.map.panBy([x * PAN_PX, y * PAN_PX], { duration: 200 });
  }

  zoom(by: number): void {
    this.map.zoomTo(this.map.getZoom() + by, { duration: 200 });
  }

  onMoveEnd(listener: () => void): void {
    this.map.on("moveend", listener);
  }
}

function isTouch(event: Event): boolean {
  return event instanceof PointerEvent ? event.pointerType === "touch" : "touches" in event;
}
