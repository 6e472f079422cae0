package org.heddle.ra.inbound;

import jakarta.resource.ResourceException;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.heddle.api.MessagingException;
import org.heddle.ra.outbound.AbstractConnectionFactory;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;
import org.heddle.ra.runtime.AdapterRuntime;
import org.heddle.ra.runtime.BackendLease;
import org.heddle.spi.BackendSettings;
import org.heddle.spi.EmbeddedBroker;

/**
 * Finds the backend of an activation: the one of the connection factory that it names, or the
 * embedded broker, which the adapter's service providers name. Safe for several threads.
 */
final class BackendSource {

  private final AdapterRuntime runtime;
  private final Optional<String> connectionFactoryLookup;
  private final Optional<AbstractManagedConnectionFactory> ofTheApplication;

  /** To be called by the thread that deploys the application. */
  BackendSource(AdapterRuntime runtime, Optional<String> connectionFactoryLookup) {
    this.runtime = runtime;
    this.connectionFactoryLookup = connectionFactoryLookup;
    this.ofTheApplication =
        connectionFactoryLookup
            .filter(BackendSource::isOfTheApplication)
            .flatMap(BackendSource::tryLookUp);
  }

  /**
   * Whether only threads that work for the application can look the name up. The deploying one
   * does; one of the WorkManager does so by chance (Payara), when it was started by a thread that
   * did.
   */
  private static boolean isOfTheApplication(String name) {
    return Stream.of("java:app/", "java:module/", "java:comp/").anyMatch(name::startsWith);
  }

  private static Optional<AbstractManagedConnectionFactory> tryLookUp(String name) {
    try {
      return Optional.of(lookUp(name));
    } catch (MessagingException notYet) {
      // Tried again when it is needed, and reported then.
      return Optional.empty();
    }
  }

  BackendLease lease() throws ResourceException {
    if (ofTheApplication.isPresent()) {
      return ofTheApplication.get().lease(Optional.empty());
    }
    return connectionFactoryLookup.isPresent()
        ? lookUp(connectionFactoryLookup.get()).lease(Optional.empty())
        : runtime.lease(embedded());
  }

  private static AbstractManagedConnectionFactory lookUp(String name) {
    Object found;
    try {
      InitialContext context = new InitialContext();
      try {
        found = context.lookup(name);
      } finally {
        context.close();
      }
    } catch (NamingException e) {
      throw new MessagingException(
          "connectionFactoryLookup '" + name + "' is not bound; create that connection factory", e);
    }
    if (found instanceof AbstractConnectionFactory ours) {
      return ours.managedConnectionFactory();
    }
    throw new MessagingException(
        "connectionFactoryLookup '"
            + name
            + "' is a "
            + (found == null ? "null" : found.getClass().getName())
            + "; expected a connection factory of the Heddle resource adapter");
  }

  private static BackendSettings embedded() {
    return ServiceLoader.load(EmbeddedBroker.class, BackendSource.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new MessagingException("There is no embedded broker; set connectionFactoryLookup"))
        .defaultSettings();
  }
}
