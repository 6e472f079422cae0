package org.heddle.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.heddle.brokers.WebApplication;
import org.heddle.brokers.payara.PayaraMicro;
import org.heddle.brokers.payara.PayaraOptions;

/** Payara Micro, which is configured by commands each time it starts. */
final class PayaraMicroServer implements SuiteServer {

  @Override
  public PayaraMicro start(
      String script,
      Map<String, String> values,
      List<String> jvmOptions,
      List<WebApplication> applications) {
    PayaraOptions options = PayaraOptions.defaults();
    for (Map.Entry<String, String> value : values.entrySet()) {
      options = options.withJvmOption("-D" + value.getKey() + "=" + value.getValue());
    }
    for (String option : jvmOptions) {
      options = options.withJvmOption(option);
    }
    for (String command : commands("pre-boot")) {
      options = options.withPreBootCommand(command);
    }
    for (String command : commands(script)) {
      options = options.withPostBootCommand(command);
    }
    for (WebApplication application : applications) {
      options = options.withApplication(application.war(), application.contextRoot());
    }
    return PayaraMicro.start(options);
  }

  private static List<String> commands(String script) {
    String rar = Path.of("heddle.rar").toAbsolutePath().toString();
    try {
      return Files.readString(Path.of(script + ".asadmin"))
          .replace(" heddle.rar", " " + rar)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the commands of " + script, e);
    }
  }

  @Override
  public String toString() {
    return "payara";
  }
}
