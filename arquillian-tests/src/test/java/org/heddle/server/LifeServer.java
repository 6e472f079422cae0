package org.heddle.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

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
    return SuiteExtension.SERVER.equals(SuiteExtension.PAYARA_MICRO)
        ? PayaraLife.start(properties, control, application)
        : WildFlyLife.start(properties, control, application);
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

  Control control();

  /** The file that holds the newest output of the server. */
  Path log();

  /** Shuts the server down; its log stays. */
  void stop();

  @Override
  void close();
}
