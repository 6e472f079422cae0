package org.heddle.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.JavaCommand;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.contract.Inbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The process of a consumer is killed. */
@ExtendWith(SharedBroker.class)
class KafkaCrashTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Topic in = Topic.of("in-" + UUID.randomUUID(), QualityOfService.EXACTLY_ONCE);
  private final Topic out = Topic.of("out-" + UUID.randomUUID(), QualityOfService.EXACTLY_ONCE);
  private final String subscription = "s-" + UUID.randomUUID();

  @Test
  void shouldGoOnExactlyWhereAKilledConsumerWas(KafkaBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker.bootstrapServers());
        ChildProcess process = ChildProcess.create("doomed-consumer")) {
      client.send(in, "a", "b", "c", "d", "e", "f");
      process.start(
          new JavaCommand(
              Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                  .map(Path::of)
                  .toList(),
              List.of("-Xmx128m"),
              DoomedConsumer.class.getName(),
              List.of(broker.bootstrapServers(), in.toString(), out.toString(), subscription)),
          () -> isFinished(broker, 0, 2, 4),
          PATIENCE);

      process.kill();

      Inbox inbox = client.open(in, subscription);
      assertThat(inbox.acknowledge(3)).containsExactly("b", "d", "f");
      assertThat(inbox.next(Duration.ofMillis(300))).isNull();
      assertThat(Native.readCommitted(broker.bootstrapServers(), TopicNames.of(out)))
          .containsExactly("done");
    }
  }

  private boolean isFinished(KafkaBroker broker, long... offsets) throws IOException {
    try {
      OffsetAndMetadata committed =
          Native.committed(broker.bootstrapServers(), subscription)
              .get(new TopicPartition(TopicNames.of(in), 0));
      for (long offset : offsets) {
        if (!FinishedOffsets.covers(committed, offset)) {
          return false;
        }
      }
      return true;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
