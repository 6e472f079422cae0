package org.heddle.mqtt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heddle.api.AccessDeniedException;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.ConsumerType;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.brokers.FreePorts;
import org.heddle.brokers.mqtt.ArtemisBroker;
import org.heddle.brokers.mqtt.Certificates;
import org.heddle.brokers.mqtt.MosquittoBroker;
import org.heddle.brokers.mqtt.MqttBroker;
import org.heddle.brokers.mqtt.MqttOptions;
import org.heddle.contract.Inbox;
import org.heddle.mqtt.MqttManagedConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and how connections are encrypted. */
@Execution(ExecutionMode.CONCURRENT)
class MqttAccessTest {

  private static final String USER = "alice";
  private static final String PASSWORD = "top \"secret\" \\ 1";
  private static final String WRONG = "Xyzzy\"\\;=plugh";

  @TempDir private static Path folder;

  private static Certificates certificates;
  private static MqttBroker artemis;
  private static MqttBroker mosquitto;

  private final Topic topic = Topic.of("access-" + UUID.randomUUID());

  @BeforeAll
  static void start() throws Exception {
    certificates = Certificates.create(folder);
    MqttOptions options =
        MqttOptions.defaults()
            .withUser(USER, PASSWORD)
            .withUser("bob", "b")
            .withTls(certificates)
            .withWebSocket();
    artemis = ArtemisBroker.start(options);
    if (MosquittoBroker.isInstalled()) {
      Path rights = Files.createFile(folder.resolve("rights"));
      Files.writeString(
          rights, "user " + USER + "\ntopic readwrite #\nuser bob\ntopic readwrite tg/flow/#\n");
      mosquitto = MosquittoBroker.start(options.with("acl_file " + rights));
    }
  }

  @AfterAll
  static void stop() {
    artemis.close();
    if (mosquitto != null) {
      mosquitto.close();
    }
  }

  /** A broker and a version of the protocol. */
  record Way(String broker, String version) {

    MqttBroker get() {
      if (broker.equals("Artemis")) {
        return artemis;
      }
      assumeTrue(mosquitto != null, Brokers.NOT_INSTALLED);
      return mosquitto;
    }
  }

  static Stream<Way> ways() {
    return Stream.of("Artemis", "mosquitto")
        .flatMap(broker -> Stream.of(new Way(broker, "3.1.1"), new Way(broker, "5")));
  }

  private static TestClient client(
      Way way, String uri, String password, Consumer<MqttManagedConnectionFactory> more) {
    return TestClient.of(
        uri,
        bean -> {
          bean.setProtocolVersion(way.version());
          bean.setUserName(USER);
          bean.setPassword(password);
          more.accept(bean);
        });
  }

  private void assertExchange(TestClient client) throws Exception {
    client.backend().ping();
    Inbox inbox = client.open(topic, "s");
    client.send(topic, "größe");
    assertThat(inbox.acknowledge(1)).containsExactly("größe");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void shouldLogInWithUserAndPassword(Way way) throws Exception {
    try (TestClient client = client(way, way.get().serverUri(), PASSWORD, bean -> {})) {
      assertExchange(client);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  @Timeout(20)
  void shouldTellSoonThatThePasswordIsWrong(Way way) {
    try (TestClient client = client(way, way.get().serverUri(), WRONG, bean -> {})) {
      assertDenied(() -> client.backend().ping(), "password");
      assertDenied(() -> client.send(topic, "a"), "password");
      assertDenied(() -> client.open(topic, "s"), "password");
      assertThat(client.backend().toString()).doesNotContain("Xyzzy");
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void shouldEncryptAndShowACertificate(Way way) throws Exception {
    try (TestClient client =
        client(way, way.get().tlsServerUri(), PASSWORD, MqttAccessTest::trusting)) {
      assertExchange(client);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void shouldTakeCertificatesAsText(Way way) throws Exception {
    String pem = Files.readString(certificates.authority());
    try (TestClient client =
        client(
            way,
            way.get().tlsServerUri(),
            PASSWORD,
            bean -> {
              trusting(bean);
              bean.setTrustStoreLocation(null);
              bean.setTrustStorePassword(null);
              bean.setTrustStoreType(null);
              bean.setTrustedCertificates(pem);
            })) {
      assertExchange(client);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  @Timeout(20)
  void shouldRefuseAServerThatItDoesNotTrust(Way way) {
    try (TestClient client = client(way, way.get().tlsServerUri(), PASSWORD, bean -> {})) {
      assertDenied(() -> client.backend().ping(), "trustStoreLocation");
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  @Timeout(20)
  void shouldRefuseAServerOfAnotherName(Way way) throws Exception {
    String uri = way.get().tlsServerUri().replace("127.0.0.1", "localhost");
    try (TestClient client = client(way, uri, PASSWORD, MqttAccessTest::trusting)) {
      assertDenied(() -> client.backend().ping(), "names the host");
    }
    try (TestClient client =
        client(
            way,
            uri,
            PASSWORD,
            bean -> {
              trusting(bean);
              bean.setHostNameVerified(false);
            })) {
      assertExchange(client);
    }
  }

  /** The broker says so only once the handshake is over, by closing the connection. */
  @ParameterizedTest
  @MethodSource("ways")
  @Timeout(20)
  void shouldTellThatTheServerWantsACertificate(Way way) {
    try (TestClient client =
        client(
            way,
            way.get().tlsServerUri(),
            PASSWORD,
            bean -> {
              trusting(bean);
              bean.setKeyStoreLocation(null);
              bean.setKeyStorePassword(null);
              bean.setKeyStoreType(null);
            })) {
      assertThatThrownBy(() -> client.backend().ping())
          .isInstanceOfAny(AccessDeniedException.class, BrokerUnreachableException.class)
          .hasMessageContaining(way.get().tlsServerUri());
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void shouldSpeakThroughAWebSocket(Way way) throws Exception {
    try (TestClient client = client(way, way.get().webSocketUri(), PASSWORD, bean -> {})) {
      assertExchange(client);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void shouldTryTheNextServer(Way way) throws Exception {
    String uris = "tcp://127.0.0.1:" + FreePorts.next() + ", " + way.get().serverUri();
    try (TestClient client = client(way, uris, PASSWORD, bean -> {})) {
      assertExchange(client);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1.1", "5"})
  @Timeout(60)
  void shouldDoWithoutTheTopicsOfPresenceWhereItCan(String version) throws Exception {
    Way way = new Way("mosquitto", version);
    try (TestClient client =
        client(
            way,
            way.get().serverUri(),
            "b",
            bean -> {
              bean.setUserName("bob");
              bean.setOperationTimeoutMillis(2_000L);
            })) {
      assertExchange(client);
      assertDenied(() -> client.open(topic, "strict", ConsumerType.EXCLUSIVE), "heddle/presence");
    }
  }

  @Test
  @Timeout(20)
  void shouldTellThatNobodyListens() {
    String uri = "tcp://127.0.0.1:" + FreePorts.next();
    for (String version : List.of("3.1.1", "5")) {
      try (TestClient client = TestClient.of(uri, bean -> bean.setProtocolVersion(version))) {
        assertThatThrownBy(() -> client.backend().ping())
            .isInstanceOf(BrokerUnreachableException.class)
            .hasMessageContainingAll("serverUri", uri);
        assertThatThrownBy(() -> client.send(topic, "a"))
            .isInstanceOf(BrokerUnreachableException.class)
            .hasMessageContaining(topic.toString());
        assertThatThrownBy(() -> client.open(topic, "s"))
            .isInstanceOf(BrokerUnreachableException.class)
            .hasMessageContaining("'s'");
      }
    }
  }

  @Test
  void shouldNameAFileThatCannotBeReadAndNoSecret() {
    assertThatThrownBy(
            () ->
                TestClient.of(
                    "ssl://127.0.0.1:1",
                    bean -> {
                      trusting(bean);
                      bean.setKeyStorePassword(WRONG);
                    }))
        .isInstanceOf(MessagingException.class)
        .hasMessageContainingAll("keyStoreLocation", "client.p12")
        .satisfies(e -> assertNoSecret(e));
  }

  private static void trusting(MqttManagedConnectionFactory bean) {
    bean.setTrustStoreLocation(certificates.trustStore().toString());
    bean.setTrustStorePassword(Certificates.PASSWORD);
    bean.setTrustStoreType("PKCS12");
    bean.setKeyStoreLocation(certificates.clientKeyStore().toString());
    bean.setKeyStorePassword(Certificates.PASSWORD);
    bean.setKeyStoreType("PKCS12");
  }

  private static void assertDenied(ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining(words)
        .satisfies(e -> assertNoSecret(e));
  }

  private static void assertNoSecret(Throwable e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain("Xyzzy").doesNotContain("plugh");
  }
}
