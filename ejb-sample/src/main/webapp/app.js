/** Starts the page: polls the server, keeps the state, and hands what is new to the views. */

import { QuakeMap, legendItems } from "./map.js";
import { AlertList, Controls, Counters, DeadLetters } from "./panels.js";
import { describe, failFor, poll, startFeed } from "./server.js";
import { State } from "./state.js";

const SERVICE = { IDLE: "Ready", RUNNING: "Feed running", DONE: "Feed complete" };

const byId = (id) => document.getElementById(id);
const state = new State();
const map = new QuakeMap({
  svg: byId("map"),
  tooltip: byId("tooltip"),
  announcer: byId("map-announcer"),
  empty: byId("map-empty"),
});
const counters = new Counters();
const alerts = new AlertList((id) => map.select(id));
const deadLetters = new DeadLetters();
const controls = new Controls({
  onFeed: () => command(startFeed),
  onFail: (seconds) => command(() => failFor(seconds)),
});
let nextAttempt = null;
let landDrawn = false;
let catchingUp = true;

byId("legend").append(...legendItems());
const pollNow = poll(() => state.after, take, unreachable);
byId("retry-button").addEventListener("click", pollNow);
document.addEventListener("visibilitychange", () => document.hidden || pollNow());
setInterval(showCountdown, 250);

function take(answer) {
  const news = state.apply(answer);
  const live = !catchingUp && !news.behind;
  catchingUp = news.behind;
  if (news.restarted) {
    map.clear();
    alerts.clear();
    deadLetters.clear();
    return true;
  }
  reachable();
  map.show(news.quakes, news.alerts, live);
  alerts.add(news.alerts);
  deadLetters.add(news.dead);
  counters.show(state.counters);
  controls.show(state.feed, state.failing);
  byId("broker").textContent = state.broker;
  return news.behind;
}

async function command(action) {
  try {
    await action();
    controls.fault("");
  } catch (error) {
    controls.fault(describe(error));
  }
  pollNow();
}

function reachable() {
  nextAttempt = null;
  byId("trouble").hidden = true;
  showStatus(state.feed.state.toLowerCase(), SERVICE[state.feed.state]);
  if (!landDrawn) {
    landDrawn = true;
    drawLand();
  }
}

function unreachable(reason, pause) {
  nextAttempt = performance.now() + pause;
  byId("trouble").hidden = false;
  byId("trouble-reason").textContent = reason;
  showStatus("unreachable", "Unreachable");
  showCountdown();
  controls.disable();
}

function showStatus(name, text) {
  const status = byId("status");
  if (status.dataset.state !== name) {
    status.dataset.state = name;
    status.textContent = text;
  }
}

function showCountdown() {
  if (nextAttempt !== null) {
    const seconds = Math.ceil((nextAttempt - performance.now()) / 1000);
    byId("trouble-countdown").textContent =
      seconds > 0 ? `Trying again in ${seconds} s.` : "Trying again…";
  }
}

/** Quakes make sense without the coasts, so a failure here is made good with a later answer. */
async function drawLand() {
  try {
    const response = await fetch("land-110m.json");
    map.drawLand(await response.json());
  } catch {
    landDrawn = false;
  }
}
