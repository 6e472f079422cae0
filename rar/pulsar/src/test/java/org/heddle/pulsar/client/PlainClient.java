package org.heddle.pulsar.client;

import static java.nio.charset.StandardCharsets.UTF_8;

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
    List<String> texts = new ArrayList<>();
    try (Consumer<byte[]> consumer = subscribe(topic, subscription)) {
      for (Message<byte[]> message = consumer.receive(2, TimeUnit.SECONDS);
          message != null;
          message = consumer.receive(500, TimeUnit.MILLISECONDS)) {
        texts.add(new String(message.getData(), UTF_8));
      }
    }
    return texts;
  }

  // Not awaited: the client gives its threads two seconds of quiet before it ends them.
  @Override
  public void close() {
    client.closeAsync();
  }
}
