package org.heddle.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.beans.Expression;
import java.beans.Statement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The finished RAR brings its own libraries, shows them to nobody, and leaves nothing behind. */
class IsolationIT {

  private static final Path RAR = Path.of("target/heddle.rar");

  @TempDir private Path folder;

  /** A value with a number that JSON libraries read by classes of several Java versions. */
  public record Reading(String name, double value) {}

  @Test
  void shouldLoadTheKafkaClientAwayFromTheServersLibraries() throws Exception {
    Set<Path> before = unpackedClients();
    try (DeployedRar rar = new DeployedRar(RAR, folder)) {
      lookForABrokerThatIsNotThere(rar);

      ClassLoader client = clientLoader();
      assertThat(client.loadClass("org.apache.kafka.clients.admin.Admin").getClassLoader())
          .isSameAs(client);
      assertThat(client.loadClass("org.slf4j.LoggerFactory").getClassLoader()).isSameAs(client);
      assertThat(rar.loader().loadClass("org.slf4j.LoggerFactory").getClassLoader())
          .isSameAs(IsolationIT.class.getClassLoader());
      assertThatThrownBy(() -> rar.loader().loadClass("org.apache.kafka.clients.admin.Admin"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThat(unpackedClients()).hasSizeGreaterThan(before.size());
    }

    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(clientThreads()).isEmpty());
    assertThat(unpackedClients()).isEqualTo(before);
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

  /** Makes the client library start its threads. */
  private static void lookForABrokerThatIsNotThere(DeployedRar rar) throws Exception {
    Object factory = rar.instance("org.heddle.kafka.KafkaManagedConnectionFactory");
    new Statement(factory, "setBootstrapServers", new Object[] {"127.0.0.1:1"}).execute();
    new Statement(factory, "setOperationTimeoutMillis", new Object[] {1000L}).execute();
    Object connection = rar.connection(factory);
    Object topics = new Expression(connection, "topics", new Object[0]).getValue();
    assertThatThrownBy(() -> new Statement(topics, "exists", new Object[] {"q1/a/b/c"}).execute())
        .hasMessageContaining("bootstrapServers");
  }

  private static ClassLoader clientLoader() {
    return clientThreads().stream()
        .map(Thread::getContextClassLoader)
        .findFirst()
        .orElseThrow(() -> new AssertionError("No thread of the client library"));
  }

  private static List<Thread> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.getContextClassLoader() != null
                    && "heddle-kafka".equals(thread.getContextClassLoader().getName()))
        .toList();
  }

  private static Set<Path> unpackedClients() throws Exception {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("heddle-kafka-"))
          .collect(Collectors.toSet());
    }
  }
}
