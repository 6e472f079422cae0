package org.heddle.kafka.client;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.heddle.spi.support.Deadline;

/**
 * Lets one at a time commit offsets of a subscription: the poller or a transaction. A plain commit
 * that was computed before a transaction and arrives after it would take back what the transaction
 * acknowledged. Not bound to threads: given back wherever the answer arrives.
 */
final class CommitPermit {

  private final Semaphore permit = new Semaphore(1, true);

  boolean tryTake() {
    return permit.tryAcquire();
  }

  /**
   * Waits for the permit.
   *
   * @return false if it was not to be had in time
   * @throws InterruptedException if the thread is interrupted
   */
  boolean take(Deadline deadline) throws InterruptedException {
    return permit.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
  }

  void giveBack() {
    permit.release();
  }
}
