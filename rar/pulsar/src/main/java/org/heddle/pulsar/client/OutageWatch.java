package org.heddle.pulsar.client;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.heddle.spi.BackendContext;
import org.heddle.spi.support.Deadline;

/**
 * Notices that consumers have lost the broker, which the client library mends and keeps to itself;
 * says so once, and once that it is over. Safe for several threads.
 */
final class OutageWatch implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(OutageWatch.class.getName());
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** A topic that moves from one broker to another is away for a moment. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final BackendContext context;
  private final Set<PulsarSubscription> subscriptions;
  private final String serviceUrl;
  private Deadline tolerated;
  private boolean away;
  private boolean started;
  private boolean closed;

  OutageWatch(BackendContext context, Set<PulsarSubscription> subscriptions, String serviceUrl) {
    this.context = context;
    this.subscriptions = subscriptions;
    this.serviceUrl = serviceUrl;
  }

  /** Starts to look, unless it does already. */
  synchronized void start() {
    if (!started && !closed) {
      started = true;
      context.schedule(INTERVAL, this::look);
    }
  }

  private synchronized void look() {
    started = false;
    if (closed) {
      return;
    }
    List<PulsarSubscription> cutOff =
        subscriptions.stream().filter(PulsarSubscription::isCutOff).toList();
    if (cutOff.isEmpty()) {
      tolerated = null;
      end();
    } else if (tolerated == null) {
      tolerated = Deadline.in(GRACE);
    } else if (tolerated.passed()) {
      begin(cutOff);
    }
    if (away || !subscriptions.isEmpty()) {
      start();
    }
  }

  private void begin(Collection<PulsarSubscription> cutOff) {
    if (!away) {
      away = true;
      LOG.log(
          WARNING,
          "Pulsar at {0} is away for {1} of {2} consumers, such as that of {3}; they go on when it"
              + " is back",
          serviceUrl,
          cutOff.size(),
          subscriptions.size(),
          cutOff.iterator().next());
    }
  }

  private void end() {
    if (away) {
      away = false;
      LOG.log(INFO, "All consumers are connected to Pulsar at {0} again", serviceUrl);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
