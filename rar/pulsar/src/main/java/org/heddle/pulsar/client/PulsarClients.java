package org.heddle.pulsar.client;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pulsar.client.api.Authentication;
import org.apache.pulsar.client.api.ClientBuilder;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.PulsarClientSharedResources;
import org.apache.pulsar.client.api.SizeUnit;
import org.apache.pulsar.client.impl.ClientBuilderImpl;
import org.apache.pulsar.client.impl.PulsarClientImpl;
import org.apache.pulsar.client.impl.PulsarClientSharedResourcesImpl;
import org.apache.pulsar.client.impl.conf.ClientConfigurationData;
import org.apache.pulsar.shade.io.netty.channel.EventLoopGroup;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessagingException;
import org.heddle.pulsar.ClientProperties;
import org.heddle.pulsar.ClientProperties.Owner;
import org.heddle.pulsar.PulsarSettings;
import org.heddle.spi.support.OwnContext;
import org.heddle.spi.support.SecretFilter;

/**
 * The client of a cluster, opened when it is needed, and beside it the one that runs transactions:
 * the latter cannot be made while the broker is away, nor at all where the broker has no
 * transactions, and everything else must work then. Safe for several threads.
 */
final class PulsarClients implements AutoCloseable {

  private static final int CONNECTION_TIMEOUT_MILLIS = 10_000;
  private static final String FIND_COORDINATOR = "find the coordinator of transactions";
  private static final long CLOSE_TIMEOUT_MILLIS = 10_000;

  private final PulsarSettings settings;
  private final Logins logins;
  private final AtomicReference<CompletableFuture<PulsarClientImpl>> transactional =
      new AtomicReference<>();
  private PulsarClient client;
  private volatile boolean closed;

  PulsarClients(PulsarSettings settings, Logins logins) {
    this.settings = settings;
    this.logins = logins;
  }

  /**
   * The client; does not ask the broker, but who issues tokens, if they are fetched.
   *
   * @throws org.heddle.api.AccessDeniedException if there is nothing to log in with
   */
  synchronized PulsarClient get() {
    requireOpen();
    if (client == null) {
      String action = "connect to " + settings.serviceUrl();
      Authentication login = login();
      PulsarClient made = build(login, false, action);
      try {
        tryOut(login, action);
      } catch (MessagingException e) {
        close(made);
        throw e;
      }
      client = made;
    }
    return client;
  }

  /** Once before the client does, which would tell nobody why it cannot log in. */
  private void tryOut(Authentication login, String action) {
    String host = URI.create(settings.serviceUrl().split(",")[0]).getHost();
    OwnContext.run(
        PulsarClients.class,
        () -> {
          try {
            login.getAuthData(host);
          } catch (PulsarClientException e) {
            throw PulsarFailures.translate(e, action);
          }
        });
  }

  private Authentication login() {
    return isEncrypted() ? logins.encrypted() : logins.plain();
  }

  private boolean isEncrypted() {
    return settings.serviceUrl().startsWith("pulsar+ssl");
  }

  /**
   * The client of transactions; blocks until it has found the coordinators. Who asks meanwhile gets
   * the same client, or the same refusal, so that nobody waits for more than one attempt.
   *
   * @throws org.heddle.api.BrokerUnreachableException if the broker does not answer in time
   * @throws org.heddle.api.UnsupportedByBrokerException if it has no transactions
   */
  PulsarClientImpl transactional() {
    get(); // Which says why if it cannot log in; then the other cannot either.
    CompletableFuture<PulsarClientImpl> mine = new CompletableFuture<>();
    CompletableFuture<PulsarClientImpl> opening =
        transactional.updateAndGet(known -> known == null ? mine : known);
    if (opening == mine) {
      try {
        mine.complete((PulsarClientImpl) build(login(), true, FIND_COORDINATOR));
      } catch (RuntimeException e) {
        transactional.set(null);
        mine.completeExceptionally(e);
      }
    }
    try {
      return opening.join();
    } catch (CompletionException e) {
      throw PulsarFailures.translate(e, FIND_COORDINATOR);
    }
  }

  /**
   * Translates what came of a request that had to connect first; blocks when TLS might be the
   * reason.
   *
   * @param failure what was thrown, wrapped or not
   * @param action what failed and for what, to follow "Cannot"
   * @return an exception to throw
   */
  MessagingException translate(Throwable failure, String action) {
    Throwable reason = failure;
    if (isEncrypted() && PulsarFailures.isPassing(failure)) {
      boolean hostNameVerified = settings.security().tls().hostNameVerified();
      reason =
          TlsProbe.failure(settings.serviceUrl(), logins.tls(), hostNameVerified)
              .map(Throwable.class::cast)
              .orElse(failure);
    }
    return PulsarFailures.translate(reason, action);
  }

  private PulsarClient build(Authentication login, boolean transactions, String action) {
    return OwnContext.call(
        PulsarClients.class,
        () -> {
          ClientBuilderImpl builder = (ClientBuilderImpl) builder(login, transactions);
          PulsarClientSharedResourcesImpl resources =
              eventLoops(builder.getClientConfigurationData());
          try {
            return builder.sharedResources(resources).build();
          } catch (PulsarClientException | RuntimeException e) {
            end(resources.getIoEventLoopGroup());
            throw translate(e, action);
          }
        });
  }

  /**
   * As many event loops as the client would make, but not its own: when it is closed, it would wait
   * for two seconds in case that somebody still had something to do for them.
   */
  private static PulsarClientSharedResourcesImpl eventLoops(ClientConfigurationData configured) {
    return (PulsarClientSharedResourcesImpl)
        PulsarClientSharedResources.builder()
            .shareConfigured()
            .configureEventLoop(
                loops ->
                    loops
                        .numberOfThreads(configured.getNumIoThreads())
                        .enableBusyWait(configured.isEnableBusyWait()))
            .build();
  }

  private ClientBuilder builder(Authentication login, boolean transactions) {
    int timeout = Math.toIntExact(settings.operationTimeout().toMillis());
    ClientBuilder builder =
        configured(transactions)
            .serviceUrl(settings.serviceUrl())
            .operationTimeout(timeout, TimeUnit.MILLISECONDS)
            .memoryLimit(settings.memoryLimitBytes(), SizeUnit.BYTES)
            .enableTransaction(transactions)
            .authentication(login);
    if (isEncrypted()) {
      // Which also compares the host name; if the client did, it would load Bouncy Castle.
      builder.sslFactoryPlugin(JdkSslFactory.class.getName());
    }
    return builder;
  }

  /** First of all, since the client forgets what else it was told when it reads properties. */
  private ClientBuilder configured(boolean transactions) {
    long timeoutMillis = settings.operationTimeout().toMillis();
    Map<String, Object> properties = new TreeMap<>();
    properties.put("statsIntervalSeconds", 0);
    properties.put("connectionTimeoutMs", Math.min(CONNECTION_TIMEOUT_MILLIS, timeoutMillis));
    // A broker that starts may take a connection and never answer on it; by itself, the client
    // would wait for half a minute before it tries another one.
    properties.put("keepAliveIntervalSeconds", Math.max(1, Math.min(30, timeoutMillis / 2 / 1000)));
    // The client's own minute would outlast most outages.
    properties.put("maxBackoffIntervalNanos", TimeUnit.SECONDS.toNanos(2));
    if (transactions) {
      // It exchanges a few small requests for each transaction and nothing else.
      properties.put("numIoThreads", 1);
      properties.put("numListenerThreads", 1);
    }
    properties.putAll(ClientProperties.of(settings.properties(), Owner.CLIENT));
    try {
      return PulsarClient.builder().loadConf(properties);
    } catch (RuntimeException e) {
      throw unfit("client", properties, e);
    }
  }

  static MessagingException unfit(String owner, Map<String, Object> properties, Exception cause) {
    return new MessagingException(
        "The "
            + owner
            + " does not take the free properties "
            + properties.keySet()
            + ": "
            + SecretFilter.of(properties).reasons(cause));
  }

  private void requireOpen() {
    if (closed) {
      throw new AlreadyClosedException("The Pulsar client is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    CompletableFuture<PulsarClientImpl> opening = transactional.getAndSet(null);
    PulsarClient open;
    synchronized (this) {
      open = client;
      client = null;
    }
    // Together, since each takes its time to end its threads.
    CompletableFuture<Void> both = CompletableFuture.allOf(closeWhenOpen(opening), close(open));
    try {
      both.get(CLOSE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // What they could not close ends with their connections.
      return;
    }
  }

  private static CompletableFuture<Void> closeWhenOpen(
      CompletableFuture<? extends PulsarClient> opening) {
    return opening == null
        ? CompletableFuture.completedFuture(null)
        : opening.thenCompose(PulsarClients::close);
  }

  private static CompletableFuture<Void> close(PulsarClient client) {
    if (client == null) {
      return CompletableFuture.completedFuture(null);
    }
    EventLoopGroup loops = ((PulsarClientImpl) client).eventLoopGroup();
    return OwnContext.call(PulsarClients.class, client::closeAsync)
        .handle((done, failure) -> end(loops))
        .thenCompose(ended -> ended);
  }

  private static CompletableFuture<Void> end(EventLoopGroup loops) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    loops
        .shutdownGracefully(0, CLOSE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .addListener(done -> ended.complete(null));
    return ended;
  }
}
