package org.heddle.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.PropertyDescriptor;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.heddle.spi.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MqttManagedConnectionFactoryTest {

  private static final String SECRET = "Xyzzy\"\\;=plugh";

  private final MqttManagedConnectionFactory bean = new MqttManagedConnectionFactory();

  @Test
  void shouldHaveDefaultsThatWorkWithABrokerOnThisMachine() throws Exception {
    MqttSettings settings = settings();

    assertThat(settings.servers()).containsExactly(URI.create("tcp://localhost:1883"));
    assertThat(settings.version()).isEqualTo(ProtocolVersion.V3_1_1);
    assertThat(settings.clientId()).isEmpty();
    assertThat(settings.credentials()).isEmpty();
    assertThat(settings.will()).isEmpty();
    assertThat(settings.sessionExpiry()).isEmpty();
    assertThat(settings.isEncrypted()).isFalse();
  }

  @Test
  void shouldReadEveryProperty() throws Exception {
    bean.setServerUri("ssl://one:8883, wss://two:443/mqtt");
    bean.setProtocolVersion(" 5 ");
    bean.setClientId("node-1");
    bean.setUserName("alice");
    bean.setPassword(SECRET);
    bean.setTrustStoreLocation("/trust");
    bean.setOperationTimeoutMillis(2_000L);
    bean.setKeepAliveSeconds(7);
    bean.setPrefetch(8);
    bean.setMaxInFlight(9);
    bean.setMaxMessageBytes(10);
    bean.setWillTopic("wills/node-1");
    bean.setWillPayload("gone");
    bean.setWillQos(2);
    bean.setWillRetained(true);
    bean.setSessionExpirySeconds(60L);

    MqttSettings settings = settings();

    assertThat(settings.servers())
        .isEqualTo(List.of(URI.create("ssl://one:8883"), URI.create("wss://two:443/mqtt")));
    assertThat(settings.version()).isEqualTo(ProtocolVersion.V5);
    assertThat(settings.clientId()).contains("node-1");
    assertThat(settings.credentials()).contains(new Credentials("alice", SECRET));
    assertThat(settings.isEncrypted()).isTrue();
    assertThat(settings.operationTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.keepAlive()).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.prefetch()).isEqualTo(8);
    assertThat(settings.maxInFlight()).isEqualTo(9);
    assertThat(settings.maxMessageBytes()).isEqualTo(10);
    assertThat(settings.will()).contains(new LastWill("wills/node-1", "gone", 2, true));
    assertThat(settings.sessionExpiry()).contains(Duration.ofMinutes(1));
  }

  @Test
  void shouldTellEveryFaultAtOnceByItsProperty() {
    bean.setServerUri("tcp://ok:1,http://broker");
    bean.setProtocolVersion("4");
    bean.setClientId("a/b");
    bean.setPassword(SECRET);
    bean.setTrustStoreLocation("/trust");
    bean.setKeyPassword(SECRET);
    bean.setOperationTimeoutMillis(10L);
    bean.setKeepAliveSeconds(0);
    bean.setPrefetch(65_536);
    bean.setMaxInFlight(null);
    bean.setMaxMessageBytes(-1);
    bean.setWillTopic("wills/+");
    bean.setWillQos(3);
    bean.setSessionExpirySeconds(0L);

    assertThatThrownBy(this::settings)
        .asInstanceOf(type(InvalidPropertyException.class))
        .satisfies(
            e ->
                assertThat(names(e))
                    .containsExactlyInAnyOrder(
                        "serverUri",
                        "protocolVersion",
                        "clientId",
                        "userName",
                        "trustStoreLocation",
                        "keyPassword",
                        "operationTimeoutMillis",
                        "keepAliveSeconds",
                        "prefetch",
                        "maxInFlight",
                        "maxMessageBytes",
                        "willTopic",
                        "willQos",
                        "sessionExpirySeconds"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Xyzzy"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "broker:1883",
        "mqtt://broker:1883",
        "tcp://u:Xyzzy@broker:1",
        "tcp://:1"
      })
  void shouldRefuseWhatIsNoServerWithoutRepeatingIt(String uri) {
    bean.setServerUri(uri);

    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidPropertyException.class)
        .hasMessageContainingAll("serverUri", "tcp://host:port")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Xyzzy"));
  }

  @Test
  void shouldRefuseTlsWhereNothingIsEncrypted() {
    bean.setServerUri("tcp://one:1,ws://two:2");
    bean.setTrustedCertificates("-----BEGIN CERTIFICATE-----");

    assertThatThrownBy(this::settings)
        .asInstanceOf(type(InvalidPropertyException.class))
        .satisfies(e -> assertThat(names(e)).containsExactly("trustedCertificates"));
  }

  @Test
  void shouldRefuseToSpareAnEnvelopeThatThereIsNot() {
    bean.setProtocolVersion("5");
    bean.setPlainPayload(true);

    assertThatThrownBy(this::settings)
        .asInstanceOf(type(InvalidPropertyException.class))
        .satisfies(e -> assertThat(names(e)).containsExactly("plainPayload"));
  }

  @Test
  void shouldRefuseAWillWithoutATopic() {
    bean.setWillPayload("gone");

    assertThatThrownBy(this::settings)
        .asInstanceOf(type(InvalidPropertyException.class))
        .satisfies(e -> assertThat(names(e)).containsExactly("willTopic"));
  }

  @Test
  void shouldPreferTheUserThatAConnectionIsAskedForWith() throws Exception {
    bean.setUserName("alice");
    bean.setPassword("a");

    assertThat(bean.settings(Optional.of(new Credentials("bob", "b"))).credentials())
        .contains(new Credentials("bob", "b"));
  }

  @Test
  void shouldHideEverySecret() throws Exception {
    bean.setServerUri("ssl://one:1");
    bean.setUserName("alice");
    bean.setPassword(SECRET);
    bean.setTrustStoreLocation("/trust");
    bean.setTrustStorePassword(SECRET);
    bean.setKeyStoreLocation("/keys");
    bean.setKeyStorePassword(SECRET);
    bean.setKeyPassword(SECRET);

    assertThat(settings().toString()).contains("alice", "/trust").doesNotContain("Xyzzy");
    assertThat(bean.toString()).doesNotContain("Xyzzy");
  }

  @Test
  void shouldTellSettingsApartByEveryProperty() throws Exception {
    MqttSettings defaults = settings();
    assertThat(settings()).isEqualTo(defaults).hasSameHashCodeAs(defaults);
    assertDiffers(MqttManagedConnectionFactory::setServerUri, "tcp://other:1", defaults);
    assertDiffers(MqttManagedConnectionFactory::setProtocolVersion, "5", defaults);
    assertDiffers(MqttManagedConnectionFactory::setClientId, "other", defaults);
    assertDiffers(MqttManagedConnectionFactory::setUserName, "other", defaults);
    assertDiffers(MqttManagedConnectionFactory::setOperationTimeoutMillis, 9_999L, defaults);
    assertDiffers(MqttManagedConnectionFactory::setPrefetch, 9, defaults);
    assertDiffers(MqttManagedConnectionFactory::setPlainPayload, true, defaults);
    assertDiffers(MqttManagedConnectionFactory::setWillTopic, "other", defaults);
    assertDiffers(MqttManagedConnectionFactory::setSessionExpirySeconds, 9L, defaults);
    assertDiffers(MqttManagedConnectionFactory::setHostNameVerified, false, defaults);
  }

  private static <T> void assertDiffers(
      BiConsumer<MqttManagedConnectionFactory, T> setter, T value, MqttSettings defaults)
      throws Exception {
    MqttManagedConnectionFactory other = new MqttManagedConnectionFactory();
    setter.accept(other, value);
    assertThat(other.settings(Optional.empty())).isNotEqualTo(defaults);
  }

  private MqttSettings settings() throws InvalidPropertyException {
    return bean.settings(Optional.empty());
  }

  private static List<String> names(InvalidPropertyException e) {
    return Arrays.stream(e.getInvalidPropertyDescriptors())
        .map(PropertyDescriptor::getName)
        .toList();
  }
}
