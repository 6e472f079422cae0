package org.heddle.memory;

import java.util.UUID;
import org.heddle.api.MessageId;

/**
 * Numbers the messages of a broker; within a topic in the order in which they were sent.
 *
 * @param life tells the broker's present life from those before a restart
 * @param sequence 1 for the broker's first message
 */
record MemoryMessageId(UUID life, long sequence) implements MessageId {

  @Override
  public String toString() {
    return Long.toString(sequence);
  }
}
