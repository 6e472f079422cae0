package org.heddle.brokers.payara;

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
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayaraMicroTest {

  @TempDir private Path directory;

  @Test
  void shouldServeItsApplicationsAgainWhenKilledAndRestarted() throws Exception {
    PayaraOptions options =
        PayaraOptions.defaults()
            .withResourceAdapter(idleResourceAdapter())
            .withApplication(page("first"), "/")
            .withApplication(page("second"), "/other")
            .withPostBootCommand("set-log-levels org.heddle=INFO");
    try (PayaraMicro server = PayaraMicro.start(options)) {
      assertThat(get(server.uri("/"))).isEqualTo("first");
      assertThat(get(server.uri("/other/"))).isEqualTo("second");
      assertThat(server.log()).content().contains("deployed with name idle");

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
  void shouldSayWhichCommandFailed() {
    PayaraOptions options =
        PayaraOptions.defaults().withApplication(directory.resolve("missing.war"), "/");

    assertThatIllegalStateException()
        .isThrownBy(() -> PayaraMicro.start(options))
        .withMessageContaining("deploy")
        .withMessageContaining("missing.war");
  }

  @Test
  void shouldSayThatItsPortIsTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PayaraOptions options = PayaraOptions.defaults().withPort(other.getLocalPort());

      assertThatIllegalStateException()
          .isThrownBy(() -> PayaraMicro.start(options))
          .withMessageContaining("Port " + other.getLocalPort())
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
