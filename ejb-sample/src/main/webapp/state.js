/**
 * What the page knows. `apply` takes one answer of the server and says what is new in it, so that
 * the views draw only that.
 */

const ZERO = {
  published: 0,
  delivered: 0,
  redelivered: 0,
  accepted: 0,
  stored: 0,
  alerts: 0,
  deadLetters: 0,
};

export class State {
  constructor() {
    this.clear();
  }

  clear() {
    this.after = 0;
    this.broker = "";
    this.feed = { state: "IDLE", total: 0, published: 0 };
    this.failing = { active: false, remainingSeconds: 0, failures: 0 };
    this.counters = { ...ZERO };
  }

  /**
   * @returns {{restarted: boolean, behind: boolean, quakes: object[], alerts: object[],
   *     dead: object[]}} `behind` when the server has more events than fitted into the answer
   */
  apply(answer) {
    if (answer.sequence < this.after) {
      // A server that counts from the start again: what is on the page belongs to the old one.
      this.clear();
      return { restarted: true, behind: true, quakes: [], alerts: [], dead: [] };
    }
    this.broker = answer.broker;
    this.feed = answer.feed;
    this.failing = answer.failing;
    this.counters = { ...ZERO, ...answer.counters };

    const events = answer.events.filter((event) => event.seq > this.after);
    if (events.length > 0) {
      this.after = events[events.length - 1].seq;
    }
    const ofKind = (kind) => events.filter((event) => event.kind === kind);
    return {
      restarted: false,
      behind: events.length > 0 && this.after < answer.sequence,
      quakes: ofKind("quake"),
      alerts: ofKind("alert"),
      dead: ofKind("dead"),
    };
  }
}
