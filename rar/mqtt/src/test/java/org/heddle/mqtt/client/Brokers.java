package org.heddle.mqtt.client;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.heddle.brokers.mqtt.ArtemisBroker;
import org.heddle.brokers.mqtt.MosquittoBroker;
import org.heddle.brokers.mqtt.MqttBroker;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test that asks for {@link Brokers} the brokers of the whole run. */
final class Brokers implements AutoCloseable {

  static final String NOT_INSTALLED =
      "mosquitto is not installed: nothing is tested with it (apt-get install mosquitto)";

  /** Which broker, and by which version of the protocol. */
  enum Kind {
    ARTEMIS_3("3.1.1"),
    ARTEMIS_5("5"),
    MOSQUITTO_3("3.1.1"),
    MOSQUITTO_5("5");

    private final String version;

    Kind(String version) {
      this.version = version;
    }

    String version() {
      return version;
    }

    boolean isArtemis() {
      return this == ARTEMIS_3 || this == ARTEMIS_5;
    }
  }

  /** Hands them out. */
  static final class Shared implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Brokers.class;
    }

    @Override
    public Brokers resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(Brokers.class))
          .getOrComputeIfAbsent("brokers", key -> new Brokers(), Brokers.class);
    }
  }

  private MqttBroker artemis;
  private MqttBroker mosquitto;

  MqttBroker get(Kind kind) {
    return kind.isArtemis() ? artemis() : mosquitto();
  }

  private synchronized MqttBroker artemis() {
    if (artemis == null) {
      artemis = ArtemisBroker.start();
    }
    return artemis;
  }

  synchronized MqttBroker mosquitto() {
    assumeTrue(MosquittoBroker.isInstalled(), NOT_INSTALLED);
    if (mosquitto == null) {
      mosquitto = MosquittoBroker.start();
    }
    return mosquitto;
  }

  @Override
  public synchronized void close() {
    if (artemis != null) {
      artemis.close();
    }
    if (mosquitto != null) {
      mosquitto.close();
    }
  }
}
