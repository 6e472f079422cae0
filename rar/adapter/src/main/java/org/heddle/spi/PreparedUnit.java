package org.heddle.spi;

import java.util.List;
import java.util.Optional;

/**
 * A unit of work between the two phases of its commit (Jakarta Transactions 2.0, section 3.4). The
 * adapter keeps it on disk, so it is the same unit, by its name, before and after a crash; what is
 * gone after a crash are the deliveries. For one thread at a time.
 */
public interface PreparedUnit {

  /**
   * Returns what tells this unit from all others, for ever: to be left at the broker as the sign
   * that the unit was settled.
   *
   * @return letters, digits and dashes
   */
  String name();

  /**
   * Returns a place that this unit has for itself until its log entry is gone for good; a unit that
   * comes after it may have it again.
   *
   * @return the place, to derive transactional ids or names of topics from
   */
  SettlementSlot slot();

  /**
   * Returns what is to be published.
   *
   * @return the sends, in order
   */
  List<PendingSend> sends();

  /**
   * Returns what is to be acknowledged. Deliveries come and go: the broker may have delivered a
   * message again since the last call.
   *
   * @return the acknowledgements as of now, in order
   */
  List<PreparedAcknowledgement> acknowledgements();

  /**
   * Tells whether an earlier attempt to settle the unit may have succeeded, before a crash or
   * because the broker did not answer.
   *
   * @return false only if nobody has tried
   */
  boolean mayBeSettled();

  /**
   * Returns what the backend noted last.
   *
   * @return the note, empty at first
   */
  String note();

  /**
   * Notes what a later attempt needs to know. In the second phase the note is on disk, forced, when
   * this returns.
   *
   * @param text the new note
   * @throws org.heddle.api.MessagingException if it cannot be written
   */
  void note(String text);

  /**
   * Tells whether the unit must take effect as a whole, as {@link UnitOfWork#exactlyOnce()} does.
   *
   * @return true if it must
   */
  default boolean exactlyOnce() {
    return sends().stream().anyMatch(PendingSend::exactlyOnce)
        || acknowledgements().stream().anyMatch(PreparedAcknowledgement::exactlyOnce);
  }

  /**
   * Returns the unit as far as it can be settled without knowing references.
   *
   * @return the sends, and the deliveries that there are
   */
  default UnitOfWork work() {
    return new UnitOfWork(
        sends(),
        acknowledgements().stream()
            .map(PreparedAcknowledgement::delivery)
            .flatMap(Optional::stream)
            .toList());
  }
}
