package org.heddle.kafka;

import jakarta.resource.spi.ConfigProperty;
import java.util.Optional;
import org.heddle.ra.config.ConfigurationFaults;
import org.heddle.ra.outbound.TlsManagedConnectionFactory;
import org.heddle.spi.Credentials;

/**
 * The properties of a Kafka connection factory that say how its clients encrypt and log in; what
 * each means and its default stand beside it.
 */
public abstract class SecuredManagedConnectionFactory extends TlsManagedConnectionFactory {

  private static final long serialVersionUID = 1L;

  @ConfigProperty(
      description =
          "How the client speaks to the brokers: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL.")
  private String securityProtocol = "PLAINTEXT";

  @ConfigProperty(
      description =
          "How the client logs in with SASL: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, "
              + "OAUTHBEARER or GSSAPI.")
  private String saslMechanism;

  @ConfigProperty(description = "Who logs in, for PLAIN and SCRAM.")
  private String userName;

  @ConfigProperty(
      description = "The password of the user, for PLAIN and SCRAM.",
      confidential = true)
  private String password;

  @ConfigProperty(
      description =
          "The client's login configuration, instead of user name and password; needed "
              + "for OAUTHBEARER and GSSAPI.",
      confidential = true)
  private String saslJaasConfig;

  /** Creates a factory with the defaults. */
  SecuredManagedConnectionFactory() {}

  /** Reads these properties and notes what does not fit together. */
  final KafkaSecurity security(Optional<Credentials> signOn, ConfigurationFaults faults) {
    SecurityProtocol protocol =
        faults.constant("securityProtocol", securityProtocol, SecurityProtocol.PLAINTEXT);
    if (!protocol.tls()) {
      refuseTls(faults, "securityProtocol is " + protocol + ", without TLS");
    }
    return new SecurityReader(this, protocol, faults::add).read(signOn, tls(faults));
  }

  public String getSecurityProtocol() {
    return securityProtocol;
  }

  public void setSecurityProtocol(String securityProtocol) {
    this.securityProtocol = securityProtocol;
  }

  public String getSaslMechanism() {
    return saslMechanism;
  }

  public void setSaslMechanism(String saslMechanism) {
    this.saslMechanism = saslMechanism;
  }

  public String getUserName() {
    return userName;
  }

  public void setUserName(String userName) {
    this.userName = userName;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getSaslJaasConfig() {
    return saslJaasConfig;
  }

  public void setSaslJaasConfig(String saslJaasConfig) {
    this.saslJaasConfig = saslJaasConfig;
  }
}
