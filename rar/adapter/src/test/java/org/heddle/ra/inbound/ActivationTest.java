package org.heddle.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heddle.contract.Patience.await;

import java.util.Hashtable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.Context;
import javax.naming.spi.InitialContextFactory;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;
import org.heddle.contract.TestContainer;
import org.heddle.contract.TestEndpoints;
import org.heddle.contract.TestEndpoints.Attribute;
import org.heddle.ra.MessagingActivationSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What happens when an endpoint cannot connect. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ActivationTest {

  private final TestContainer container = new TestContainer();

  /** As if a class that is needed to connect could not be linked. */
  public static final class Unlinked implements InitialContextFactory {

    static final AtomicInteger ATTEMPTS = new AtomicInteger();

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
      ATTEMPTS.incrementAndGet();
      throw new LinkageError("Two classes do not go together");
    }
  }

  private static final class Bean implements MessageListener<String> {
    @Override
    public void onMessage(Message<String> message) {}
  }

  @BeforeEach
  void lookUpInVain() {
    System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Unlinked.class.getName());
  }

  @AfterEach
  void stop() {
    System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    container.close();
  }

  @Test
  void shouldTryAgainAfterAnError() throws Exception {
    MessagingActivationSpec spec = new MessagingActivationSpec();
    spec.setTopic("q1/a/b/orders");
    spec.setSubscription("s");
    spec.setConnectionFactoryLookup("java:global/factory");

    container.activate(new TestEndpoints<>(container, new Bean(), Attribute.REQUIRED), spec);

    await().untilAsserted(() -> assertThat(Unlinked.ATTEMPTS).hasValueGreaterThan(1));
  }
}
