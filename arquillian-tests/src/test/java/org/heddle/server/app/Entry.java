package org.heddle.server.app;

import java.time.Instant;
import java.util.Map;
import org.heddle.api.Message;

/**
 * A call of a bean, as it saw it.
 *
 * @param bean the simple name of its class
 * @param value the message's value
 * @param properties the message's properties
 * @param deliveryCount the message's count
 * @param call which call of a bean it was: the messages of one batch share it
 * @param time when the bean was called
 */
public record Entry(
    String bean,
    Object value,
    Map<String, String> properties,
    int deliveryCount,
    long call,
    Instant time) {

  static Entry of(Object bean, Message<?> message, long call) {
    return new Entry(
        bean.getClass().getSimpleName(),
        message.value(),
        message.properties(),
        message.deliveryCount(),
        call,
        Instant.now());
  }

  boolean concerns(String id) {
    return value instanceof Task task ? task.id().equals(id) : String.valueOf(value).contains(id);
  }
}
