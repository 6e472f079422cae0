package org.heddle.sample;

import java.nio.file.Path;
import org.heddle.brokers.payara.PayaraMicro;
import org.heddle.brokers.payara.PayaraOptions;

/** Starts a Payara Micro with the resource adapter and the sample that the build has made. */
final class SampleServer {

  private SampleServer() {}

  /** Without any configuration of the broker. */
  static PayaraOptions inMemory() {
    return PayaraOptions.defaults()
        .withResourceAdapter(file("heddle.rar"))
        .withApplication(file("sample.war"), "/");
  }

  /** With a connection factory of Kafka, and the property that makes the sample use it. */
  static PayaraOptions onKafka(String bootstrapServers) {
    return inMemory()
        .withPostBootCommand(
            "create-connector-connection-pool --raname heddle"
                + " --connectiondefinition org.heddle.api.KafkaConnectionFactory"
                + " --transactionsupport XATransaction"
                + " --property bootstrapServers=%s samplePool"
                    .formatted(bootstrapServers.replace(":", "\\:")))
        .withPostBootCommand("create-connector-resource --poolname samplePool heddle/sample")
        .withJvmOption("-Dsample.factory=heddle/sample");
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
