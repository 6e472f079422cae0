package org.heddle.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What tests expect of a server, whichever it is.
 *
 * @param <S> the server
 */
public abstract class ApplicationServerContract<S extends ApplicationServer> {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String complaint;

  @TempDir private Path directory;

  /**
   * The contract for one server.
   *
   * @param complaint what it says of a {@code web.xml} that is no XML
   */
  protected ApplicationServerContract(String complaint) {
    this.complaint = complaint;
  }

  /** Starts a server that can serve pages. */
  protected abstract S start(ServerOptions options) throws IOException;

  /** Has the server configured, if it can be. */
  protected ServerOptions configured(ServerOptions options) throws IOException {
    return options;
  }

  /** Looks at what only this server has; it is configured, and serves two applications. */
  protected abstract void verify(S server) throws IOException;

  @Test
  void shouldServeItsApplicationsAgainWhenKilledAndRestarted() throws Exception {
    ServerOptions options =
        configured(ServerOptions.defaults())
            .withApplication(archive("first.war", Map.of("index.html", bytes("first"))), "/")
            .withApplication(
                archive("second.war", Map.of("index.html", bytes("second"))), "/other");
    try (S server = start(options)) {
      URI first = server.uri("/");
      URI second = server.uri("/other/");
      assertThat(get(first)).isEqualTo("first");
      assertThat(get(second)).isEqualTo("second");
      verify(server);

      List<ProcessHandle> processes = processes(server);
      server.kill();
      assertThat(server.process().isAlive()).isFalse();
      assertEnded(processes);
      server.restart();
      assertThat(get(second)).isEqualTo("second");

      server.stop();
      assertThat(server.process().isAlive()).isFalse();
      server.restart();
      assertThat(get(first)).isEqualTo("first");

      processes = processes(server);
      server.close();
      assertEnded(processes);
      assertThat(server.process().directory()).doesNotExist();
    }
  }

  @Test
  void shouldSayWhyADeploymentFailed() throws IOException {
    ServerOptions options =
        ServerOptions.defaults()
            .withApplication(
                archive("broken.war", Map.of("WEB-INF/web.xml", bytes("<not-closed>"))), "/broken");

    assertThatIllegalStateException()
        .isThrownBy(() -> start(options))
        .withMessageContaining("broken")
        .withMessageContaining(complaint);
  }

  @Test
  void shouldSayThatItsPortIsTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerOptions options = ServerOptions.defaults().withPort(other.getLocalPort());

      assertThatIllegalStateException()
          .isThrownBy(() -> start(options))
          .withMessageContaining("Port " + other.getLocalPort())
          .withMessageContaining("taken");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldListenToThisMachineOnly() throws IOException {
    // Some ports are opened for applications only.
    ServerOptions options =
        ServerOptions.defaults()
            .withApplication(archive("page.war", Map.of("index.html", bytes("page"))), "/");
    try (S server = start(options)) {
      for (ProcessHandle process : processes(server)) {
        assertThat(OpenPorts.of(process)).isEmpty();
      }
    }
  }

  /** A folder that is deleted after the test. */
  protected final Path directory() {
    return directory;
  }

  /** Makes an archive of files, by their names. */
  protected final Path archive(String name, Map<String, byte[]> files) throws IOException {
    Path archive = directory.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return archive;
  }

  /** The bytes of a text. */
  protected static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<ProcessHandle> processes(ApplicationServer server) {
    ProcessHandle process = ProcessHandle.of(server.process().pid()).orElseThrow();
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  private static void assertEnded(List<ProcessHandle> processes) {
    assertThat(processes)
        .allSatisfy(process -> assertThat(process.onExit()).succeedsWithin(PATIENCE));
  }

  private static String get(URI address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body();
  }
}
