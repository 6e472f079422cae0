package org.heddle.kafka.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.heddle.api.AlreadyClosedException;
import org.heddle.kafka.KafkaSettings;
import org.heddle.spi.SettlementSlot;

/**
 * The transactional ids of prepared units: one for each slot, the same after a restart, so that
 * what a slot left open before a crash is ended first. Safe for several threads; each slot is used
 * by one at a time.
 */
final class SlotProducers implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final KafkaClients clients;
  private final KafkaSettings settings;
  private final Map<SettlementSlot, Slot> slots = new HashMap<>();
  private boolean closed;

  private record Slot(Map<String, String> properties, TransactionalProducer producer) {}

  SlotProducers(KafkaClients clients, KafkaSettings settings) {
    this.clients = clients;
    this.settings = settings;
  }

  synchronized TransactionalProducer get(SettlementSlot slot, Map<String, String> properties) {
    if (closed) {
      throw new AlreadyClosedException("The Kafka client is closed");
    }
    Slot present = slots.get(slot);
    if (present != null && present.properties().equals(properties)) {
      return present.producer();
    }
    if (present != null) {
      present.producer().discard();
    }
    TransactionalProducer producer =
        new TransactionalProducer(
            clients,
            properties,
            settings.transactionalIdPrefix().orElse("heddle") + "-" + slot,
            settings.transactionTimeout());
    slots.put(slot, new Slot(properties, producer));
    return producer;
  }

  @Override
  public synchronized void close() {
    closed = true;
    slots.values().forEach(slot -> slot.producer().close(CLOSE_TIMEOUT));
    slots.clear();
  }
}
