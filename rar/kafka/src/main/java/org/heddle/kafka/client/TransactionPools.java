package org.heddle.kafka.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.heddle.api.AlreadyClosedException;
import org.heddle.kafka.KafkaSettings;

/** A pool of transactional ids for each way to configure a producer. Safe for several threads. */
final class TransactionPools implements AutoCloseable {

  private final KafkaClients clients;
  private final KafkaSettings settings;
  private final String idPrefix;
  private final Map<Map<String, String>, TransactionalProducers> pools = new HashMap<>();
  private boolean closed;

  TransactionPools(KafkaClients clients, KafkaSettings settings) {
    this.clients = clients;
    this.settings = settings;
    this.idPrefix = settings.transactionalIdPrefix().orElseGet(() -> "heddle-" + UUID.randomUUID());
  }

  synchronized TransactionalProducers get(Map<String, String> producerProperties) {
    if (closed) {
      throw new AlreadyClosedException("The Kafka client is closed");
    }
    return pools.computeIfAbsent(
        producerProperties,
        properties ->
            new TransactionalProducers(
                clients,
                properties,
                idPrefix + "-" + pools.size(),
                settings.transactionTimeout(),
                settings.transactionalProducers()));
  }

  @Override
  public void close() {
    List<TransactionalProducers> left;
    synchronized (this) {
      closed = true;
      left = new ArrayList<>(pools.values());
      pools.clear();
    }
    left.forEach(TransactionalProducers::close);
  }
}
