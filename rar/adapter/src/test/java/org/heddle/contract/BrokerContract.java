package org.heddle.contract;

import org.junit.jupiter.api.Nested;

/** {@link BackendContract} for brokers that can be killed: nothing is lost when they are. */
public abstract class BrokerContract extends BackendContract {

  /** For subclasses. */
  protected BrokerContract() {}

  /** The power over the broker under test. */
  protected abstract BrokerControl control();

  @Nested
  final class Outages extends OutageContract {
    Outages() {
      super(BrokerContract.this.environment(), control());
    }
  }
}
