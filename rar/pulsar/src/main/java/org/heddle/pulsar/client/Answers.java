package org.heddle.pulsar.client;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.heddle.spi.support.Deadline;

/** Waits for what the broker answers. */
final class Answers {

  private Answers() {}

  /**
   * Waits for an answer.
   *
   * @throws ExecutionException if it is a refusal
   * @throws TimeoutException if there is none until the deadline
   * @throws InterruptedException if the thread is interrupted
   */
  static <T> T await(CompletableFuture<T> answer, Deadline deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    return answer.get(Math.max(1, deadline.left().toMillis()), TimeUnit.MILLISECONDS);
  }

  /** Waits until something is closed, if the broker is there to be told. */
  static void awaitClosed(CompletableFuture<?> closing, Duration patience) {
    try {
      await(closing, Deadline.in(patience));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The broker is away, and finds out by itself.
      return;
    }
  }

  /** Waits for all answers, also when one of them is a refusal. */
  static void awaitAll(Collection<? extends CompletableFuture<?>> answers, Deadline deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    await(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)), deadline);
  }
}
