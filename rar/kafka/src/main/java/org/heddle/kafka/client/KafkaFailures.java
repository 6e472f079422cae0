package org.heddle.kafka.client;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.heddle.api.AccessDeniedException;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.MessagingException;
import org.heddle.api.SubscriptionInUseException;
import org.heddle.api.UnknownTopicException;
import org.heddle.api.UnsupportedByBrokerException;

/** Translates what the client library throws, once, at the border. */
final class KafkaFailures {

  private KafkaFailures() {}

  /**
   * Translates a failure.
   *
   * @param failure what was thrown, wrapped or not
   * @param action what failed and for what, to follow "Cannot"
   * @return an exception to throw
   */
  static MessagingException translate(Throwable failure, String action) {
    Throwable cause = unwrap(failure);
    if (cause instanceof MessagingException translated) {
      return translated;
    }
    if (cause instanceof InterruptException || cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new MessagingException("Interrupted, so cannot " + action, cause);
    }
    String what = "Cannot " + action + ": ";
    if (cause instanceof SslAuthenticationException) {
      return new AccessDeniedException(
          what
              + "the TLS handshake failed; check trustStoreLocation or trustedCertificates, "
              + "keyStoreLocation, and that the certificate names the host in bootstrapServers ("
              + cause.getMessage()
              + ")",
          cause);
    }
    if (cause instanceof AuthenticationException) {
      return new AccessDeniedException(
          what
              + "the broker refused the credentials; check userName, password and saslMechanism ("
              + cause.getMessage()
              + ")",
          cause);
    }
    if (cause instanceof AuthorizationException) {
      return new AccessDeniedException(
          what + "the user may not do that; ask for the right (" + cause.getMessage() + ")", cause);
    }
    if (isUnknownTopic(cause)) {
      return new UnknownTopicException(
          what + "the topic does not exist; create it or set autoCreateTopics", cause);
    }
    if (cause instanceof InvalidTopicException) {
      return new MessagingException(what + "Kafka refuses the name: " + cause.getMessage(), cause);
    }
    if (cause instanceof GroupNotEmptyException
        || cause instanceof GroupSubscribedToTopicException) {
      return new SubscriptionInUseException(what + "it has other consumers; close them", cause);
    }
    if (cause instanceof UnsupportedVersionException) {
      return new UnsupportedByBrokerException(
          what
              + "the broker is too old for it; brokers before 4.0 need groupProtocol CLASSIC ("
              + cause.getMessage()
              + ")",
          cause);
    }
    if (isPassing(cause)) {
      return new BrokerUnreachableException(
          what
              + "the broker did not answer in time; check that it runs, bootstrapServers and "
              + "securityProtocol ("
              + cause.getMessage()
              + ")",
          cause);
    }
    return new MessagingException(
        what + cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
  }

  /** Tells whether a broker that is away, or busy electing, explains the failure. */
  static boolean isPassing(Throwable failure) {
    Throwable cause = unwrap(failure);
    return cause instanceof RetriableException
        || cause instanceof java.util.concurrent.TimeoutException;
  }

  /** Tells whether the topic is not there (any more), however the client wraps it. */
  static boolean isUnknownTopic(Throwable failure) {
    Throwable cause = unwrap(failure);
    return cause instanceof UnknownTopicOrPartitionException
        || (cause instanceof TimeoutException
            && cause.getCause() instanceof UnknownTopicOrPartitionException);
  }

  /** Takes off what only carries a failure from one thread to another. */
  static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while (carriesOnly(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static boolean carriesOnly(Throwable failure) {
    return failure instanceof ExecutionException
        || failure instanceof CompletionException
        || failure.getClass() == KafkaException.class;
  }
}
