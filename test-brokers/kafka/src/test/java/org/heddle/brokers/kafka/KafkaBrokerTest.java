package org.heddle.brokers.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.heddle.brokers.ClassArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

  @Test
  void shouldStartWithTheArchiveOfItsClasses(@TempDir Path directory) {
    List<String> archive = ClassArchive.beside(KafkaBroker.class).options();
    assumeThat(archive).as("made by a build that gets as far as packages").isNotEmpty();
    Path loaded = directory.resolve("loaded.txt");
    List<String> options = new ArrayList<>(archive);
    options.add("-Xlog:class+load:file=" + loaded);

    try (KafkaBroker broker = KafkaBroker.start(KafkaOptions.defaults(), options)) {
      assertThat(loaded).content().contains("kafka.Kafka source: shared objects file (top)");
    }
  }

  @Test
  void shouldKeepItsAddressAndTopicsWhenKilledAndRestarted() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start()) {
      String address = broker.bootstrapServers();
      createTopic(plain(address), "orders");

      broker.kill();
      assertThat(broker.process().isAlive()).isFalse();
      broker.restart();

      assertThat(broker.bootstrapServers()).isEqualTo(address).startsWith("127.0.0.1:");
      assertThat(topics(plain(address))).containsExactly("orders");
    }
  }

  @Test
  void shouldLeaveNeitherProcessNorFolderWhenClosed() {
    KafkaBroker broker = KafkaBroker.start();
    long pid = broker.process().pid();
    Path directory = broker.process().directory();

    broker.close();

    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(directory).doesNotExist();
  }

  @Test
  void shouldLetOnlyTheRightPasswordIn() throws Exception {
    String password = "se\"cr\\et; €";
    KafkaOptions options = KafkaOptions.defaults().withSaslPlain("alice", password);
    try (KafkaBroker broker = KafkaBroker.start(options)) {
      String address = broker.saslBootstrapServers();

      assertThat(topics(sasl(address, "alice", password))).isEmpty();
      assertThatThrownBy(() -> topics(sasl(address, "alice", "wrong")))
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
  }

  @Test
  void shouldServeTlsClientsThatTrustTheKeyStore(@TempDir Path directory) throws Exception {
    Path keyStore = directory.resolve("broker.p12");
    createKeyStore(keyStore, "changeit");
    KafkaOptions options = KafkaOptions.defaults().withTls(keyStore, "changeit");
    try (KafkaBroker broker = KafkaBroker.start(options)) {
      Map<String, Object> client = plain(broker.tlsBootstrapServers());
      client.put("security.protocol", "SSL");
      client.put("ssl.truststore.location", keyStore.toString());
      client.put("ssl.truststore.password", "changeit");

      assertThat(topics(client)).isEmpty();
    }
  }

  @Test
  void shouldTellThatAListenerWasNotAskedFor() {
    try (KafkaBroker broker =
        KafkaBroker.start(KafkaOptions.defaults().with("num.partitions", "3"))) {
      assertThatIllegalStateException()
          .isThrownBy(broker::tlsBootstrapServers)
          .withMessage("The broker was started without a listener for TLS");
      assertThatIllegalStateException()
          .isThrownBy(broker::saslBootstrapServers)
          .withMessage("The broker was started without a listener for SASL");
    }
  }

  @Test
  void shouldSayWhatIsWrongWithASetting() {
    KafkaOptions options = KafkaOptions.defaults().with("num.partitions", "none");

    assertThatIllegalStateException()
        .isThrownBy(() -> KafkaBroker.start(options))
        .withMessageContaining("num.partitions");
  }

  private static Map<String, Object> plain(String bootstrapServers) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return properties;
  }

  private static Map<String, Object> sasl(String bootstrapServers, String user, String password) {
    Map<String, Object> properties = plain(bootstrapServers);
    properties.put("security.protocol", "SASL_PLAINTEXT");
    properties.put("sasl.mechanism", "PLAIN");
    properties.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password.replace("\\", "\\\\").replace("\"", "\\\"")));
    return properties;
  }

  private static void createTopic(Map<String, Object> client, String name)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  private static Set<String> topics(Map<String, Object> client)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(client)) {
      return admin.listTopics().names().get();
    }
  }

  private static void createKeyStore(Path file, String password)
      throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storepass",
                password,
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1")
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
  }
}
