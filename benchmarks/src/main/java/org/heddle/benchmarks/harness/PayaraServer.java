package org.heddle.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heddle.brokers.database.DerbyServer;
import org.heddle.brokers.payara.PayaraMicro;
import org.heddle.brokers.payara.PayaraOptions;

/** A Payara Micro. */
final class PayaraServer implements Server {

  static final String NAME = "Payara Micro";

  // A task may take longer than the half minute after which the server gives a connection up.
  private static final String PATIENCE =
      "set configs.config.server-config.network-config.protocols.protocol.http-listener.http"
          + ".timeout-seconds=300";

  private static final String FACTORY = "heddle/ConnectionFactory";
  private static final Pattern DEPLOYED =
      Pattern.compile("([\\w-]+) was successfully deployed in ([\\d,.]+) milliseconds");

  private static final Map<String, String> DESCRIPTORS =
      Map.of(
          "payara-web.xml",
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <!DOCTYPE payara-web-app PUBLIC
              "-//Payara.fish//DTD Payara Server 4 Servlet 3.0//EN"
              "https://raw.githubusercontent.com/payara/Payara-Server-Documentation/main/schemas/payara-web-app_4.dtd">
          <payara-web-app>
            <class-loader delegate="false"/>
          </payara-web-app>
          """);

  private final PayaraMicro server;
  private final Tasks tasks;

  private PayaraServer(PayaraMicro server) {
    this.server = server;
    this.tasks = new Tasks(server.uri("/benchmarks/task/"));
  }

  /** Starts a server; blocks until all is deployed. */
  static PayaraServer start(
      Kit kit, RunningBroker broker, Application application, Optional<DerbyServer> database) {
    PayaraOptions options = options(kit, broker, application);
    if (database.isPresent()) {
      options = withDatabase(options, kit, database.get());
    }
    return new PayaraServer(PayaraMicro.start(options));
  }

  /** Starts a server that has another adapter and its application besides. */
  static PayaraServer startWith(Kit kit, RunningBroker broker, Application application, Peer peer) {
    PayaraOptions options =
        options(kit, broker, application)
            .withResourceAdapter(peer.rar())
            .withApplication(peer.war(), "/peer");
    for (String command : peer.commands(broker.address())) {
      options = options.withPostBootCommand(command);
    }
    return new PayaraServer(PayaraMicro.start(options));
  }

  /** Starts a server that has the adapter, and an application that does nothing with it. */
  static PayaraServer startIdle(Kit kit, RunningBroker broker) {
    return startBare(withAdapter(memory(), kit, broker), kit);
  }

  /** Starts a server that has that application and no adapter. */
  static PayaraServer startBare(Kit kit) {
    return startBare(memory(), kit);
  }

  private static PayaraServer startBare(PayaraOptions options, Kit kit) {
    Path war = Application.packBare(kit.work(), DESCRIPTORS);
    return new PayaraServer(PayaraMicro.start(options.withApplication(war, "/benchmarks")));
  }

  private static PayaraOptions options(Kit kit, RunningBroker broker, Application application) {
    Path war =
        application
            .withProperties(Map.of("connectionFactoryLookup", FACTORY))
            .withDescriptors(DESCRIPTORS)
            .pack(kit.work(), kit.applicationLibraries());
    PayaraOptions options =
        withAdapter(memory(), kit, broker)
            .withPreBootCommand(PATIENCE)
            .withJvmOption("-Dbenchmarks.broker=" + broker.name())
            .withJvmOption("-Dbenchmarks.address=" + broker.address())
            .withJvmOption("-Dbenchmarks.factory=" + FACTORY)
            .withJvmOption("-Dbenchmarks.database=jdbc/benchmarks")
            .withJvmOption("-Dbenchmarks.manager=java:appserver/TransactionManager")
            .withResourceAdapter(Application.packLoop(kit.work()))
            .withApplication(war, "/benchmarks");
    for (String option : kit.jvmOptions()) {
      options = options.withJvmOption(option);
    }
    return options;
  }

  private static PayaraOptions memory() {
    return PayaraOptions.defaults().withJvmOption("-Xmx2g");
  }

  private static PayaraOptions withAdapter(PayaraOptions options, Kit kit, RunningBroker broker) {
    return options
        .withResourceAdapter(kit.rar())
        .withPostBootCommand(
            "create-connector-connection-pool --raname heddle --connectiondefinition "
                + broker.connectionDefinition()
                + " --transactionsupport XATransaction --property "
                + properties(broker.properties())
                + " heddle")
        .withPostBootCommand("create-connector-resource --poolname heddle " + FACTORY);
  }

  private static PayaraOptions withDatabase(PayaraOptions options, Kit kit, DerbyServer database) {
    PayaraOptions all =
        options
            .withPostBootCommand(
                "create-jdbc-connection-pool --restype javax.sql.XADataSource"
                    + " --datasourceclassname org.apache.derby.jdbc.ClientXADataSource"
                    + " --property serverName=127.0.0.1:portNumber="
                    + database.port()
                    + ":databaseName="
                    + Database.NAME
                    + " benchmarks-database")
            .withPostBootCommand(
                "create-jdbc-resource --connectionpoolid benchmarks-database jdbc/benchmarks");
    for (Path jar : kit.serverLibraries()) {
      all = all.withLibrary(jar);
    }
    return all;
  }

  private static String properties(Map<String, String> properties) {
    return properties.entrySet().stream()
        .map(property -> property.getKey() + "=" + escaped(property.getValue()))
        .collect(Collectors.joining(":"));
  }

  private static String escaped(String value) {
    return value.replace(":", "\\:").replace("=", "\\=");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String ask(String task, Object... parameters) {
    return tasks.ask(task, parameters);
  }

  /** How long the server said that each deployment took, in milliseconds, by name. */
  Map<String, Long> deployments() {
    Map<String, Long> times = new HashMap<>();
    try (Stream<String> lines = Files.lines(server.log())) {
      for (String line : (Iterable<String>) lines::iterator) {
        Matcher matcher = DEPLOYED.matcher(line);
        if (matcher.find()) {
          times.put(matcher.group(1), Long.valueOf(matcher.group(2).replaceAll("[,.]", "")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the server's log", e);
    }
    return times;
  }

  @Override
  public void close() {
    server.close();
  }
}
