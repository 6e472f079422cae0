package org.heddle.sample;

import java.nio.file.Path;
import org.heddle.brokers.payara.PayaraMicro;
import org.heddle.brokers.payara.PayaraOptions;

/** Starts a Payara Micro with the resource adapter and the sample that the build has made. */
final class SampleServer {

  private SampleServer() {}

  /** A server with a database that is not told of any broker. */
  static PayaraOptions options() {
    return SampleBroker.withCommands(
        PayaraOptions.defaults()
            .withResourceAdapter(file("heddle.rar"))
            .withApplication(file("sample.war"), "/"),
        "h2.asadmin");
  }

  static PayaraMicro start(PayaraOptions options, int quakesPerSecond) {
    return PayaraMicro.start(options.withJvmOption("-Dsample.rate=" + quakesPerSecond));
  }

  private static Path file(String property) {
    String file = System.getProperty(property);
    if (file == null) {
      throw new IllegalStateException(
          "The system property " + property + " is missing; run this with Maven");
    }
    return Path.of(file);
  }
}
