package org.heddle.spi;

import java.util.List;
import org.heddle.api.QualityOfService;

/**
 * What a transaction has collected for one backend and wants to take effect together.
 *
 * @param sends what to publish, in order
 * @param acknowledgements what to acknowledge, in order; each delivery belongs to a consumer of the
 *     backend
 */
public record UnitOfWork(List<PendingSend> sends, List<Delivery> acknowledgements) {

  /** Copies the lists. */
  public UnitOfWork {
    sends = List.copyOf(sends);
    acknowledgements = List.copyOf(acknowledgements);
  }

  /**
   * Tells whether there is nothing to do.
   *
   * @return true if nothing is to be published or acknowledged
   */
  public boolean isEmpty() {
    return sends.isEmpty() && acknowledgements.isEmpty();
  }

  /**
   * Tells whether the unit must take effect as a whole: it does as soon as one of its sends or
   * deliveries is of a topic that promises exactly once.
   *
   * @return true if it must
   */
  public boolean exactlyOnce() {
    return sends.stream().anyMatch(PendingSend::exactlyOnce)
        || acknowledgements.stream()
            .anyMatch(
                delivery ->
                    delivery.consumer().spec().topic().quality() == QualityOfService.EXACTLY_ONCE);
  }
}
