package org.heddle.pulsar.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heddle.api.AccessDeniedException;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.brokers.FreePorts;
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.brokers.pulsar.PulsarOptions;
import org.heddle.contract.Inbox;
import org.heddle.contract.Patience;
import org.heddle.pulsar.PulsarManagedConnectionFactory;
import org.heddle.spi.ProducerSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Ways to log in and TLS, on a broker that asks for both. */
@Execution(ExecutionMode.CONCURRENT)
class PulsarAccessTest {

  private static final byte[] KEY = "a key of thirty-two bytes or more".getBytes(UTF_8);

  private static final String PROVIDERS =
      "org.apache.pulsar.broker.authentication.AuthenticationProvider";
  private static final String USER = "weaver";
  private static final String PASSWORD = "xyzzy-password";

  /** As {@code htpasswd} writes it. */
  private static final String PASSWORD_HASH = "$apr1$heddle12$PW3EytD8Ib4GUEKMKwmms.";

  @TempDir static Path directory;

  private static Certificates certificates;
  private static PulsarBroker broker;

  private final Topic topic = Topic.parse("q2/public/default/" + UUID.randomUUID());

  @BeforeAll
  static void startBroker() throws Exception {
    certificates = Certificates.makeIn(directory);
    broker =
        PulsarBroker.start(
            PulsarOptions.defaults()
                .withTokenKey(KEY)
                .withTls(
                    new PulsarOptions.Certificate(
                        certificates.brokerCertificate(),
                        certificates.brokerKey(),
                        Optional.of(certificates.authority())))
                // The broker's own client does not come by TLS.
                .with("brokerClientTlsEnabled", "false")
                .with("authenticationProviders", PROVIDERS + "Token," + PROVIDERS + "Basic")
                .with("basicAuthConf", "data:;base64," + encoded(USER + ":" + PASSWORD_HASH))
                .with("authenticationRefreshCheckSeconds", "1"));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldLetATokenInEverywhere() throws Exception {
    try (TestClient client = client(bean -> bean.setToken(broker.token("alice")))) {
      use(client);
    }
  }

  @Test
  void shouldTakeATokenThroughAPluginToo() throws Exception {
    try (TestClient client =
        client(
            bean -> {
              bean.setAuthPlugin("org.apache.pulsar.client.impl.auth.AuthenticationToken");
              bean.setAuthParams("{\"token\":\"" + broker.token("alice") + "\"}");
            })) {
      use(client);
    }
  }

  private void use(TestClient client) throws Exception {
    client.backend().ping();
    client.send(topic, "a");
    assertThat(client.backend().topics().exists(topic.toString())).isTrue();
    Inbox inbox = client.open(topic, "s");
    client.settle(List.of(TestClient.pending(topic, "b")), List.of(inbox.next()));
    assertThat(inbox.acknowledge(1)).containsExactly("b");
  }

  @Test
  @Timeout(60)
  void shouldTellThatATokenIsNotLetIn() {
    String forged = "xyzzy." + broker.token("eve");
    try (TestClient client = client(bean -> bean.setToken(forged))) {
      assertDenied(() -> client.backend().ping(), forged);
      assertDenied(() -> client.send(topic, "a"), forged);
      assertDenied(() -> client.open(topic, "s"), forged);
      assertDenied(() -> client.backend().topics().exists(topic.toString()), forged);
      assertDenied(() -> client.settle(List.of(TestClient.pending(topic, "b")), List.of()), forged);
    }
    try (TestClient nobody = client(bean -> {})) {
      assertDenied(() -> nobody.backend().ping(), forged);
    }
  }

  @Test
  void shouldLetAUserInEverywhere() throws Exception {
    try (TestClient client = client(bean -> logIn(bean, PASSWORD))) {
      use(client);
    }
  }

  @Test
  @Timeout(60)
  void shouldTellThatAPasswordIsWrong() {
    String wrong = "plugh-password";
    try (TestClient client = client(bean -> logIn(bean, wrong))) {
      assertDenied(() -> client.backend().ping(), wrong);
      assertDenied(() -> client.send(topic, "a"), wrong);
      assertDenied(() -> client.backend().topics().exists(topic.toString()), wrong);
    }
  }

  @Test
  void shouldFetchATokenAndUseItEverywhere() throws Exception {
    try (TokenIssuer issuer = new TokenIssuer(broker, Duration.ofHours(1));
        TestClient client =
            client(
                bean -> {
                  fetch(bean, issuer, TokenIssuer.credentials());
                  bean.setOauthAudience("urn:pulsar");
                  bean.setOauthScope("read write");
                })) {
      use(client);
      assertThat(issuer.granted())
          .isNotEmpty()
          .allSatisfy(
              request ->
                  assertThat(request)
                      .containsEntry("audience", "urn:pulsar")
                      .containsEntry("scope", "read write"));
    }
  }

  @Test
  void shouldRenewTheTokenThatItFetched() throws Exception {
    try (TokenIssuer issuer = new TokenIssuer(broker, Duration.ofSeconds(1));
        TestClient client = client(bean -> fetch(bean, issuer, TokenIssuer.credentials()))) {
      use(client);
      int fetched = issuer.granted().size();
      // The broker asks again when the token that it knows has expired.
      Patience.await().until(() -> issuer.granted().size() > fetched);
      client.send(topic, "c");
      assertThat(client.backend().topics().exists(topic.toString())).isTrue();
    }
  }

  @Test
  @Timeout(60)
  void shouldTellThatTheIssuerOfTokensDoesNotKnowTheClient() {
    String wrong = "plugh-secret";
    try (TokenIssuer issuer = new TokenIssuer(broker, Duration.ofHours(1));
        TestClient client = client(bean -> fetch(bean, issuer, TokenIssuer.credentials(wrong)))) {
      assertDenied(() -> client.backend().ping(), wrong);
      assertDenied(() -> client.send(topic, "a"), wrong);
      assertDenied(() -> client.open(topic, "s"), wrong);
      assertDenied(() -> client.backend().topics().exists(topic.toString()), wrong);
      assertDenied(() -> client.settle(List.of(TestClient.pending(topic, "b")), List.of()), wrong);
    }
  }

  @Test
  void shouldNotQuoteCredentialsThatItCannotRead() {
    String unquoted = "{\"client_id\":\"loom\",\"client_secret\":xyzzy}";
    try (TokenIssuer issuer = new TokenIssuer(broker, Duration.ofHours(1));
        TestClient client = client(bean -> fetch(bean, issuer, unquoted))) {
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> client.backend().ping(),
              () -> client.backend().topics().exists(topic.toString()))) {
        assertThatThrownBy(call)
            .isInstanceOf(AccessDeniedException.class)
            .hasMessageContaining("oauthCredentials")
            .satisfies(e -> assertThat(trace(e)).doesNotContain("xyzzy"));
      }
    }
  }

  @Test
  @Timeout(60)
  void shouldTellThatNobodyIssuesTokens() {
    String nowhere = "http://127.0.0.1:" + FreePorts.next();
    try (TestClient client =
        client(
            bean -> {
              bean.setOauthIssuerUrl(nowhere);
              bean.setOauthCredentials(TokenIssuer.credentials());
            })) {
      assertDenied(() -> client.backend().ping(), TokenIssuer.credentials());
    }
  }

  private static void logIn(PulsarManagedConnectionFactory bean, String password) {
    bean.setUserName(USER);
    bean.setPassword(password);
  }

  private static void fetch(
      PulsarManagedConnectionFactory bean, TokenIssuer issuer, String credentials) {
    bean.setOauthIssuerUrl(issuer.url());
    bean.setOauthCredentials(credentials);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void shouldEncryptBothWaysAndShowItsCertificate() throws Exception {
    for (Consumer<PulsarManagedConnectionFactory> stores :
        List.<Consumer<PulsarManagedConnectionFactory>>of(
            bean -> {
              bean.setTrustStoreLocation(certificates.trustStore().toString());
              bean.setTrustStorePassword(Certificates.PASSWORD);
              bean.setTrustStoreType("PKCS12");
              bean.setKeyStoreLocation(certificates.clientStore().toString());
              bean.setKeyStorePassword(Certificates.PASSWORD);
              bean.setKeyStoreType("PKCS12");
            },
            bean -> {
              bean.setTrustedCertificates(certificates.authorityPem());
              bean.setKeyStoreLocation(certificates.clientPem().toString());
              bean.setKeyStoreType("PEM");
            })) {
      try (TestClient client =
          encrypted(
              bean -> {
                stores.accept(bean);
                bean.setToken(broker.token("alice"));
              })) {
        use(client);
        // It would stay with the server's JVM, and it is not packed.
        assertThat(Security.getProvider("BC")).isNull();
      }
    }
  }

  @Test
  @Timeout(60)
  void shouldNotTalkToABrokerThatItDoesNotTrust() {
    try (TestClient client = encrypted(bean -> bean.setOperationTimeoutMillis(2_000L))) {
      assertTlsFails(() -> client.backend().topics().exists(topic.toString()));
    }
    assertTlsFails(bean -> {});
  }

  @Test
  @Timeout(60)
  void shouldTellThatTheBrokerWantsACertificate() {
    assertTlsFails(bean -> bean.setTrustedCertificates(certificates.authorityPem()));
  }

  @Test
  @Timeout(60)
  void shouldTellABrokerThatIsAwayFromOneThatItDoesNotTrust() throws Exception {
    // It takes connections, and that is all.
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      for (int port : List.of(silent.getLocalPort(), FreePorts.next())) {
        try (TestClient client =
            encrypted(
                bean -> {
                  bean.setServiceUrl("pulsar+ssl://127.0.0.1:" + port);
                  bean.setOperationTimeoutMillis(1_000L);
                })) {
          assertThatThrownBy(() -> client.backend().ping())
              .isInstanceOf(BrokerUnreachableException.class)
              .hasMessageContaining("serviceUrl");
        }
      }
    }
  }

  /** Without the REST interface, which would tell before the binary protocol is tried. */
  private static void assertTlsFails(Consumer<PulsarManagedConnectionFactory> more) {
    Topic topic = Topic.parse("q2/public/default/" + UUID.randomUUID());
    try (TestClient client =
        encrypted(
            bean -> {
              bean.setAdminUrl(null);
              bean.setOperationTimeoutMillis(2_000L);
              more.accept(bean);
            })) {
      assertTlsFails(() -> client.backend().ping());
      assertTlsFails(() -> client.send(topic, "a"));
      assertTlsFails(() -> client.open(topic, "s"));
      assertTlsFails(() -> client.settle(List.of(TestClient.pending(topic, "b")), List.of()));
    }
  }

  private static void assertTlsFails(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContainingAll("TLS", "trustStoreLocation", "keyStoreLocation");
  }

  @Test
  void shouldNameTheFileThatCannotBeRead() {
    try (TestClient client =
        encrypted(
            bean -> {
              bean.setTrustStoreLocation("/nowhere/trust.p12");
              bean.setTrustStorePassword("xyzzy");
            })) {
      assertThatThrownBy(() -> client.backend().ping())
          .isInstanceOf(MessagingException.class)
          .hasMessageContaining("/nowhere/trust.p12")
          .hasMessageNotContaining("xyzzy");
    }
  }

  @Test
  void shouldSayWhichPluginIsNotThere() {
    try (TestClient client =
        client(
            bean -> {
              bean.setAuthPlugin("com.example.Login");
              bean.setAuthParams("xyzzy");
            })) {
      assertThatThrownBy(() -> client.backend().ping())
          .isInstanceOf(MessagingException.class)
          .hasMessageContaining("com.example.Login")
          .satisfies(e -> assertThat(trace(e)).doesNotContain("xyzzy"));
    }
  }

  @Test
  @Timeout(60)
  void shouldTellThatNobodyListens() {
    try (TestClient client =
        TestClient.of(
            bean -> {
              bean.setServiceUrl("pulsar://127.0.0.1:" + FreePorts.next());
              bean.setAdminUrl("http://127.0.0.1:" + FreePorts.next());
              bean.setOperationTimeoutMillis(1500L);
            })) {
      assertThatThrownBy(() -> client.backend().ping())
          .isInstanceOf(BrokerUnreachableException.class)
          .hasMessageContaining("serviceUrl");
      assertThatThrownBy(() -> client.send(topic, "a"))
          .isInstanceOf(BrokerUnreachableException.class)
          .hasMessageContaining(topic.toString());
      assertThatThrownBy(() -> client.open(topic, "s"))
          .isInstanceOf(BrokerUnreachableException.class)
          .hasMessageContaining("adminUrl");
      assertThatThrownBy(() -> client.settle(List.of(TestClient.pending(topic, "a")), List.of()))
          .isInstanceOf(BrokerUnreachableException.class);
    }
  }

  @Test
  void shouldOpenWithoutAskingTheBroker() {
    try (TestClient client =
        TestClient.of(bean -> bean.setServiceUrl("127.0.0.1:" + FreePorts.next()))) {
      assertThatCode(() -> client.backend().openProducer(new ProducerSpec(topic, Map.of())))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void shouldSayThatAFreePropertyDoesNotFit() {
    try (TestClient client =
        client(bean -> bean.setProperties("numIoThreads=many;socks5ProxyPassword=xyzzy"))) {
      assertThatThrownBy(() -> client.backend().ping())
          .isInstanceOf(MessagingException.class)
          .hasMessageContaining("numIoThreads")
          .satisfies(e -> assertThat(trace(e)).doesNotContain("xyzzy"));
    }
  }

  private static void assertDenied(ThrowingCallable call, String secret) {
    assertThatThrownBy(call)
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContainingAll("token", "userName", "password", "oauthCredentials")
        .satisfies(e -> assertThat(trace(e)).doesNotContain(secret).doesNotContain("xyzzy"));
  }

  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  private static TestClient client(Consumer<PulsarManagedConnectionFactory> more) {
    return TestClient.of(broker, more);
  }

  private static TestClient encrypted(Consumer<PulsarManagedConnectionFactory> more) {
    return TestClient.of(
        bean -> {
          bean.setServiceUrl(broker.tlsServiceUrl());
          bean.setAdminUrl(broker.tlsAdminUrl());
          more.accept(bean);
        });
  }
}
