package org.heddle.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What a backend must do besides the {@link BackendContract} when its broker is killed and comes
 * back. A class of its own, since nothing else may use the broker meanwhile. It mostly waits, so
 * other classes, which have other brokers, run beside it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
public abstract class BrokerContract {

  private BrokerUnderTest broker;
  private ContractEnvironment environment;

  /** For subclasses. */
  protected BrokerContract() {}

  /** Starts the broker; called once. */
  protected abstract BrokerUnderTest start();

  @BeforeAll
  final void connect() {
    broker = start();
    environment = ContractEnvironment.of(broker);
  }

  @AfterAll
  final void disconnect() {
    try (BrokerUnderTest started = broker;
        ContractEnvironment connected = environment) {
      // Closing is all there is to do.
    }
  }

  @Nested
  final class Outages extends OutageContract {
    Outages() {
      super(environment, broker);
    }
  }
}
