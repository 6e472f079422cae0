package org.heddle.contract;

import java.util.Set;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/**
 * What every backend must do: the protocol, topics and qualities of service, transactions and
 * endpoints, at the level of the public API.
 *
 * <p>A backend's module has one subclass, which says how its broker is reached and what it cannot
 * do. There is one instance of it for all tests, so a field may hold a broker that is started for
 * them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendContract {

  private ContractEnvironment environment;

  /** For subclasses. */
  protected BackendContract() {}

  /** Makes a factory that is configured for the broker under test. */
  protected abstract AbstractManagedConnectionFactory managedConnectionFactory();

  /** What the broker can do. */
  protected abstract Set<Capability> capabilities();

  /** The size from which on messages are refused, roughly, in bytes; several MiB. */
  protected abstract int maxMessageBytes();

  @BeforeAll
  final void connect() {
    environment =
        new ContractEnvironment(
            new TestContainer(), this::managedConnectionFactory, capabilities(), maxMessageBytes());
  }

  @AfterAll
  final void disconnect() {
    if (environment != null) {
      environment.close();
    }
  }

  final ContractEnvironment environment() {
    return environment;
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
  final class Endpoints extends EndpointContract {
    Endpoints() {
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
