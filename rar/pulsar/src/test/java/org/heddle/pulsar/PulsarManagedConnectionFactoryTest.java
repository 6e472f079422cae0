package org.heddle.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.FeatureDescriptor;
import java.beans.PropertyDescriptor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.pulsar.ClientProperties.Owner;
import org.heddle.spi.Capability;
import org.heddle.spi.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PulsarManagedConnectionFactoryTest {

  private static final String PLUGINS = "org.apache.pulsar.client.impl.auth.";

  private final PulsarManagedConnectionFactory bean = new PulsarManagedConnectionFactory();

  @Test
  void shouldHaveDefaultsThatWorkWithABrokerOnThisMachine() throws Exception {
    PulsarSettings settings = settings();
    assertThat(settings.serviceUrl()).isEqualTo("pulsar://localhost:6650");
    assertThat(settings.adminUrl()).isEmpty();
    assertThat(settings.security().login()).isEmpty();
    assertThat(settings.operationTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.autoCreateTopics()).isTrue();
  }

  @Test
  void shouldSayWhatCannotBeDoneWithoutTheRestInterface() throws Exception {
    assertThat(settings().missing())
        .containsOnlyKeys(
            Capability.COUNTS_ACROSS_CONSUMERS,
            Capability.TOPIC_ADMINISTRATION,
            Capability.PARTITIONS);
    assertThat(settings().missing().get(Capability.TOPIC_ADMINISTRATION)).contains("adminUrl");
    bean.setAdminUrl("http://localhost:8080");
    assertThat(settings().missing()).containsOnlyKeys(Capability.COUNTS_ACROSS_CONSUMERS);
  }

  @Test
  void shouldTellEveryFaultAtOnceByItsProperty() {
    bean.setServiceUrl("kafka://a:1");
    bean.setAdminUrl("pulsar://a:1");
    bean.setOperationTimeoutMillis(10L);
    bean.setMemoryLimitBytes(0L);
    bean.setPrefetch(1);
    bean.setPrefetchBytes(null);
    bean.setAcknowledgeIntervalMillis(0L);
    bean.setTransactionTimeoutMillis(Long.MAX_VALUE);
    bean.setMarkerNamespace("public");
    bean.setPartitions(0);
    bean.setMaxMessageBytes(-1);
    bean.setToken("t");
    bean.setUserName("u");
    bean.setTrustStoreLocation("/trust");
    bean.setKeyStorePassword("k");
    bean.setProperties("consumer.subscriptionName=x");

    assertThat(faults())
        .containsExactlyInAnyOrder(
            "serviceUrl",
            "adminUrl",
            "operationTimeoutMillis",
            "memoryLimitBytes",
            "prefetch",
            "prefetchBytes",
            "acknowledgeIntervalMillis",
            "transactionTimeoutMillis",
            "markerNamespace",
            "partitions",
            "maxMessageBytes",
            "userName",
            "trustStoreLocation",
            "keyStoreLocation",
            "properties");
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoCreateTopics", "partitions"})
  void shouldNotPretendToCreateTopicsWithoutTheRestInterface(String property) throws Exception {
    bean.setAutoCreateTopics(!property.equals("autoCreateTopics"));
    bean.setPartitions(property.equals("partitions") ? 3 : -1);
    assertThat(faults()).containsExactly(property);
    bean.setAdminUrl("localhost:8080");
    assertThat(settings().adminUrl()).contains("http://localhost:8080");
  }

  @Test
  void shouldLogInByToken() throws Exception {
    bean.setToken("abc.def");
    assertThat(settings().security().login())
        .contains(new PulsarLogin(PLUGINS + "AuthenticationToken", "token:abc.def"));
  }

  @Test
  void shouldLogInByUserAndPassword() throws Exception {
    bean.setUserName("ali\\ce");
    bean.setPassword("se\"cret\u0001");
    assertThat(settings().security().login())
        .contains(
            new PulsarLogin(
                PLUGINS + "AuthenticationBasic",
                "{\"userId\":\"ali\\\\ce\",\"password\":\"se\\\"cret\\u0001\"}"));
  }

  @Test
  void shouldLogInAsWhoSignsOn() throws Exception {
    bean.setUserName("default");
    bean.setPassword("d");
    assertThat(bean.settings(Optional.of(new Credentials("bob", "b"))).security().login())
        .contains(
            new PulsarLogin(
                PLUGINS + "AuthenticationBasic", "{\"userId\":\"bob\",\"password\":\"b\"}"));
    bean.setUserName(null);
    bean.setPassword(null);
    bean.setToken("t");
    assertThatThrownBy(() -> bean.settings(Optional.of(new Credentials("bob", "hush"))))
        .isInstanceOf(UnsupportedByBrokerException.class)
        .hasMessageContaining("token")
        .hasMessageNotContaining("hush");
  }

  @Test
  void shouldLogInByOauth() throws Exception {
    bean.setOauthIssuerUrl("https://issuer");
    bean.setOauthCredentials("{\"client_id\":\"a\"}");
    bean.setOauthAudience("pulsar");
    bean.setOauthScope("all");
    assertThat(settings().security().login())
        .contains(
            new PulsarLogin(
                PLUGINS + "oauth2.AuthenticationOAuth2",
                "{\"type\":\"client_credentials\",\"issuerUrl\":\"https://issuer\","
                    + "\"privateKey\":\"data:application/json;base64,eyJjbGllbnRfaWQiOiJhIn0=\","
                    + "\"audience\":\"pulsar\",\"scope\":\"all\"}"));
    bean.setOauthCredentials("file:/keys.json");
    assertThat(settings().security().login().orElseThrow().parameters())
        .contains("\"privateKey\":\"file:/keys.json\"");
  }

  @Test
  void shouldLogInByAPluginOfTheClient() throws Exception {
    bean.setAuthPlugin("com.example.Login");
    bean.setAuthParams("a:b");
    assertThat(settings().security().login()).contains(new PulsarLogin("com.example.Login", "a:b"));
  }

  @Test
  void shouldSayWhatIsMissingToLogIn() {
    assertFaults(b -> b.setPassword("p"), "password");
    assertFaults(b -> b.setUserName("u"), "password");
    assertFaults(b -> b.setOauthIssuerUrl("https://issuer"), "oauthCredentials");
    assertFaults(b -> b.setOauthScope("all"), "oauthScope");
    assertFaults(b -> b.setAuthParams("a"), "authParams");
    assertFaults(b -> b.setAuthPlugin(PLUGINS + "AuthenticationTls"), "authPlugin");
  }

  @Test
  void shouldTakeTlsWhereAUrlAsksForIt() throws Exception {
    bean.setTrustStoreLocation("/trust");
    assertThat(faults()).containsExactly("trustStoreLocation");
    bean.setServiceUrl("pulsar+ssl://a:6651");
    assertThat(settings().security().tls().trustStore().orElseThrow().location())
        .isEqualTo("/trust");
    bean.setServiceUrl("pulsar://a:6650");
    bean.setAdminUrl("https://a:8443");
    assertThat(settings().security().tls().trustStore()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "subscriptionName",
    "consumer.subscriptionType",
    "consumer.ackTimeoutMillis",
    "consumer.deadLetterPolicy",
    "consumer.batchIndexAckEnabled",
    "producer.sendTimeoutMs",
    "producer.producerName",
    "producer.chunkingEnabled",
    "enableTransaction",
    "serviceUrl",
    "authParams",
    "tlsTrustCertsFilePath"
  })
  void shouldRefusePropertiesThatWouldBreakTheAdapter(String name) {
    bean.setProperties("numIoThreads=2;" + name + "=xyzzy");
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidPropertyException.class)
        .hasMessageContaining("'" + name + "'")
        .hasMessageNotContaining("numIoThreads")
        .hasMessageNotContaining("xyzzy");
  }

  @Test
  void shouldGivePropertiesToWhomTheyAreMeantFor() throws Exception {
    bean.setProperties(
        "numIoThreads=2;producer.compressionType=LZ4;consumer.replicateSubscriptionState=true");
    PulsarSettings settings = settings();
    assertThat(ClientProperties.of(settings.properties(), Owner.CLIENT))
        .containsOnlyKeys("numIoThreads");
    assertThat(ClientProperties.of(settings.properties(), Owner.PRODUCER))
        .containsOnlyKeys("compressionType");
    assertThat(ClientProperties.of(settings.properties(), Owner.CONSUMER))
        .containsOnlyKeys("replicateSubscriptionState");
  }

  @Test
  void shouldTellNoSecret() throws Exception {
    bean.setServiceUrl("pulsar+ssl://a:6651");
    bean.setTrustStoreLocation("/trust");
    bean.setTrustStorePassword("xyzzy1");
    bean.setKeyStoreLocation("/keys");
    bean.setKeyStorePassword("xyzzy2");
    bean.setKeyPassword("xyzzy3");
    bean.setProperties("socks5ProxyPassword=xyzzy4");
    for (Consumer<PulsarManagedConnectionFactory> login :
        List.<Consumer<PulsarManagedConnectionFactory>>of(
            b -> b.setToken("xyzzy5"),
            b -> {
              b.setToken(null);
              b.setUserName("alice");
              b.setPassword("xyzzy6");
            },
            b -> {
              b.setUserName(null);
              b.setPassword(null);
              b.setOauthIssuerUrl("https://issuer");
              b.setOauthCredentials("{\"client_secret\":\"xyzzy7\"}");
            },
            b -> {
              b.setOauthIssuerUrl(null);
              b.setOauthCredentials(null);
              b.setAuthPlugin("com.example.Login");
              b.setAuthParams("xyzzy8");
            })) {
      login.accept(bean);
      PulsarSettings settings = settings();
      assertThat(settings.toString() + settings.security() + settings.security().login())
          .doesNotContain("xyzzy")
          .contains("pulsar+ssl://a:6651");
    }
  }

  @Test
  void shouldBeEqualToAFactoryWithTheSameProperties() throws Exception {
    PulsarManagedConnectionFactory other = new PulsarManagedConnectionFactory();
    assertThat(bean).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(settings()).isEqualTo(other.settings(Optional.empty()));
    other.setToken("t");
    assertThat(bean).isNotEqualTo(other);
    assertThat(settings()).isNotEqualTo(other.settings(Optional.empty()));
  }

  private void assertFaults(Consumer<PulsarManagedConnectionFactory> change, String... names) {
    PulsarManagedConnectionFactory changed = new PulsarManagedConnectionFactory();
    change.accept(changed);
    assertThatThrownBy(() -> changed.settings(Optional.empty()))
        .asInstanceOf(type(InvalidPropertyException.class))
        .satisfies(e -> assertThat(names(e)).containsExactly(names));
  }

  private List<String> faults() {
    try {
      settings();
      return List.of();
    } catch (InvalidPropertyException e) {
      return names(e);
    }
  }

  private static List<String> names(InvalidPropertyException e) {
    PropertyDescriptor[] faults = e.getInvalidPropertyDescriptors();
    return Arrays.stream(faults).map(FeatureDescriptor::getName).toList();
  }

  private PulsarSettings settings() throws InvalidPropertyException {
    return bean.settings(Optional.empty());
  }
}
