package org.heddle.pulsar.client;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.SchemaSerializationException;
import org.apache.pulsar.client.api.transaction.TransactionCoordinatorClientException;
import org.heddle.api.AccessDeniedException;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.MessagingException;
import org.heddle.api.SchemaException;
import org.heddle.api.SubscriptionInUseException;
import org.heddle.api.UnknownTopicException;
import org.heddle.api.UnsupportedByBrokerException;

/** Translates what the client library throws, once, at the border. */
final class PulsarFailures {

  /** What a login may fail by. */
  static final String LOGIN_PROPERTIES =
      "token, userName and password, oauthIssuerUrl and oauthCredentials, or authPlugin";

  private static final String UNREADABLE_CREDENTIALS = "Unable to read private key";

  private PulsarFailures() {}

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
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new MessagingException("Interrupted, so cannot " + action, cause);
    }
    String what = "Cannot " + action + ": ";
    String said = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
    if (isTls(cause)) {
      return new AccessDeniedException(
          what
              + "the TLS handshake failed; check trustStoreLocation or trustedCertificates, "
              + "keyStoreLocation, and that the certificate names the host of the URL"
              + said,
          cause);
    }
    if (isRefusedLogin(cause)) {
      return refusedLogin(what, said, cause);
    }
    if (cause instanceof PulsarClientException.AuthorizationException) {
      return new AccessDeniedException(what + "the client may not do that; grant it" + said, cause);
    }
    if (isInUse(cause)) {
      return new SubscriptionInUseException(
          what + "the subscription has a consumer that excludes this one; close it" + said, cause);
    }
    if (isUnknownTopic(cause)) {
      return new UnknownTopicException(
          what
              + "the topic, its namespace or its tenant does not exist; create it, or set adminUrl"
              + " and autoCreateTopics"
              + said,
          cause);
    }
    if (cause instanceof SchemaSerializationException
        || cause instanceof PulsarClientException.IncompatibleSchemaException) {
      return new SchemaException(
          what + "the content does not fit the schema that the topic has" + said, cause);
    }
    if (cause instanceof PulsarClientException.NotSupportedException
        || cause instanceof PulsarClientException.NotAllowedException) {
      return new UnsupportedByBrokerException(what + cause.getMessage(), cause);
    }
    if (hasNoCoordinator(cause)) {
      return new UnsupportedByBrokerException(
          what
              + "the broker has no transactions; set transactionCoordinatorEnabled at the broker,"
              + " or use q1",
          cause);
    }
    if (isPassing(cause)) {
      return new BrokerUnreachableException(
          what
              + "the broker did not answer in time; check that it runs, serviceUrl and, with TLS,"
              + " that the certificates fit"
              + said,
          cause);
    }
    if (cause instanceof PulsarClientException.AlreadyClosedException) {
      return new AlreadyClosedException(what + "it is closed" + said);
    }
    return new MessagingException(
        what + cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
  }

  private static MessagingException refusedLogin(String what, String said, Throwable cause) {
    if (said.contains(UNREADABLE_CREDENTIALS)) {
      // What the client says more quotes them.
      return new AccessDeniedException(
          what
              + "oauthCredentials cannot be read; expected JSON with client_id and client_secret,"
              + " or the URL of a file that holds it",
          null);
    }
    return new AccessDeniedException(
        what + "the login was refused; check " + LOGIN_PROPERTIES + said, cause);
  }

  /** Tells whether a broker that is away, or busy taking over, explains the failure. */
  static boolean isPassing(Throwable failure) {
    Throwable cause = unwrap(failure);
    return cause instanceof PulsarClientException.TimeoutException
        || cause instanceof PulsarClientException.ConnectException
        || cause instanceof PulsarClientException.NotConnectedException
        || cause instanceof PulsarClientException.LookupException
        || cause instanceof PulsarClientException.BrokerPersistenceException
        || cause instanceof PulsarClientException.BrokerMetadataException
        || cause instanceof TransactionCoordinatorClientException
        || cause instanceof java.util.concurrent.TimeoutException
        || cause instanceof java.io.IOException && !(cause instanceof PulsarClientException)
        || isEndOfConnection(cause);
  }

  /** A connection that ended while it was made has no exception of its own in the client. */
  private static boolean isEndOfConnection(Throwable cause) {
    return cause.getClass() == PulsarClientException.class
        && "Connection already closed".equals(cause.getMessage());
  }

  /** Takes off what only carries a failure from one place to another. */
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
        || failure.getClass() == PulsarClientException.class
        || failure.getClass() == TransactionCoordinatorClientException.class;
  }

  private static boolean isTls(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRefusedLogin(Throwable cause) {
    return cause instanceof PulsarClientException.AuthenticationException
        || cause instanceof PulsarClientException.GettingAuthenticationDataException
        || cause instanceof PulsarClientException.UnsupportedAuthenticationException;
  }

  static boolean isUnknownTopic(Throwable cause) {
    return cause instanceof PulsarClientException.TopicDoesNotExistException
        || cause instanceof PulsarClientException.NotFoundException
        // What a broker says of a namespace that it has no policies of.
        || (cause instanceof PulsarClientException.BrokerMetadataException
            && String.valueOf(cause.getMessage()).contains("olicies not found"));
  }

  private static boolean isInUse(Throwable cause) {
    return cause instanceof PulsarClientException.ConsumerBusyException
        // What a broker says when a subscription with other consumers is to be deleted.
        || (cause instanceof PulsarClientException.BrokerMetadataException
            && String.valueOf(cause.getMessage()).contains("shared consumer"));
  }

  private static boolean hasNoCoordinator(Throwable cause) {
    return cause.getClass() == TransactionCoordinatorClientException.class
        && String.valueOf(cause.getMessage()).contains("enable the transaction coordinator");
  }
}
