package org.heddle.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.heddle.spi.Delivery;
import org.heddle.spi.PendingSend;
import org.heddle.spi.PreparedAcknowledgement;
import org.heddle.spi.PreparedUnit;
import org.heddle.spi.SettlementSlot;
import org.heddle.spi.SubscriptionSpec;

/** A prepared unit as the adapter keeps it: what it notes is on disk, its deliveries are not. */
public final class TestUnit implements PreparedUnit {

  private record Kept(SubscriptionSpec subscription, String reference) {}

  private final String name;
  private final SettlementSlot slot;
  private final List<PendingSend> sends;
  private final List<Kept> acknowledgements;
  private final Map<String, Delivery> deliveries = new ConcurrentHashMap<>();
  private final boolean mayBeSettled;
  private volatile String note = "";

  private TestUnit(
      String name,
      SettlementSlot slot,
      List<PendingSend> sends,
      List<Kept> acknowledgements,
      boolean mayBeSettled) {
    this.name = name;
    this.slot = slot;
    this.sends = sends;
    this.acknowledgements = acknowledgements;
    this.mayBeSettled = mayBeSettled;
  }

  /** A unit that is not prepared yet, in a slot of its own. */
  public static TestUnit of(List<PendingSend> sends, Delivery... deliveries) {
    return of(newSlot(), sends, deliveries);
  }

  /** A unit that is not prepared yet. */
  public static TestUnit of(SettlementSlot slot, List<PendingSend> sends, Delivery... deliveries) {
    List<Kept> acknowledgements = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      acknowledgements.add(new Kept(delivery.consumer().spec(), delivery.reference()));
    }
    TestUnit unit =
        new TestUnit(UUID.randomUUID().toString(), slot, sends, acknowledgements, false);
    List.of(deliveries).forEach(unit::came);
    return unit;
  }

  /** The first slot of a log that no other test has. */
  public static SettlementSlot newSlot() {
    return new SettlementSlot(UUID.randomUUID().toString(), 0);
  }

  /** The unit after an attempt to settle it of which nobody knows what came. */
  public TestUnit inDoubt() {
    TestUnit unit = new TestUnit(name, slot, sends, acknowledgements, true);
    unit.note = note;
    unit.deliveries.putAll(deliveries);
    return unit;
  }

  /** The unit as another process finds it on disk. */
  public TestUnit afterACrash() {
    List<PendingSend> unanswered =
        sends.stream()
            .map(send -> new PendingSend(send.producer(), send.record(), new CompletableFuture<>()))
            .toList();
    TestUnit unit = new TestUnit(name, slot, unanswered, acknowledgements, true);
    unit.note = note;
    return unit;
  }

  /** Takes a message of the unit that was delivered again. */
  public void came(Delivery delivery) {
    deliveries.put(delivery.reference(), delivery);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SettlementSlot slot() {
    return slot;
  }

  @Override
  public List<PendingSend> sends() {
    return sends;
  }

  @Override
  public List<PreparedAcknowledgement> acknowledgements() {
    return acknowledgements.stream()
        .map(
            kept ->
                new PreparedAcknowledgement(
                    kept.subscription(),
                    kept.reference(),
                    Optional.ofNullable(deliveries.get(kept.reference()))))
        .toList();
  }

  @Override
  public boolean mayBeSettled() {
    return mayBeSettled;
  }

  @Override
  public String note() {
    return note;
  }

  @Override
  public void note(String text) {
    note = text;
  }
}
