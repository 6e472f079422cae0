package org.heddle.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.heddle.brokers.ApplicationServer;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.WebApplication;
import org.heddle.brokers.glassfish.GlassFish;
import org.heddle.brokers.openliberty.OpenLiberty;
import org.heddle.brokers.tomee.TomEe;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A server whose applications are replaced while it runs; its Kafka asks for a login. */
interface LifeServer extends AutoCloseable {

  /**
   * Starts the server of the suite.
   *
   * @param properties where the broker is, and the login
   * @param control the application that looks into the server
   * @param application what is tested
   */
  static LifeServer start(Map<String, String> properties, Path control, Path application)
      throws IOException {
    if (SuiteExtension.SERVER.equals(SuiteExtension.PAYARA_MICRO)) {
      return PayaraLife.start(properties, control, application);
    }
    SuiteServer server = SuiteServer.chosen();
    ServerOptions options =
        server.options("kafka-sasl", properties).withApplication(control, Control.CONTEXT_ROOT);
    return switch (server) {
      case PAYARA_SERVER, GLASSFISH, GLASSFISH_8 ->
          new GlassFishLife(
              (GlassFish) server.start(options.withApplication(application, "/life")));
      case WILDFLY -> WildFlyLife.start(options, application);
      case OPEN_LIBERTY ->
          new OpenLibertyLife(
              (OpenLiberty) server.start(options.withApplication(application, "/life")));
      case TOMEE ->
          new TomEeLife((TomEe) server.start(options.withApplication(application, "/life")));
    };
  }

  /** Adds to an application what the server of the suite has to be told of it by descriptors. */
  static void describe(WebArchive application, Map<String, String> properties) {
    if (!SuiteExtension.SERVER.equals(SuiteExtension.PAYARA_MICRO)) {
      SuiteServer.chosen().describe(application, properties);
    }
  }

  /** An application whose context root has the name of the archive. */
  static WebApplication named(Path war) {
    return new WebApplication(war, "/" + war.getFileName().toString().replaceAll("\\.war$", ""));
  }

  /** Part of the name or the class of the loaders of applications, and of no others. */
  String applicationLoader();

  /** Part of the names of the threads that do the adapter's work. */
  String workerThread();

  void deploy(Path war) throws Exception;

  /**
   * Undeploys.
   *
   * @param name of the archive, without {@code .war}
   */
  void undeploy(String name) throws Exception;

  /** The server itself. */
  ApplicationServer server();

  /** What looks into the server. */
  default Control control() {
    return new Control(server().uri(Control.CONTEXT_ROOT));
  }

  /** The file that holds the newest output of the server. */
  default Path log() {
    return server().log();
  }

  /** Shuts the server down; its log stays. */
  default void stop() {
    server().stop();
  }

  @Override
  default void close() {
    server().close();
  }
}
