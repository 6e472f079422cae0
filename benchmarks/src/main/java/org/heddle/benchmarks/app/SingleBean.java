package org.heddle.benchmarks.app;

import org.heddle.api.Message;
import org.heddle.api.MessageListener;

/** Takes one message after the other; declared many times, in the deployment descriptor. */
public class SingleBean implements MessageListener<Reading> {

  @Override
  public void onMessage(Message<Reading> message) throws InterruptedException {
    Reading reading = message.value();
    Round.of(message.topic()).processed(reading, message.deliveryCount());
  }
}
