package org.heddle.pulsar.client;

/** Says which message is handed out next. Guarded by its {@link HeldMessages}. */
interface ReadyQueue {

  /** Adds a message, to be handed out as soon as it is ripe. */
  void add(HeldMessage message);

  /** Notes that a message that was added has become ripe. */
  void ripen(HeldMessage message);

  /** Takes the next message, or null if none is ready. */
  HeldMessage poll();
}
