package org.heddle.pulsar.client;

import java.util.ArrayDeque;
import java.util.Queue;

/** For subscriptions where a message that waits for its delay holds up no other. */
final class UnorderedReadyQueue implements ReadyQueue {

  private final Queue<HeldMessage> ripe = new ArrayDeque<>();

  @Override
  public void add(HeldMessage message) {
    if (message.isRipe()) {
      ripe.add(message);
    }
  }

  @Override
  public void ripen(HeldMessage message) {
    ripe.add(message);
  }

  @Override
  public HeldMessage poll() {
    return ripe.poll();
  }
}
