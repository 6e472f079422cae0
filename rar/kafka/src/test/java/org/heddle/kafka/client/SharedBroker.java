package org.heddle.kafka.client;

import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.brokers.kafka.KafkaOptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test that asks for a {@link KafkaBroker} the one broker of the whole run. */
final class SharedBroker implements ParameterResolver {

  static final String USER = "alice";
  static final String PASSWORD = "top \"secret\" \\ 1";

  /** Closing a consumer waits for its last fetch, which takes half a second by default. */
  static final String HASTE = "fetch.max.wait.ms=20";

  static final int MAX_MESSAGE_BYTES = 5 << 20;

  private record Running(KafkaBroker broker) implements AutoCloseable {
    @Override
    public void close() {
      broker.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KafkaBroker.class;
  }

  @Override
  public KafkaBroker resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedBroker.class))
        .getOrComputeIfAbsent("broker", key -> new Running(start()), Running.class)
        .broker();
  }

  private static KafkaBroker start() {
    return KafkaBroker.start(
        KafkaOptions.defaults()
            .withSaslPlain(USER, PASSWORD)
            .with("message.max.bytes", "" + MAX_MESSAGE_BYTES));
  }
}
