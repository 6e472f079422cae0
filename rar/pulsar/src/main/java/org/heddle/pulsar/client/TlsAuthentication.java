package org.heddle.pulsar.client;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.apache.pulsar.client.api.Authentication;
import org.apache.pulsar.client.api.AuthenticationDataProvider;
import org.apache.pulsar.client.api.PulsarClientException;

/**
 * Logs in as another plug-in does, or by the client's certificate, and carries the keys and
 * certificates of TLS with it: the only way for an object to reach {@link JdkSslFactory}, which the
 * client library makes by its name.
 */
final class TlsAuthentication implements Authentication {

  private static final long serialVersionUID = 1L;

  private final Authentication login;
  private final String methodName;
  private final transient SSLContext tls;
  private final boolean hostNameVerified;

  /**
   * Wraps a plug-in.
   *
   * @param login the plug-in, which may be the one that does nothing
   * @param methodName under which name the broker knows the way to log in
   * @param tls whom to trust, and the client's certificate
   * @param hostNameVerified whether the broker's certificate must name the host
   */
  TlsAuthentication(
      Authentication login, String methodName, SSLContext tls, boolean hostNameVerified) {
    this.login = login;
    this.methodName = methodName;
    this.tls = tls;
    this.hostNameVerified = hostNameVerified;
  }

  @Override
  public String getAuthMethodName() {
    return methodName;
  }

  @Override
  @SuppressWarnings("deprecation") // Older callers ask without a host.
  public AuthenticationDataProvider getAuthData() throws PulsarClientException {
    return new TlsAuthenticationData(login.getAuthData(), tls, hostNameVerified);
  }

  @Override
  public AuthenticationDataProvider getAuthData(String host) throws PulsarClientException {
    return new TlsAuthenticationData(login.getAuthData(host), tls, hostNameVerified);
  }

  @Override
  @SuppressWarnings("deprecation") // Required by the interface.
  public void configure(Map<String, String> parameters) {
    login.configure(parameters);
  }

  @Override
  public void start() throws PulsarClientException {
    login.start();
  }

  @Override
  public void authenticationStage(
      String url,
      AuthenticationDataProvider data,
      Map<String, String> previousHeaders,
      CompletableFuture<Map<String, String>> answer) {
    login.authenticationStage(url, data, previousHeaders, answer);
  }

  @Override
  public Set<Map.Entry<String, String>> newRequestHeader(
      String host, AuthenticationDataProvider data, Map<String, String> previousHeaders)
      throws Exception {
    return login.newRequestHeader(host, data, previousHeaders);
  }

  @Override
  public void close() throws java.io.IOException {
    login.close();
  }
}
