package org.heddle.mqtt.client;

/**
 * A message as it came through a link.
 *
 * @param topic MQTT's name of the topic that it was published to
 * @param content what travelled
 * @param qos 0 or 1
 * @param retained whether the broker had kept it from before the subscription
 * @param acknowledgement tells the broker that it is done; does nothing once the link has ended,
 *     may be run on any thread and does not block
 */
record Arrival(String topic, Content content, int qos, boolean retained, Runnable acknowledgement) {

  void acknowledge() {
    acknowledgement.run();
  }
}
