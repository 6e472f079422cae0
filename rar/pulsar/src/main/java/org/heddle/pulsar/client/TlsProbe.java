package org.heddle.pulsar.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Finds out whether TLS keeps clients from the broker: their library only logs that, and its log is
 * shut off.
 */
final class TlsProbe {

  /** In addition to what the client has waited. */
  private static final int PATIENCE_MILLIS = 2_000;

  private static final String SCHEME = "pulsar+ssl://";
  private static final int DEFAULT_PORT = 6651;

  private TlsProbe() {}

  /**
   * Shakes hands with each host; one that is away is passed over. Blocks.
   *
   * @param serviceUrl which encrypts
   * @param hostNameVerified whether the broker's certificate must name the host
   * @return why one of them and the client do not accept each other, if that is so
   */
  static Optional<SSLException> failure(
      String serviceUrl, SSLContext tls, boolean hostNameVerified) {
    for (String host : serviceUrl.substring(SCHEME.length()).split(",")) {
      try {
        shakeHands(URI.create(SCHEME + host), tls, hostNameVerified);
      } catch (IOException e) {
        if (e instanceof SSLException refusal && !isBroken(e)) {
          return Optional.of(refusal);
        }
      }
    }
    return Optional.empty();
  }

  /** A host that is away ends the connection at most, or a proxy does so in its place. */
  private static boolean isBroken(IOException failure) {
    return failure.getCause() instanceof IOException;
  }

  private static void shakeHands(URI url, SSLContext tls, boolean hostNameVerified)
      throws IOException {
    int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(url.getHost(), port), PATIENCE_MILLIS);
      plain.setSoTimeout(PATIENCE_MILLIS);
      SSLSocket socket =
          (SSLSocket) tls.getSocketFactory().createSocket(plain, url.getHost(), port, true);
      if (hostNameVerified) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.startHandshake();
      // Since TLS 1.3 the broker refuses a client's certificate after that, if it does.
      socket.getInputStream().read();
    } catch (SocketTimeoutException e) {
      // A broker that is content waits for the first command.
      return;
    }
  }
}
