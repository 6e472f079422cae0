package org.heddle.brokers.glassfish;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tests expect of a server, whichever of the family it is. */
abstract class ServerContract {

  private final Distribution distribution;

  @TempDir private Path directory;

  ServerContract(Distribution distribution) {
    this.distribution = distribution;
  }

  @Test
  void shouldServeItsApplicationsAgainWhenKilledAndRestarted() throws Exception {
    GlassFishOptions options =
        GlassFishOptions.of(distribution)
            .withApplication(page("first"), "/")
            .withApplication(page("second"), "/other")
            .withConfiguration(
                script(
                    "test -f $GLASSFISH_HOME/bin/asadmin &&"
                        + " echo $GREETING $1 $ADMIN_PORT >$DOMAIN_DIR/$DOMAIN/greeting"));
    try (GlassFish server = GlassFish.start(options)) {
      assertThat(server.domainDirectory().resolve("greeting"))
          .content()
          .isEqualTo("configured by-a-script " + server.console().getPort() + "\n");
      assertThat(get(server.uri("/"))).isEqualTo("first");
      assertThat(get(server.uri("/other/"))).isEqualTo("second");
      assertThat(server.asadmin("list-applications")).contains("first", "second");

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
    Path war = archive("broken.war", "WEB-INF/web.xml", "<not-closed>");

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                GlassFish.start(GlassFishOptions.of(distribution).withApplication(war, "/broken")))
        .withMessageContaining("broken")
        .withMessageContaining("Element [not-closed] is not a valid root element");
  }

  @Test
  void shouldSayWhatAScriptThatFailsHasSaid() throws IOException {
    GlassFishOptions options =
        GlassFishOptions.of(distribution).withConfiguration(script("echo no broker && exit 3"));

    assertThatIllegalStateException()
        .isThrownBy(() -> GlassFish.start(options))
        .withMessageContaining("exit code 3")
        .withMessageContaining("no broker");
  }

  @Test
  void shouldSayThatItsPortIsTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      GlassFishOptions options = GlassFishOptions.of(distribution).withPort(other.getLocalPort());

      assertThatIllegalStateException()
          .isThrownBy(() -> GlassFish.start(options))
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
