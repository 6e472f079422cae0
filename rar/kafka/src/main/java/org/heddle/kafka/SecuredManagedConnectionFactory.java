package org.heddle.kafka;

import jakarta.resource.spi.ConfigProperty;
import java.util.Optional;
import org.heddle.ra.config.ConfigurationFaults;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;
import org.heddle.spi.Credentials;

/**
 * The properties of a Kafka connection factory that say how its clients reach the cluster, encrypt
 * and log in; what each means and its default stand beside it.
 */
public abstract class SecuredManagedConnectionFactory extends AbstractManagedConnectionFactory {

  private static final long serialVersionUID = 1L;

  @ConfigProperty(
      description = "Where to find the cluster: host:port, several separated by commas.")
  private String bootstrapServers = "localhost:9092";

  @ConfigProperty(
      description = "How the clients call themselves in the brokers' logs, quotas and metrics.")
  private String clientId = "heddle";

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

  @ConfigProperty(
      description =
          "File with the certificates of the authorities to trust; without it, those "
              + "that the JVM trusts.")
  private String trustStoreLocation;

  @ConfigProperty(description = "What opens the trust store.", confidential = true)
  private String trustStorePassword;

  @ConfigProperty(description = "Type of the trust store: JKS (if not given), PKCS12 or PEM.")
  private String trustStoreType;

  @ConfigProperty(
      description =
          "Certificates of the authorities to trust, as PEM text, instead of a trust store.")
  private String trustedCertificates;

  @ConfigProperty(
      description =
          "File with the client's own certificate and key, where the brokers ask for one.")
  private String keyStoreLocation;

  @ConfigProperty(description = "What opens the key store.", confidential = true)
  private String keyStorePassword;

  @ConfigProperty(description = "Type of the key store: JKS (if not given), PKCS12 or PEM.")
  private String keyStoreType;

  @ConfigProperty(
      description = "What opens the key in the key store, if it is not the password of the store.",
      confidential = true)
  private String keyPassword;

  @ConfigProperty(
      description =
          "How a broker's name is compared with its certificate: https (if not given), "
              + "or none to leave it unchecked.")
  private String endpointIdentificationAlgorithm;

  /** Creates a factory with the defaults. */
  SecuredManagedConnectionFactory() {}

  /** Reads these properties and notes what does not fit together. */
  final KafkaSecurity security(Optional<Credentials> signOn, ConfigurationFaults faults) {
    SecurityProtocol protocol =
        faults.constant("securityProtocol", securityProtocol, SecurityProtocol.PLAINTEXT);
    return new SecurityReader(this, protocol, faults::add).read(signOn);
  }

  public String getBootstrapServers() {
    return bootstrapServers;
  }

  public void setBootstrapServers(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  public String getClientId() {
    return clientId;
  }

  public void setClientId(String clientId) {
    this.clientId = clientId;
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

  public String getTrustStoreLocation() {
    return trustStoreLocation;
  }

  public void setTrustStoreLocation(String trustStoreLocation) {
    this.trustStoreLocation = trustStoreLocation;
  }

  public String getTrustStorePassword() {
    return trustStorePassword;
  }

  public void setTrustStorePassword(String trustStorePassword) {
    this.trustStorePassword = trustStorePassword;
  }

  public String getTrustStoreType() {
    return trustStoreType;
  }

  public void setTrustStoreType(String trustStoreType) {
    this.trustStoreType = trustStoreType;
  }

  public String getTrustedCertificates() {
    return trustedCertificates;
  }

  public void setTrustedCertificates(String trustedCertificates) {
    this.trustedCertificates = trustedCertificates;
  }

  public String getKeyStoreLocation() {
    return keyStoreLocation;
  }

  public void setKeyStoreLocation(String keyStoreLocation) {
    this.keyStoreLocation = keyStoreLocation;
  }

  public String getKeyStorePassword() {
    return keyStorePassword;
  }

  public void setKeyStorePassword(String keyStorePassword) {
    this.keyStorePassword = keyStorePassword;
  }

  public String getKeyStoreType() {
    return keyStoreType;
  }

  public void setKeyStoreType(String keyStoreType) {
    this.keyStoreType = keyStoreType;
  }

  public String getKeyPassword() {
    return keyPassword;
  }

  public void setKeyPassword(String keyPassword) {
    this.keyPassword = keyPassword;
  }

  public String getEndpointIdentificationAlgorithm() {
    return endpointIdentificationAlgorithm;
  }

  public void setEndpointIdentificationAlgorithm(String endpointIdentificationAlgorithm) {
    this.endpointIdentificationAlgorithm = endpointIdentificationAlgorithm;
  }
}
