package org.heddle.ra.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.heddle.api.MessageId;
import org.heddle.ra.management.ConnectionFactoryMXBean;
import org.heddle.spi.BackendSettings;

/**
 * Counts what an open backend is used for, and is what JMX shows of it. A message costs an addition
 * and nothing else. Safe for several threads.
 */
public final class BackendUsage implements ConnectionFactoryMXBean {

  private final BackendSettings settings;
  private final LongAdder sends = new LongAdder();
  private final LongAdder failedSends = new LongAdder();
  private final LongAdder connections = new LongAdder();

  BackendUsage(BackendSettings settings) {
    this.settings = settings;
  }

  /**
   * Counts a send, which fails if its answer does.
   *
   * @return the answer, to be completed by the backend
   */
  public CompletableFuture<MessageId> newAnswer() {
    sends.increment();
    return new Answer(failedSends);
  }

  /** Counts the sends of a unit of work that took effect. */
  void settled(int count) {
    sends.add(count);
  }

  /** Counts the sends of a unit of work that did not, as far as anybody knows. */
  void failed(int count) {
    sends.add(count);
    failedSends.add(count);
  }

  /** A physical connection has taken a share in the backend. */
  public void connected() {
    connections.increment();
  }

  /** A physical connection has given its share back. */
  public void disconnected() {
    connections.decrement();
  }

  @Override
  public String getBroker() {
    return settings.backendName();
  }

  @Override
  public String getResource() {
    return settings.resourceName();
  }

  @Override
  public String getSettings() {
    return settings.toString();
  }

  @Override
  public long getSends() {
    return sends.sum();
  }

  @Override
  public long getFailedSends() {
    return failedSends.sum();
  }

  @Override
  public long getOpenConnections() {
    return connections.sum();
  }

  /** Counts by itself, since to listen to it would take another object for each message. */
  private static final class Answer extends CompletableFuture<MessageId> {

    private final LongAdder failures;

    Answer(LongAdder failures) {
      this.failures = failures;
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
      boolean first = super.completeExceptionally(failure);
      if (first) {
        failures.increment();
      }
      return first;
    }
  }
}
