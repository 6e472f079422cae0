package org.heddle.ra.inbound;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.resource.ResourceException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.transaction.xa.XAResource;
import org.heddle.api.MessagingException;
import org.heddle.ra.runtime.AdapterRuntime;
import org.heddle.ra.runtime.BackendLease;
import org.heddle.ra.transaction.Enlistment;

/**
 * The resources through which a transaction manager recovers what endpoints have left in doubt,
 * whether they are active or not. The backends stay open until the adapter stops, for recovery has
 * no end that anybody would tell. Safe for several threads.
 */
public final class RecoveryResources implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(RecoveryResources.class.getName());

  private final AdapterRuntime runtime;
  private final Map<Optional<String>, BackendLease> leases = new HashMap<>();

  /**
   * Starts without any.
   *
   * @param runtime what the adapter shares
   */
  public RecoveryResources(AdapterRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * Returns the resource of an endpoint's backend.
   *
   * @param connectionFactoryLookup as the endpoint's activation has it
   * @return the resource, or empty if the connection factory cannot be looked up now
   */
  public synchronized Optional<XAResource> of(Optional<String> connectionFactoryLookup) {
    try {
      BackendLease lease = new BackendSource(runtime, connectionFactoryLookup).lease();
      // The factory may have been configured anew.
      BackendLease before = leases.put(connectionFactoryLookup, lease);
      if (before != null) {
        before.close();
      }
      return Optional.of(new Enlistment(lease.units()).xaResource());
    } catch (ResourceException | MessagingException e) {
      LOG.log(
          WARNING,
          "Transactions of the connection factory {0} cannot be recovered now: {1}",
          connectionFactoryLookup.orElse("of the embedded broker"),
          e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public synchronized void close() {
    leases.values().forEach(BackendLease::close);
    leases.clear();
  }
}
