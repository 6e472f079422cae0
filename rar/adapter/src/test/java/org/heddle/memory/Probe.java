package org.heddle.memory;

import org.heddle.api.MessagingException;
import org.heddle.spi.ConsumerListener;

/** Notes what a consumer tells its listener. */
final class Probe implements ConsumerListener {

  private volatile int signals;
  private volatile MessagingException failure;

  int signals() {
    return signals;
  }

  MessagingException failure() {
    return failure;
  }

  @Override
  public synchronized void available() {
    signals++;
  }

  @Override
  public void failed(MessagingException cause) {
    failure = cause;
  }
}
