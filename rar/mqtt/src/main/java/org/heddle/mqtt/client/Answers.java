package org.heddle.mqtt.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.heddle.api.AccessDeniedException;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.MessagingException;
import org.heddle.api.SubscriptionInUseException;

/** Waits for the answers of links and translates what they say, once, at the border. */
final class Answers {

  private Answers() {}

  /**
   * Waits for an answer.
   *
   * @param action what was asked for, to follow "Cannot"
   * @throws MessagingException if the answer is bad or does not come
   */
  static <T> T await(CompletableFuture<T> answer, Duration patience, String action) {
    try {
      return answer.get(Math.max(1, patience.toNanos()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MessagingException("Interrupted, so cannot " + action, e);
    } catch (ExecutionException | TimeoutException e) {
      throw translate(e, action);
    }
  }

  /** Tells whether a good answer comes in time. */
  static boolean comesWithin(CompletableFuture<?> answer, Duration patience) {
    try {
      await(answer, patience, "wait");
      return true;
    } catch (MessagingException e) {
      return false;
    }
  }

  /**
   * Translates a failure.
   *
   * @param thrown a {@link LinkFailure}, wrapped or not
   * @param action what failed and for what, to follow "Cannot"
   * @return an exception to throw
   */
  static MessagingException translate(Throwable thrown, String action) {
    Throwable cause = thrown;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof MessagingException translated) {
      return translated;
    }
    String what = "Cannot " + action + ": ";
    if (!(cause instanceof LinkFailure failure)) {
      return cause instanceof TimeoutException
          ? new BrokerUnreachableException(what + "the broker did not answer in time", cause)
          : new MessagingException(what + cause, cause);
    }
    String reason = " (" + failure.getMessage() + ")";
    return switch (failure.kind()) {
      case UNREACHABLE ->
          new BrokerUnreachableException(
              what + "the broker did not answer; check that it runs, and serverUri" + reason,
              failure);
      case DENIED ->
          new AccessDeniedException(
              what
                  + "the broker refused it; check userName and password, and what the user may do"
                  + reason,
              failure);
      case TLS ->
          new AccessDeniedException(
              what
                  + "the TLS handshake failed; check trustStoreLocation or trustedCertificates,"
                  + " keyStoreLocation, and that the certificate names the host in serverUri"
                  + reason,
              failure);
      case TAKEN_OVER ->
          new SubscriptionInUseException(
              what + "another client took the connection over; " + Names.ADVICE + reason, failure);
      case TOO_LARGE ->
          new MessagingException(
              what + "it is larger than the broker takes; see maxMessageBytes" + reason, failure);
      case REFUSED -> new MessagingException(what + "the broker refused it" + reason, failure);
    };
  }
}
