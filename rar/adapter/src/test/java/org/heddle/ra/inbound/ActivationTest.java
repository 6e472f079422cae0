package org.heddle.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heddle.contract.Patience.await;

import java.util.Hashtable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;
import org.heddle.contract.TestContainer;
import org.heddle.contract.TestEndpoints;
import org.heddle.contract.TestEndpoints.Attribute;
import org.heddle.ra.MessagingActivationSpec;
import org.junit.jupiter.api.AfterEach;
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

  /** As if the brokers of some connection factories did not answer, until they do. */
  public static final class Silent implements InitialContextFactory {

    static final Set<String> ASKED = ConcurrentHashMap.newKeySet();
    static final AtomicInteger WAITING = new AtomicInteger();
    static final CountDownLatch ANSWER = new CountDownLatch(1);

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
      return new InitialContext(true) {
        @Override
        public Object lookup(String name) throws NamingException {
          ASKED.add(name);
          WAITING.incrementAndGet();
          try {
            ANSWER.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new NameNotFoundException(name);
        }
      };
    }
  }

  private static final class Bean implements MessageListener<String> {
    @Override
    public void onMessage(Message<String> message) {}
  }

  @AfterEach
  void stop() {
    System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    container.close();
  }

  @Test
  void shouldTryAgainAfterAnError() throws Exception {
    System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Unlinked.class.getName());

    activate("java:global/factory");

    await().untilAsserted(() -> assertThat(Unlinked.ATTEMPTS).hasValueGreaterThan(1));
  }

  @Test
  void shouldLeaveThreadsToOthersWhileABrokerDoesNotAnswer() throws Exception {
    System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Silent.class.getName());

    for (int i = 0; i < 100; i++) {
      activate("java:global/silent");
    }
    activate("java:global/other");

    await().untilAsserted(() -> assertThat(Silent.ASKED).contains("java:global/other"));
    assertThat(Silent.WAITING).hasValueLessThanOrEqualTo(16 + 1);

    Silent.ANSWER.countDown();
    await().untilAsserted(() -> assertThat(Silent.WAITING).hasValueGreaterThanOrEqualTo(100 + 1));
  }

  private void activate(String connectionFactory) throws Exception {
    MessagingActivationSpec spec = new MessagingActivationSpec();
    spec.setTopic("q1/a/b/orders");
    spec.setSubscription("s");
    spec.setConnectionFactoryLookup(connectionFactory);
    container.activate(new TestEndpoints<>(container, new Bean(), Attribute.REQUIRED), spec);
  }
}
