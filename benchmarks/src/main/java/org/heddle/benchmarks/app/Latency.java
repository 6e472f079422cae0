package org.heddle.benchmarks.app;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.heddle.api.MessageProducer;
import org.heddle.api.OutgoingMessage;
import org.heddle.api.PubSubConnection;
import org.heddle.benchmarks.plain.PlainClient;

/**
 * How long a message takes from its sender to its receiver, at a fixed rate, both in this virtual
 * machine. Returns the nanoseconds at the quantiles 0.5, 0.99 and 0.999.
 */
final class Latency implements Task {

  private static final double[] QUANTILES = {0.5, 0.99, 0.999};
  private static final int WARM_UP = 200;

  /** Sends without waiting for the broker. */
  private interface Outlet {
    void send(Reading reading) throws Exception;
  }

  @Override
  public String run(Parameters parameters) throws Exception {
    String topic = parameters.text("topic");
    int count = parameters.number("count");
    boolean plain = parameters.text("by").equals("plain");
    Reading reading = Readings.of(parameters.number("size"));
    long interval = 1_000_000_000L / parameters.number("rate");
    return plain ? plain(topic, reading, count, interval) : bean(topic, reading, count, interval);
  }

  private static String plain(String topic, Reading reading, int count, long interval)
      throws Exception {
    Round round = Round.beginTimed(topic, WARM_UP + count);
    CountDownLatch ready = new CountDownLatch(1);
    try (PlainClient receiving = Surroundings.plainClient();
        PlainClient sending = Surroundings.plainClient();
        PlainClient.Sender sender = sending.sender(topic)) {
      receiving.subscribe(topic, Surroundings.SUBSCRIPTION);
      CompletableFuture<Void> loop =
          CompletableFuture.runAsync(
              () -> {
                ready.countDown();
                consume(receiving, topic, round);
              });
      ready.await();
      send(it -> sender.send(Readings.encode(it), () -> {}), reading, count, interval);
      round.await();
      loop.join();
    }
    return quantiles(round);
  }

  private static void consume(PlainClient client, String topic, Round round) {
    try {
      client.consume(
          topic,
          Surroundings.SUBSCRIPTION,
          payload -> round.processed(Readings.decode(payload)),
          round::isDone);
    } catch (Exception e) {
      throw new IllegalStateException("The plain client cannot consume", e);
    }
  }

  private static String bean(String topic, Reading reading, int count, long interval)
      throws Exception {
    Endpoints.resume(topic);
    try (PubSubConnection connection = Surroundings.factory().getConnection()) {
      Round round = Round.beginTimed(topic, WARM_UP + count);
      MessageProducer<Reading> producer = connection.createProducer(topic, Reading.class);
      send(it -> producer.sendAsync(OutgoingMessage.of(it)), reading, count, interval);
      round.await();
      return quantiles(round);
    } finally {
      Endpoints.pause(topic);
    }
  }

  private static void send(Outlet outlet, Reading reading, int count, long interval)
      throws Exception {
    long next = System.nanoTime();
    for (int i = 0; i < WARM_UP + count; i++) {
      for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      outlet.send(Readings.now(reading));
      next += interval;
    }
  }

  private static String quantiles(Round round) {
    long[] delays = round.delays();
    long[] measured = Arrays.copyOfRange(delays, WARM_UP, delays.length);
    Arrays.sort(measured);
    return Arrays.stream(QUANTILES)
        .mapToLong(quantile -> measured[(int) Math.ceil(quantile * measured.length) - 1])
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
