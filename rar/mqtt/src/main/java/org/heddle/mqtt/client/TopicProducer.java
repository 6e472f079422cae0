package org.heddle.mqtt.client;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessageId;
import org.heddle.api.MessageTooLargeException;
import org.heddle.api.MessagingException;
import org.heddle.mqtt.MqttSettings;
import org.heddle.mqtt.ProtocolVersion;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.ProducerSpec;

/** Publishes to one topic through the connection that it shares with others. */
final class TopicProducer implements BackendProducer {

  /** What a packet needs besides topic, properties and payload, at most. */
  private static final int PACKET_OVERHEAD = 64;

  private final ProducerSpec spec;
  private final MqttSettings settings;
  private final SharedLink shared;
  private final LetterFormat format;
  private final Supplier<String> ids;
  private final String topic;
  private final Publication.Options options;
  private final String action;
  private final Set<CompletableFuture<?>> unanswered = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  TopicProducer(
      ProducerSpec spec,
      MqttSettings settings,
      SharedLink shared,
      LetterFormat format,
      Supplier<String> ids) {
    this.spec = spec;
    this.settings = settings;
    this.shared = shared;
    this.format = format;
    this.ids = ids;
    this.topic = TopicNames.of(spec.topic());
    this.options = ProducerProperties.of(spec, settings.version());
    this.action = "send to topic '" + spec.topic() + "'";
  }

  @Override
  public void send(OutboundRecord record, CompletableFuture<MessageId> id) {
    if (closed) {
      throw new AlreadyClosedException("The producer of topic '" + spec.topic() + "' is closed");
    }
    try {
      Letter letter =
          new Letter(
              Optional.of(ids.get()),
              Optional.of(Instant.now().truncatedTo(ChronoUnit.MILLIS)),
              record.key(),
              record.properties(),
              record.payload());
      Content content = format.write(letter);
      checkSize(content);
      unanswered.add(id);
      shared
          .publish(
              new Publication(topic, content, spec.topic().quality().ordinal(), options), action)
          .whenComplete((done, failure) -> answer(id, letter, failure));
    } catch (MessagingException e) {
      unanswered.remove(id);
      id.completeExceptionally(e);
    }
  }

  private void checkSize(Content content) {
    long size = content.size();
    if (size > settings.maxMessageBytes()) {
      throw tooLarge(
          size,
          settings.maxMessageBytes(),
          "raise maxMessageBytes of the connection factory, if the broker takes more");
    }
    if (settings.version() == ProtocolVersion.V5) {
      long most = shared.maxPacketBytes(action) - topic.length() * 3L - PACKET_OVERHEAD;
      if (size > most) {
        throw tooLarge(size, most, "raise the largest packet size of the broker");
      }
    }
  }

  private MessageTooLargeException tooLarge(long size, long limit, String remedy) {
    return new MessageTooLargeException(spec.topic().toString(), size, limit, remedy, null);
  }

  private void answer(CompletableFuture<MessageId> id, Letter letter, Throwable failure) {
    if (failure == null) {
      id.complete(new MqttMessageId(letter.id().orElseThrow()));
    } else {
      id.completeExceptionally(Answers.translate(failure, action));
    }
    unanswered.remove(id);
  }

  @Override
  public void flush() {
    // Every one of them ends: an answer comes, or the broker counts as gone.
    CompletableFuture<?>[] pending = unanswered.toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(pending).exceptionally(failure -> null).join();
  }

  @Override
  public void close() {
    closed = true;
  }
}
