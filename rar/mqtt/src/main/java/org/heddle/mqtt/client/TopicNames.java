package org.heddle.mqtt.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.heddle.api.InvalidTopicException;
import org.heddle.api.Topic;

/**
 * Says under which name MQTT knows a topic.
 *
 * <p>A native topic keeps its name; to subscribe, it may hold wildcards. The generic topic {@code
 * qos/tenant/namespace/queue} becomes {@code tenant/namespace/queue}. What cannot be carried there
 * ({@code +} and {@code #}, control characters, a dollar sign at the beginning, and all from U+FDD0
 * on, at which the client for MQTT 3.1.1 breaks its connection) is written as a percent sign and
 * the four hexadecimal digits of the UTF-16 unit, and so is the percent sign itself: {@code a+b}
 * becomes {@code a%002bb}. Different topics therefore get different names, and the name tells the
 * topic.
 */
final class TopicNames {

  private static final int MOST_BYTES = 65_535;
  private static final char LOWEST_OUTSIDE = '\uFDD0';

  private TopicNames() {}

  /**
   * Returns the name to publish to.
   *
   * @throws InvalidTopicException if MQTT cannot carry it
   */
  static String of(Topic topic) {
    String name = filter(topic);
    if (isWild(name)) {
      throw new InvalidTopicException(
          topic.toString(), "it holds a wildcard, + or #, which only a subscription may");
    }
    return name;
  }

  /**
   * Returns the name or pattern to subscribe to.
   *
   * @throws InvalidTopicException if MQTT cannot carry it
   */
  static String filter(Topic topic) {
    String name =
        topic instanceof Topic.Generic generic ? generic(generic) : checkedNative(topic.toString());
    int length = name.getBytes(UTF_8).length;
    if (length > MOST_BYTES) {
      throw new InvalidTopicException(
          topic.toString(),
          "its name in MQTT has "
              + length
              + " bytes, escapes included; expected "
              + MOST_BYTES
              + " or less");
    }
    return name;
  }

  /** Tells whether a name is a pattern, to which several topics may fit. */
  static boolean isWild(String filter) {
    return filter.indexOf('+') >= 0 || filter.indexOf('#') >= 0;
  }

  private static boolean isCarried(char c) {
    return !Character.isISOControl(c) && !Character.isSurrogate(c) && c < LOWEST_OUTSIDE;
  }

  private static String generic(Topic.Generic topic) {
    String plain = topic.tenant() + "/" + topic.namespace() + "/" + topic.queue();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      boolean special = c == '+' || c == '#' || c == '%' || (c == '$' && i == 0);
      if (special || !isCarried(c)) {
        MqttText.appendEscape(name, c);
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }

  private static String checkedNative(String name) {
    if (!name.chars().allMatch(c -> isCarried((char) c))) {
      throw new InvalidTopicException(
          name,
          "control characters, and all from U+FDD0 on, are not carried in a name; expected such a"
              + " name, or a generic topic, qos/tenant/namespace/queue, which is escaped");
    }
    if (name.startsWith("$share/")) {
      throw new InvalidTopicException(
          name, "consumers share by the name of their subscription; expected the topic alone");
    }
    String[] levels = name.split("/", -1);
    for (int i = 0; i < levels.length; i++) {
      String level = levels[i];
      boolean whole = level.equals("+") || (level.equals("#") && i == levels.length - 1);
      if (isWild(level) && !whole) {
        throw new InvalidTopicException(
            name, "a wildcard stands for a whole level, and # for all that follow");
      }
    }
    return name;
  }
}
