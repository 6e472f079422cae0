package org.heddle.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.crash.app.Names;

/** Kafka. Its topics have one partition. */
final class OutsideKafka implements OutsideBroker {

  private static final TopicPartition INCOMING = partition(Names.INCOMING);
  private static final TopicPartition OUTGOING = partition(Names.OUTGOING);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KafkaBroker broker = KafkaBroker.start();

  @Override
  public String commandFile() {
    return "kafka.asadmin";
  }

  @Override
  public List<String> serverOptions() {
    return List.of("-Dkafka.bootstrap.servers=" + broker.bootstrapServers());
  }

  @Override
  public String backendClass() {
    return "org.heddle.kafka.client.KafkaBackend";
  }

  @Override
  public void send(List<String> messages) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(clientSettings(), new StringSerializer(), new StringSerializer())) {
      List<Future<RecordMetadata>> sends = new ArrayList<>();
      for (String message : messages) {
        sends.add(producer.send(new ProducerRecord<>(INCOMING.topic(), message)));
      }
      for (Future<RecordMetadata> send : sends) {
        send.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka did not take a message", e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public List<String> committed() {
    long end = end(OUTGOING);
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "enable.auto.commit",
            false,
            "isolation.level",
            "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(OUTGOING));
      consumer.seek(OUTGOING, 0);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      // The position passes an open transaction only when it ends.
      while (consumer.position(OUTGOING) < end) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("A transaction is still open in " + OUTGOING);
        }
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  @Override
  public boolean isCaughtUp() {
    try (Admin admin = Admin.create(clientSettings())) {
      OffsetAndMetadata position =
          admin
              .listConsumerGroupOffsets(Names.SUBSCRIPTION)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(INCOMING);
      return position != null && position.offset() == end(INCOMING);
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void kill() {
    broker.kill();
  }

  @Override
  public void restart() {
    broker.restart();
  }

  @Override
  public void close() {
    broker.close();
  }

  private long end(TopicPartition partition) {
    try (Admin admin = Admin.create(clientSettings())) {
      ListOffsetsResult offsets = admin.listOffsets(Map.of(partition, OffsetSpec.latest()));
      return offsets.partitionResult(partition).get().offset();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Where does " + partition + " end?", e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private Map<String, Object> clientSettings() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private static TopicPartition partition(String generic) {
    return new TopicPartition(generic.substring("q2/".length()).replace('/', '.'), 0);
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }
}
