/** The three requests of the page. All addresses are relative to it. */

const INTERVAL = 500;
const TIMEOUT = 5_000;
const LONGEST_PAUSE = 15_000;

/**
 * Asks for events for ever: at once again while the page is behind, every half second when it is
 * not, and with a growing pause while the server does not answer.
 *
 * @param {() => number} after the last sequence number the page has seen
 * @param {(answer: object) => boolean} onAnswer takes an answer, true when there is more to fetch
 * @param {(reason: string, pause: number) => void} onTrouble told of each failed attempt
 * @returns {() => void} asks now, in place of whatever was under way or due
 */
export function poll(after, onAnswer, onTrouble) {
  let attempts = 0;
  let timer;
  let current;

  async function ask() {
    clearTimeout(timer);
    current?.abort();
    const mine = new AbortController();
    current = mine;
    const timeout = setTimeout(() => mine.abort(), TIMEOUT);
    let pause;
    try {
      const answer = await fetchEvents(after(), mine.signal);
      if (current !== mine) {
        return;
      }
      attempts = 0;
      pause = onAnswer(answer) ? 0 : INTERVAL;
    } catch (error) {
      if (current !== mine) {
        return;
      }
      pause = Math.min(1000 * 2 ** attempts, LONGEST_PAUSE);
      attempts += 1;
      onTrouble(describe(error), pause);
    } finally {
      clearTimeout(timeout);
    }
    timer = setTimeout(ask, pause);
  }

  ask();
  return ask;
}

export async function startFeed() {
  // 409: someone else has started it already, which is what was asked for.
  await request("api/feed", { method: "POST" }, [409]);
}

/** Makes the bean fail for so many seconds; 0 ends it. */
export async function failFor(seconds) {
  await request(`api/fail?seconds=${seconds}`, { method: "POST" });
}

/** What went wrong, as a sentence for the reader of the page. */
export function describe(error) {
  if (error instanceof Trouble) {
    return error.message;
  }
  console.error(error);
  return "The server's answer cannot be shown.";
}

class Trouble extends Error {}

async function fetchEvents(after, signal) {
  const response = await request(`api/events?after=${after}`, { signal, cache: "no-store" });
  const answer = await response.json().catch(() => null);
  if (!Number.isInteger(answer?.sequence) || !Array.isArray(answer.events)) {
    throw new Trouble("The server's answer is not a list of events.");
  }
  return answer;
}

async function request(address, options, tolerated = []) {
  let response;
  try {
    response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT), ...options });
  } catch {
    throw new Trouble("The server cannot be reached.");
  }
  if (!response.ok && !tolerated.includes(response.status)) {
    throw new Trouble(`The server answered with status ${response.status}.`);
  }
  return response;
}
