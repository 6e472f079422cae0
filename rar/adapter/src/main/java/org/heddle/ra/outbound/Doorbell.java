package org.heddle.ra.outbound;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.heddle.api.MessagingException;
import org.heddle.spi.ConsumerListener;

/** Lets a thread wait for the next delivery; rings cheaply while nobody waits. */
final class Doorbell implements ConsumerListener {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private final Consumer<MessagingException> onFailure;
  private volatile int waiting;
  private volatile long rings;
  private volatile MessagingException failure;

  Doorbell(Consumer<MessagingException> onFailure) {
    this.onFailure = onFailure;
  }

  /** To be read before looking for a delivery, and given to {@link #await}. */
  long rings() {
    return rings;
  }

  /** Waits until it has rung since {@code seen} was read; returns what is left of the time. */
  long await(long seen, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      waiting++;
      long left = nanos;
      while (rings == seen && left > 0) {
        left = rung.awaitNanos(left);
      }
      return left;
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  MessagingException failure() {
    return failure;
  }

  @Override
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // A lost count still differs from before.
  public void available() {
    rings++;
    if (waiting > 0) {
      wake();
    }
  }

  @Override
  public void failed(MessagingException cause) {
    failure = cause;
    ring();
    onFailure.accept(cause);
  }

  void ring() {
    rings++;
    wake();
  }

  private void wake() {
    lock.lock();
    try {
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  static long nanos(Duration timeout) {
    return timeout.compareTo(Duration.ofDays(365)) > 0
        ? TimeUnit.DAYS.toNanos(365)
        : Math.max(0, timeout.toNanos());
  }
}
