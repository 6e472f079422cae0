package org.heddle.benchmarks.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.heddle.api.ConsumerOptions;
import org.heddle.api.InitialPosition;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.PubSubConnection;
import org.heddle.benchmarks.plain.PlainClient;

/**
 * Rounds of consuming what the topic holds; each returns the nanoseconds from the first message to
 * the last.
 */
final class Consumes {

  private static final Duration WAIT = Duration.ofSeconds(40);

  /** A way of the plain client to consume. */
  private interface Loop {
    void run(
        PlainClient client,
        String topic,
        String subscription,
        Consumer<byte[]> each,
        BooleanSupplier done)
        throws Exception;
  }

  private Consumes() {}

  /** Makes sure that the broker keeps the messages until the round. */
  static String prepare(Parameters parameters) throws Exception {
    String topic = parameters.text("topic");
    switch (parameters.text("by")) {
      case "plain" -> {
        try (PlainClient client = Surroundings.plainClient()) {
          client.subscribe(topic, Surroundings.SUBSCRIPTION);
        }
      }
      case "pull" -> {
        try (PubSubConnection connection = Surroundings.factory().getConnection()) {
          consumer(connection, topic).close();
        }
      }
      default -> {
        Endpoints.resume(topic);
        Endpoints.pause(topic);
      }
    }
    return "";
  }

  static String plain(Parameters parameters) throws Exception {
    return plain(parameters, PlainClient::consume);
  }

  /** By a consumer that several threads share. */
  static String plainTogether(Parameters parameters) throws Exception {
    int threads = parameters.number("threads");
    return plain(
        parameters,
        (client, topic, subscription, each, done) ->
            client.consume(topic, subscription, threads, each, done));
  }

  private static String plain(Parameters parameters, Loop loop) throws Exception {
    String topic = parameters.text("topic");
    Round round = Round.begin(topic, parameters.number("count"));
    try (PlainClient client = Surroundings.plainClient()) {
      loop.run(
          client,
          topic,
          Surroundings.SUBSCRIPTION,
          payload -> round.processed(Readings.decode(payload)),
          round::isDone);
    }
    return String.valueOf(round.await());
  }

  static String pull(Parameters parameters) throws Exception {
    Round round = Round.begin(parameters.text("topic"), parameters.number("count"));
    try (PubSubConnection connection = Surroundings.factory().getConnection();
        MessageConsumer<Reading> consumer = consumer(connection, parameters.text("topic"))) {
      while (!round.isDone()) {
        Message<Reading> message = consumer.receive(WAIT);
        round.processed(message.value());
        consumer.acknowledge(message);
      }
    }
    return String.valueOf(round.await());
  }

  static String bean(Parameters parameters) throws Exception {
    String topic = parameters.text("topic");
    Round round =
        Round.begin(
            topic,
            parameters.number("count"),
            parameters.number("failures"),
            parameters.number("work"));
    Endpoints.resume(topic);
    try {
      return String.valueOf(round.await());
    } catch (IllegalStateException e) {
      throw new IllegalStateException(Endpoints.describe(topic), e);
    } finally {
      Endpoints.pause(topic);
    }
  }

  private static MessageConsumer<Reading> consumer(PubSubConnection connection, String topic) {
    ConsumerOptions options = ConsumerOptions.defaults();
    if (Surroundings.keepsMessages()) {
      options = options.withInitialPosition(InitialPosition.EARLIEST);
    }
    return connection.createConsumer(topic, Surroundings.SUBSCRIPTION, Reading.class, options);
  }
}
