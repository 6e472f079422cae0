package org.heddle.memory;

import org.heddle.api.MessageTooLargeException;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.heddle.spi.OutboundRecord;

/** A record on its way to a topic. */
record OutgoingRecord(Topic topic, OutboundRecord record) {

  boolean bestEffort() {
    return topic.quality() == QualityOfService.BEST_EFFORT;
  }

  /** Returns the room that must be there; best effort goes without if there is none. */
  long neededRoom() {
    return bestEffort() ? 0 : StoredMessage.cost(record);
  }

  void checkSize(long maxMessageBytes) {
    if (record.size() > maxMessageBytes) {
      throw new MessageTooLargeException(
          topic.toString(),
          record.size(),
          maxMessageBytes,
          "send less, or raise maxMessageBytes of the in-memory broker",
          null);
    }
  }
}
