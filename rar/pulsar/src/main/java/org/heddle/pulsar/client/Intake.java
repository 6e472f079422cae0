package org.heddle.pulsar.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.PulsarClientException;

/**
 * Takes messages from the client one after the other, as long as there is room for them; what is
 * not taken stays in the client's own queue, whose length is bounded too. Runs on the threads of
 * those who make room, and on the client's. Safe for several threads.
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

  /** Takes what the client has, as far as there is room, and then waits to be told of the next. */
  void fill() {
    while (!stopped && held.hasRoom() && asking.compareAndSet(false, true)) {
      takeQueued();
      if (held.hasRoom() && !askForNext()) {
        return;
      }
      asking.set(false);
    }
  }

  /** On the caller's thread: what the client is asked for without it passes through another one. */
  private void takeQueued() {
    try {
      while (!stopped && held.hasRoom()) {
        Message<byte[]> next = consumer.receive(0, TimeUnit.MILLISECONDS);
        if (next == null) {
          return;
        }
        held.add(next);
      }
    } catch (PulsarClientException e) {
      // A client that cannot go on says so again; a thread that is interrupted is no reason.
      return;
    }
  }

  /** Tells whether the next has come already; else it is taken when it comes. */
  private boolean askForNext() {
    CompletableFuture<Message<byte[]>> next = consumer.receiveAsync();
    if (next.isDone()) {
      // Not by the callback, else the calls would nest.
      next.whenComplete(this::take);
      return true;
    }
    next.whenComplete(
        (message, failure) -> {
          take(message, failure);
          asking.set(false);
          fill();
        });
    return false;
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
