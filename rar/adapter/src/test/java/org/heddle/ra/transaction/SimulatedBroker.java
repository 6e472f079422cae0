package org.heddle.ra.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.MessageId;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.api.TopicAdministration;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutcomeUnknownException;
import org.heddle.spi.PendingSend;
import org.heddle.spi.PreparedAcknowledgement;
import org.heddle.spi.PreparedUnit;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.UnitOfWork;

/**
 * A broker with one subscription that settles each unit in one go and keeps the names of those that
 * were prepared. It outlives the adapter, and fails, refuses and delivers again as the dice say.
 */
final class SimulatedBroker implements Backend {

  static final SubscriptionSpec SUBSCRIPTION =
      new SubscriptionSpec(
          Topic.of("in"), "s", InitialPosition.EARLIEST, ConsumerType.SHARED, Map.of());
  static final ProducerSpec PRODUCER = new ProducerSpec(Topic.of("out"), Map.of());

  private static final int PREFETCH = 2;

  private final Random random;
  private final boolean acknowledgesByReference;
  private final List<Item> items = new ArrayList<>();
  private final Set<String> attempted = new HashSet<>();
  private final Set<String> settled = new HashSet<>();
  final List<String> published = new ArrayList<>();

  /** Nothing goes wrong any more. */
  boolean reliable;

  /** Nobody can tell it anything. */
  boolean away;

  /** Happens while the broker prepares a unit; may refuse it. */
  Runnable whilePreparing = () -> {};

  /** The process ends here. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** A message of the subscription. */
  static final class Item {
    final String text;
    Held holder;
    boolean done;
    boolean doneByUnit;
    int deliveries;

    Item(String text) {
      this.text = text;
    }

    boolean isReady() {
      return !done && holder == null;
    }
  }

  private enum Fate {
    GOOD,
    FAILS_BEFORE,
    FAILS_AFTER,
    CRASHES_BEFORE,
    CRASHES_AFTER
  }

  /**
   * Starts empty.
   *
   * @param acknowledgesByReference whether it can acknowledge what it has delivered again, or to a
   *     consumer that is gone
   */
  SimulatedBroker(Random random, boolean acknowledgesByReference) {
    this.random = random;
    this.acknowledgesByReference = acknowledgesByReference;
  }

  boolean acknowledgesByReference() {
    return acknowledgesByReference;
  }

  boolean hasSettled(String unit) {
    return settled.contains(unit);
  }

  void publish(String text) {
    items.add(new Item(text));
  }

  List<Item> items() {
    return items;
  }

  Consumer open() {
    return new Consumer();
  }

  /** Takes back what is delivered: the adapter is gone. */
  void loseAll() {
    items.forEach(item -> item.holder = null);
  }

  private Fate fate() {
    int dice = reliable ? 100 : random.nextInt(100);
    if (dice < 12) {
      return Fate.FAILS_BEFORE;
    } else if (dice < 24) {
      return Fate.FAILS_AFTER;
    } else if (dice < 26) {
      return Fate.CRASHES_BEFORE;
    }
    return dice < 28 ? Fate.CRASHES_AFTER : Fate.GOOD;
  }

  @Override
  public void settle(UnitOfWork unit) {
    requireHeld(unit.acknowledgements());
    Runnable effect =
        () -> {
          publish(unit.sends());
          unit.acknowledgements().forEach(delivery -> finish(((Held) delivery).item));
        };
    switch (fate()) {
      case GOOD -> effect.run();
      case FAILS_BEFORE -> {
        if (random.nextBoolean()) {
          throw new BrokerUnreachableException("away");
        }
        unit.acknowledgements().forEach(delivery -> ((Held) delivery).giveBack());
        throw new OutcomeUnknownException("away", null);
      }
      case FAILS_AFTER -> {
        effect.run();
        throw new OutcomeUnknownException("no answer", null);
      }
      case CRASHES_BEFORE -> throw new Crash();
      case CRASHES_AFTER -> {
        effect.run();
        throw new Crash();
      }
    }
  }

  @Override
  public void prepare(PreparedUnit unit) {
    requireHeld(unit.work().acknowledgements());
    whilePreparing.run();
    switch (fate()) {
      case GOOD, CRASHES_AFTER -> unit.note("prepared");
      case FAILS_BEFORE, FAILS_AFTER -> throw new MessagingException("refused");
      case CRASHES_BEFORE -> throw new Crash();
    }
  }

  private static void requireHeld(List<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      if (!((Held) delivery).isCurrent()) {
        throw new MessagingException(delivery + " is delivered again");
      }
    }
  }

  @Override
  public void settle(PreparedUnit unit) {
    if (attempted.contains(unit.name()) && !unit.mayBeSettled()) {
      throw new AssertionError("It is not told that a settlement was tried before");
    }
    Fate fate = fate();
    if (fate == Fate.CRASHES_BEFORE) {
      throw new Crash();
    }
    if (away || fate == Fate.FAILS_BEFORE) {
      throw new BrokerUnreachableException("away");
    }
    attempted.add(unit.name());
    if (random.nextBoolean()) {
      unit.note("tried");
    }
    if (settled.add(unit.name())) {
      publish(unit.sends());
      unit.acknowledgements().forEach(this::acknowledge);
    }
    if (fate == Fate.FAILS_AFTER) {
      throw new BrokerUnreachableException("no answer");
    }
    if (fate == Fate.CRASHES_AFTER) {
      throw new Crash();
    }
  }

  private void acknowledge(PreparedAcknowledgement acknowledgement) {
    Item item =
        items.stream()
            .filter(any -> any.text.equals(acknowledgement.reference()))
            .findFirst()
            .orElseThrow();
    boolean held = acknowledgement.delivery().map(it -> ((Held) it).isCurrent()).orElse(false);
    if (acknowledgesByReference || held) {
      finish(item);
    }
  }

  private static void finish(Item item) {
    if (item.done) {
      throw new AssertionError(item.text + " is acknowledged by two units");
    }
    item.done = true;
    item.doneByUnit = true;
    item.holder = null;
  }

  private void publish(List<PendingSend> sends) {
    for (PendingSend send : sends) {
      String text = new String(send.record().payload(), UTF_8);
      published.add(text);
      send.id().complete(new Id(text));
    }
  }

  private record Id(String text) implements MessageId {}

  /** One handing-over of a message. */
  static final class Held implements Delivery {

    final Item item;
    private final Consumer consumer;
    private final int count;

    private Held(Item item, Consumer consumer) {
      this.item = item;
      this.consumer = consumer;
      this.count = ++item.deliveries;
      item.holder = this;
    }

    private boolean isCurrent() {
      return item.holder == this;
    }

    private void giveBack() {
      if (isCurrent()) {
        item.holder = null;
      }
    }

    @Override
    public BackendConsumer consumer() {
      return consumer;
    }

    @Override
    public byte[] payload() {
      return item.text.getBytes(UTF_8);
    }

    @Override
    public Map<String, String> properties() {
      return Map.of();
    }

    @Override
    public Optional<String> key() {
      return Optional.empty();
    }

    @Override
    public MessageId id() {
      return new Id(item.text);
    }

    @Override
    public String reference() {
      return item.text;
    }

    @Override
    public int deliveryCount() {
      return count;
    }

    @Override
    public Instant publishTime() {
      return Instant.EPOCH;
    }
  }

  /** A consumer that fetches a few messages ahead, which are handed out even when they are done. */
  final class Consumer implements BackendConsumer {

    private final Deque<Held> fetched = new ArrayDeque<>();
    private boolean open = true;

    @Override
    public SubscriptionSpec spec() {
      return SUBSCRIPTION;
    }

    @Override
    public Delivery poll() {
      if (open && fetched.isEmpty()) {
        items.stream()
            .filter(Item::isReady)
            .limit(PREFETCH)
            .toList()
            .forEach(item -> fetched.add(new Held(item, this)));
      }
      return fetched.poll();
    }

    @Override
    public void acknowledge(Delivery delivery) {
      Held held = (Held) delivery;
      if (held.isCurrent()) {
        held.item.done = true;
        held.item.holder = null;
      }
    }

    @Override
    public void negativeAcknowledge(Delivery delivery, Duration delay) {
      ((Held) delivery).giveBack();
    }

    @Override
    public void defer(Delivery delivery, Duration delay) {
      ((Held) delivery).giveBack();
    }

    /** The broker takes back what the consumer has, as after a broken connection. */
    void lose() {
      fetched.clear();
      for (Item item : items) {
        if (item.holder != null && item.holder.consumer == this) {
          item.holder = null;
        }
      }
    }

    @Override
    public void unsubscribe() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      open = false;
      lose();
    }
  }

  @Override
  public BackendProducer openProducer(ProducerSpec spec) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BackendConsumer openConsumer(SubscriptionSpec spec, ConsumerListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TopicAdministration topics() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void ping() {}

  @Override
  public void close() {}
}
