package org.heddle.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.heddle.brokers.ApplicationServer;
import org.heddle.brokers.WebApplication;
import org.heddle.brokers.glassfish.GlassFish;
import org.heddle.brokers.openliberty.OpenLiberty;
import org.heddle.brokers.payara.PayaraMicro;
import org.heddle.brokers.tomee.TomEe;

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
    String script = "kafka-sasl";
    if (SuiteServer.chosen() == ScriptedServer.WILDFLY) {
      return WildFlyLife.start(
          ScriptedServer.WILDFLY
              .options(script, properties)
              .withApplication(control, Control.CONTEXT_ROOT),
          application);
    }
    ApplicationServer server =
        SuiteServer.chosen()
            .start(
                script,
                properties,
                List.of(),
                List.of(
                    new WebApplication(control, Control.CONTEXT_ROOT),
                    new WebApplication(application, "/life")));
    if (server instanceof PayaraMicro payara) {
      return new PayaraLife(payara);
    }
    if (server instanceof GlassFish glassFish) {
      return new GlassFishLife(glassFish);
    }
    if (server instanceof OpenLiberty openLiberty) {
      return new OpenLibertyLife(openLiberty);
    }
    return new TomEeLife((TomEe) server);
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
