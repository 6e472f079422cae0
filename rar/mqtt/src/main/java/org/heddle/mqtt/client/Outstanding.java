package org.heddle.mqtt.client;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.heddle.spi.BackendContext;

/**
 * The requests of a link that wait for the broker. The client libraries forget some when a
 * connection breaks at the wrong moment; here every one ends, and a broker that answers nothing at
 * all for a while counts as gone. Safe for several threads.
 */
final class Outstanding {

  private final BackendContext context;
  private final Duration patience;
  private final Runnable whenSilent;
  private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean watching = new AtomicBoolean();
  private volatile long lastSign = System.nanoTime();
  private volatile LinkFailure end;

  /**
   * Starts without requests.
   *
   * @param patience how long the broker may be silent while requests wait
   * @param whenSilent run once, when it was; may block
   */
  Outstanding(BackendContext context, Duration patience, Runnable whenSilent) {
    this.context = context;
    this.patience = patience;
    this.whenSilent = whenSilent;
  }

  /** Adds a request; it fails at once if the link has ended. */
  <T> CompletableFuture<T> add() {
    CompletableFuture<T> request = new CompletableFuture<>();
    if (open.isEmpty()) {
      lastSign = System.nanoTime();
    }
    open.add(request);
    request.whenComplete(
        (result, failure) -> {
          open.remove(request);
          lastSign = System.nanoTime();
        });
    LinkFailure ended = end;
    if (ended != null) {
      request.completeExceptionally(ended);
    } else if (watching.compareAndSet(false, true)) {
      watch(patience);
    }
    return request;
  }

  /** Fails everything that waits, and all that is added later. */
  void end(LinkFailure reason) {
    if (end == null) {
      end = reason;
    }
    List.copyOf(open).forEach(request -> request.completeExceptionally(reason));
  }

  private void giveUp() {
    end(
        new LinkFailure(
            LinkFailure.Kind.UNREACHABLE, "no answer within " + patience.toMillis() + " ms", null));
    whenSilent.run();
  }

  private void watch(Duration delay) {
    context.schedule(delay, this::look);
  }

  private void look() {
    watching.set(false);
    if (end != null || open.isEmpty()) {
      return;
    }
    Duration left = patience.minusNanos(System.nanoTime() - lastSign);
    if (left.isNegative() || left.isZero()) {
      // What waits for the requests is others' code, which is not for the timer's thread.
      context.execute("End of a silent MQTT connection", this::giveUp);
    } else if (watching.compareAndSet(false, true)) {
      watch(left);
    }
  }
}
