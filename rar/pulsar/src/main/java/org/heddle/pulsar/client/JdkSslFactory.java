package org.heddle.pulsar.client;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.pulsar.common.util.PulsarSslConfiguration;
import org.apache.pulsar.common.util.PulsarSslFactory;
import org.apache.pulsar.shade.io.netty.buffer.ByteBufAllocator;
import org.apache.pulsar.shade.io.netty.handler.ssl.SslContext;

/**
 * Encrypts the client's connections with the context that {@link TlsAuthentication} carries, so
 * that the stores of every type that Heddle knows can be used together. Made by the client library,
 * by its name.
 */
public final class JdkSslFactory implements PulsarSslFactory {

  private SSLContext context;
  private boolean hostNameVerified;

  /** For the client library. */
  public JdkSslFactory() {}

  @Override
  public void initialize(PulsarSslConfiguration configuration) {
    if (!(configuration.getAuthData() instanceof TlsAuthenticationData data)) {
      throw new IllegalArgumentException("The authentication brings no keys and certificates");
    }
    context = data.tls();
    hostNameVerified = data.hostNameVerified();
  }

  @Override
  public SSLEngine createClientSslEngine(ByteBufAllocator buffers, String host, int port) {
    SSLEngine engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    if (hostNameVerified) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
    }
    return engine;
  }

  @Override
  public SSLEngine createServerSslEngine(ByteBufAllocator buffers) {
    throw new UnsupportedOperationException("A client has no server side");
  }

  @Override
  public boolean needsUpdate() {
    return false;
  }

  @Override
  public void createInternalSslContext() {
    // It came with the authentication.
  }

  @Override
  public SSLContext getInternalSslContext() {
    return context;
  }

  @Override
  public SslContext getInternalNettySslContext() {
    throw new IllegalStateException("The context is the JDK's");
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
