/** Everything around the map: counters, controls, the list of alerts and the dead letters. */

import { element, level, magnitude, number, time } from "./format.js";

const FAILING_SECONDS = 20;
const SHOWN_ALERTS = 100;
const SHOWN_DEAD_LETTERS = 200;
const QUIET = 8_000; // between two readings of the counters to a screen reader
const REASONS = {
  UNDECODABLE: "Undecodable",
  MAX_DELIVERIES: "Too many deliveries",
  REJECTED: "Rejected",
};
const COUNTERS = {
  published: "counter-published",
  delivered: "counter-delivered",
  redelivered: "counter-redelivered",
  accepted: "counter-accepted",
  stored: "counter-stored",
  alerts: "counter-alerts",
  deadLetters: "counter-dead",
};

const byId = (id) => document.getElementById(id);

export class Counters {
  #spoken = "";
  #spokenAt = 0;

  show(counters) {
    for (const [name, id] of Object.entries(COUNTERS)) {
      setFigure(byId(id), counters[name]);
      byId(id).closest("div").classList.toggle("raised", counters[name] > 0);
    }
    this.#speak(counters);
  }

  /** Live figures would never let a screen reader finish, so a summary is read now and then. */
  #speak({ published, accepted, redelivered, alerts, deadLetters }) {
    const summary =
      `${published} published, ${accepted} accepted, ${redelivered} redelivered, ` +
      `${alerts} alerts, ${deadLetters} dead letters`;
    if (summary !== this.#spoken && performance.now() - this.#spokenAt > QUIET) {
      byId("counters-announcer").textContent = summary;
      this.#spoken = summary;
      this.#spokenAt = performance.now();
    }
  }
}

export class Controls {
  /** While a command is under way its control shows what was asked for, not what was polled. */
  #starting = false;
  #switching = false;

  /**
   * @param {() => Promise<void>} onFeed asked to start the feed
   * @param {(seconds: number) => Promise<void>} onFail asked to make the bean fail, 0 to stop that
   */
  constructor({ onFeed, onFail }) {
    byId("feed-button").addEventListener("click", async () => {
      this.#starting = true;
      byId("feed-button").disabled = true;
      await onFeed();
      this.#starting = false;
    });
    byId("fail-switch").addEventListener("change", async (event) => {
      this.#switching = true;
      await onFail(event.target.checked ? FAILING_SECONDS : 0);
      this.#switching = false;
    });
  }

  show(feed, failing) {
    this.#showFeed(feed);
    this.#showFailing(failing);
  }

  disable() {
    byId("feed-button").disabled = true;
    byId("fail-switch").disabled = true;
  }

  fault(sentence) {
    byId("command-fault").textContent = sentence;
  }

  #showFeed({ state, total, published }) {
    const button = byId("feed-button");
    const texts = {
      IDLE: ["Start feed", total > 0 ? `${number(total)} events are ready.` : "Ready to start."],
      RUNNING: ["Feeding…", `${number(published)} of ${number(total)} events published.`],
      DONE: ["Feed again", `All ${number(total)} events published.`],
    };
    const [label, hint] = texts[state];
    setText(button, label);
    setText(byId("feed-hint"), hint);
    button.disabled = this.#starting || state === "RUNNING";
    const progress = byId("feed-progress");
    progress.max = Math.max(1, total);
    progress.value = state === "DONE" ? progress.max : published;
  }

  #showFailing({ active, remainingSeconds, failures }) {
    const toggle = byId("fail-switch");
    toggle.disabled = false;
    if (!this.#switching) {
      toggle.checked = active;
    }
    const hint = active ? `${Math.ceil(remainingSeconds)} s left.` : `For ${FAILING_SECONDS} s.`;
    setText(byId("remaining"), hint);
    byId("remaining").classList.toggle("active", active);
    setFigure(byId("failures"), failures);
  }
}

export class AlertList {
  #list = byId("alerts");
  #onPoint;

  /** @param {(id: string | null) => void} onPoint told which alert is pointed at or focused */
  constructor(onPoint) {
    this.#onPoint = onPoint;
    this.#list.addEventListener("keydown", (event) => this.#key(event));
    this.#list.addEventListener("focusin", (event) => this.#makeTabStop(event.target));
  }

  add(alerts) {
    for (const alert of alerts) {
      this.#list.prepend(this.#row(alert));
    }
    while (this.#list.children.length > SHOWN_ALERTS) {
      this.#list.lastChild.remove();
    }
    byId("alerts-empty").hidden = this.#list.children.length > 0;
    if (!this.#list.contains(document.activeElement) && alerts.length > 0) {
      this.#makeTabStop(this.#list.querySelector("button"));
    }
  }

  clear() {
    this.#list.replaceChildren();
    byId("alerts-empty").hidden = false;
  }

  #row(alert) {
    const row = element(
      "button",
      { type: "button", tabindex: "-1", class: alert.level.toLowerCase() },
      element("span", { class: "strength" }, magnitude(alert.magnitude)),
      element("span", { class: "place" }, alert.place),
      element(
        "span",
        { class: "detail" },
        element("span", { class: "level" }, level(alert.level)),
        ` ${time(alert.time)}`,
      ),
    );
    row.addEventListener("pointerenter", () => this.#onPoint(alert.id));
    row.addEventListener("pointerleave", () => this.#onPoint(null));
    row.addEventListener("focus", () => this.#onPoint(alert.id));
    row.addEventListener("blur", () => this.#onPoint(null));
    return element("li", {}, row);
  }

  /** One tab stop for the whole list; the arrow keys move within it. */
  #makeTabStop(row) {
    this.#list.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
    row.setAttribute("tabindex", "0");
  }

  #key(event) {
    const item = event.target.closest("li");
    const next = {
      ArrowDown: item?.nextElementSibling,
      ArrowUp: item?.previousElementSibling,
      Home: this.#list.firstElementChild,
      End: this.#list.lastElementChild,
    }[event.key];
    if (next) {
      event.preventDefault();
      next.firstElementChild.focus();
    }
  }
}

export class DeadLetters {
  #rows = byId("dead-letters");

  add(letters) {
    for (const letter of letters) {
      this.#rows.prepend(deadLetterRow(letter));
    }
    while (this.#rows.children.length > SHOWN_DEAD_LETTERS) {
      this.#rows.lastChild.remove();
    }
    this.#showWhetherEmpty();
  }

  clear() {
    this.#rows.replaceChildren();
    this.#showWhetherEmpty();
  }

  #showWhetherEmpty() {
    const empty = this.#rows.children.length === 0;
    byId("dead-empty").hidden = !empty;
    byId("dead-scroller").hidden = empty;
  }
}

function deadLetterRow({ id, reason, detail, deliveryCount, payload }) {
  const cell = (label, attributes, ...children) =>
    element("td", { role: "cell", "data-label": label, ...attributes }, ...children);
  return element(
    "tr",
    { role: "row" },
    cell(
      "Reason",
      {},
      element("span", { class: `reason ${reason.toLowerCase()}` }, REASONS[reason] ?? reason),
    ),
    cell(
      "What it was",
      {},
      element("span", { class: "id" }, id ?? "no id"),
      element("code", {}, visible(payload ?? "")),
    ),
    cell("Exception", { class: "exception" }, detail ?? ""),
    cell("Deliveries", { class: "number" }, number(deliveryCount)),
  );
}

/** Control characters, likely in what could not be decoded, in a form that can be seen. */
function visible(text) {
  const escape = (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, "0")}`;
  return text.replace(/[\u0000-\u001f\u007f]/g, escape);
}

function setFigure(node, value) {
  node.value = value;
  setText(node, number(value));
}

/** Unchanged text is left alone: a new text node is a change to whoever reads the page aloud. */
function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
