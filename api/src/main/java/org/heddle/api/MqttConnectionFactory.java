package org.heddle.api;

/**
 * A connection factory of an MQTT broker.
 *
 * <p>It adds nothing: {@code ra.xml} wants an interface of its own for every kind of connection
 * factory.
 */
public interface MqttConnectionFactory extends PubSubConnectionFactory {}
