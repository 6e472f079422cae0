package org.heddle.spi;

import java.util.concurrent.CompletableFuture;
import org.heddle.api.MessageId;
import org.heddle.api.QualityOfService;

/**
 * A send that waits for its transaction.
 *
 * @param producer where and how to send
 * @param record what to send
 * @param id completed by {@link Backend#settle} with the id, or by the adapter with why it was not
 *     sent
 */
public record PendingSend(
    ProducerSpec producer, OutboundRecord record, CompletableFuture<MessageId> id) {

  boolean exactlyOnce() {
    return producer.topic().quality() == QualityOfService.EXACTLY_ONCE;
  }
}
