package org.heddle.pulsar.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;
import org.apache.pulsar.client.api.SubscriptionType;
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.contract.Patience;

/** The client library used plainly, as somebody else would. */
final class PlainClient implements AutoCloseable {

  private final PulsarClient client;

  PlainClient(PulsarBroker broker) throws PulsarClientException {
    client = PulsarClient.builder().serviceUrl(broker.serviceUrl()).build();
  }

  PulsarClient client() {
    return client;
  }

  Consumer<byte[]> subscribe(String topic, String subscription) throws PulsarClientException {
    return client
        .newConsumer(Schema.BYTES)
        .topic(topic)
        .subscriptionName(subscription)
        .subscriptionType(SubscriptionType.Shared)
        .subscriptionInitialPosition(SubscriptionInitialPosition.Earliest)
        .subscribe();
  }

  /** Everything that a new subscription of a topic gets, once nothing more comes. */
  List<String> readAll(String topic, String subscription) throws PulsarClientException {
    return readAll(topic, subscription, 0);
  }

  /**
   * Everything that a new subscription of a topic gets, once nothing more comes. What stands behind
   * a transaction that an outage cut short comes when that expires, so some are waited for.
   */
  List<String> readAll(String topic, String subscription, int atLeast)
      throws PulsarClientException {
    List<String> texts = new ArrayList<>();
    try (Consumer<byte[]> consumer = subscribe(topic, subscription)) {
      Duration patience = atLeast > 0 ? Patience.LIMIT : Duration.ofSeconds(2);
      for (Message<byte[]> message = receive(consumer, patience);
          message != null;
          message = receive(consumer, patience)) {
        texts.add(new String(message.getData(), UTF_8));
        patience = texts.size() < atLeast ? Patience.LIMIT : Duration.ofMillis(500);
      }
    }
    return texts;
  }

  private static Message<byte[]> receive(Consumer<byte[]> consumer, Duration patience)
      throws PulsarClientException {
    return consumer.receive(Math.toIntExact(patience.toMillis()), TimeUnit.MILLISECONDS);
  }

  // Not awaited: the client gives its threads two seconds of quiet before it ends them.
  @Override
  public void close() {
    client.closeAsync();
  }
}
