package org.heddle.mqtt.client;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessagingException;
import org.heddle.mqtt.MqttSettings;
import org.heddle.spi.BackendContext;

/**
 * The one connection through which a backend publishes and talks to other servers. It is made when
 * it is first needed, and again when it is needed and has broken; while something listens here, by
 * itself. Safe for several threads.
 */
final class SharedLink implements LinkListener, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(SharedLink.class.getName());

  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** A link, and how many publications it may have under way. */
  private record Open(Link link, Semaphore room) {}

  private final MqttSettings settings;
  private final Links links;
  private final BackendContext context;
  private final LinkOptions options;
  private final Map<String, Consumer<Arrival>> listeners = new ConcurrentHashMap<>();
  private final Backoff backoff = new Backoff();

  private CompletableFuture<Open> current;
  private boolean away;
  private boolean closed;

  SharedLink(MqttSettings settings, Links links, BackendContext context) {
    this.settings = settings;
    this.links = links;
    this.context = context;
    this.options =
        new LinkOptions(
            Names.passing(settings.clientId().orElse(Names.prefix())), false, settings.will());
  }

  /**
   * Publishes a message; blocks until there is a connection and room for it.
   *
   * @param action what is done, to follow "Cannot"
   * @throws MessagingException if the broker is not there, or makes no room in time
   */
  CompletableFuture<Void> publish(Publication publication, String action) {
    Open open = open(action);
    try {
      if (!open.room.tryAcquire(settings.operationTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        throw Answers.translate(
            new LinkFailure(
                LinkFailure.Kind.UNREACHABLE,
                "it answers too slowly; see maxInFlight and operationTimeoutMillis",
                null),
            action);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MessagingException("Interrupted, so cannot " + action, e);
    }
    return open.link.publish(publication).whenComplete((done, failure) -> open.room.release());
  }

  /** The largest packet that the broker takes; blocks until there is a connection. */
  long maxPacketBytes(String action) {
    return open(action).link.maxPacketBytes();
  }

  /** Whether there is a connection, as far as is known. */
  boolean isOpen() {
    return ifOpen().isPresent();
  }

  /** Asks the broker for an answer; blocks. */
  void ping(String action) {
    Answers.await(
        open(action).link.unsubscribe(Names.NOTHING), settings.operationTimeout(), action);
  }

  /**
   * Listens to a topic until {@link #ignore}; blocks until the broker has granted it.
   *
   * @param listener told what comes, on a thread of the client library: must not block
   */
  void listen(String topic, Consumer<Arrival> listener, String action) {
    listeners.put(topic, listener);
    try {
      Answers.await(open(action).link.subscribe(topic, 1), settings.operationTimeout(), action);
    } catch (MessagingException e) {
      listeners.remove(topic, listener);
      throw e;
    }
  }

  /** Stops listening; does not wait for the broker. */
  void ignore(String topic) {
    listeners.remove(topic);
    ifOpen().ifPresent(open -> open.link.unsubscribe(topic));
  }

  @Override
  public void arrived(Arrival arrival) {
    arrival.acknowledge();
    Consumer<Arrival> listener = listeners.get(arrival.topic());
    if (listener != null) {
      listener.accept(arrival);
    }
  }

  @Override
  public void lost(Link link, LinkFailure reason) {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (!away) {
        away = true;
        LOG.log(
            WARNING,
            "The connection to the MQTT broker at {0} broke ({1}); it is made again when it is"
                + " needed",
            settings.servers(),
            reason.getMessage());
      }
    }
    restoreSoon();
  }

  private void restoreSoon() {
    if (!listeners.isEmpty()) {
      context.schedule(
          backoff.next(), () -> context.execute("Connection to the MQTT broker", this::restore));
    }
  }

  private void restore() {
    try {
      open("reach the MQTT broker at " + settings.servers());
    } catch (AlreadyClosedException e) {
      return; // So nobody listens any more.
    } catch (MessagingException e) {
      restoreSoon();
    }
  }

  private Open open(String action) {
    CompletableFuture<Open> attempt;
    synchronized (this) {
      if (closed) {
        throw new AlreadyClosedException("The MQTT client is closed");
      }
      if (current == null || isBroken(current)) {
        // Everybody who comes meanwhile waits for the same attempt.
        current = links.connect(options, this).thenApply(this::welcome);
      }
      attempt = current;
    }
    // A link answers in time by itself.
    return Answers.await(attempt, settings.operationTimeout().multipliedBy(2), action);
  }

  private static boolean isBroken(CompletableFuture<Open> attempt) {
    return attempt.isCompletedExceptionally()
        || (attempt.isDone() && !attempt.join().link.isOpen());
  }

  private Open welcome(Link link) {
    backoff.reset();
    synchronized (this) {
      if (away) {
        away = false;
        LOG.log(INFO, "Connected to the MQTT broker at {0} again", settings.servers());
      }
    }
    listeners.keySet().forEach(topic -> link.subscribe(topic, 1));
    return new Open(link, new Semaphore(Math.min(settings.maxInFlight(), link.sendWindow())));
  }

  private Optional<Open> ifOpen() {
    synchronized (this) {
      return current == null || !current.isDone() || isBroken(current)
          ? Optional.empty()
          : Optional.of(current.join());
    }
  }

  @Override
  public void close() {
    CompletableFuture<Open> last;
    synchronized (this) {
      closed = true;
      last = current;
    }
    if (last == null) {
      return;
    }
    if (last.isDone() && !isBroken(last)) {
      last.join().link.disconnect(FAREWELL);
    } else {
      last.thenAccept(open -> open.link.cut());
    }
  }
}
