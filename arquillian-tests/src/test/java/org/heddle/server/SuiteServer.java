package org.heddle.server;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heddle.brokers.ApplicationServer;
import org.heddle.brokers.WebApplication;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A server that the suite can run in, configured by {@code server-config}. */
interface SuiteServer {

  /** The one that the suite is run in. */
  static SuiteServer chosen() {
    String group = System.getProperty("arquillian.launch");
    return Stream.concat(Stream.of(new PayaraMicroServer()), Arrays.stream(ScriptedServer.values()))
        .filter(server -> server.toString().equals(group))
        .findAny()
        .orElseThrow(() -> new IllegalStateException("There is no suite for " + group));
  }

  /**
   * Adds to an application what this server has to be told of it by descriptors that no other
   * server reads.
   *
   * @param values what annotations ask for
   */
  default void describe(WebArchive application, Map<String, String> values) {}

  /**
   * Starts one with the adapter; blocks until it serves.
   *
   * @param script the file of {@code server-config} that makes connection factories
   * @param values what scripts and annotations ask for, such as {@code kafka.bootstrap.servers}
   * @param jvmOptions options of its virtual machine
   * @param applications deployed when it is configured
   */
  ApplicationServer start(
      String script,
      Map<String, String> values,
      List<String> jvmOptions,
      List<WebApplication> applications);

  /** The name of its group in {@code arquillian.xml}. */
  @Override
  String toString();
}
