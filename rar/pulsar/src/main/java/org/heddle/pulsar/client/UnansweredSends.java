package org.heddle.pulsar.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the sends that have no answer yet, for whoever waits for all of them: in groups, and who
 * begins to wait ends one, so that later sends are not waited for. Safe for several threads.
 */
final class UnansweredSends {

  private volatile Group current = new Group();
  private CompletableFuture<Void> earlier = CompletableFuture.completedFuture(null);

  /** Sends that are waited for together; until it is ended, it counts itself as one. */
  static final class Group {
    private final AtomicInteger unanswered = new AtomicInteger(1);
    private final CompletableFuture<Void> answered = new CompletableFuture<>();

    private boolean enter() {
      return unanswered.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** To be called once for each send, when it is answered or given up. */
    void leave() {
      if (unanswered.decrementAndGet() == 0) {
        answered.complete(null);
      }
    }
  }

  /**
   * Counts a send.
   *
   * @return the group that it has to leave
   */
  Group enter() {
    Group group = current;
    while (!group.enter()) {
      group = current;
    }
    return group;
  }

  /** Completes when all sends that have been counted are answered; never fails. */
  synchronized CompletableFuture<Void> all() {
    Group ended = current;
    current = new Group();
    earlier = earlier.isDone() ? ended.answered : CompletableFuture.allOf(earlier, ended.answered);
    ended.leave();
    return earlier;
  }
}
