/** The world map: land, quakes, the rings of the alerts, and what is said of the one pointed at. */

import { depth, element, level, magnitude, shape, time } from "./format.js";
import { VIEW, graticulePath, landPath, outlinePath, project } from "./projection.js";

const REACH = 10; // how near to a quake the pointer has to come, in pixels
const SPREAD = 450; // the quakes of one poll arrive over this many milliseconds
const RING_GAP = 3;
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

export class QuakeMap {
  #svg;
  #tooltip;
  #announcer;
  #empty;
  #land = shape("path", { class: "land", "clip-path": "url(#world-edge)" });
  #quakes = shape("g", { class: "quakes" });
  #alerts = shape("g", { class: "rings" });
  #pointer = shape("circle", { class: "pointed", r: 0 });
  #marks = new Map(); // by id, in the order of arrival
  #selected = null;
  #scale = 1;

  constructor({ svg, tooltip, announcer, empty }) {
    this.#svg = svg;
    this.#tooltip = tooltip;
    this.#announcer = announcer;
    this.#empty = empty;
    this.#drawWorld();
    this.#listen();
    new ResizeObserver(() => this.#resize()).observe(svg);
  }

  drawLand(topology) {
    this.#land.setAttribute("d", landPath(topology));
  }

  /** @param {boolean} live whether they happen now, and are not what the page had missed */
  show(quakes, alerts, live) {
    const animated = live && !reducedMotion.matches;
    const delay = (i, all) => (animated ? (i / all.length) * SPREAD : null);
    quakes.forEach((quake, i) => this.#showQuake(quake, delay(i, quakes)));
    alerts.forEach((alert, i) => this.#showAlert(alert, delay(i, alerts)));
    this.#empty.hidden = this.#marks.size > 0;
  }

  clear() {
    this.#marks.clear();
    this.#quakes.replaceChildren();
    this.#alerts.replaceChildren();
    this.select(null);
    this.#empty.hidden = false;
  }

  /** Points at a quake and says what it is; null points at none. */
  select(id) {
    const mark = this.#marks.get(id);
    this.#selected = mark ? id : null;
    this.#tooltip.hidden = !mark;
    this.#pointer.setAttribute("r", mark ? (mark.radius + 7) * this.#scale : 0);
    if (mark) {
      this.#pointer.setAttribute("cx", mark.x);
      this.#pointer.setAttribute("cy", mark.y);
      this.#tooltip.replaceChildren(...describeMark(mark));
      this.#placeTooltip(mark);
    }
  }

  #drawWorld() {
    this.#svg.setAttribute("viewBox", `0 0 ${VIEW.width} ${VIEW.height}`);
    const edge = outlinePath();
    this.#svg.append(
      shape("clipPath", { id: "world-edge" }, shape("path", { d: edge })),
      shape("path", { class: "sea", d: edge }),
      shape("path", { class: "graticule", d: graticulePath() }),
      this.#land,
      shape("path", { class: "edge", d: edge }),
      this.#quakes,
      this.#alerts,
      this.#pointer,
    );
  }

  #showQuake(quake, delay) {
    const mark = this.#markFor(quake);
    if (!mark) {
      return;
    }
    mark.quake = quake;
    mark.dot ??= this.#quakes.appendChild(shape("circle", { cx: mark.x, cy: mark.y }));
    mark.dot.setAttribute("class", `quake ${depthClass(quake.depthKm)}`);
    this.#size(mark);
    if (delay !== null) {
      mark.dot.animate(
        [
          { transform: "scale(0)", opacity: 1 },
          { transform: "scale(2.2)", opacity: 1, offset: 0.35 },
          { transform: "scale(1)" },
        ],
        { duration: 900, delay, fill: "backwards", easing: "ease-out" },
      );
    }
  }

  #showAlert(alert, delay) {
    const mark = this.#markFor(alert);
    if (!mark) {
      return;
    }
    mark.alert = alert;
    mark.ring ??= this.#alerts.appendChild(shape("circle", { cx: mark.x, cy: mark.y }));
    mark.ring.setAttribute("class", `ring ${alert.level.toLowerCase()}`);
    this.#size(mark);
    if (delay !== null) {
      const appear = { duration: 300, delay, fill: "backwards" };
      mark.ring.animate([{ opacity: 0 }, { opacity: 1 }], appear);
      this.#pulse(mark, delay);
    }
  }

  #pulse(mark, delay) {
    const radius = mark.ring.getAttribute("r");
    const wave = shape("circle", { class: "wave", cx: mark.x, cy: mark.y, r: radius });
    this.#alerts.append(wave);
    wave.animate(
      [
        { transform: "scale(1)", opacity: 0.9 },
        { transform: "scale(4)", opacity: 0 },
      ],
      { duration: 1500, delay, iterations: 3, easing: "cubic-bezier(0, 0, 0.3, 1)" },
    ).onfinish = () => wave.remove();
  }

  #markFor({ id, longitude, latitude, magnitude: strength }) {
    if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) {
      return null;
    }
    const mark = this.#marks.get(id) ?? {};
    Object.assign(mark, project(longitude, latitude), { radius: radiusOf(strength) });
    this.#marks.set(id, mark);
    return mark;
  }

  #size({ dot, ring, radius }) {
    dot?.setAttribute("r", (radius * this.#scale).toFixed(2));
    ring?.setAttribute("r", ((radius + RING_GAP) * this.#scale).toFixed(2));
  }

  /** A narrow map would shrink the quakes to nothing, so they grow against it. */
  #resize() {
    const width = this.#svg.clientWidth;
    const scale = Math.min(1.5, Math.max(1, 760 / Math.max(width, 1)));
    if (width > 0 && scale !== this.#scale) {
      this.#scale = scale;
      this.#marks.forEach((mark) => this.#size(mark));
    }
    this.select(this.#selected);
  }

  #listen() {
    const svg = this.#svg;
    svg.addEventListener("pointermove", (event) => this.select(this.#nearest(event)));
    svg.addEventListener("pointerdown", (event) => this.select(this.#nearest(event)));
    svg.addEventListener("pointerleave", (event) => {
      // A finger that is lifted leaves as well, but its owner has yet to read.
      if (event.pointerType === "mouse") {
        this.select(null);
      }
    });
    svg.addEventListener("blur", () => this.select(null));
    svg.addEventListener("keydown", (event) => this.#key(event));
  }

  #nearest({ clientX, clientY }) {
    const box = this.#svg.getBoundingClientRect();
    const unit = VIEW.width / box.width;
    const x = (clientX - box.left) * unit;
    const y = (clientY - box.top) * unit;
    let best = null;
    let least = Infinity;
    for (const [id, mark] of this.#marks) {
      const distance = Math.hypot(mark.x - x, mark.y - y);
      if (distance < least && distance <= Math.max(REACH * unit, mark.radius * this.#scale)) {
        least = distance;
        best = id;
      }
    }
    return best;
  }

  #key(event) {
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 };
    if (event.key === "Escape") {
      this.select(null);
    } else if (event.key in steps) {
      event.preventDefault();
      const onlyAlerts = event.key === "ArrowUp" || event.key === "ArrowDown";
      this.#step(steps[event.key], onlyAlerts);
    }
  }

  /** To the next or previous mark in the order of arrival, from the latest when none is chosen. */
  #step(by, onlyAlerts) {
    const ids = [...this.#marks.keys()];
    const wanted = (id) => !onlyAlerts || this.#marks.get(id).alert;
    let at = this.#selected === null ? ids.length : ids.indexOf(this.#selected);
    if (this.#selected === null && by > 0) {
      at = -1;
    }
    do {
      at += by;
    } while (at >= 0 && at < ids.length && !wanted(ids[at]));
    if (at >= 0 && at < ids.length) {
      this.select(ids[at]);
      this.#announcer.textContent = this.#tooltip.innerText;
    }
  }

  #placeTooltip({ x, y, radius }) {
    const unit = this.#svg.clientWidth / VIEW.width;
    const gap = (radius + 9) * this.#scale * unit + 6;
    const { offsetWidth: width, offsetHeight: height } = this.#tooltip;
    const rightmost = this.#svg.clientWidth - width;
    const above = y * unit - gap - height;
    this.#tooltip.style.left = `${Math.max(0, Math.min(rightmost, x * unit - width / 2))}px`;
    this.#tooltip.style.top = `${above >= 0 ? above : y * unit + gap}px`;
  }
}

/** What the signs on the map mean, as list items. */
export function legendItems() {
  const sample = (size, ...shapes) => {
    const viewBox = `${-size / 2} ${-size / 2} ${size} ${size}`;
    return shape("svg", { width: size, height: size, viewBox, "aria-hidden": "true" }, ...shapes);
  };
  const dot = (kind) => sample(14, shape("circle", { class: `quake ${kind}`, r: 5 }));
  const sized = (strength) => {
    const r = radiusOf(strength);
    return sample(2 * Math.ceil(r) + 2, shape("circle", { class: "measure", r }));
  };
  return [
    element("li", {}, "Depth", dot("shallow"), "to 70 km", dot("intermediate"), "to 300 km",
      dot("deep"), "deeper"),
    element("li", {}, "Magnitude", ...[2, 4, 6].flatMap((m) => [sized(m), `${m}`])),
    element("li", {}, sample(20, shape("circle", { class: "ring warning", r: 8 })),
      "Alert, 4.5 and more"),
  ];
}

function radiusOf(strength) {
  return 1.35 * 1.4 ** Math.max(0, strength ?? 0);
}

function depthClass(kilometres) {
  if (kilometres == null) {
    return "unknown";
  }
  return kilometres < 70 ? "shallow" : kilometres < 300 ? "intermediate" : "deep";
}

function describeMark({ quake, alert }) {
  const event = quake ?? alert;
  const facts = [event.magnitude == null ? "magnitude unknown" : `M ${magnitude(event.magnitude)}`];
  if (quake) {
    facts.push(depth(quake.depthKm));
  }
  facts.push(`${time(event.time)} UTC`);
  const lines = [element("strong", {}, event.place), element("span", {}, facts.join(" · "))];
  if (alert) {
    lines.push(element("span", {}, `Alert: ${level(alert.level)}`));
  }
  if (quake?.deliveryCount > 1) {
    lines.push(element("span", {}, `Accepted at delivery ${quake.deliveryCount}`));
  }
  return lines;
}
