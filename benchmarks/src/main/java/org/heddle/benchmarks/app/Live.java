package org.heddle.benchmarks.app;

import java.util.concurrent.atomic.LongAdder;
import org.heddle.benchmarks.plain.PlainClient;

/**
 * A round in which the plain client sends as fast as it can while somebody receives: a bean of this
 * application, or one of a peer, which counts in the system property {@value #COUNTER}, a {@link
 * LongAdder}. Returns the nanoseconds from the first message sent to the last received.
 */
final class Live implements Task {

  /** No text, so that classes of every loader can use it. */
  private static final String COUNTER = "benchmarks.received";

  private static final long PATIENCE_NANOS = 120_000_000_000L;

  @Override
  public String run(Parameters parameters) throws Exception {
    String topic = parameters.text("topic");
    int count = parameters.number("count");
    byte[] payload = Readings.encode(Readings.of(parameters.number("size")));
    boolean peer = parameters.text("by").equals("peer");
    if (!peer) {
      Endpoints.resume(topic);
    }
    LongAdder counter = counter();
    counter.reset();
    Round round = Round.begin(topic, count);
    try (PlainClient client = Surroundings.plainClient();
        PlainClient.Sender sender = client.sender(topic)) {
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        sender.send(payload, () -> {});
      }
      while (peer ? counter.sum() < count : !round.isDone()) {
        if (System.nanoTime() - start > PATIENCE_NANOS) {
          throw new IllegalStateException("Not all messages came; the peer has " + counter);
        }
        Thread.sleep(1);
      }
      return String.valueOf(System.nanoTime() - start);
    } finally {
      if (!peer) {
        Endpoints.pause(topic);
      }
    }
  }

  private static LongAdder counter() {
    return (LongAdder) System.getProperties().computeIfAbsent(COUNTER, name -> new LongAdder());
  }
}
