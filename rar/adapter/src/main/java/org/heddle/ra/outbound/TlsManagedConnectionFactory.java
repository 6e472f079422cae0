package org.heddle.ra.outbound;

import jakarta.resource.spi.ConfigProperty;
import java.util.Optional;
import org.heddle.ra.config.ConfigurationFaults;
import org.heddle.spi.KeyStoreFile;
import org.heddle.spi.TlsSettings;

/**
 * The base of managed connection factories whose clients can encrypt: the properties of TLS, by the
 * same names for every broker. What each means and its default stand beside it.
 */
public abstract class TlsManagedConnectionFactory extends AbstractManagedConnectionFactory {

  private static final long serialVersionUID = 1L;

  @ConfigProperty(
      description =
          "File with the certificates of the authorities to trust; without it, those that the JVM trusts.")
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
          "File with the client's own certificate and key, where the broker asks for one.")
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
      description = "Whether the broker's certificate must name the host that was connected to.")
  private Boolean hostNameVerified = true;

  /** Creates a factory with the defaults. */
  protected TlsManagedConnectionFactory() {}

  /**
   * Reads these properties.
   *
   * @param faults told what does not fit together
   * @return what they say
   */
  protected final TlsSettings tls(ConfigurationFaults faults) {
    Optional<KeyStoreFile> trustStore =
        store(faults, "trustStore", trustStoreLocation, trustStorePassword, trustStoreType);
    Optional<KeyStoreFile> keyStore =
        store(faults, "keyStore", keyStoreLocation, keyStorePassword, keyStoreType);
    Optional<String> certificates = ConfigurationFaults.given(trustedCertificates);
    if (trustStore.isPresent() && certificates.isPresent()) {
      faults.add("trustedCertificates", "is given beside trustStoreLocation; expected one of them");
    }
    Optional<String> ofTheKey = ConfigurationFaults.given(keyPassword);
    if (keyStore.isEmpty() && ofTheKey.isPresent()) {
      faults.add("keyPassword", "is given, but keyStoreLocation is not");
    }
    return new TlsSettings(
        trustStore, certificates, keyStore, ofTheKey, !Boolean.FALSE.equals(hostNameVerified));
  }

  /**
   * Refuses these properties where nothing is encrypted: left alone, they would make a connection
   * look safer than it is.
   *
   * @param faults told what is given in vain
   * @param without why nothing is encrypted, to follow "is given, but"
   */
  protected final void refuseTls(ConfigurationFaults faults, String without) {
    refuse(faults, "trustStoreLocation", trustStoreLocation, without);
    refuse(faults, "trustedCertificates", trustedCertificates, without);
    refuse(faults, "keyStoreLocation", keyStoreLocation, without);
  }

  private static void refuse(
      ConfigurationFaults faults, String property, String value, String without) {
    if (ConfigurationFaults.given(value).isPresent()) {
      faults.add(property, "is given, but " + without);
    }
  }

  private static Optional<KeyStoreFile> store(
      ConfigurationFaults faults, String property, String location, String password, String type) {
    Optional<String> opening = ConfigurationFaults.given(password);
    Optional<String> named = ConfigurationFaults.given(type);
    Optional<KeyStoreFile> store =
        ConfigurationFaults.given(location).map(file -> new KeyStoreFile(file, opening, named));
    if (store.isEmpty() && (opening.isPresent() || named.isPresent())) {
      faults.add(property + "Location", "is not given, but its password or type is");
    }
    return store;
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

  public Boolean getHostNameVerified() {
    return hostNameVerified;
  }

  public void setHostNameVerified(Boolean hostNameVerified) {
    this.hostNameVerified = hostNameVerified;
  }
}
