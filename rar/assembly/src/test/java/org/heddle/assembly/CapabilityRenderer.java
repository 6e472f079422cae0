package org.heddle.assembly;

import jakarta.resource.spi.InvalidPropertyException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;
import org.heddle.spi.Capability;

/** Writes docs/brokers.md from what the settings of each broker declare missing. */
final class CapabilityRenderer {

  private static final String HEAD =
      """
      <!-- Rendered from the declarations in the settings by DescriptorTest; do not edit. -->

      # What each broker can do

      The adapter promises the same on every broker, but for what a broker cannot do. What is missing is refused with the reason, and the
      contract of backends tests that it is; where it is a matter of degree, such as a promise of exactly once, the reason says what is
      promised instead. The table is for connection factories with default properties.

      """;

  private CapabilityRenderer() {}

  static String render() {
    List<AbstractManagedConnectionFactory> factories = Backends.managedConnectionFactories();
    StringBuilder text = new StringBuilder(HEAD);
    text.append("| | ").append(columns(factories, Backends::title)).append(" |\n|---|");
    text.append("---|".repeat(factories.size())).append('\n');
    for (Capability capability : Capability.values()) {
      text.append("| ")
          .append(capability.words())
          .append(" | ")
          .append(columns(factories, of -> missing(of).containsKey(capability) ? "no" : "yes"))
          .append(" |\n");
    }
    for (AbstractManagedConnectionFactory factory : factories) {
      text.append("\n## ").append(Backends.title(factory)).append("\n\n");
      reasons(text, missing(factory));
    }
    return text.toString();
  }

  private static String columns(
      List<AbstractManagedConnectionFactory> factories,
      Function<AbstractManagedConnectionFactory, String> column) {
    return factories.stream().map(column).collect(Collectors.joining(" | "));
  }

  private static void reasons(StringBuilder text, Map<Capability, String> missing) {
    if (missing.isEmpty()) {
      text.append("Nothing is missing.\n");
    }
    for (Capability capability : Capability.values()) {
      if (missing.containsKey(capability)) {
        text.append("- No ")
            .append(capability.words())
            .append(": ")
            .append(missing.get(capability))
            .append(".\n");
      }
    }
  }

  private static Map<Capability, String> missing(AbstractManagedConnectionFactory factory) {
    try {
      return factory.settings(Optional.empty()).missing();
    } catch (InvalidPropertyException e) {
      throw new AssertionError(Backends.title(factory) + " has defaults that are not valid", e);
    }
  }
}
