package org.heddle.ra.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.Topic;
import org.heddle.api.TopicAdministration;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.contract.ThreadedContext;
import org.heddle.memory.MemorySettings;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendContext;
import org.heddle.spi.BackendSettings;
import org.heddle.spi.Capability;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.SubscriptionSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CapableBackendTest {

  private static final String TOPIC = "q1/tg/flow/orders";

  private final ThreadedContext context = new ThreadedContext();
  private final Backend able = MemorySettings.defaults().open(context);
  private final Backend backend = CapableBackend.of(new Incapable(able), able);

  /** A broker that lacks all that a broker may lack. */
  private record Incapable(Backend backend) implements BackendSettings {

    @Override
    public String backendName() {
      return "pigeons";
    }

    @Override
    public String resourceName() {
      return "pigeons:loft";
    }

    @Override
    public Backend open(BackendContext context) {
      return backend;
    }

    @Override
    public Map<Capability, String> missing() {
      Map<Capability, String> missing = new EnumMap<>(Capability.class);
      for (Capability capability : Capability.values()) {
        missing.put(capability, "they fly away");
      }
      return missing;
    }
  }

  private static final class Silent implements ConsumerListener {

    @Override
    public void available() {}

    @Override
    public void failed(org.heddle.api.MessagingException cause) {}
  }

  @AfterEach
  void close() {
    backend.close();
    context.close();
  }

  @Test
  void shouldRefuseWhatIsMissingWithTheReason() {
    TopicAdministration topics = backend.topics();

    assertRefused(() -> open(ConsumerType.EXCLUSIVE, InitialPosition.LATEST));
    assertRefused(() -> open(ConsumerType.FAILOVER, InitialPosition.LATEST));
    assertRefused(() -> open(ConsumerType.SHARED, InitialPosition.EARLIEST));
    assertRefused(() -> topics.create(TOPIC));
    assertRefused(() -> topics.create(TOPIC, 1));
    assertRefused(() -> topics.exists(TOPIC));
    assertRefused(() -> topics.delete(TOPIC));
  }

  @Test
  void shouldHandOnWhatIsNotMissing() {
    open(ConsumerType.SHARED, InitialPosition.LATEST);

    assertThat(able.topics().exists(TOPIC)).isTrue();
  }

  @Test
  void shouldRefuseNoMorePartitionsThanOneWhereThereAreNone() {
    Backend memory = CapableBackend.of(MemorySettings.defaults(), able);

    assertThatThrownBy(() -> memory.topics().create(TOPIC, 2))
        .isInstanceOf(UnsupportedByBrokerException.class)
        .hasMessageContaining(TOPIC);
    assertThat(memory.topics().create(TOPIC, 1)).isTrue();
  }

  @Test
  void shouldNotStandBeforeABackendThatLacksNothing() {
    BackendSettings settings =
        new BackendSettings() {
          @Override
          public String resourceName() {
            return "owls:barn";
          }

          @Override
          public String backendName() {
            return "able";
          }

          @Override
          public Backend open(BackendContext unused) {
            return able;
          }
        };

    assertThat(CapableBackend.of(settings, able)).isSameAs(able);
  }

  private void open(ConsumerType type, InitialPosition position) {
    backend.openConsumer(
        new SubscriptionSpec(Topic.parse(TOPIC), "s", position, type, Map.of()), new Silent());
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(UnsupportedByBrokerException.class)
        .hasMessageContainingAll(TOPIC, "pigeons", "they fly away");
  }
}
