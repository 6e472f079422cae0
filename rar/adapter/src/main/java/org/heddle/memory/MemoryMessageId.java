package org.heddle.memory;

import org.heddle.api.MessageId;

/**
 * Numbers the messages of a broker; within a topic in the order in which they were sent.
 *
 * @param sequence 1 for the broker's first message
 */
record MemoryMessageId(long sequence) implements MessageId {

  @Override
  public String toString() {
    return Long.toString(sequence);
  }
}
