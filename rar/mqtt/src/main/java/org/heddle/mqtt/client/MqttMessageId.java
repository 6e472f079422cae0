package org.heddle.mqtt.client;

import org.heddle.api.MessageId;

/**
 * What tells a message from every other.
 *
 * @param text given by the sender, or at the arrival of a message that had none
 */
record MqttMessageId(String text) implements MessageId {

  @Override
  public String toString() {
    return text;
  }
}
