package org.heddle.pulsar.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.pulsar.client.api.Message;

/**
 * Takes messages from the client one after the other, as long as there is room for them; what is
 * not taken stays in the client's own queue, whose length is bounded too. Runs on the client's
 * threads. Safe for several threads.
 */
final class Intake {

  private final org.apache.pulsar.client.api.Consumer<byte[]> consumer;
  private final HeldMessages held;
  private final Consumer<Throwable> whenDead;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile boolean stopped;

  Intake(
      org.apache.pulsar.client.api.Consumer<byte[]> consumer,
      HeldMessages held,
      Consumer<Throwable> whenDead) {
    this.consumer = consumer;
    this.held = held;
    this.whenDead = whenDead;
  }

  /** Asks for messages if there is room and nobody asks yet. */
  void fill() {
    while (!stopped && held.hasRoom() && asking.compareAndSet(false, true)) {
      if (!held.hasRoom()) {
        asking.set(false);
        continue;
      }
      CompletableFuture<Message<byte[]>> next = consumer.receiveAsync();
      if (next.isDone()) {
        // Without a callback, else the calls would nest as deep as the queue is long.
        next.whenComplete(this::take);
        asking.set(false);
      } else {
        next.whenComplete(
            (message, failure) -> {
              take(message, failure);
              asking.set(false);
              fill();
            });
        return;
      }
    }
  }

  private void take(Message<byte[]> message, Throwable failure) {
    if (failure == null) {
      held.add(message);
    } else if (!stopped) {
      stopped = true;
      whenDead.accept(failure);
    }
  }

  void stop() {
    stopped = true;
  }
}
