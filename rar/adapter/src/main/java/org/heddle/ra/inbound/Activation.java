package org.heddle.ra.inbound;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.Duration;
import java.util.Optional;
import org.heddle.api.MessagingException;
import org.heddle.ra.codec.Codec;
import org.heddle.ra.runtime.AdapterRuntime;
import org.heddle.ra.runtime.BackendLease;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.ConsumerListener;

/**
 * One endpoint's subscription, from the deployment of its application to the end (Connectors 2.1,
 * section 13.4).
 *
 * <p>Connecting happens on a thread of the server and is repeated, with growing pauses, while the
 * connection factory is not bound or the broker is down: a deployment does not fail for that, and
 * delivery starts when both are there. The same happens when the consumer dies.
 */
public final class Activation<T> {

  private static final System.Logger LOG = System.getLogger(Activation.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private enum State {
    CONNECTING,
    RUNNING,
    STOPPED
  }

  private final AdapterRuntime runtime;
  private final ActivationSettings settings;
  private final BackendSource source;
  private final MessageEndpointFactory endpoints;
  private final ListenerType listener;
  private final Codec<T> codec;
  private final Duration drainTimeout;

  private State state = State.CONNECTING;
  private Runnable cancelRetry = () -> {};
  private Duration pause = FIRST_PAUSE;
  private String lastProblem = "";
  private Subscription subscription;

  private Activation(
      AdapterRuntime runtime,
      ActivationSettings settings,
      MessageEndpointFactory endpoints,
      ListenerType listener,
      Class<T> schema,
      Duration drainTimeout) {
    this.runtime = runtime;
    this.settings = settings;
    this.source = new BackendSource(runtime, settings.connectionFactoryLookup());
    this.endpoints = endpoints;
    this.listener = listener;
    this.codec = runtime.codecs().codec(schema, settings.fieldNaming());
    this.drainTimeout = drainTimeout;
  }

  /**
   * Prepares an activation.
   *
   * @param runtime what the adapter shares
   * @param settings what to subscribe to and how
   * @param endpoints the container's factory of endpoints
   * @param drainTimeout how long a stop waits for what is in flight
   * @return an activation that is to be started
   * @throws ResourceException if the bean's type of value cannot be found
   */
  public static Activation<?> of(
      AdapterRuntime runtime,
      ActivationSettings settings,
      MessageEndpointFactory endpoints,
      Duration drainTimeout)
      throws ResourceException {
    Class<?> bean = endpoints.getEndpointClass();
    ListenerType listener = ListenerType.of(bean);
    Class<?> schema = Schemas.of(settings, listener, bean);
    return new Activation<>(runtime, settings, endpoints, listener, schema, drainTimeout);
  }

  /** Starts to connect; returns at once. */
  public void start() {
    if (settings.autoStart()) {
      connectSoon();
    } else {
      LOG.log(INFO, "Delivery of {0} is not started: autoStart is false", settings);
    }
  }

  private void connectSoon() {
    try {
      runtime.execute("connecting " + settings, this::connect, this::retry);
    } catch (RuntimeException e) {
      retry(e);
    }
  }

  private void connect() {
    try {
      Subscription opened = new Subscription();
      if (!opened.begin()) {
        opened.end(Duration.ZERO);
      }
    } catch (ResourceException | RuntimeException e) {
      retry(e);
    }
  }

  private synchronized boolean running(Subscription opened) {
    if (state != State.CONNECTING) {
      return false;
    }
    state = State.RUNNING;
    subscription = opened;
    pause = FIRST_PAUSE;
    lastProblem = "";
    return true;
  }

  private synchronized void retry(Throwable problem) {
    if (state != State.CONNECTING) {
      return;
    }
    String words = Failures.describe(problem);
    if (!words.equals(lastProblem)) {
      // Once for each kind of trouble: a broker that is down for hours shall not fill the log.
      LOG.log(
          WARNING,
          "Delivery of " + settings + " cannot start yet; it is tried again until it can",
          problem);
      lastProblem = words;
    }
    cancelRetry = runtime.schedule(pause, this::connectSoon);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private void lost(Subscription failed, MessagingException cause) {
    synchronized (this) {
      if (state != State.RUNNING || subscription != failed) {
        return;
      }
      state = State.CONNECTING;
      subscription = null;
    }
    LOG.log(ERROR, "Delivery of " + settings + " ended; it is started again", cause);
    try {
      runtime.execute("closing " + settings, () -> closeAndRetry(failed, cause), this::retry);
    } catch (RuntimeException e) {
      retry(e);
    }
  }

  private void closeAndRetry(Subscription failed, MessagingException cause) {
    try {
      failed.end(drainTimeout);
    } finally {
      retry(cause);
    }
  }

  /** Takes in nothing new, finishes or gives back what is in flight, closes; never unsubscribes. */
  public void stop() {
    Subscription open;
    synchronized (this) {
      state = State.STOPPED;
      cancelRetry.run();
      open = subscription;
      subscription = null;
    }
    if (open != null) {
      open.end(drainTimeout);
      LOG.log(INFO, "Delivery of {0} is stopped", settings);
    }
  }

  @Override
  public String toString() {
    return "Activation[" + settings + "]";
  }

  /** What is open while messages can be delivered. */
  private final class Subscription implements ConsumerListener {

    private final BackendLease lease;
    private final BackendConsumer consumer;
    private final Pump<T> pump;
    private volatile Optional<MessagingException> early = Optional.empty();
    private volatile boolean begun;

    Subscription() throws ResourceException {
      lease = source.lease();
      BackendConsumer opened = null;
      try {
        opened = lease.backend().openConsumer(settings.subscription(), this);
        consumer = opened;
        Redelivery redelivery = new Redelivery(lease.backend(), settings);
        pump =
            new Pump<>(
                runtime,
                settings,
                listener.batch(),
                lease.units(),
                consumer,
                () -> dispatcher(redelivery));
      } catch (RuntimeException e) {
        if (opened != null) {
          opened.close();
        }
        lease.close();
        throw e;
      }
    }

    private EndpointDispatcher<T> dispatcher(Redelivery redelivery) {
      try {
        return new EndpointDispatcher<>(endpoints, listener, lease.units(), codec, redelivery);
      } catch (NoSuchMethodException e) {
        throw new MessagingException(
            "The bean has no method " + listener.method() + "; check its listener interface", e);
      }
    }

    /** Starts the delivery unless the activation was stopped meanwhile. */
    boolean begin() {
      if (!running(this)) {
        return false;
      }
      LOG.log(INFO, "Delivery of {0} is running", settings);
      begun = true;
      pump.start();
      early.ifPresent(cause -> lost(this, cause));
      return true;
    }

    /** May be called while the consumer is still being opened. */
    @Override
    public void available() {
      if (begun) {
        pump.arrived();
      }
    }

    @Override
    public void failed(MessagingException cause) {
      early = Optional.of(cause);
      if (begun) {
        lost(this, cause);
      }
    }

    void end(Duration limit) {
      if (!pump.stop(limit)) {
        LOG.log(
            WARNING,
            "Delivery of {0} did not finish within {1}; what is in flight is delivered again",
            settings,
            limit);
      }
      consumer.close();
      pump.releaseEndpoints();
      lease.close();
    }
  }
}
