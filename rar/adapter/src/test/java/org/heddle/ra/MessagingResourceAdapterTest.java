package org.heddle.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.ActivationSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.heddle.api.MessageConsumer;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;
import org.heddle.contract.TestContainer;
import org.heddle.memory.MemoryManagedConnectionFactory;
import org.heddle.ra.log.PreparedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagingResourceAdapterTest {

  @TempDir private Path parent;

  private TestContainer container() {
    return new TestContainer(
        true, adapter -> adapter.setPreparedLogDirectory(parent.resolve("log").toString()));
  }

  private static MessagingActivationSpec spec(String connectionFactory) {
    MessagingActivationSpec spec = new MessagingActivationSpec();
    spec.setTopic("orders");
    spec.setSubscription("s");
    spec.setConnectionFactoryLookup(connectionFactory);
    return spec;
  }

  @Test
  void shouldRefuseToStartWithTheDirectoryOfAnotherAdapter() throws IOException {
    PreparedLog other = PreparedLog.open(parent.resolve("log"));
    try (other) {
      assertThatThrownBy(this::container)
          .rootCause()
          .hasMessageContaining(parent.resolve("log").toString())
          .hasMessageContaining("give each its own preparedLogDirectory");
    }
    container().close();
  }

  /** As WildFly does for a {@code @ConnectionFactoryDefinition}. */
  @Test
  void shouldBeOneAdapterWhenTheServerStartsAnotherInstance() throws Exception {
    try (TestContainer first = container()) {
      TestContainer second = container();
      try (second;
          PubSubConnection receiving = memory(first).getConnection();
          PubSubConnection sending = memory(second).getConnection()) {
        MessageConsumer<String> consumer = receiving.createConsumer("orders", "s", String.class);

        sending.createProducer("orders", String.class).send("one broker");

        assertThat(consumer.receive(Duration.ofSeconds(10)).value()).isEqualTo("one broker");
      }
      assertThat(first.adapter().runtime()).isNotNull();
      assertThatThrownBy(() -> PreparedLog.open(parent.resolve("log")))
          .isInstanceOf(PreparedLog.InUseException.class);
    }
    PreparedLog.open(parent.resolve("log")).close();
  }

  private static PubSubConnectionFactory memory(TestContainer container) {
    return container.factory(new MemoryManagedConnectionFactory());
  }

  @Test
  void shouldRecoverThroughOneResourceForEachConnectionFactory() throws Exception {
    try (TestContainer container = container()) {
      ActivationSpec[] specs = {spec(null), spec(null)};

      assertThat(container.adapter().getXAResources(specs)).hasSize(1);
    }
  }

  @Test
  void shouldLeaveOutAConnectionFactoryThatIsNotBound() throws Exception {
    try (TestContainer container = container()) {
      ActivationSpec[] specs = {spec("java:global/missing"), spec(null)};

      assertThat(container.adapter().getXAResources(specs)).hasSize(1);
    }
  }

  @Test
  void shouldHaveNoResourcesBeforeItsStart() throws Exception {
    ActivationSpec[] specs = {spec(null)};

    assertThat(new MessagingResourceAdapter().getXAResources(specs)).isEmpty();
  }
}
