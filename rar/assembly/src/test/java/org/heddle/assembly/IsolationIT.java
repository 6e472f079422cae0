package org.heddle.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.beans.Expression;
import java.beans.Statement;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The finished RAR brings its own libraries, shows them to nobody, and leaves nothing behind. */
class IsolationIT {

  private static final Path RAR = Path.of("target/heddle.rar");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What a server could have, and a client library could look for without needing it. */
  private static final String OF_THE_SERVER = Awaitility.class.getName();

  @TempDir private Path folder;

  /** A value with a number that JSON libraries read by classes of several Java versions. */
  public record Reading(String name, double value) {}

  /**
   * A broker's client library.
   *
   * @param name the broker
   * @param factory the class of its managed connection factory
   * @param property the property that says where the broker is
   * @param address its value for a port of this machine
   * @param classes what the library brings itself, though servers may have it in other versions
   */
  private record Client(
      String name, String factory, String property, String address, List<String> classes) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Client> clients() {
    return Stream.of(
        new Client(
            "kafka",
            "org.heddle.kafka.KafkaManagedConnectionFactory",
            "BootstrapServers",
            "127.0.0.1:%d",
            List.of("org.apache.kafka.clients.admin.Admin", "org.slf4j.LoggerFactory")),
        new Client(
            "pulsar",
            "org.heddle.pulsar.PulsarManagedConnectionFactory",
            "ServiceUrl",
            "pulsar://127.0.0.1:%d",
            List.of(
                "org.apache.pulsar.client.api.PulsarClient",
                "org.apache.pulsar.shade.io.netty.channel.Channel",
                "org.apache.pulsar.shade.com.fasterxml.jackson.databind.ObjectMapper",
                "io.opentelemetry.api.OpenTelemetry",
                "org.slf4j.LoggerFactory")),
        new Client(
            "mqtt",
            "org.heddle.mqtt.MqttManagedConnectionFactory",
            "ServerUri",
            "tcp://127.0.0.1:%d",
            List.of("org.eclipse.paho.client.mqttv3.MqttAsyncClient")));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void shouldLoadTheClientAwayFromTheServersLibraries(Client client) throws Exception {
    Path unpacked;
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        DeployedRar rar = new DeployedRar(RAR, folder)) {
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(() -> sendInVain(rar, client, silent.getLocalPort()));

      ClassLoader loader =
          Awaitility.await()
              .until(() -> loadersOfThreads(client), found -> !found.isEmpty())
              .get(0);
      for (String name : client.classes()) {
        assertThat(loader.loadClass(name).getClassLoader()).as(name).isSameAs(loader);
        assertThat(whoLoads(rar.loader(), name)).as(name).isNotSameAs(loader);
      }
      assertThatThrownBy(() -> rar.loader().loadClass(client.classes().get(0)))
          .isInstanceOf(ClassNotFoundException.class);
      assertThat(rar.loader().loadClass(OF_THE_SERVER)).isNotNull();
      assertThatThrownBy(() -> loader.loadClass(OF_THE_SERVER))
          .isInstanceOf(ClassNotFoundException.class);
      assertThat(loader.getResource(OF_THE_SERVER.replace('.', '/') + ".class")).isNull();
      unpacked = Path.of(((URLClassLoader) loader).getURLs()[0].toURI()).getParent();
      assertThat(unpacked).isNotEmptyDirectory();
      assertThat(sent)
          .failsWithin(PATIENCE)
          .withThrowableThat()
          .withMessageContaining("BrokerUnreachableException");
    }

    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(loadersOfThreads(client)).isEmpty());
    assertThat(unpacked).doesNotExist();
  }

  @Test
  void shouldReadAndWriteJsonByTheRelocatedLibrary() throws Exception {
    try (DeployedRar rar = new DeployedRar(RAR, folder)) {
      Object naming = rar.loader().loadClass("org.heddle.api.FieldNaming").getEnumConstants()[0];
      Object codecs = rar.instance("org.heddle.ra.codec.Codecs");
      Object codec =
          codecs
              .getClass()
              .getMethod("codec", Class.class, naming.getClass())
              .invoke(codecs, Reading.class, naming);
      Class<?> type = rar.loader().loadClass("org.heddle.ra.codec.Codec");

      Reading reading = new Reading("ž", -1.7976931348623157E308);
      Object bytes = type.getMethod("encode", Object.class).invoke(codec, reading);

      assertThat(type.getMethod("decode", byte[].class).invoke(codec, bytes)).isEqualTo(reading);
    }
  }

  /** Has the client library connect, and wait for a broker that never says a word. */
  private static void sendInVain(DeployedRar rar, Client client, int port) {
    try {
      Object factory = rar.instance(client.factory());
      set(factory, client.property(), client.address().formatted(port));
      set(factory, "OperationTimeoutMillis", 2000L);
      Object connection = rar.connection(factory);
      Object[] topic = {"q1/a/b/c", String.class};
      Object producer = new Expression(connection, "createProducer", topic).getValue();
      new Statement(producer, "send", new Object[] {"text"}).execute();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  private static void set(Object bean, String property, Object value) throws Exception {
    new Statement(bean, "set" + property, new Object[] {value}).execute();
  }

  private static ClassLoader whoLoads(ClassLoader loader, String name) {
    try {
      return loader.loadClass(name).getClassLoader();
    } catch (ClassNotFoundException e) {
      // Nobody does, which is as good.
      return null;
    }
  }

  /** What threads have as their loader right now: who creates a client has it only that long. */
  private static List<ClassLoader> loadersOfThreads(Client client) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getContextClassLoader)
        .filter(loader -> loader != null && ("heddle-" + client).equals(loader.getName()))
        .toList();
  }
}
