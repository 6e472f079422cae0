package org.heddle.mqtt.client;

/**
 * Spares the envelope where nothing but id and time would be in it. What has a key or properties,
 * such as a dead letter, keeps it, since they must not get lost.
 */
final class EnvelopeWhenNeeded implements LetterFormat {

  private final Envelope envelope = new Envelope();

  @Override
  public Content write(Letter letter) {
    return letter.key().isEmpty() && letter.properties().isEmpty()
        ? Content.of(letter.payload())
        : envelope.write(letter);
  }

  @Override
  public Letter read(Content content) {
    return envelope.read(content);
  }
}
