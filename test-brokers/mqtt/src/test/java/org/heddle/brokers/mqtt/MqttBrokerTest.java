package org.heddle.brokers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.heddle.brokers.ChildProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MqttBrokerTest {

  private static final Executor THREADS = task -> new Thread(task).start();

  enum Make {
    ARTEMIS,
    MOSQUITTO;

    MqttBroker start(MqttOptions options) {
      if (this == ARTEMIS) {
        return ArtemisBroker.start(options);
      }
      assumeTrue(MosquittoBroker.isInstalled(), "mosquitto is not installed");
      return MosquittoBroker.start(options);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepSessionsAndMessagesWhenKilledAndRestarted(Make make) throws Exception {
    try (MqttBroker broker = make.start(MqttOptions.defaults())) {
      String address = broker.serverUri();
      with(address, "reader", options(), client -> client.subscribe("orders", 1));
      with(address, "writer", options(), client -> client.publish("orders", message("first")));
      awaitDisk(broker);

      broker.kill();
      broker.restart();

      assertThat(broker.serverUri()).isEqualTo(address);
      assertThat(received(address, "reader")).isEqualTo("first");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldLeaveNeitherProcessNorFolderWhenClosed(Make make) {
    MqttBroker broker = make.start(MqttOptions.defaults());
    ChildProcess process = process(broker);
    long pid = process.pid();
    Path directory = process.directory();

    broker.close();

    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(directory).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void shouldLetOnlyTheRightPasswordIn(Make make) throws Exception {
    try (MqttBroker broker = make.start(MqttOptions.defaults().withUser("alice", "se\"cr\\et €"))) {
      with(broker.serverUri(), "c", as("alice", "se\"cr\\et €"), client -> {});
      assertThatThrownBy(() -> with(broker.serverUri(), "c", as("alice", "no"), client -> {}))
          .isInstanceOf(MqttException.class);
      assertThatThrownBy(() -> with(broker.serverUri(), "c", options(), client -> {}))
          .isInstanceOf(MqttException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldServeClientsThatShowACertificate(Make make, @TempDir Path folder) throws Exception {
    Certificates certificates = Certificates.create(folder);
    try (MqttBroker broker = make.start(MqttOptions.defaults().withTls(certificates))) {
      MqttConnectOptions known = options();
      known.setSocketFactory(context(certificates, true).getSocketFactory());
      with(broker.tlsServerUri(), "c", known, client -> {});

      MqttConnectOptions unknown = options();
      unknown.setSocketFactory(context(certificates, false).getSocketFactory());
      assertThatThrownBy(() -> with(broker.tlsServerUri(), "c", unknown, client -> {}))
          .isInstanceOf(MqttException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldServeWebSockets(Make make) throws Exception {
    try (MqttBroker broker = make.start(MqttOptions.defaults().withWebSocket())) {
      with(broker.webSocketUri(), "c", options(), client -> {});
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellThatAListenerWasNotAskedFor(Make make) {
    try (MqttBroker broker = make.start(MqttOptions.defaults())) {
      assertThatIllegalStateException()
          .isThrownBy(broker::tlsServerUri)
          .withMessage("The broker was started without a listener for TLS");
      assertThatIllegalStateException()
          .isThrownBy(broker::webSocketUri)
          .withMessage("The broker was started without a listener for WebSockets");
    }
  }

  /** Several at once, since it is somebody else's message that a broker may wait for. */
  @ParameterizedTest
  @EnumSource
  void shouldDeliverInTheOrderThatMessagesWereSentIn(Make make) throws Exception {
    List<String> numbers = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
    try (MqttBroker broker = make.start(MqttOptions.defaults())) {
      List<CompletableFuture<List<String>>> pairs =
          IntStream.range(0, 8)
              .mapToObj(
                  pair ->
                      CompletableFuture.supplyAsync(
                          () -> exchange(broker.serverUri(), "pair" + pair, numbers), THREADS))
              .toList();
      for (CompletableFuture<List<String>> received : pairs) {
        assertThat(received.get(1, TimeUnit.MINUTES)).isEqualTo(numbers);
      }
    }
  }

  private static List<String> exchange(String uri, String name, List<String> texts) {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    List<String> all = new ArrayList<>();
    try (MqttClient reader = new MqttClient(uri, name + "reader", new MemoryPersistence())) {
      reader.setCallback(new Texts(received::add));
      reader.connect(options());
      reader.subscribe(name, 1);
      with(
          uri,
          name + "writer",
          options(),
          client -> {
            for (String text : texts) {
              client.publish(name, message(text));
            }
          });
      while (all.size() < texts.size()) {
        all.add(Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS), "next message"));
      }
      reader.disconnect();
      return all;
    } catch (MqttException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldSayWhatIsWrongWithASetting() {
    assumeTrue(MosquittoBroker.isInstalled(), "mosquitto is not installed");
    assertThatIllegalStateException()
        .isThrownBy(() -> MosquittoBroker.start(MqttOptions.defaults().with("no_such_setting 1")))
        .withMessageContaining("no_such_setting");
  }

  private interface Work {
    void with(MqttClient client) throws MqttException;
  }

  private static void with(String uri, String id, MqttConnectOptions options, Work work)
      throws MqttException {
    try (MqttClient client = new MqttClient(uri, id, new MemoryPersistence())) {
      client.connect(options);
      work.with(client);
      client.disconnect();
    }
  }

  private static String received(String uri, String id) throws Exception {
    BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    try (MqttClient client = new MqttClient(uri, id, new MemoryPersistence())) {
      client.setCallback(new Texts(texts::add));
      client.connect(options());
      String text = texts.poll(20, TimeUnit.SECONDS);
      client.disconnect();
      return text;
    }
  }

  private record Texts(Consumer<String> texts)
      implements org.eclipse.paho.client.mqttv3.MqttCallback {
    @Override
    public void connectionLost(Throwable cause) {}

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      texts.accept(new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void deliveryComplete(org.eclipse.paho.client.mqttv3.IMqttDeliveryToken token) {}
  }

  private static MqttMessage message(String text) {
    MqttMessage message = new MqttMessage(text.getBytes(StandardCharsets.UTF_8));
    message.setQos(1);
    return message;
  }

  private static MqttConnectOptions options() {
    MqttConnectOptions options = new MqttConnectOptions();
    // The client counts a message as under way for a while after it has let its sender go on.
    options.setMaxInflight(1000);
    options.setCleanSession(false);
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    return options;
  }

  private static MqttConnectOptions as(String user, String password) {
    MqttConnectOptions options = options();
    options.setUserName(user);
    options.setPassword(password.toCharArray());
    return options;
  }

  private static SSLContext context(Certificates certificates, boolean showsCertificate)
      throws Exception {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store(certificates.trustStore()));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store(certificates.clientKeyStore()), Certificates.PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(showsCertificate ? keys.getKeyManagers() : null, trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore store(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, Certificates.PASSWORD.toCharArray());
    }
    return store;
  }

  /** mosquitto answers first and writes then. */
  private static void awaitDisk(MqttBroker broker) throws Exception {
    if (broker instanceof MosquittoBroker mosquitto) {
      Path store = mosquitto.process().directory().resolve("mosquitto.db");
      while (!Files.exists(store)
          || !new String(Files.readAllBytes(store), StandardCharsets.ISO_8859_1)
              .contains("first")) {
        Thread.onSpinWait();
      }
    }
  }

  private static ChildProcess process(MqttBroker broker) {
    return broker instanceof ArtemisBroker artemis
        ? artemis.process()
        : ((MosquittoBroker) broker).process();
  }
}
