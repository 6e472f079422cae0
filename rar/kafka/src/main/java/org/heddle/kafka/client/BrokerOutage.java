package org.heddle.kafka.client;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.heddle.spi.support.Deadline;

/**
 * Notices that a consumer has lost every connection, or that its requests keep failing, which the
 * client library keeps to itself; says so once, and once that it is over. The poller's alone.
 */
final class BrokerOutage {

  private static final System.Logger LOG = System.getLogger(BrokerOutage.class.getName());
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Brokers that come back, or hand a group on, refuse requests for a while. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final String subject;
  private final Metric connections;
  private Deadline nextLook = Deadline.in(INTERVAL);
  private Deadline failingUntil;
  private boolean away;

  BrokerOutage(Consumer<?, ?> consumer, String subject) {
    this.subject = subject;
    this.connections =
        consumer.metrics().values().stream()
            .filter(
                metric ->
                    metric.metricName().name().equals("connection-count")
                        && metric.metricName().group().equals("consumer-metrics"))
            .findFirst()
            .orElse(null);
  }

  /** Looks from time to time. */
  void look() {
    if (connections == null || !nextLook.passed()) {
      return;
    }
    nextLook = Deadline.in(INTERVAL);
    if (((Number) connections.metricValue()).doubleValue() == 0) {
      begin("no connection is left");
    } else if (failingUntil == null) {
      end();
    }
  }

  /** Notes a request that failed and will be tried again. */
  void noteFailure(Throwable failure) {
    if (failingUntil == null) {
      failingUntil = Deadline.in(GRACE);
    } else if (failingUntil.passed()) {
      begin(failure.getMessage());
    }
  }

  /** Notes a request that did not fail. */
  void noteSuccess() {
    failingUntil = null;
  }

  private void begin(String reason) {
    if (!away) {
      away = true;
      LOG.log(
          WARNING,
          "The {0} is cut off from the broker ({1}); it goes on when the broker is back",
          subject,
          reason);
    }
  }

  private void end() {
    if (away) {
      away = false;
      LOG.log(INFO, "The {0} is connected to the broker again", subject);
    }
  }
}
