package org.heddle.mqtt.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What MQTT's strings cannot carry, and how it is written instead: a percent sign and the four
 * hexadecimal digits of the UTF-16 unit, as the percent sign itself is.
 */
final class MqttText {

  private static final Pattern ESCAPE = Pattern.compile("%([0-9a-f]{4})");

  private MqttText() {}

  /** Tells whether the text can travel as it is. */
  static boolean isCarried(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isCarried(text, i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Tells whether a unit can travel: no control character, no half of a pair, none of the code
   * points that Unicode reserves for nobody.
   */
  static boolean isCarried(String text, int index) {
    char c = text.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(index + 1))
          && (text.codePointAt(index) & 0xFFFE) != 0xFFFE;
    }
    if (Character.isLowSurrogate(c)) {
      return index > 0
          && Character.isHighSurrogate(text.charAt(index - 1))
          && isCarried(text, index - 1);
    }
    return !Character.isISOControl(c) && (c < 0xFDD0 || c > 0xFDEF) && c < 0xFFFE;
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || !isCarried(text, i)) {
        appendEscape(escaped, c);
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  static void appendEscape(StringBuilder text, char c) {
    text.append('%').append(String.format("%04x", (int) c));
  }

  /** Undoes {@link #escape}; what is no escape stays. */
  static String unescape(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(match.group(1), 16))));
  }
}
