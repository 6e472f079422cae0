package org.heddle.ra.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads properties that are given in one string, as consoles and scripts can. */
public final class FreeProperties {

  private FreeProperties() {}

  /**
   * Reads {@code name=value} pairs, separated by semicolons or line ends. Only the first equals
   * sign of a pair divides it. White space around names, values and pairs does not count.
   *
   * @param text the pairs, or null
   * @return names and values in the order given
   * @throws IllegalArgumentException if a pair has no name or no equals sign, or a name comes
   *     twice; the message does not hold the value, which may be a secret
   */
  public static Map<String, String> parse(String text) {
    Map<String, String> properties = new LinkedHashMap<>();
    if (text == null) {
      return properties;
    }
    int position = 0;
    for (String pair : text.split("[;\\n]")) {
      position++;
      if (pair.isBlank()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? "" : pair.substring(0, equals).strip();
      if (name.isEmpty()) {
        throw new IllegalArgumentException("pair " + position + " is not name=value");
      }
      if (properties.put(name, pair.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException("'" + name + "' is given twice");
      }
    }
    return properties;
  }
}
