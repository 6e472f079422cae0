package org.heddle.kafka.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How many records, and bytes of them, a subscription holds that are not finished. Records come
 * from the poller's thread and go from any.
 */
final class Backlog {

  private final int maxRecords;
  private final long maxBytes;
  private final AtomicInteger records = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private volatile Thread waiting;

  Backlog(int maxRecords, long maxBytes) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
  }

  void add(int size) {
    records.incrementAndGet();
    bytes.addAndGet(size);
  }

  void remove(int size) {
    bytes.addAndGet(-size);
    records.decrementAndGet();
    Thread thread = waiting;
    if (thread != null && hasRoom()) {
      LockSupport.unpark(thread);
    }
  }

  int records() {
    return records.get();
  }

  boolean isFull() {
    return records.get() >= maxRecords || bytes.get() >= maxBytes;
  }

  /** Tells whether half is free: asking for more before that would fetch in crumbs. */
  boolean hasRoom() {
    return records.get() <= maxRecords / 2 && bytes.get() <= maxBytes / 2;
  }

  /** Waits until half is free, the time is over or the thread is unparked. */
  void awaitRoom(Duration time) {
    waiting = Thread.currentThread();
    try {
      if (!hasRoom()) {
        LockSupport.parkNanos(this, time.toNanos());
      }
    } finally {
      waiting = null;
    }
  }
}
