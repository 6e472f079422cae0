package org.heddle.ra.recovery;

import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import org.heddle.ra.transaction.PreparedTransactions;
import org.heddle.spi.BackendContext;

/**
 * Offers a transaction manager what it can recover through. Most ask for it by themselves
 * (Connectors 2.1, section 8.4.5), and nothing is offered to those. Safe for several threads.
 */
public interface RecoveryOffers extends AutoCloseable {

  /**
   * Finds out whether the server's transaction manager has to be offered anything.
   *
   * @param manager the transaction manager, as the bootstrap context gives it; may be null
   * @param prepared what is to be recovered
   * @param context lends threads, since recovery may wait for a broker
   * @return where to offer, which does nothing if the transaction manager asks by itself
   */
  static RecoveryOffers to(
      XATerminator manager, PreparedTransactions prepared, BackendContext context) {
    return GeronimoOffers.isFor(manager)
        ? new GeronimoOffers(manager, prepared, context)
        : new NoOffers();
  }

  /**
   * Offers what endpoints have left in doubt; returns at once.
   *
   * @param endpoints as the container activates them
   */
  void offer(MessageEndpointFactory endpoints);

  /**
   * Offers what the connections of a pool have left in doubt; returns at once.
   *
   * @param pool as the container makes a connection factory with it
   */
  void offer(ConnectionManager pool);

  /** Takes back what was offered for endpoints; a pool ends by itself. */
  @Override
  void close();
}
