package org.heddle.kafka.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits a little before the cluster is asked the same again. */
final class Pause {

  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Pause() {}

  static void shortly() {
    LockSupport.parkNanos(NANOS);
  }
}
