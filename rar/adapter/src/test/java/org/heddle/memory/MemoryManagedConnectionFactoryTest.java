package org.heddle.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.FeatureDescriptor;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceLoader;
import org.heddle.api.MemoryConnectionFactory;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.spi.Credentials;
import org.heddle.spi.EmbeddedBroker;
import org.junit.jupiter.api.Test;

class MemoryManagedConnectionFactoryTest {

  private final MemoryManagedConnectionFactory factory = new MemoryManagedConnectionFactory();

  @Test
  void shouldMeetTheEmbeddedBrokerByDefault() throws InvalidPropertyException {
    assertThat(ServiceLoader.load(EmbeddedBroker.class))
        .first()
        .extracting(EmbeddedBroker::defaultSettings)
        .isEqualTo(factory.settings(Optional.empty()));
  }

  @Test
  void shouldReadEveryProperty() throws InvalidPropertyException {
    factory.setBrokerName("b");
    factory.setMaxBytes(30L);
    factory.setMaxMessageBytes(20L);
    factory.setSendTimeoutMillis(10L);
    assertThat(factory.settings(Optional.empty()))
        .isEqualTo(new MemorySettings("b", 30, 20, Duration.ofMillis(10)));
    assertThat(factory.getBrokerName()).isEqualTo("b");
    assertThat(factory.getMaxBytes()).isEqualTo(30);
    assertThat(factory.getMaxMessageBytes()).isEqualTo(20);
    assertThat(factory.getSendTimeoutMillis()).isEqualTo(10);
  }

  @Test
  void shouldReportEveryFaultTogether() {
    factory.setBrokerName(" ");
    factory.setMaxBytes(0L);
    factory.setMaxMessageBytes(2L);
    factory.setSendTimeoutMillis(null);
    assertThatThrownBy(() -> factory.settings(Optional.empty()))
        .isInstanceOfSatisfying(
            InvalidPropertyException.class,
            e ->
                assertThat(Arrays.stream(e.getInvalidPropertyDescriptors()))
                    .extracting(FeatureDescriptor::getName)
                    .containsExactlyInAnyOrder(
                        "brokerName", "maxBytes", "maxMessageBytes", "sendTimeoutMillis"));
  }

  @Test
  void shouldRefuseCredentials() {
    Optional<Credentials> credentials = Optional.of(new Credentials("user", "secret"));
    assertThatThrownBy(() -> factory.settings(credentials))
        .isInstanceOf(UnsupportedByBrokerException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void shouldGiveItsOwnKindOfFactory() {
    assertThat(factory.createConnectionFactory()).isInstanceOf(MemoryConnectionFactory.class);
  }
}
