package org.heddle.ra.recovery;

import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;

/** For transaction managers that ask by themselves. */
record NoOffers() implements RecoveryOffers {

  @Override
  public void offer(MessageEndpointFactory endpoints) {}

  @Override
  public void offer(ConnectionManager pool) {}

  @Override
  public void close() {}
}
