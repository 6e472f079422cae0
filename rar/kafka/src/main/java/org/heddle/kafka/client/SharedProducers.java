package org.heddle.kafka.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.QualityOfService;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.support.OwnContext;

/**
 * The clients that send outside Kafka transactions, one for each way to send, opened at the first
 * send and kept until the backend closes, since opening one costs more than many sends. Safe for
 * several threads.
 */
final class SharedProducers implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private record Kind(boolean bestEffort, Map<String, String> properties) {

    private static Kind of(ProducerSpec spec) {
      return new Kind(spec.topic().quality() == QualityOfService.BEST_EFFORT, spec.properties());
    }

    private Map<String, Object> fixed() {
      return bestEffort
          ? Map.of("acks", "0", "enable.idempotence", false, "retries", 0)
          : Map.of("acks", "all", "enable.idempotence", true);
    }
  }

  private final KafkaClients clients;
  private final Map<Kind, Producer<byte[], byte[]>> open = new HashMap<>();
  private boolean closed;

  SharedProducers(KafkaClients clients) {
    this.clients = clients;
  }

  synchronized Producer<byte[], byte[]> get(ProducerSpec spec) {
    if (closed) {
      throw new AlreadyClosedException("The Kafka client is closed");
    }
    return open.computeIfAbsent(
        Kind.of(spec), kind -> clients.producer(kind.properties(), kind.fixed()));
  }

  @Override
  public void close() {
    List<Producer<byte[], byte[]>> left;
    synchronized (this) {
      closed = true;
      left = new ArrayList<>(open.values());
      open.clear();
    }
    OwnContext.run(
        SharedProducers.class, () -> left.forEach(producer -> producer.close(CLOSE_TIMEOUT)));
  }
}
