package org.heddle.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heddle.brokers.database.DerbyServer;
import org.heddle.brokers.payara.PayaraMicro;
import org.heddle.brokers.payara.PayaraOptions;

/** The sample on Payara Micro, configured by the files of {@code server-config/payara}. */
record PayaraServer(PayaraMicro server) implements KillableServer {

  private static final String SERVICE = "set configs.config.server-config.transaction-service.";

  static PayaraServer start(SampleBroker broker, int port, int quakesPerSecond) {
    return new PayaraServer(
        PayaraMicro.start(withCommands(options(broker, quakesPerSecond).withPort(port), "h2")));
  }

  /**
   * Starts one of several servers that share a broker and a database, and that finish after a crash
   * what they have left in doubt.
   *
   * @param logs a folder that outlives the server, for its log of transactions; its name is that of
   *     the server
   */
  static PayaraServer startMember(
      Path logs, SampleBroker broker, DerbyServer database, int quakesPerSecond)
      throws IOException {
    Files.createDirectories(logs.resolve("server/tx")); // See recovery-pre-boot.asadmin.
    PayaraOptions options =
        withCommands(options(broker, quakesPerSecond), "database")
            .withJvmOption("-Ddatabase.host=127.0.0.1")
            .withJvmOption("-Ddatabase.port=" + database.port())
            .withJvmOption("-Ddatabase.name=quakes;create=true")
            .withJvmOption("-Dtx.log.dir=" + logs)
            .withJvmOption("-Dxa.server.name=" + logs.getFileName());
    for (String jar : List.of("derbyclient", "derbyshared", "derbytools")) {
      options = options.withLibrary(SampleServer.file(jar));
    }
    for (String line : lines("recovery-pre-boot", "set ")) {
      options = options.withPreBootCommand(line);
    }
    // The domain is kept, so that recovery need not wait for the commands after boot.
    options = options.withPreBootCommand(SERVICE + "property.recover-txn-delay=-1");
    return new PayaraServer(PayaraMicro.start(options));
  }

  private static PayaraOptions options(SampleBroker broker, int quakesPerSecond) {
    PayaraOptions plain =
        PayaraOptions.defaults()
            .withResourceAdapter(SampleServer.file("heddle.rar"))
            .withApplication(SampleServer.file("sample.war"), "/")
            .withJvmOption("-Dsample.rate=" + quakesPerSecond);
    return broker.configuration().map(configuration -> with(plain, configuration)).orElse(plain);
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
    PayaraOptions configured = options;
    for (String line : lines(script, "create-")) {
      configured = configured.withPostBootCommand(line);
    }
    return configured;
  }

  /** The commands of a script that begin so. */
  private static List<String> lines(String script, String verb) {
    Path commands = SampleServer.file("server-config").resolve("payara/" + script + ".asadmin");
    try (Stream<String> lines = Files.lines(commands)) {
      return lines.filter(line -> line.startsWith(verb)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
