package org.heddle.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.ActivationSpec;
import java.nio.file.Path;
import org.heddle.contract.TestContainer;
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
  void shouldRefuseToStartWithTheDirectoryOfAnotherAdapter() {
    try (TestContainer first = container()) {
      assertThat(first.adapter()).isNotNull();

      assertThatThrownBy(this::container)
          .rootCause()
          .hasMessageContaining(parent.resolve("log").toString())
          .hasMessageContaining("give each its own preparedLogDirectory");
    }
    container().close();
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
