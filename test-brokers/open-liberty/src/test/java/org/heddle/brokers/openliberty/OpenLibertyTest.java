package org.heddle.brokers.openliberty;

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
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.heddle.brokers.ShellScript;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("open-liberty")
class OpenLibertyTest {

  @TempDir private Path directory;

  @Test
  void shouldServeItsApplicationsAgainWhenKilledAndRestarted() throws Exception {
    OpenLibertyOptions options =
        OpenLibertyOptions.defaults()
            .withFeature("servlet-6.0")
            .withApplication(page("first"), "/")
            .withApplication(page("second"), "/other")
            .withConfiguration(
                script(
                    "test -f $WLP_HOME/bin/server &&"
                        + " echo $GREETING $1 >$WLP_USER_DIR/servers/$SERVER/greeting"));
    try (OpenLiberty server = OpenLiberty.start(options)) {
      assertThat(server.serverDirectory().resolve("greeting"))
          .content()
          .isEqualTo("configured by-a-script\n");
      assertThat(get(server.uri("/"))).isEqualTo("first");
      assertThat(get(server.uri("/other/"))).isEqualTo("second");

      server.kill();
      assertThat(server.process().isAlive()).isFalse();
      server.restart();
      assertThat(get(server.uri("/other/"))).isEqualTo("second");

      server.stop();
      assertThat(server.process().isAlive()).isFalse();
      server.restart();
      assertThat(get(server.uri("/"))).isEqualTo("first");

      Path files = server.process().directory();
      server.close();
      assertThat(files).doesNotExist();
    }
  }

  @Test
  void shouldSayWhyADeploymentFailed() throws IOException {
    OpenLibertyOptions options =
        OpenLibertyOptions.defaults()
            .withFeature("servlet-6.0")
            .withApplication(archive("broken.war", "WEB-INF/web.xml", "<not-closed>"), "/broken");

    assertThatIllegalStateException()
        .isThrownBy(() -> OpenLiberty.start(options))
        .withMessageContaining("broken")
        .withMessageContaining("web.xml");
  }

  @Test
  void shouldSayWhatAScriptThatFailsHasSaid() throws IOException {
    OpenLibertyOptions options =
        OpenLibertyOptions.defaults().withConfiguration(script("echo no broker && exit 3"));

    assertThatIllegalStateException()
        .isThrownBy(() -> OpenLiberty.start(options))
        .withMessageContaining("exit code 3")
        .withMessageContaining("no broker");
  }

  @Test
  void shouldSayThatItsPortIsTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      OpenLibertyOptions options = OpenLibertyOptions.defaults().withPort(other.getLocalPort());

      assertThatIllegalStateException()
          .isThrownBy(() -> OpenLiberty.start(options))
          .withMessageContaining("Port " + other.getLocalPort())
          .withMessageContaining("taken");
    }
  }

  private ShellScript script(String commands) throws IOException {
    return new ShellScript(
        Files.writeString(directory.resolve("configure.sh"), commands),
        Map.of("GREETING", "configured"),
        List.of("by-a-script"));
  }

  private Path page(String text) throws IOException {
    return archive(text + ".war", "index.html", text);
  }

  private Path archive(String name, String entry, String content) throws IOException {
    Path file = directory.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static String get(URI address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body();
  }
}
