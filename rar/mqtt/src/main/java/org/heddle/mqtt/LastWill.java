package org.heddle.mqtt;

/**
 * What the broker publishes when a connection ends without a farewell.
 *
 * @param topic MQTT's name of the topic
 * @param payload the text, sent as UTF-8
 * @param qos 0, 1 or 2
 * @param retained whether the broker keeps it for those who subscribe later
 */
public record LastWill(String topic, String payload, int qos, boolean retained) {}
