/**
 * Serves the page without a Java server, and plays the feed to it:
 *
 *   node stub-server.mjs <quakes.geojson> [port] [events per second]
 *
 * It speaks the page's HTTP contract, with an imitation of redelivery and dead letters that is
 * close enough to look at. Nothing here takes part in the build.
 */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const WEBAPP = fileURLToPath(new URL("../../main/webapp/", import.meta.url));
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};
const ALERT_MAGNITUDE = 4.5;
const MAX_DELIVERIES = 10;
const REDELIVERY_MILLIS = 1500;
const LARGEST_ANSWER = 500;
const UNDECODABLE_EVERY = 300;

const [geojson, port = "8090", rate = "60"] = process.argv.slice(2);
if (!geojson) {
  console.error("usage: node stub-server.mjs <quakes.geojson> [port] [events per second]");
  process.exit(2);
}
const messages = toMessages(JSON.parse(await readFile(geojson, "utf8")));

const events = [];
const counters = {
  published: 0,
  delivered: 0,
  redelivered: 0,
  accepted: 0,
  stored: 0,
  alerts: 0,
  deadLetters: 0,
};
let feedState = "IDLE";
let published = 0;
let failingUntil = 0;
let failures = 0;

createServer(async (request, response) => {
  const url = new URL(request.url, "http://localhost");
  const route = `${request.method} ${url.pathname}`;
  if (route === "GET /api/events") {
    const body = JSON.stringify(status(Number(url.searchParams.get("after"))));
    answer(response, 200, TYPES[".json"], body);
  } else if (route === "POST /api/feed") {
    answer(response, startFeed() ? 204 : 409);
  } else if (route === "POST /api/fail") {
    failingUntil = Date.now() + 1000 * Number(url.searchParams.get("seconds"));
    answer(response, 204);
  } else if (request.method === "GET") {
    await serveFile(url.pathname, response);
  } else {
    answer(response, 405);
  }
}).listen(Number(port), "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/`));

/** The feed lists the newest event first; it happened the other way round. */
function toMessages({ features }) {
  const quakes = features.toReversed().map(({ id, properties, geometry: { coordinates } }) => ({
    id,
    type: properties.type,
    place: properties.place,
    magnitude: properties.mag,
    depthKm: coordinates[2],
    longitude: coordinates[0],
    latitude: coordinates[1],
    time: new Date(properties.time).toISOString(),
  }));
  return quakes.flatMap((quake, i) =>
    i % UNDECODABLE_EVERY === UNDECODABLE_EVERY - 1
      ? [quake, { id: `noise-${i}`, garbage: "\u0000\u0007<<seismograph 7 offline>>" }]
      : [quake],
  );
}

function startFeed() {
  if (feedState === "RUNNING") {
    return false;
  }
  feedState = "RUNNING";
  published = 0;
  const started = Date.now();
  const timer = setInterval(() => {
    const due = Math.min(messages.length, ((Date.now() - started) / 1000) * Number(rate));
    while (published < due) {
      counters.published++;
      deliver(messages[published++], 1);
    }
    if (published === messages.length) {
      feedState = "DONE";
      clearInterval(timer);
    }
  }, 20);
  return true;
}

function deliver(message, deliveryCount) {
  counters.delivered++;
  counters.redelivered += deliveryCount > 1 ? 1 : 0;
  if (message.garbage) {
    bury(message, "UNDECODABLE", "DecodeException: expected '{' at character 0", deliveryCount);
  } else if (Date.now() < failingUntil) {
    failures++;
    if (deliveryCount === MAX_DELIVERIES) {
      bury(message, "MAX_DELIVERIES", "IllegalStateException: told to fail", deliveryCount);
    } else {
      setTimeout(() => deliver(message, deliveryCount + 1), REDELIVERY_MILLIS);
    }
  } else if (message.type !== "earthquake") {
    bury(message, "REJECTED", `NotAnEarthquakeException: ${message.type}`, deliveryCount);
  } else {
    accept(message, deliveryCount);
  }
}

function accept({ type, ...quake }, deliveryCount) {
  counters.accepted++;
  counters.stored++;
  record({ kind: "quake", ...quake, deliveryCount });
  if (quake.magnitude >= ALERT_MAGNITUDE) {
    counters.alerts++;
    const { depthKm, ...alert } = quake;
    const level = quake.magnitude >= 6 ? "SEVERE" : quake.magnitude >= 5.5 ? "WARNING" : "NOTICE";
    record({ kind: "alert", ...alert, level });
  }
}

function bury(message, reason, detail, deliveryCount) {
  counters.deadLetters++;
  const payload = (message.garbage ?? JSON.stringify(message)).slice(0, 200);
  record({ kind: "dead", id: message.id, reason, detail, deliveryCount, payload });
}

function record(event) {
  events.push({ seq: events.length + 1, ...event });
}

function status(after) {
  const remaining = failingUntil - Date.now();
  return {
    broker: "memory",
    feed: { state: feedState, total: messages.length, published },
    failing: {
      active: remaining > 0,
      remainingSeconds: Math.max(0, Math.ceil(remaining / 1000)),
      failures,
    },
    counters,
    sequence: events.length,
    events: events.slice(after, after + LARGEST_ANSWER),
  };
}

async function serveFile(path, response) {
  const file = normalize(path.endsWith("/") ? `${path}index.html` : path);
  try {
    answer(response, 200, TYPES[extname(file)], await readFile(join(WEBAPP, file)));
  } catch {
    answer(response, 404);
  }
}

function answer(response, code, type, body) {
  response.writeHead(code, type && { "Content-Type": type }).end(body);
}
