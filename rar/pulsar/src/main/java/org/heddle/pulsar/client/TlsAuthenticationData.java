package org.heddle.pulsar.client;

import java.util.Map;
import java.util.Set;
import javax.naming.AuthenticationException;
import javax.net.ssl.SSLContext;
import org.apache.pulsar.client.api.AuthenticationDataProvider;
import org.apache.pulsar.common.api.AuthData;

/** What a plug-in has to show, and the keys and certificates of TLS. */
final class TlsAuthenticationData implements AuthenticationDataProvider {

  private static final long serialVersionUID = 1L;

  private final AuthenticationDataProvider login;
  private final transient SSLContext tls;
  private final boolean hostNameVerified;

  TlsAuthenticationData(
      AuthenticationDataProvider login, SSLContext tls, boolean hostNameVerified) {
    this.login = login;
    this.tls = tls;
    this.hostNameVerified = hostNameVerified;
  }

  boolean hostNameVerified() {
    return hostNameVerified;
  }

  SSLContext tls() {
    return tls;
  }

  @Override
  public boolean hasDataForHttp() {
    return login.hasDataForHttp();
  }

  @Override
  public String getHttpAuthType() {
    return login.getHttpAuthType();
  }

  @Override
  public Set<Map.Entry<String, String>> getHttpHeaders() throws Exception {
    return login.getHttpHeaders();
  }

  @Override
  public boolean hasDataFromCommand() {
    return login.hasDataFromCommand();
  }

  @Override
  public String getCommandData() {
    return login.getCommandData();
  }

  @Override
  public AuthData authenticate(AuthData data) throws AuthenticationException {
    return login.authenticate(data);
  }
}
