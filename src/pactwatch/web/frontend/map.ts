/* The map beside a list of events: country shapes from this server, places from the address, nothing from elsewhere. */
import {
  type GeoJSONSource,
  type LngLatBoundsLike,
  Map as Chart,
  Marker,
  NavigationControl,
  setWorkerUrl,
} from "maplibre-gl";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { FeatureCollection, MultiLineString, Point, Position } from "geojson";
import { follow } from "./step";

interface Properties {
  name: string;
  names: { text: string }[];
  value: number;
  open: string;
}
type Places = FeatureCollection<Point, Properties> & { next: string | null };

const section = document.querySelector<HTMLElement>("section.map");
// Without WebGL there is no map; the table of places says the same.
if (section && document.createElement("canvas").getContext("webgl2")) void show(section);

async function show(section: HTMLElement): Promise<void> {
  const words = section.dataset;
  section.hidden = false;
  setWorkerUrl(new URL(words.worker ?? "", location.href).href);
  const [atlas, places] = await Promise.all([json<Topology>(words.atlas ?? ""), fetched()]);
  const chart = new Chart({
    container: "map",
    style: { version: 8, sources: {}, layers: [] },
    bounds: around(places),
    fitBoundsOptions: { padding: 48, maxZoom: 8 },
    maxZoom: 12,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: false,
    locale: { "Map.Title": document.title, "NavigationControl.ZoomIn": words.zoomIn ?? "", "NavigationControl.ZoomOut": words.zoomOut ?? "" },
  });
  chart.touchZoomRotate.disableRotation();
  chart.addControl(new NavigationControl({ showCompass: false }));
  await new Promise((done) => chart.once("load", done));
  drawAtlas(chart, atlas);
  chart.addSource("places", {
    type: "geojson",
    data: places,
    cluster: true,
    clusterRadius: 44,
    clusterMaxZoom: 11,
    clusterProperties: { sum: ["+", ["get", "value"]] },
  });
  // Nothing is drawn of it: what stands in view is asked of it, and shown as buttons and links that a keyboard reaches.
  chart.addLayer({ id: "places", type: "circle", source: "places", paint: { "circle-opacity": 0, "circle-radius": 1 } });
  const marks = new Marks(chart, words.many ?? "");
  chart.on("moveend", () => marks.renew());
  chart.on("sourcedata", (event) => event.sourceId === "places" && event.isSourceLoaded && marks.renew());
  chart.on("idle", () => marks.renew());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => paint(chart));
  const step = follow(section, () => box(chart), async () => {
    const found = await fetched();
    chart.getSource<GeoJSONSource>("places")?.setData(found);
  });
  chart.on("moveend", (event) => event.originalEvent && step.moved());
}

async function json<T>(address: string): Promise<T> {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json() as Promise<T>;
}

/** Every place, page by page. */
async function fetched(): Promise<Places> {
  const address = new URL(document.getElementById("found")?.dataset.places ?? "", location.href);
  address.searchParams.set("per_page", "500");
  const places = await json<Places>(address.href);
  for (let next = places.next; next; ) {
    const more = await json<Places>(next);
    places.features.push(...more.features);
    next = more.next;
  }
  return places;
}

function around(places: Places): LngLatBoundsLike {
  const asked = new URLSearchParams(location.search).get("box")?.split(",").map(Number);
  if (asked?.length === 4) return asked as [number, number, number, number];
  const points = core(places).map((f) => f.geometry.coordinates);
  if (!points.length) return [-20, -30, 80, 60];
  const across = points.map((p) => p[0] ?? 0);
  const up = points.map((p) => p[1] ?? 0);
  const pad = 0.5;
  return [Math.min(...across) - pad, Math.min(...up) - pad, Math.max(...across) + pad, Math.max(...up) + pad];
}

/** The places with nine tenths of what is told: far ones of which little is told do not decide what is shown first. */
function core(places: Places): Places["features"] {
  const all = places.features.reduce((sum, f) => sum + f.properties.value, 0);
  const middle = [0, 1].map((axis) => {
    const sorted = [...places.features].sort((a, b) => on(a, axis) - on(b, axis));
    let sum = 0;
    return on(sorted.find((f) => (sum += f.properties.value) >= all / 2) ?? sorted[0], axis);
  });
  const far = (f: Places["features"][0]) => Math.hypot(on(f, 0) - (middle[0] ?? 0), on(f, 1) - (middle[1] ?? 0));
  let sum = 0;
  return [...places.features]
    .sort((a, b) => far(a) - far(b))
    .filter((f) => {
      const before = sum;
      sum += f.properties.value;
      return before < all * 0.9;
    });
}

function on(place: Places["features"][0] | undefined, axis: number): number {
  return place?.geometry.coordinates[axis] ?? 0;
}

function box(chart: Chart): string {
  const bounds = chart.getBounds();
  const clip = (value: number, most: number) => Math.max(-most, Math.min(most, value)).toFixed(3);
  return [
    clip(bounds.getWest(), 180),
    clip(bounds.getSouth(), 90),
    clip(bounds.getEast(), 180),
    clip(bounds.getNorth(), 90),
  ].join(",");
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function drawAtlas(chart: Chart, atlas: Topology): void {
  const countries = atlas.objects.countries as GeometryCollection;
  chart.addSource("land", { type: "geojson", data: feature(atlas, countries) });
  chart.addSource("borders", { type: "geojson", data: uncrossed(mesh(atlas, countries, (a, b) => a !== b)) });
  chart.addSource("coasts", { type: "geojson", data: uncrossed(mesh(atlas, countries, (a, b) => a === b)) });
  chart.addLayer({ id: "sea", type: "background" });
  chart.addLayer({ id: "land", type: "fill", source: "land" });
  chart.addLayer({ id: "coasts", type: "line", source: "coasts" });
  chart.addLayer({ id: "borders", type: "line", source: "borders", paint: { "line-dasharray": [3, 2] } });
  paint(chart);
}

/** Lines cut where they would run across the whole map from one side of the 180th meridian to the other. */
function uncrossed(lines: MultiLineString): MultiLineString {
  const cut = lines.coordinates.flatMap((line) => {
    const parts: Position[][] = [[]];
    line.forEach((at, n) => {
      if (n && Math.abs((at[0] ?? 0) - (line[n - 1]?.[0] ?? 0)) > 180) parts.push([]);
      parts.at(-1)?.push(at);
    });
    return parts.filter((part) => part.length > 1);
  });
  return { type: "MultiLineString", coordinates: cut };
}

function paint(chart: Chart): void {
  chart.setPaintProperty("sea", "background-color", colour("--panel"));
  chart.setPaintProperty("land", "fill-color", colour("--paper"));
  chart.setPaintProperty("coasts", "line-color", colour("--muted"));
  chart.setPaintProperty("borders", "line-color", colour("--muted"));
}

/** What stands in view: a button for places that lie together, a link for one. */
class Marks {
  private shown = new Map<string, Marker>();

  constructor(
    private chart: Chart,
    private many: string,
  ) {}

  renew(): void {
    if (!this.chart.isSourceLoaded("places")) return;
    const now = new Map<string, Marker>();
    for (const found of this.chart.querySourceFeatures("places")) {
      const data = found.properties as Properties & { cluster_id?: number; sum?: number };
      const at = (found.geometry as Point).coordinates as [number, number];
      const key = data.cluster_id === undefined ? data.open : `${data.cluster_id} ${at.join()}`;
      if (now.has(key)) continue;
      const known = this.shown.get(key);
      const made = known ?? new Marker({ element: this.element(data, at), anchor: "center" }).setLngLat(at);
      if (!known) made.addTo(this.chart);
      now.set(key, made);
    }
    for (const [key, mark] of this.shown) if (!now.has(key)) mark.remove();
    this.shown = now;
  }

  private element(data: Properties & { cluster_id?: number; sum?: number }, at: [number, number]): HTMLElement {
    const number = new Intl.NumberFormat(document.documentElement.lang, { notation: "compact" });
    const many = data.cluster_id !== undefined;
    const value = many ? (data.sum ?? 0) : data.value;
    const made = document.createElement(many ? "button" : "a");
    made.className = `mark size-${Math.min(4, Math.floor(Math.log10(Math.max(1, value))))}`;
    const figure = document.createElement("b");
    figure.textContent = number.format(value);
    made.append(figure);
    if (many) {
      made.setAttribute("aria-label", `${this.many}: ${number.format(value)}`);
      made.addEventListener("click", () => void this.open(data.cluster_id ?? 0, at));
    } else {
      (made as HTMLAnchorElement).href = data.open;
      const names = typeof data.names === "string" ? (JSON.parse(data.names) as Properties["names"]) : data.names;
      const name = document.createElement("bdi");
      name.textContent = data.name;
      made.append(name);
      made.title = names.map((n) => n.text).join(" · ");
    }
    return made;
  }

  private async open(cluster: number, center: [number, number]): Promise<void> {
    const zoom = await this.chart.getSource<GeoJSONSource>("places")?.getClusterExpansionZoom(cluster);
    this.chart.easeTo({ center, zoom: (zoom ?? this.chart.getZoom() + 1) + 0.2 });
  }
}
