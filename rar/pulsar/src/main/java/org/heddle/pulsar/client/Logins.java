package org.heddle.pulsar.client;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.pulsar.client.api.Authentication;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.impl.auth.AuthenticationDisabled;
import org.heddle.api.MessagingException;
import org.heddle.pulsar.PulsarLogin;
import org.heddle.pulsar.PulsarSettings;
import org.heddle.spi.support.OwnContext;
import org.heddle.spi.support.SecretFilter;
import org.heddle.spi.support.SslContexts;

/** Makes what clients log in and encrypt with. Safe for several threads. */
final class Logins {

  private final PulsarSettings settings;
  private SSLContext context;

  Logins(PulsarSettings settings) {
    this.settings = settings;
  }

  /** The keys and certificates; reads the files once. */
  synchronized SSLContext tls() {
    if (context == null) {
      context = SslContexts.of(settings.security().tls());
    }
    return context;
  }

  /** A plug-in of its own, for a client that closes it; carries the keys and certificates. */
  Authentication encrypted() {
    Authentication login = plain();
    boolean certified = settings.security().tls().keyStore().isPresent();
    String method =
        settings.security().login().isEmpty() && certified ? "tls" : login.getAuthMethodName();
    return new TlsAuthentication(
        login, method, tls(), settings.security().tls().hostNameVerified());
  }

  /** A plug-in of its own, for a client that closes it. */
  Authentication plain() {
    Optional<PulsarLogin> login = settings.security().login();
    return login.isEmpty() ? AuthenticationDisabled.INSTANCE : plugin(login.get());
  }

  private static Authentication plugin(PulsarLogin login) {
    return OwnContext.call(
        Logins.class,
        () -> {
          try {
            return AuthenticationFactory.create(login.plugin(), login.parameters());
          } catch (PulsarClientException | RuntimeException e) {
            throw new MessagingException(
                "The authentication plug-in "
                    + login.plugin()
                    + " cannot be used as the connection factory configures it: "
                    + SecretFilter.of(List.of(login.parameters())).reasons(e));
          }
        });
  }
}
