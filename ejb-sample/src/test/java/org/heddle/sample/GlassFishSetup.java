package org.heddle.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.heddle.brokers.ShellScript;

/** Runs of {@code server-config/glassfish/configure.sh}. */
final class GlassFishSetup {

  private GlassFishSetup() {}

  /** Makes what the sample needs: the adapter, the database, the connection factories. */
  static ShellScript everything(Optional<SampleBroker.Configuration> broker) {
    return script(
        Stream.concat(Stream.of("h2"), broker.map(SampleBroker.Configuration::script).stream())
            .toList(),
        broker.map(GlassFishSetup::variables).orElse(Map.of()));
  }

  /** Takes it back. */
  static ShellScript removal() {
    return script(List.of("remove"), Map.of());
  }

  private static ShellScript script(List<String> arguments, Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("HEDDLE_RAR", SampleServer.file("heddle.rar").toString());
    return new ShellScript(
        SampleServer.file("server-config").resolve("glassfish/configure.sh"),
        environment,
        arguments);
  }

  private static Map<String, String> variables(SampleBroker.Configuration broker) {
    Map<String, String> variables = new HashMap<>();
    broker
        .values()
        .forEach(
            (name, value) -> variables.put(name.replace('.', '_').toUpperCase(Locale.ROOT), value));
    return variables;
  }
}
