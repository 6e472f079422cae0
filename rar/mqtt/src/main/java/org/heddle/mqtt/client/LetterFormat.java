package org.heddle.mqtt.client;

/** How a letter travels in a packet. Safe for several threads. */
interface LetterFormat {

  /**
   * Writes a letter.
   *
   * @throws org.heddle.api.MessagingException if it holds what cannot travel
   */
  Content write(Letter letter);

  /** Reads a letter; what was not written so becomes one without an id. */
  Letter read(Content content);
}
