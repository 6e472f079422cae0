package org.heddle.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/**
 * What every backend must do: the protocol, topics and qualities of service, transactions and
 * endpoints, at the level of the public API.
 *
 * <p>A backend's module has one subclass, which says how its broker is reached and what it cannot
 * do; for a broker that can be killed, also one of {@link BrokerContract}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendContract {

  private BackendUnderTest backend;
  private ContractEnvironment environment;

  /** For subclasses. */
  protected BackendContract() {}

  /** Starts the broker, unless that is the backend itself; called once. */
  protected abstract BackendUnderTest start();

  @BeforeAll
  final void connect() {
    backend = start();
    environment = ContractEnvironment.of(backend);
  }

  @AfterAll
  final void disconnect() {
    try (BackendUnderTest started = backend;
        ContractEnvironment connected = environment) {
      // Closing is all there is to do.
    }
  }

  @Nested
  final class Values extends ValuesContract {
    Values() {
      super(environment);
    }
  }

  @Nested
  final class Messages extends MessagesContract {
    Messages() {
      super(environment);
    }
  }

  @Nested
  final class Handles extends HandlesContract {
    Handles() {
      super(environment);
    }
  }

  @Nested
  final class Subscriptions extends SubscriptionContract {
    Subscriptions() {
      super(environment);
    }
  }

  @Nested
  final class Redelivery extends RedeliveryContract {
    Redelivery() {
      super(environment);
    }
  }

  @Nested
  final class Topics extends TopicsContract {
    Topics() {
      super(environment);
    }
  }

  @Nested
  final class Transactions extends TransactionContract {
    Transactions() {
      super(environment);
    }
  }

  @Nested
  final class TwoPhases extends TwoPhaseContract {
    TwoPhases() {
      super(environment);
    }
  }

  @Nested
  final class Endpoints extends EndpointContract {
    Endpoints() {
      super(environment);
    }
  }

  @Nested
  final class EndpointLife extends EndpointLifeContract {
    EndpointLife() {
      super(environment);
    }
  }

  @Nested
  final class Failures extends FailingEndpointContract {
    Failures() {
      super(environment);
    }
  }
}
