package org.heddle.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.heddle.brokers.payara.PayaraMicro;
import org.heddle.brokers.payara.PayaraOptions;

/** The sample on Payara Micro, configured by the files of {@code server-config/payara}. */
record PayaraServer(PayaraMicro server) implements SampleServer {

  static PayaraServer start(SampleBroker broker, int port, int quakesPerSecond) {
    PayaraOptions plain =
        withCommands(
            PayaraOptions.defaults()
                .withPort(port)
                .withResourceAdapter(SampleServer.file("heddle.rar"))
                .withApplication(SampleServer.file("sample.war"), "/")
                .withJvmOption("-Dsample.rate=" + quakesPerSecond),
            "h2");
    PayaraOptions options =
        broker.configuration().map(configuration -> with(plain, configuration)).orElse(plain);
    return new PayaraServer(PayaraMicro.start(options));
  }

  private static PayaraOptions with(
      PayaraOptions options, SampleBroker.Configuration configuration) {
    PayaraOptions told =
        withCommands(options, configuration.script())
            .withJvmOption("-Dsample.factory=" + configuration.quakes())
            .withJvmOption("-Dsample.alerts.factory=" + configuration.alerts());
    for (Map.Entry<String, String> value : configuration.values().entrySet()) {
      told = told.withJvmOption("-D" + value.getKey() + "=" + value.getValue());
    }
    return told;
  }

  /** Runs the lines of a file that create something; the adapter is deployed already. */
  private static PayaraOptions withCommands(PayaraOptions options, String script) {
    Path commands = SampleServer.file("server-config").resolve("payara/" + script + ".asadmin");
    try (Stream<String> lines = Files.lines(commands)) {
      PayaraOptions configured = options;
      for (String line : lines.filter(line -> line.startsWith("create-")).toList()) {
        configured = configured.withPostBootCommand(line);
      }
      return configured;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public URI uri(String path) {
    return server.uri(path);
  }

  @Override
  public Path log() {
    return server.log();
  }

  @Override
  public void awaitEnd() {
    server.awaitEnd();
  }

  @Override
  public void close() {
    server.close();
  }
}
