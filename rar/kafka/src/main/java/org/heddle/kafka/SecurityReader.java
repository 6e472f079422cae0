package org.heddle.kafka;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.spi.Credentials;
import org.heddle.spi.TlsSettings;

/** Turns the security properties of a connection factory into values that fit together. */
final class SecurityReader {

  private final SecuredManagedConnectionFactory bean;
  private final SecurityProtocol protocol;
  private final BiConsumer<String, String> faults;

  /**
   * Reads the properties of a bean.
   *
   * @param protocol the bean's, which is read already
   * @param faults told the name of each bad property and what is wrong with it
   */
  SecurityReader(
      SecuredManagedConnectionFactory bean,
      SecurityProtocol protocol,
      BiConsumer<String, String> faults) {
    this.bean = bean;
    this.protocol = protocol;
    this.faults = faults;
  }

  /**
   * Reads how the client logs in.
   *
   * @param signOn who logs in instead of the configured user
   * @param tls how it encrypts
   */
  KafkaSecurity read(Optional<Credentials> signOn, TlsSettings tls) {
    Optional<SaslMechanism> mechanism = mechanism();
    if (signOn.filter(this::isNotConfigured).isPresent()
        && mechanism.flatMap(SaslMechanism::passwordModule).isEmpty()) {
      throw new UnsupportedByBrokerException(
          "A connection was asked for with a user and a password, but securityProtocol "
              + protocol
              + mechanism.map(value -> " with " + value.mechanismName()).orElse("")
              + " has none; expected SASL with PLAIN or SCRAM");
    }
    return new KafkaSecurity(
        protocol, mechanism, mechanism.flatMap(value -> login(value, signOn)), tls);
  }

  /** Payara signs on with the factory's own user; what is wrong with that one is a fault below. */
  private boolean isNotConfigured(Credentials signOn) {
    return !signOn.userName().equals(bean.getUserName());
  }

  private Optional<SaslMechanism> mechanism() {
    Optional<String> name = text(bean.getSaslMechanism());
    Optional<SaslMechanism> mechanism = name.map(String::strip).flatMap(SaslMechanism::named);
    if (mechanism.isEmpty() && (name.isPresent() || protocol.sasl())) {
      faults.accept(
          "saslMechanism",
          "is "
              + name.orElse("not given, but securityProtocol is " + protocol)
              + "; expected one of "
              + Arrays.stream(SaslMechanism.values())
                  .map(SaslMechanism::mechanismName)
                  .collect(Collectors.joining(", ")));
    }
    if (!protocol.sasl()) {
      refuseUnused("saslMechanism", bean.getSaslMechanism(), "SASL");
      refuseUnused("userName", bean.getUserName(), "SASL");
      refuseUnused("password", bean.getPassword(), "SASL");
      refuseUnused("saslJaasConfig", bean.getSaslJaasConfig(), "SASL");
      return Optional.empty();
    }
    return mechanism;
  }

  private Optional<String> login(SaslMechanism mechanism, Optional<Credentials> signOn) {
    Optional<String> jaas = text(bean.getSaslJaasConfig());
    if (mechanism.passwordModule().isEmpty()) {
      if (jaas.isEmpty()) {
        faults.accept("saslJaasConfig", "is not given; " + mechanism.mechanismName() + " needs it");
      }
      refuseUnused("userName", bean.getUserName(), mechanism);
      refuseUnused("password", bean.getPassword(), mechanism);
      return jaas;
    }
    if (signOn.isEmpty() && jaas.isPresent()) {
      if (text(bean.getUserName()).isPresent() || text(bean.getPassword()).isPresent()) {
        faults.accept(
            "saslJaasConfig", "is given beside userName or password; expected one of them");
      }
      return jaas;
    }
    Credentials credentials =
        signOn.orElseGet(() -> new Credentials(bean.getUserName(), bean.getPassword()));
    if (text(credentials.userName()).isEmpty()) {
      faults.accept("userName", "is not given; " + mechanism.mechanismName() + " needs it");
      return Optional.empty();
    }
    if (text(credentials.password()).isEmpty()) {
      faults.accept("password", "is not given; " + mechanism.mechanismName() + " needs it");
      return Optional.empty();
    }
    return Optional.of(JaasConfig.of(mechanism.passwordModule().get(), credentials));
  }

  /** Left alone, they would make a connection look safer than it is. */
  private void refuseUnused(String property, String value, String what) {
    if (text(value).isPresent()) {
      faults.accept(
          property, "is given, but securityProtocol is " + protocol + ", without " + what);
    }
  }

  private void refuseUnused(String property, String value, SaslMechanism mechanism) {
    if (text(value).isPresent()) {
      faults.accept(
          property,
          "is given, but " + mechanism.mechanismName() + " does not take it; use saslJaasConfig");
    }
  }

  /** Servers hand over properties that were left out as empty text. */
  static Optional<String> text(String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }
}
