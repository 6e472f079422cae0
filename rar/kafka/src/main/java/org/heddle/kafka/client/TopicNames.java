package org.heddle.kafka.client;

import java.util.regex.Pattern;
import org.heddle.api.InvalidTopicException;
import org.heddle.api.Topic;

/**
 * Says under which name Kafka knows a topic.
 *
 * <p>A native topic keeps its name. The generic topic {@code qos/tenant/namespace/queue} becomes
 * {@code tenant.namespace.queue}. What Kafka cannot carry (it takes ASCII letters, digits, dot,
 * underscore and hyphen), and a dot in tenant or namespace, is written as two hyphens and the four
 * hexadecimal digits of the UTF-16 unit: {@code a:b} becomes {@code a--003ab}. So that two hyphens
 * never mean anything else, a hyphen before another hyphen or before such a character is written
 * the same way. Different topics therefore get different names, and the name tells the topic; dots
 * of the queue stay as they are.
 */
final class TopicNames {

  private static final int MAX_LENGTH = 249;
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");

  private TopicNames() {}

  /**
   * Returns Kafka's name of a topic.
   *
   * @param topic a generic or native topic
   * @throws InvalidTopicException if Kafka cannot carry the name
   */
  static String of(Topic topic) {
    return topic instanceof Topic.Generic generic
        ? checkedLength(topic, generic(generic))
        : checkedNative(topic);
  }

  private static String generic(Topic.Generic topic) {
    StringBuilder name = new StringBuilder();
    appendEscaped(name, topic.tenant(), false);
    name.append('.');
    appendEscaped(name, topic.namespace(), false);
    name.append('.');
    appendEscaped(name, topic.queue(), true);
    return name.toString();
  }

  private static void appendEscaped(StringBuilder name, String part, boolean dots) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean beforeHyphen =
          i + 1 < part.length()
              && (part.charAt(i + 1) == '-' || !carried(part.charAt(i + 1), dots));
      if (!carried(c, dots) || (c == '-' && beforeHyphen)) {
        name.append("--").append(String.format("%04x", (int) c));
      } else {
        name.append(c);
      }
    }
  }

  private static boolean carried(char c, boolean dots) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || (c == '.' && dots);
  }

  private static String checkedNative(Topic topic) {
    String name = topic.toString();
    if (!LEGAL.matcher(name).matches()) {
      throw new InvalidTopicException(
          name,
          "Kafka takes letters, digits, '.', '_' and '-' in a name; expected such a name, or a"
              + " generic topic, qos/tenant/namespace/queue, which is escaped");
    }
    if (name.equals(".") || name.equals("..")) {
      throw new InvalidTopicException(name, "Kafka does not take a name of dots");
    }
    return checkedLength(topic, name);
  }

  private static String checkedLength(Topic topic, String name) {
    if (name.length() > MAX_LENGTH) {
      throw new InvalidTopicException(
          topic.toString(),
          "its name in Kafka has "
              + name.length()
              + " characters, escapes included; expected "
              + MAX_LENGTH
              + " or less");
    }
    return name;
  }
}
