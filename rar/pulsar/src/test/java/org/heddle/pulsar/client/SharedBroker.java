package org.heddle.pulsar.client;

import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.brokers.pulsar.PulsarOptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test that asks for a {@link PulsarBroker} the one broker of the whole run. */
final class SharedBroker implements ParameterResolver {

  private record Running(PulsarBroker broker) implements AutoCloseable {
    @Override
    public void close() {
      broker.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == PulsarBroker.class;
  }

  @Override
  public PulsarBroker resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedBroker.class))
        .getOrComputeIfAbsent(
            "broker",
            key ->
                new Running(
                    PulsarBroker.start(
                        PulsarOptions.defaults().with("webSocketServiceEnabled", "true"))),
            Running.class)
        .broker();
  }
}
