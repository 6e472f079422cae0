package org.heddle.brokers.pulsar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heddle.brokers.ClassArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PulsarBrokerTest {

  private static final String TOPICS = "/admin/v2/persistent/public/default";

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void shouldStartWithTheArchiveOfItsClasses(@TempDir Path directory) {
    List<String> archive = ClassArchive.beside(PulsarBroker.class).options();
    assumeThat(archive).as("made by a build that gets as far as packages").isNotEmpty();
    Path loaded = directory.resolve("loaded.txt");
    List<String> options = new ArrayList<>(archive);
    options.add("-Xlog:class+load:file=" + loaded);

    try (PulsarBroker broker = PulsarBroker.start(PulsarOptions.defaults(), options)) {
      assertThat(loaded)
          .content()
          .contains("org.apache.pulsar.PulsarStandaloneStarter source: shared objects file (top)");
    }
  }

  @Test
  void shouldKeepItsAddressAndTopicsWhenKilledAndRestarted() throws Exception {
    try (PulsarBroker broker = PulsarBroker.start()) {
      String address = broker.serviceUrl();
      String admin = broker.adminUrl();
      assertThat(request(admin, "PUT", TOPICS + "/orders", "").statusCode()).isEqualTo(204);

      broker.kill();
      assertThat(broker.process().isAlive()).isFalse();
      broker.restart();

      assertThat(broker.serviceUrl()).isEqualTo(address).startsWith("pulsar://127.0.0.1:");
      assertThat(broker.adminUrl()).isEqualTo(admin).startsWith("http://127.0.0.1:");
      assertThat(request(admin, "GET", TOPICS, "").body())
          .contains("persistent://public/default/orders");
    }
  }

  @Test
  void shouldLeaveNeitherProcessNorFolderWhenClosed() {
    PulsarBroker broker = PulsarBroker.start();
    long pid = broker.process().pid();
    Path directory = broker.process().directory();

    broker.close();

    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(directory).doesNotExist();
  }

  @Test
  void shouldLetOnlyTokensInThatItsKeySigned() throws Exception {
    byte[] key = "a key of thirty-two bytes or more".getBytes(UTF_8);
    try (PulsarBroker broker = PulsarBroker.start(PulsarOptions.defaults().withTokenKey(key))) {
      String admin = broker.adminUrl();

      assertThat(request(admin, "GET", TOPICS, broker.token("alice")).statusCode()).isEqualTo(200);
      assertThat(request(admin, "GET", TOPICS, "").statusCode()).isEqualTo(401);
      String forged = Tokens.sign("another key of thirty-two bytes or more".getBytes(UTF_8), "eve");
      assertThat(request(admin, "GET", TOPICS, forged).statusCode()).isEqualTo(401);
      assertThat(PulsarOptions.defaults().withTokenKey(key).toString()).doesNotContain("thirty");
      assertThatIllegalStateException()
          .isThrownBy(broker::tlsServiceUrl)
          .withMessage("The broker was started without listeners for TLS");
    }
  }

  @Test
  void shouldSayWhatIsWrongWithASetting() {
    PulsarOptions options = PulsarOptions.defaults().with("webServicePort", "none");

    assertThatIllegalStateException()
        .isThrownBy(() -> PulsarBroker.start(options))
        .withMessageContaining("webServicePort");
  }

  private HttpResponse<String> request(String admin, String method, String path, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(admin + path)).method(method, BodyPublishers.noBody());
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
