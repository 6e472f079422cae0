package org.heddle.ra.inbound;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.Duration;
import java.util.OptionalLong;
import org.heddle.api.MessagingException;
import org.heddle.ra.runtime.AdapterRuntime;
import org.heddle.spi.support.Deadline;

/**
 * One endpoint's subscription, from the deployment of its application to the end (Connectors 2.1,
 * section 13.4).
 *
 * <p>Connecting happens on a thread of the server and is repeated, with growing pauses, while the
 * connection factory is not bound or the broker is down: a deployment does not fail for that, and
 * delivery starts when both are there. The same happens when the consumer dies.
 *
 * <p>An administrator may pause and resume it. One thread at a time opens or closes; whoever ends
 * that looks what is wanted by then. Safe for several threads.
 */
public final class Activation<T> {

  private static final System.Logger LOG = System.getLogger(Activation.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /** What {@link org.heddle.ra.management.EndpointMXBean#getState()} says. */
  private enum State {
    CONNECTING,
    RUNNING,
    PAUSING,
    PAUSED,
    STOPPED
  }

  private final AdapterRuntime runtime;
  private final ActivationSettings settings;
  private final BackendSource source;
  private final Endpoints<T> endpoints;
  private final Duration drainTimeout;
  private final DeliveryCounts counts = new DeliveryCounts();

  private State state = State.PAUSED;

  /** Whether a subscription is being opened or closed. */
  private boolean changing;

  private Runnable cancelRetry = () -> {};
  private Duration pause = FIRST_PAUSE;
  private String lastProblem = "";
  private OpenSubscription<T> subscription;
  private volatile Runnable takeBack = () -> {};

  private Activation(
      AdapterRuntime runtime,
      ActivationSettings settings,
      MessageEndpointFactory factory,
      ListenerType listener,
      Class<T> schema,
      Duration drainTimeout) {
    this.runtime = runtime;
    this.settings = settings;
    this.source = new BackendSource(runtime, settings.connectionFactoryLookup());
    this.endpoints =
        new Endpoints<>(
            factory, listener, runtime.codecs().codec(schema, settings.fieldNaming()), counts);
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

  /** Shows the endpoint to administrators and starts to connect; returns at once. */
  public void start() {
    takeBack = runtime.management().show(new EndpointView(this, settings, counts));
    if (settings.autoStart()) {
      resume();
    } else {
      LOG.log(INFO, "Delivery of {0} is not started: autoStart is false", settings);
    }
  }

  /** As {@link org.heddle.ra.management.EndpointMXBean#resume()} says. */
  void resume() {
    OpenSubscription<T> unfinished = null;
    synchronized (this) {
      if (state == State.STOPPED) {
        throw new IllegalStateException("The application of " + settings + " is stopped");
      }
      if (state != State.PAUSING && state != State.PAUSED) {
        return;
      }
      state = State.CONNECTING;
      pause = FIRST_PAUSE;
      notifyAll();
      if (changing) {
        if (subscription == null || !subscription.unfinish()) {
          return; // Whoever is opening or closing sees it.
        }
        unfinished = subscription;
      }
      changing = true;
    }
    if (unfinished == null) {
      connectSoon();
    } else {
      run(unfinished);
    }
  }

  private void connectSoon() {
    try {
      runtime.connect(
          settings.connectionFactoryLookup().orElse(""),
          "connecting " + settings,
          this::connect,
          this::retry);
    } catch (RuntimeException e) {
      retry(e);
    }
  }

  private void connect() {
    if (isUnwanted()) {
      return;
    }
    try {
      run(new OpenSubscription<>(this, runtime, settings, source.lease(), endpoints));
    } catch (ResourceException | RuntimeException | Error e) {
      // Servers drop what ends a work, and nobody would try again.
      retry(e);
    }
  }

  /** It may have been paused or stopped while it waited for its turn. */
  private synchronized boolean isUnwanted() {
    if (state == State.CONNECTING) {
      return false;
    }
    changing = false;
    idle();
    return true;
  }

  /** Starts the delivery unless it is not wanted any more. */
  private void run(OpenSubscription<T> open) {
    if (running(open)) {
      LOG.log(INFO, "Delivery of {0} is running", settings);
      open.begin();
    } else {
      open.finish();
    }
  }

  private synchronized boolean running(OpenSubscription<T> open) {
    if (state != State.CONNECTING) {
      return false;
    }
    state = State.RUNNING;
    subscription = open;
    changing = false;
    pause = FIRST_PAUSE;
    lastProblem = "";
    open.start();
    return true;
  }

  private synchronized void retry(Throwable problem) {
    changing = false;
    if (state != State.CONNECTING) {
      idle();
      return;
    }
    counts.failed(problem);
    String words = Failures.describe(problem);
    if (!words.equals(lastProblem)) {
      // Once for each kind of trouble: a broker that is down for hours shall not fill the log.
      LOG.log(
          WARNING,
          "Delivery of " + settings + " cannot start yet; it is tried again until it can",
          problem);
      lastProblem = words;
    }
    cancelRetry = runtime.schedule(pause, this::reconnect);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private void reconnect() {
    synchronized (this) {
      if (state != State.CONNECTING || changing) {
        return;
      }
      changing = true;
    }
    connectSoon();
  }

  /** The consumer is dead. */
  void lost(OpenSubscription<T> failed, MessagingException cause) {
    synchronized (this) {
      if (state != State.RUNNING || subscription != failed) {
        return;
      }
      state = State.CONNECTING;
      changing = true;
      subscription = null;
    }
    LOG.log(ERROR, "Delivery of " + settings + " ended; it is started again", cause);
    try {
      runtime.execute("closing " + settings, () -> closeAndRetry(failed, cause), this::retry);
    } catch (RuntimeException e) {
      retry(e);
    }
  }

  private void closeAndRetry(OpenSubscription<T> failed, MessagingException cause) {
    try {
      failed.end(drainTimeout);
    } finally {
      retry(cause);
    }
  }

  /** As {@link org.heddle.ra.management.EndpointMXBean#pause()} says. */
  void pause() {
    OpenSubscription<T> open;
    synchronized (this) {
      if (state != State.CONNECTING && state != State.RUNNING) {
        return;
      }
      cancelRetry.run();
      open = state == State.RUNNING ? subscription : null;
      changing |= open != null;
      state = State.PAUSING;
      idle();
    }
    if (open != null) {
      open.finish();
    }
  }

  /** A pause is complete when nobody opens or closes any more. */
  private synchronized void idle() {
    if (state == State.PAUSING && !changing) {
      state = State.PAUSED;
      LOG.log(INFO, "Delivery of {0} is paused", settings);
      notifyAll();
    }
  }

  /** Nothing is open any more; connects again if that is wanted by now. */
  void closed() {
    synchronized (this) {
      subscription = null;
      changing = state == State.CONNECTING;
      if (!changing) {
        idle();
        return;
      }
    }
    connectSoon();
  }

  /** As {@link org.heddle.ra.management.EndpointMXBean#drain(long)} says. */
  boolean drain(Duration limit) {
    Deadline deadline = Deadline.in(limit);
    pause();
    synchronized (this) {
      try {
        while (state == State.PAUSING && !deadline.passed()) {
          wait(deadline.left().toMillis() + 1);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return state == State.PAUSED;
    }
  }

  /** Takes in nothing new, finishes or gives back what is in flight, closes; never unsubscribes. */
  public void stop() {
    OpenSubscription<T> open;
    synchronized (this) {
      state = State.STOPPED;
      cancelRetry.run();
      open = subscription;
      subscription = null;
      notifyAll();
    }
    try {
      if (open != null) {
        open.end(drainTimeout);
        LOG.log(INFO, "Delivery of {0} is stopped", settings);
      }
    } finally {
      takeBack.run();
    }
  }

  synchronized String state() {
    return state.name();
  }

  OptionalLong lag() {
    OpenSubscription<T> open;
    synchronized (this) {
      open = subscription;
    }
    return open == null ? OptionalLong.empty() : open.lag();
  }

  String bean() {
    return endpoints.bean();
  }

  @Override
  public String toString() {
    return "Activation[" + settings + "]";
  }
}
