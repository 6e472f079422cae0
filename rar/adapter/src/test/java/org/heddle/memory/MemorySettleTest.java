package org.heddle.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.heddle.memory.BrokerFixture.pending;
import static org.heddle.memory.BrokerFixture.record;
import static org.heddle.memory.BrokerFixture.unit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.heddle.api.MessageTooLargeException;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.contract.TestUnit;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.Delivery;
import org.heddle.spi.PendingSend;
import org.heddle.spi.PreparedUnit;
import org.heddle.spi.ProducerSpec;
import org.junit.jupiter.api.Test;

class MemorySettleTest {

  private static final String IN = "q2/tg/flow/in";
  private static final String OUT = "q2/tg/flow/out";

  private final BrokerFixture broker = new BrokerFixture();

  @Test
  void shouldPublishAndAcknowledgeTogether() {
    BackendConsumer in = broker.consumer(IN, "s");
    BackendConsumer out = broker.consumer(OUT, "s");
    broker.sendAll(IN, "a");
    PendingSend first = pending(OUT, "b");
    PendingSend second = pending("q1/tg/flow/other", "c");
    broker.backend.settle(unit(List.of(first, second), in.poll()));
    in.close();
    assertThat(broker.consumer(IN, "s").poll()).isNull();
    Delivery b = out.poll();
    assertThat(BrokerFixture.text(b)).isEqualTo("b");
    assertThat(first.id()).isCompletedWithValue(b.id());
    assertThat(second.id()).isCompleted();
    assertThat(broker.receiveAll(broker.earliest("q1/tg/flow/other", "s"))).containsExactly("c");
  }

  @Test
  void shouldSettleAPreparedUnitAlthoughItsMessagesWereGivenBack() {
    BackendConsumer in = broker.consumer(IN, "s");
    BackendConsumer out = broker.consumer(OUT, "s");
    broker.sendAll(IN, "a", "b", "c");
    Delivery a = in.poll();
    Delivery b = in.poll();
    PreparedUnit unit = TestUnit.of(TestUnit.newSlot(), List.of(pending(OUT, "moved")), a, b);
    broker.backend.prepare(unit);
    in.negativeAcknowledge(b, Duration.ofSeconds(5));
    in.close();

    broker.backend.settle(unit);

    assertThat(broker.receiveAll(out)).containsExactly("moved");
    BackendConsumer next = broker.consumer(IN, "s");
    assertThat(broker.receiveAll(next)).containsExactly("c");
    broker.context.advance(Duration.ofSeconds(5));
    assertThat(next.poll()).isNull();
  }

  @Test
  void shouldDoNothingIfAMessageWasGivenBack() {
    BackendConsumer in = broker.consumer(IN, "s");
    BackendConsumer out = broker.consumer(OUT, "s");
    broker.sendAll(IN, "a", "b");
    Delivery a = in.poll();
    Delivery b = in.poll();
    in.negativeAcknowledge(b, Duration.ZERO);
    PendingSend send = pending(OUT, "c");
    assertThatThrownBy(() -> broker.backend.settle(unit(List.of(send), a, b)))
        .isInstanceOf(MessagingException.class)
        .hasMessageContainingAll(IN, "'s'", "given back");
    assertThat(out.poll()).isNull();
    assertThat(send.id()).isNotDone();
    in.close();
    assertThat(broker.receiveAll(broker.consumer(IN, "s"))).containsExactly("a", "b");
  }

  @Test
  void shouldDoNothingIfTheConsumerWasClosed() {
    BackendConsumer in = broker.consumer(IN, "s");
    broker.sendAll(IN, "a");
    Delivery a = in.poll();
    in.close();
    assertThatThrownBy(() -> broker.backend.settle(unit(List.of(pending(OUT, "b")), a)))
        .isInstanceOf(MessagingException.class);
    assertThat(broker.backend.topics().exists(OUT)).isFalse();
  }

  @Test
  void shouldDoNothingIfASendIsTooLarge() {
    BrokerFixture small = new BrokerFixture(new MemorySettings("b", 10_000, 5, Duration.ZERO));
    BackendConsumer in = small.consumer(IN, "s");
    small.sendAll(IN, "a");
    Delivery a = in.poll();
    assertThatThrownBy(
            () -> small.backend.settle(unit(List.of(pending(OUT, "b"), pending(OUT, "123456")), a)))
        .isInstanceOf(MessageTooLargeException.class);
    assertThat(small.backend.topics().exists(OUT)).isFalse();
    in.close();
    assertThat(small.receiveAll(small.consumer(IN, "s"))).containsExactly("a");
  }

  @Test
  void shouldAcceptWhatIsFinishedAlready() {
    BackendConsumer in = broker.consumer(IN, "s");
    broker.sendAll(IN, "a", "b");
    Delivery a = in.poll();
    Delivery b = in.poll();
    in.acknowledge(a);
    broker.backend.settle(unit(List.of(pending(OUT, "c")), a, b, b));
    in.close();
    assertThat(broker.consumer(IN, "s").poll()).isNull();
    assertThat(broker.receiveAll(broker.earliest(OUT, "s"))).containsExactly("c");
  }

  @Test
  void shouldDropBestEffortSendsThatNobodyHears() {
    PendingSend send = pending("q0/tg/flow/out", "x");
    broker.backend.settle(unit(List.of(send)));
    assertThat(send.id()).isCompleted();
    assertThat(broker.earliest("q0/tg/flow/out", "s").poll()).isNull();
  }

  @Test
  void shouldRefuseDeliveriesOfAnotherBroker() {
    BrokerFixture other = new BrokerFixture();
    BackendConsumer in = other.consumer(IN, "s");
    other.sendAll(IN, "a");
    Delivery a = in.poll();
    assertThatThrownBy(() -> broker.backend.settle(unit(List.of(), a)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseClientProperties() {
    PendingSend send =
        new PendingSend(
            new ProducerSpec(Topic.parse(OUT), Map.of("acks", "1")),
            record("a"),
            new CompletableFuture<>());
    assertThatThrownBy(() -> broker.backend.settle(unit(List.of(send))))
        .isInstanceOf(UnsupportedByBrokerException.class)
        .hasMessageContaining("acks");
  }
}
