package org.heddle.memory;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Counts the bytes that a broker keeps, and lets units wait for room in the order in which they
 * came. Guarded by the broker's lock.
 */
final class Room {

  private final long maxBytes;
  private final BrokerLock lock;
  private final Consumer<PendingUnit> apply;
  private final Queue<PendingUnit> waiting = new ArrayDeque<>();
  private long usedBytes;
  private long waitingBytes;
  private boolean admitting;

  /**
   * Creates an empty room.
   *
   * @param maxBytes how much it holds
   * @param lock the broker's
   * @param apply lets a unit take effect
   */
  Room(long maxBytes, BrokerLock lock, Consumer<PendingUnit> apply) {
    this.maxBytes = maxBytes;
    this.lock = lock;
    this.apply = apply;
  }

  long usedBytes() {
    return usedBytes;
  }

  long waitingBytes() {
    return waitingBytes;
  }

  boolean has(long bytes) {
    return usedBytes + bytes <= maxBytes;
  }

  void use(long bytes) {
    usedBytes += bytes;
  }

  void free(long bytes) {
    usedBytes -= bytes;
    reconsider();
  }

  /** Lets units in, soon, if there is room for them by now. */
  void reconsider() {
    if (!waiting.isEmpty() && !admitting) {
      admitting = true;
      lock.later(() -> lock.run(this::admit));
    }
  }

  /** Lets a unit take effect now if it may; returns whether it did. */
  boolean enter(PendingUnit unit) {
    long needed = unit.neededRoom();
    // What needs no room must not queue behind what does: it may be the one that makes room.
    if (needed <= 0 || (waiting.isEmpty() && has(needed))) {
      apply.accept(unit);
      return true;
    }
    return false;
  }

  void await(PendingUnit unit) {
    waiting.add(unit);
    waitingBytes += unit.cost();
  }

  /** Takes a unit out of the queue; returns false if it is not there any more. */
  boolean leave(PendingUnit unit) {
    boolean left = waiting.remove(unit);
    if (left) {
      waitingBytes -= unit.cost();
      unit.cancelTimer.run();
      admit();
    }
    return left;
  }

  /** Takes the first unit out of the queue whatever there is; returns null if there is none. */
  PendingUnit evict() {
    PendingUnit unit = waiting.poll();
    if (unit != null) {
      waitingBytes -= unit.cost();
      unit.cancelTimer.run();
    }
    return unit;
  }

  private void admit() {
    admitting = false;
    while (!waiting.isEmpty() && has(waiting.peek().neededRoom())) {
      apply.accept(evict());
    }
  }
}
