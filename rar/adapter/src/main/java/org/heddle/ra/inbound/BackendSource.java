package org.heddle.ra.inbound;

import jakarta.resource.ResourceException;
import java.util.Optional;
import java.util.ServiceLoader;
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
 * embedded broker, which the adapter's service providers name.
 */
record BackendSource(AdapterRuntime runtime, Optional<String> connectionFactoryLookup) {

  BackendLease lease() throws ResourceException {
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
