package org.heddle.pulsar;

import jakarta.resource.spi.ConfigProperty;
import java.util.Optional;
import org.heddle.ra.config.ConfigurationFaults;
import org.heddle.ra.outbound.TlsManagedConnectionFactory;
import org.heddle.spi.Credentials;

/**
 * The properties of a Pulsar connection factory that say how its clients log in; what each means
 * and its default stand beside it.
 */
public abstract class SecuredManagedConnectionFactory extends TlsManagedConnectionFactory {

  private static final long serialVersionUID = 1L;

  @ConfigProperty(
      description = "A token that the client shows to log in, such as a JSON web token.",
      confidential = true)
  private String token;

  @ConfigProperty(description = "Who logs in, where the broker takes a user and a password.")
  private String userName;

  @ConfigProperty(description = "The password of the user.", confidential = true)
  private String password;

  @ConfigProperty(
      description =
          "Where OAuth 2.0 tokens are issued; the client fetches and renews its " + "token there.")
  private String oauthIssuerUrl;

  @ConfigProperty(
      description =
          "The client's OAuth 2.0 credentials: JSON with client_id and "
              + "client_secret, or the URL of a file that holds it, file:/...",
      confidential = true)
  private String oauthCredentials;

  @ConfigProperty(description = "Whom the OAuth 2.0 token is meant for.")
  private String oauthAudience;

  @ConfigProperty(description = "What the OAuth 2.0 token is to allow.")
  private String oauthScope;

  @ConfigProperty(
      description =
          "Class of another of the client's authentication plug-ins, instead of "
              + "the ways above.")
  private String authPlugin;

  @ConfigProperty(
      description = "What the plug-in is configured with, in its own format.",
      confidential = true)
  private String authParams;

  /** Creates a factory with the defaults. */
  SecuredManagedConnectionFactory() {}

  /**
   * Reads these properties and notes what does not fit together.
   *
   * @param encrypted whether one of the URLs asks for TLS
   */
  final PulsarSecurity security(
      boolean encrypted, Optional<Credentials> signOn, ConfigurationFaults faults) {
    if (!encrypted) {
      refuseTls(faults, "neither serviceUrl is pulsar+ssl:// nor adminUrl https://");
    }
    return new PulsarSecurity(new LoginReader(this, faults::add).read(signOn), tls(faults));
  }

  public String getToken() {
    return token;
  }

  public void setToken(String token) {
    this.token = token;
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

  public String getOauthIssuerUrl() {
    return oauthIssuerUrl;
  }

  public void setOauthIssuerUrl(String oauthIssuerUrl) {
    this.oauthIssuerUrl = oauthIssuerUrl;
  }

  public String getOauthCredentials() {
    return oauthCredentials;
  }

  public void setOauthCredentials(String oauthCredentials) {
    this.oauthCredentials = oauthCredentials;
  }

  public String getOauthAudience() {
    return oauthAudience;
  }

  public void setOauthAudience(String oauthAudience) {
    this.oauthAudience = oauthAudience;
  }

  public String getOauthScope() {
    return oauthScope;
  }

  public void setOauthScope(String oauthScope) {
    this.oauthScope = oauthScope;
  }

  public String getAuthPlugin() {
    return authPlugin;
  }

  public void setAuthPlugin(String authPlugin) {
    this.authPlugin = authPlugin;
  }

  public String getAuthParams() {
    return authParams;
  }

  public void setAuthParams(String authParams) {
    this.authParams = authParams;
  }
}
