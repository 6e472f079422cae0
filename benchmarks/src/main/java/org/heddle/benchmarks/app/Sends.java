package org.heddle.benchmarks.app;

import jakarta.transaction.UserTransaction;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.heddle.api.MessageProducer;
import org.heddle.api.OutgoingMessage;
import org.heddle.api.ProducerOptions;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;
import org.heddle.api.QualityOfService;
import org.heddle.benchmarks.plain.PlainClient;

/** Rounds of sending, the encoding included; each returns the nanoseconds of all its messages. */
final class Sends implements Task {

  private static final long PATIENCE_SECONDS = 120;

  @Override
  public String run(Parameters parameters) throws Exception {
    String topic = parameters.text("topic");
    int count = parameters.number("count");
    Reading reading = Readings.of(parameters.number("size"));
    ProducerOptions options =
        ProducerOptions.defaults()
            .withQuality(QualityOfService.valueOf(parameters.text("quality")));
    long nanos =
        switch (parameters.text("how")) {
          case "plain-async" -> plainAsync(topic, reading, count);
          case "plain-sync" -> plainSync(topic, reading, count, false);
          case "plain-beside" -> plainBeside(topic, reading, count, options);
          case "plain-transaction" -> plainSync(topic, reading, count, true);
          case "plain-together" -> plainTogether(topic, reading, count, parameters.number("per"));
          case "async" -> async(topic, reading, count, options);
          case "sync" -> sync(topic, reading, count, options);
          case "transaction" ->
              transaction(topic, reading, count, options, parameters.number("per"));
          default -> throw new IllegalArgumentException(parameters.text("how"));
        };
    if (Surroundings.broker().equals("memory")) {
      forget(topic);
    }
    return String.valueOf(nanos);
  }

  /** What nobody reads would fill the memory. */
  private static void forget(String topic) throws Exception {
    try (PubSubConnection connection = Surroundings.factory().getConnection()) {
      connection.topics().delete(topic);
    }
  }

  private static long plainAsync(String topic, Reading reading, int count) throws Exception {
    CountDownLatch stored = new CountDownLatch(count);
    try (PlainClient client = Surroundings.plainClient();
        PlainClient.Sender sender = client.sender(topic)) {
      sender.send(Readings.encode(reading));
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        sender.send(Readings.encode(reading), stored::countDown);
      }
      await(stored);
      return System.nanoTime() - start;
    }
  }

  private static long plainSync(String topic, Reading reading, int count, boolean transactional)
      throws Exception {
    try (PlainClient client = Surroundings.plainClient();
        PlainClient.Sender sender =
            transactional ? client.transactionalSender(topic) : client.sender(topic)) {
      sender.send(Readings.encode(reading));
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        sender.send(Readings.encode(reading));
      }
      return System.nanoTime() - start;
    }
  }

  /** What a container's transaction costs at least: between sends, it is seldom in the caches. */
  private static long plainBeside(String topic, Reading reading, int count, ProducerOptions options)
      throws Exception {
    UserTransaction transaction = Surroundings.userTransaction();
    PubSubConnectionFactory factory = Surroundings.factory();
    try (PlainClient client = Surroundings.plainClient();
        PlainClient.Sender sender = client.sender(topic)) {
      sender.send(Readings.encode(reading));
      transaction(transaction, factory, topic, reading, options, 0);
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        transaction(transaction, factory, topic, reading, options, 0);
        sender.send(Readings.encode(reading));
      }
      return System.nanoTime() - start;
    }
  }

  private static long plainTogether(String topic, Reading reading, int count, int per)
      throws Exception {
    try (PlainClient client = Surroundings.plainClient();
        PlainClient.Sender sender = client.transactionalSender(topic)) {
      sender.sendTogether(Readings.encode(reading), per);
      long start = System.nanoTime();
      for (int i = 0; i < count; i += per) {
        sender.sendTogether(Readings.encode(reading), per);
      }
      return System.nanoTime() - start;
    }
  }

  private static long async(String topic, Reading reading, int count, ProducerOptions options)
      throws Exception {
    CountDownLatch stored = new CountDownLatch(count);
    try (PubSubConnection connection = Surroundings.factory().getConnection()) {
      MessageProducer<Reading> producer = connection.createProducer(topic, Reading.class, options);
      producer.send(OutgoingMessage.of(reading));
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        producer.sendAsync(OutgoingMessage.of(reading)).thenRun(stored::countDown);
      }
      await(stored);
      return System.nanoTime() - start;
    }
  }

  private static long sync(String topic, Reading reading, int count, ProducerOptions options)
      throws Exception {
    try (PubSubConnection connection = Surroundings.factory().getConnection()) {
      MessageProducer<Reading> producer = connection.createProducer(topic, Reading.class, options);
      producer.send(OutgoingMessage.of(reading));
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        producer.send(OutgoingMessage.of(reading));
      }
      return System.nanoTime() - start;
    }
  }

  /**
   * As a bean would: connection and producer are made and closed in each transaction, which may
   * send nothing at all.
   */
  private static long transaction(
      String topic, Reading reading, int count, ProducerOptions options, int per) throws Exception {
    UserTransaction transaction = Surroundings.userTransaction();
    PubSubConnectionFactory factory = Surroundings.factory();
    transaction(transaction, factory, topic, reading, options, per);
    long start = System.nanoTime();
    for (int i = 0; i < count; i += Math.max(1, per)) {
      transaction(transaction, factory, topic, reading, options, per);
    }
    return System.nanoTime() - start;
  }

  private static void transaction(
      UserTransaction transaction,
      PubSubConnectionFactory factory,
      String topic,
      Reading reading,
      ProducerOptions options,
      int per)
      throws Exception {
    transaction.begin();
    try (PubSubConnection connection = factory.getConnection()) {
      MessageProducer<Reading> producer = connection.createProducer(topic, Reading.class, options);
      for (int i = 0; i < per; i++) {
        producer.send(OutgoingMessage.of(reading));
      }
    }
    transaction.commit();
  }

  private static void await(CountDownLatch stored) throws InterruptedException {
    if (!stored.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(stored.getCount() + " messages were not stored");
    }
  }
}
