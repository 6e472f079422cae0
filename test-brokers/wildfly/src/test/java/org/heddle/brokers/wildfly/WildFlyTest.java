package org.heddle.brokers.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("wildfly")
class WildFlyTest {

  @TempDir private Path directory;

  @Test
  void shouldServeItsApplicationsAgainWhenKilledAndRestarted() throws Exception {
    Path script =
        Files.writeString(
            directory.resolve("configure.sh"),
            "echo \"$GREETING $1: $(ls $WILDFLY_BASE)\" && test -f $WILDFLY_HOME/LICENSE.txt");
    WildFlyOptions options =
        WildFlyOptions.defaults()
            .withResourceAdapter(idleResourceAdapter())
            .withApplication(page("first"), "/")
            .withApplication(page("second"), "/other")
            .withConfiguration(script, Map.of("GREETING", "configured"), List.of("by a script"));
    try (WildFly server = WildFly.start(options)) {
      assertThat(get(server.uri("/"))).isEqualTo("first");
      assertThat(get(server.uri("/other/"))).isEqualTo("second");
      assertThat(server.log())
          .content()
          .contains("configured by a script: configuration", "Deployed \"idle.rar\"");

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
    Path war =
        archive(
            "broken.war",
            Map.of("WEB-INF/web.xml", "<not-closed>".getBytes(StandardCharsets.UTF_8)));
    WildFlyOptions options = WildFlyOptions.defaults().withApplication(war, "/broken");

    assertThatIllegalStateException()
        .isThrownBy(() -> WildFly.start(options))
        .withMessageContaining("broken.war")
        .withMessageContaining("Failed to parse XML descriptor");
  }

  @Test
  void shouldSayWhatAScriptThatFailsHasSaid() throws IOException {
    Path script = Files.writeString(directory.resolve("configure.sh"), "echo no broker && exit 3");
    WildFlyOptions options =
        WildFlyOptions.defaults().withConfiguration(script, Map.of(), List.of());

    assertThatIllegalStateException()
        .isThrownBy(() -> WildFly.start(options))
        .withMessageContaining("exit code 3")
        .withMessageContaining("no broker");
  }

  @Test
  void shouldSayThatItsPortIsTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int taken = other.getLocalPort();

      assertThatIllegalStateException()
          .isThrownBy(() -> WildFly.start(WildFlyOptions.defaults().withPort(taken)))
          .withMessageContaining("Port " + taken)
          .withMessageContaining("taken");
      assertThatIllegalStateException()
          .isThrownBy(() -> WildFly.start(WildFlyOptions.defaults().withManagementPort(taken)))
          .withMessageContaining("Port " + taken)
          .withMessageContaining("taken");
    }
  }

  private Path idleResourceAdapter() throws IOException {
    String type = IdleResourceAdapter.class.getName();
    String classFile = type.replace('.', '/') + ".class";
    String descriptor =
        """
        <connector xmlns="https://jakarta.ee/xml/ns/jakartaee" version="2.1"
            metadata-complete="true">
          <vendor-name>Heddle</vendor-name>
          <eis-type>none</eis-type>
          <resourceadapter-version>1</resourceadapter-version>
          <resourceadapter>
            <resourceadapter-class>%s</resourceadapter-class>
          </resourceadapter>
        </connector>
        """
            .formatted(type);
    try (InputStream bytes = getClass().getClassLoader().getResourceAsStream(classFile)) {
      byte[] jar = zip(Map.of(classFile, bytes.readAllBytes()));
      return archive(
          "idle.rar",
          Map.of("META-INF/ra.xml", descriptor.getBytes(StandardCharsets.UTF_8), "idle.jar", jar));
    }
  }

  private Path page(String text) throws IOException {
    return archive(text + ".war", Map.of("index.html", text.getBytes(StandardCharsets.UTF_8)));
  }

  private Path archive(String name, Map<String, byte[]> entries) throws IOException {
    return Files.write(directory.resolve(name), zip(entries));
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return out.toByteArray();
  }

  private static String get(URI address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body();
  }
}
