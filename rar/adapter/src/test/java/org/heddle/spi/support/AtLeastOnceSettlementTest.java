package org.heddle.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.heddle.api.MessageId;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.PendingSend;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.UnitOfWork;
import org.junit.jupiter.api.Test;

/** How the sends of a unit are published. */
class AtLeastOnceSettlementTest {

  private static final ProducerSpec ORDERS = spec("q1/a/b/orders");
  private static final ProducerSpec ALERTS = spec("q1/a/b/alerts");

  private final List<String> story = new ArrayList<>();
  private final AtLeastOnceSettlement settlement = new AtLeastOnceSettlement(Teller::new);

  private record Id(String text) implements MessageId {}

  /** Tells what is asked of it, and refuses an empty record. */
  private final class Teller implements BackendProducer {

    private final String name;

    Teller(ProducerSpec spec) {
      name = spec.topic().toString().substring("q1/a/b/".length());
      story.add("open " + name);
    }

    @Override
    public void send(OutboundRecord record, CompletableFuture<MessageId> id) {
      if (record.payload().length == 0) {
        throw new MessagingException("There is nothing to send");
      }
      String text = new String(record.payload());
      story.add(name + " " + text);
      id.complete(new Id(text));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      story.add("close " + name);
    }
  }

  private static ProducerSpec spec(String topic) {
    return new ProducerSpec(Topic.parse(topic), Map.of());
  }

  private static PendingSend send(ProducerSpec producer, String text) {
    return new PendingSend(
        producer,
        new OutboundRecord(text.getBytes(), Map.of(), Optional.empty()),
        new CompletableFuture<>());
  }

  private void settle(PendingSend... sends) {
    settlement.settle(new UnitOfWork(List.of(sends), List.of()));
  }

  @Test
  void shouldOpenOneProducerForAllThatItSends() {
    PendingSend[] sends = {send(ORDERS, "1"), send(ALERTS, "2"), send(ORDERS, "3")};

    settle(sends);

    assertThat(story)
        .startsWith("open orders", "orders 1", "open alerts", "alerts 2", "orders 3")
        .hasSize(7)
        .contains("close orders", "close alerts");
    assertThat(Stream.of(sends).map(send -> send.id().join()))
        .containsExactly(new Id("1"), new Id("2"), new Id("3"));
  }

  @Test
  void shouldCloseWhatRefuses() {
    assertThatThrownBy(() -> settle(send(ORDERS, "1"), send(ORDERS, "")))
        .isInstanceOf(MessagingException.class)
        .hasMessage("There is nothing to send");

    assertThat(story).containsExactly("open orders", "orders 1", "close orders");
  }
}
