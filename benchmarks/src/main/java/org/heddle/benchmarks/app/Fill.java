package org.heddle.benchmarks.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.heddle.api.MessageProducer;
import org.heddle.api.OutgoingMessage;
import org.heddle.api.PubSubConnection;
import org.heddle.benchmarks.plain.PlainClient;

/** Puts messages on a topic before a round; by the plain client, where the broker has one. */
final class Fill implements Task {

  private static final long PATIENCE_SECONDS = 120;

  @Override
  public String run(Parameters parameters) throws Exception {
    String topic = parameters.text("topic");
    int count = parameters.number("count");
    Reading reading = Readings.of(parameters.number("size"));
    CountDownLatch stored = new CountDownLatch(count);
    if (Surroundings.broker().equals("memory") && parameters.text("for").equals("adapter")) {
      try (PubSubConnection connection = Surroundings.factory().getConnection()) {
        MessageProducer<Reading> producer = connection.createProducer(topic, Reading.class);
        for (int i = 0; i < count; i++) {
          producer.sendAsync(OutgoingMessage.of(reading)).thenRun(stored::countDown);
        }
        await(stored);
      }
    } else {
      byte[] payload = Readings.encode(reading);
      try (PlainClient client = Surroundings.plainClient();
          PlainClient.Sender sender = client.sender(topic)) {
        for (int i = 0; i < count; i++) {
          sender.send(payload, stored::countDown);
        }
        await(stored);
      }
    }
    return "";
  }

  private static void await(CountDownLatch stored) throws InterruptedException {
    if (!stored.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(stored.getCount() + " messages could not be sent");
    }
  }
}
