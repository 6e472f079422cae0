package org.heddle.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.heddle.brokers.ApplicationServer;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.WebApplication;
import org.heddle.brokers.glassfish.Distribution;
import org.heddle.brokers.glassfish.GlassFish;
import org.heddle.brokers.openliberty.OpenLiberty;
import org.heddle.brokers.tomee.TomEe;
import org.heddle.brokers.wildfly.WildFly;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The servers that a shell script configures; each by its name in lower case, with dashes. */
enum ScriptedServer implements SuiteServer {
  /** Payara Server. */
  PAYARA_SERVER("glassfish", asItIs(), options -> GlassFish.start(Distribution.PAYARA, options)),
  /** GlassFish 7. */
  GLASSFISH(
      "glassfish",
      GlassFishDescriptors::add,
      options -> GlassFish.start(Distribution.GLASSFISH, options)),
  /** GlassFish 8. */
  GLASSFISH_8(
      "glassfish",
      GlassFishDescriptors::add,
      options -> GlassFish.start(Distribution.GLASSFISH_8, options)),
  /** Open Liberty. */
  OPEN_LIBERTY(
      "open-liberty",
      OpenLibertyDescriptors::add,
      options -> OpenLiberty.startSeeing("heddle", options, "cdi-4.0", "servlet-6.0"),
      "open-liberty/suite.xml"),
  /** TomEE. */
  TOMEE("tomee", TomEeDescriptors::add, TomEe::start) {
    /** It prints its command line. */
    @Override
    ServerOptions tell(ServerOptions options, String name, String value) {
      return options.withVariable(variable(name), value);
    }
  },
  /** WildFly. */
  WILDFLY("wildfly", asItIs(), WildFly::start, "wildfly/suite.cli");

  private final Path configure;
  private final BiConsumer<WebArchive, Map<String, String>> descriptors;
  private final Function<ServerOptions, ApplicationServer> start;
  private final List<String> additions;

  /**
   * Describes a server.
   *
   * @param folder the one of {@code server-config} that configures it
   * @param descriptors adds to an application what this server reads, given what annotations ask
   *     for
   * @param start starts one
   * @param additions scripts of the suite's own, which are run too
   */
  ScriptedServer(
      String folder,
      BiConsumer<WebArchive, Map<String, String>> descriptors,
      Function<ServerOptions, ApplicationServer> start,
      String... additions) {
    this.configure = Path.of("server-config", folder, "configure.sh").toAbsolutePath();
    this.descriptors = descriptors;
    this.start = start;
    this.additions =
        Stream.of(additions).map(file -> Path.of(file).toAbsolutePath().toString()).toList();
  }

  /** Of a server that is told all by annotations, or by descriptors that no other server reads. */
  private static BiConsumer<WebArchive, Map<String, String>> asItIs() {
    return (application, values) -> {};
  }

  @Override
  public void describe(WebArchive application, Map<String, String> values) {
    descriptors.accept(application, values);
  }

  /** Gives the server a value that its configuration or annotations ask for. */
  ServerOptions tell(ServerOptions options, String name, String value) {
    return options.withJvmOption("-D" + name + "=" + value);
  }

  /**
   * What configures a server with the adapter.
   *
   * @param script the file of {@code server-config} that makes connection factories
   * @param values what scripts and annotations ask for, such as {@code kafka.bootstrap.servers}
   */
  final ServerOptions options(String script, Map<String, String> values) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("HEDDLE_RAR", Path.of("heddle.rar").toAbsolutePath().toString());
    values.forEach((name, value) -> environment.put(variable(name), value));
    List<String> scripts = Stream.concat(Stream.of(script), additions.stream()).toList();
    ServerOptions options =
        ServerOptions.defaults()
            .withConfiguration(new ShellScript(configure, environment, scripts));
    for (Map.Entry<String, String> value : values.entrySet()) {
      options = tell(options, value.getKey(), value.getValue());
    }
    return options;
  }

  @Override
  public ApplicationServer start(
      String script,
      Map<String, String> values,
      List<String> jvmOptions,
      List<WebApplication> applications) {
    ServerOptions options = options(script, values);
    for (String option : jvmOptions) {
      options = options.withJvmOption(option);
    }
    for (WebApplication application : applications) {
      options = options.withApplication(application.war(), application.contextRoot());
    }
    return start.apply(options);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_');
  }
}
