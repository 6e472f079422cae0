package org.heddle.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.heddle.spi.Delivery;
import org.heddle.spi.PendingSend;
import org.heddle.spi.PreparedAcknowledgement;
import org.heddle.spi.PreparedUnit;
import org.heddle.spi.SettlementSlot;

/** A prepared unit that a test takes through crashes itself. */
public final class TestUnit implements PreparedUnit {

  private final String name;
  private final SettlementSlot slot;
  private final List<PendingSend> sends;
  private final List<PreparedAcknowledgement> acknowledgements;
  private final boolean mayBeSettled;
  private String note;

  private TestUnit(
      String name,
      SettlementSlot slot,
      List<PendingSend> sends,
      List<PreparedAcknowledgement> acknowledgements,
      boolean mayBeSettled,
      String note) {
    this.name = name;
    this.slot = slot;
    this.sends = sends;
    this.acknowledgements = acknowledgements;
    this.mayBeSettled = mayBeSettled;
    this.note = note;
  }

  /** A unit that nobody has tried to settle. */
  public static TestUnit of(
      SettlementSlot slot, List<PendingSend> sends, List<Delivery> deliveries) {
    List<PreparedAcknowledgement> acknowledgements = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      acknowledgements.add(
          new PreparedAcknowledgement(
              delivery.consumer().spec(), delivery.reference(), Optional.of(delivery)));
    }
    return new TestUnit(UUID.randomUUID().toString(), slot, sends, acknowledgements, false, "");
  }

  /** A slot of a log that no other test has. */
  public static SettlementSlot newSlot() {
    return new SettlementSlot(UUID.randomUUID().toString(), 0);
  }

  /** The same unit as it is found after a crash: without its deliveries. */
  public TestUnit afterCrash() {
    return new TestUnit(
        name,
        slot,
        sends.stream()
            .map(send -> new PendingSend(send.producer(), send.record(), new CompletableFuture<>()))
            .toList(),
        acknowledgements.stream()
            .map(
                it ->
                    new PreparedAcknowledgement(
                        it.subscription(), it.reference(), Optional.empty()))
            .toList(),
        true,
        note);
  }

  /** The same unit after an attempt whose result nobody knows. */
  public TestUnit again() {
    return new TestUnit(name, slot, sends, acknowledgements, true, note);
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
    return acknowledgements;
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
