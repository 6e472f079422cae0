package org.heddle.ra.log;

import java.util.List;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SettlementSlot;
import org.heddle.spi.SubscriptionSpec;

/**
 * A prepared branch as it is kept on disk: everything that settling it takes.
 *
 * @param name the unit's own, unique
 * @param branch the branch of the transaction
 * @param resource the {@link org.heddle.spi.BackendSettings#resourceName()} that it belongs to
 * @param slot the unit's place
 * @param note the backend's, as {@link org.heddle.spi.PreparedUnit#note()} says
 * @param decision what has been decided since
 * @param preparedMillis when it was prepared, in milliseconds since 1970
 * @param sends what to publish, in order
 * @param acknowledgements what to acknowledge, in order
 */
public record LoggedUnit(
    String name,
    BranchId branch,
    String resource,
    SettlementSlot slot,
    String note,
    Decision decision,
    long preparedMillis,
    List<Send> sends,
    List<Acknowledgement> acknowledgements) {

  /** What has been decided about a branch since it was prepared. */
  public enum Decision {
    /** Nothing: the branch is in doubt. */
    NONE,
    /** Its transaction manager has committed it; the broker is still to be told. */
    COMMITTING,
    /** It was settled by hand. */
    COMMITTED,
    /** It was dropped by hand. */
    ROLLED_BACK
  }

  /**
   * A send.
   *
   * @param producer where and how to send
   * @param record what to send
   */
  public record Send(ProducerSpec producer, OutboundRecord record) {}

  /**
   * An acknowledgement.
   *
   * @param subscription what the message was received by
   * @param reference what it is found by
   */
  public record Acknowledgement(SubscriptionSpec subscription, String reference) {}

  /** Copies the lists. */
  public LoggedUnit {
    sends = List.copyOf(sends);
    acknowledgements = List.copyOf(acknowledgements);
  }

  /**
   * Returns the unit with another note.
   *
   * @param text the note
   * @return a copy
   */
  public LoggedUnit withNote(String text) {
    return with(text, decision, sends, acknowledgements);
  }

  /**
   * Returns the unit as one that is to be settled whatever happens.
   *
   * @return a copy
   */
  public LoggedUnit committing() {
    return with(note, Decision.COMMITTING, sends, acknowledgements);
  }

  /**
   * Returns the unit as one that was ended by hand: it has nothing left to do.
   *
   * @param byHand what was done
   * @return a copy without sends and acknowledgements
   */
  public LoggedUnit ended(Decision byHand) {
    return with(note, byHand, List.of(), List.of());
  }

  private LoggedUnit with(
      String newNote, Decision newDecision, List<Send> newSends, List<Acknowledgement> newOnes) {
    return new LoggedUnit(
        name, branch, resource, slot, newNote, newDecision, preparedMillis, newSends, newOnes);
  }

  /** Without contents. */
  @Override
  public String toString() {
    return "transaction "
        + branch
        + " on "
        + resource
        + " ("
        + sends.size()
        + " sends, "
        + acknowledgements.size()
        + " acknowledgements)";
  }
}
