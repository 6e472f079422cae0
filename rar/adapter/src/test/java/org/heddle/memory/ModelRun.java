package org.heddle.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.MessagingException;
import org.heddle.api.SubscriptionInUseException;
import org.heddle.memory.ModelBroker.ConsumerModel;
import org.heddle.memory.ModelBroker.DeliveryModel;
import org.heddle.memory.ModelBroker.Item;
import org.heddle.memory.ModelBroker.MessageModel;
import org.heddle.memory.ModelBroker.SubscriptionModel;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.Delivery;
import org.heddle.spi.PendingSend;

/** One random walk through a broker and its model, given by a seed. */
final class ModelRun {

  private static final List<String> TOPICS = List.of("a/b/c", "d/e/f");
  private static final List<String> SUBSCRIPTIONS = List.of("s", "t");
  private static final int ROOM = 1000;

  private final long seed;
  private final Random random;
  private final BrokerFixture broker = BrokerFixture.withRoomFor(ROOM, 10);
  private final ModelBroker model = new ModelBroker();
  private final List<Open> consumers = new ArrayList<>();
  private final List<Held> held = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private int lastMessage;

  /** An open consumer and its model. */
  private static final class Open {
    final String topic;
    final BackendConsumer consumer;
    final ConsumerModel model;
    final Probe probe;

    /**
     * How often the listener had been called when the last poll began; -1 if that gave something.
     */
    int signalsAtEmptyPoll;

    Open(String topic, BackendConsumer consumer, ConsumerModel model, Probe probe) {
      this.topic = topic;
      this.consumer = consumer;
      this.model = model;
      this.probe = probe;
    }

    String subscription() {
      return consumer.spec().subscription();
    }

    boolean isBestEffort() {
      return consumer.spec().topic().toString().startsWith("q0/");
    }
  }

  private record Held(Open open, Delivery delivery, DeliveryModel model) {}

  ModelRun(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  void run(int steps) {
    try {
      for (int i = 0; i < steps; i++) {
        step();
        checkSignals();
      }
      checkRest();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("Seed " + seed + ", after:\n" + String.join("\n", log), e);
    }
  }

  private void step() {
    int dice = random.nextInt(100);
    if (dice < 25) {
      send(pick(TOPICS));
    } else if (dice < 50 && !consumers.isEmpty()) {
      poll(pick(consumers));
    } else if (dice < 60 && !held.isEmpty()) {
      acknowledge(pick(held));
    } else if (dice < 75 && !held.isEmpty()) {
      giveBack(pick(held));
    } else if (dice < 80) {
      settle(pick(TOPICS));
    } else if (dice < 88) {
      open(pick(TOPICS), pick(SUBSCRIPTIONS));
    } else if (dice < 91 && !consumers.isEmpty()) {
      close(pick(consumers));
    } else if (dice < 93 && !consumers.isEmpty()) {
      unsubscribe(pick(consumers));
    } else if (dice < 99) {
      Duration duration = Duration.ofSeconds(random.nextInt(4));
      log.add("advance by " + duration);
      broker.context.advance(duration);
    } else {
      delete(pick(TOPICS));
    }
  }

  private void send(String topic) {
    boolean bestEffort = random.nextInt(4) == 0;
    String text = nextText();
    log.add("send " + text + " to " + topic + (bestEffort ? " at q0" : ""));
    broker.send((bestEffort ? "q0/" : "q2/") + topic, text).join();
    model.publish(topic, new MessageModel(text, bestEffort));
  }

  private boolean poll(Open open) {
    log.add("poll " + open.subscription() + " of " + open.topic);
    Item expected = open.model.subscription.next(open.model, broker.context.now());
    int signals = open.probe.signals();
    Delivery delivery = open.consumer.poll();
    if (expected == null) {
      assertThat(delivery).isNull();
      open.signalsAtEmptyPoll = signals;
      return false;
    }
    assertThat(delivery).isNotNull();
    assertThat(BrokerFixture.text(delivery)).isEqualTo(expected.message.text);
    assertThat(delivery.deliveryCount()).isEqualTo(expected.deliveries + 1);
    open.signalsAtEmptyPoll = -1;
    DeliveryModel delivered = model.deliver(open.model, expected, open.isBestEffort());
    held.add(new Held(open, delivery, delivered));
    return true;
  }

  private void acknowledge(Held any) {
    log.add("acknowledge " + BrokerFixture.text(any.delivery));
    any.open.consumer.acknowledge(any.delivery);
    model.finish(any.model);
  }

  private void giveBack(Held any) {
    Duration delay = Duration.ofSeconds(random.nextInt(3));
    boolean counted = random.nextBoolean();
    log.add(
        (counted ? "give back " : "defer ") + BrokerFixture.text(any.delivery) + " for " + delay);
    if (counted) {
      any.open.consumer.negativeAcknowledge(any.delivery, delay);
    } else {
      any.open.consumer.defer(any.delivery, delay);
    }
    model.giveBack(any.model, counted, broker.context.now().plus(delay));
  }

  private void settle(String topic) {
    List<Held> some =
        held.stream()
            .filter(any -> !any.model.givenBack || random.nextInt(50) == 0)
            .filter(any -> random.nextInt(4) == 0)
            .toList();
    Delivery[] deliveries = some.stream().map(Held::delivery).toArray(Delivery[]::new);
    String text = nextText();
    log.add("settle " + BrokerFixture.texts(List.of(deliveries)) + ", " + text + " to " + topic);
    PendingSend send = BrokerFixture.pending("q2/" + topic, text);
    Runnable settle = () -> broker.backend.settle(BrokerFixture.unit(List.of(send), deliveries));
    if (some.stream().anyMatch(any -> any.model.givenBack)) {
      assertThatThrownBy(settle::run).isInstanceOf(MessagingException.class);
      assertThat(send.id()).isNotDone();
    } else {
      settle.run();
      assertThat(send.id()).isCompleted();
      some.forEach(any -> model.finish(any.model));
      model.publish(topic, new MessageModel(text, false));
    }
  }

  private void open(String topic, String subscription) {
    InitialPosition position = pick(List.of(InitialPosition.values()));
    ConsumerType type = pick(List.of(ConsumerType.values()));
    String quality = random.nextInt(6) == 0 ? "q0/" : "q1/";
    log.add("open " + quality + topic + ", " + subscription + ", " + position + ", " + type);
    boolean earliest = position == InitialPosition.EARLIEST;
    SubscriptionModel modelled = model.subscribe(topic, subscription, earliest);
    Probe probe = new Probe();
    if (!modelled.admits(type)) {
      assertThatThrownBy(
              () -> broker.consumer(quality + topic, subscription, position, type, probe))
          .isInstanceOf(SubscriptionInUseException.class);
      return;
    }
    ConsumerModel consumer = new ConsumerModel(modelled, type);
    modelled.consumers.add(consumer);
    BackendConsumer opened = broker.consumer(quality + topic, subscription, position, type, probe);
    consumers.add(new Open(topic, opened, consumer, probe));
  }

  private void close(Open open) {
    log.add("close " + open.subscription() + " of " + open.topic);
    open.consumer.close();
    model.close(open.model);
    consumers.remove(open);
  }

  private void unsubscribe(Open open) {
    log.add("unsubscribe " + open.subscription() + " of " + open.topic);
    if (open.model.subscription.consumers.size() > 1) {
      assertThatThrownBy(open.consumer::unsubscribe).isInstanceOf(SubscriptionInUseException.class);
    } else {
      open.consumer.unsubscribe();
      model.unsubscribe(open.topic, open.subscription());
      consumers.remove(open);
    }
  }

  private void delete(String topic) {
    log.add("delete " + topic);
    assertThat(broker.backend.topics().delete("q1/" + topic)).isEqualTo(model.exists(topic));
    model.delete(topic);
    for (Open open : List.copyOf(consumers)) {
      if (open.topic.equals(topic)) {
        assertThat(open.probe.failure()).isNotNull();
        assertThat(open.consumer.poll()).isNull();
        consumers.remove(open);
      }
    }
  }

  /** Whoever found nothing must have been told by the time there is something. */
  private void checkSignals() {
    for (Open open : consumers) {
      boolean ready = open.model.subscription.next(open.model, broker.context.now()) != null;
      if (ready && open.signalsAtEmptyPoll >= 0) {
        assertThat(open.probe.signals()).isGreaterThan(open.signalsAtEmptyPoll);
      }
    }
  }

  /** All that is left can be received, and then the broker is as empty as it was. */
  private void checkRest() {
    broker.context.advance(Duration.ofSeconds(10));
    for (Open open : List.copyOf(consumers)) {
      while (poll(open)) {
        acknowledge(held.get(held.size() - 1));
      }
      close(open);
    }
    TOPICS.forEach(this::delete);
    assertThat(broker.context.due()).isEmpty();
    for (int i = 0; i < ROOM; i++) {
      assertThat(broker.send("full", "0123456789")).isCompleted();
    }
    assertThat(broker.send("full", "0123456789")).isNotDone();
  }

  private String nextText() {
    return "m" + ++lastMessage;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
