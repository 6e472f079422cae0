package org.heddle.pulsar.client;

import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.TypedMessageBuilder;
import org.apache.pulsar.client.impl.ProducerImpl;
import org.heddle.api.MessageTooLargeException;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.pulsar.PulsarSettings;
import org.heddle.spi.OutboundRecord;

/** Turns records into messages, and says what is wrong with those that are too large. */
final class OutboundMessages {

  private final PulsarSettings settings;

  OutboundMessages(PulsarSettings settings) {
    this.settings = settings;
  }

  /** Refuses what is larger than the settings allow, before anything is sent. */
  void check(Topic topic, OutboundRecord record) {
    if (record.size() > settings.maxMessageBytes()) {
      throw new MessageTooLargeException(
          topic.toString(),
          record.size(),
          settings.maxMessageBytes(),
          settings.chunking()
              ? "raise maxMessageBytes"
              : "raise maxMessageBytes and the broker's maxMessageSize, or set chunking",
          null);
    }
  }

  static <M extends TypedMessageBuilder<byte[]>> M fill(M message, OutboundRecord record) {
    message.value(record.payload()).properties(record.properties());
    record.key().ifPresent(message::key);
    return message;
  }

  /**
   * Translates what the client says of a message that it did not send.
   *
   * @param size of the message's content
   */
  MessagingException refusal(Topic topic, long size, Producer<?> producer, Throwable failure) {
    Throwable cause = PulsarFailures.unwrap(failure);
    if (cause instanceof PulsarClientException.InvalidMessageException
        && size > limitOf(producer) / 2) {
      // The broker counts what surrounds the content, too.
      long limit = limitOf(producer);
      return new MessageTooLargeException(
          topic.toString(),
          Math.max(size, limit + 1),
          limit,
          "raise the broker's maxMessageSize, or set chunking",
          cause);
    }
    return PulsarFailures.translate(failure, "send to topic '" + topic + "'");
  }

  private long limitOf(Producer<?> producer) {
    return producer instanceof ProducerImpl<?> plain
        ? plain.getConnectionHandler().getMaxMessageSize()
        : settings.maxMessageBytes();
  }
}
