package org.heddle.assembly;

import java.util.Optional;
import org.heddle.ra.config.ConfigProperties;
import org.heddle.ra.config.ConfigProperties.Property;

/** Writes the tables of docs/config from the beans. */
final class TableRenderer {

  private TableRenderer() {}

  static String render(String title, String introduction, Object bean) {
    StringBuilder text = new StringBuilder();
    text.append(
        "<!-- Rendered from the configuration bean by DescriptorTest; do not edit. -->\n\n");
    text.append("# ").append(title).append("\n\n").append(introduction).append("\n\n");
    text.append("| property | type | default | meaning |\n|---|---|---|---|\n");
    for (Property property : ConfigProperties.of(bean)) {
      String value = Optional.ofNullable(property.value()).map(v -> "`" + v + "`").orElse("");
      text.append("| `")
          .append(property.name())
          .append("` | ")
          .append(property.type().getSimpleName())
          .append(property.confidential() ? ", secret" : "")
          .append(" | ")
          .append(value)
          .append(" | ")
          .append(property.description().replace("|", "\\|"))
          .append(" |\n");
    }
    return text.toString();
  }
}
