package org.heddle.pulsar.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pulsar.common.naming.TopicName;
import org.heddle.api.InvalidTopicException;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;

/**
 * Says under which name Pulsar knows a topic.
 *
 * <p>A native topic keeps its name. The generic topic {@code qos/tenant/namespace/queue} becomes
 * {@code persistent://tenant/namespace/queue}, or {@code non-persistent://} for best effort.
 * Letters and digits of ASCII and {@code - = : . _} stay as they are. Anything else, and what
 * Pulsar would take for something of its own (the name of a partition or of a system topic, one or
 * two dots), is written as two hyphens and the four hexadecimal digits of the UTF-16 unit: {@code
 * a/b} becomes {@code a--002fb}. So that two hyphens never mean anything else, a hyphen before
 * another hyphen or before such a character is written the same way. Different topics therefore get
 * different names, and the name tells the topic.
 */
final class TopicNames {

  private static final String PERSISTENT = "persistent://";
  private static final String NON_PERSISTENT = "non-persistent://";

  /** What Pulsar reads a meaning into; the first character is written otherwise. */
  private static final Pattern RESERVED =
      Pattern.compile("-partition-\\d+$|^__|__transaction_|^\\.{1,2}$");

  private TopicNames() {}

  /**
   * Returns Pulsar's name of a topic.
   *
   * @param topic a generic or native topic
   * @return the complete name, with the domain
   * @throws InvalidTopicException if Pulsar cannot carry the name
   */
  static String of(Topic topic) {
    if (topic instanceof Topic.Generic generic) {
      boolean bestEffort = generic.quality() == QualityOfService.BEST_EFFORT;
      return (bestEffort ? NON_PERSISTENT : PERSISTENT)
          + escaped(generic.tenant())
          + "/"
          + escaped(generic.namespace())
          + "/"
          + escaped(generic.queue());
    }
    try {
      return TopicName.get(topic.toString()).toString();
    } catch (IllegalArgumentException e) {
      throw new InvalidTopicException(
          topic.toString(),
          "Pulsar refuses the name ("
              + e.getMessage()
              + "); expected persistent://tenant/namespace/name, a name without slashes, or a"
              + " generic topic, qos/tenant/namespace/queue, which is escaped");
    }
  }

  /**
   * Tells whether the broker keeps the messages of a topic, so that they can be in transactions.
   */
  static boolean isPersistent(String name) {
    return name.startsWith(PERSISTENT);
  }

  private static String escaped(String part) {
    boolean[] escape = new boolean[part.length()];
    for (int i = 0; i < part.length(); i++) {
      escape[i] = !carried(part.charAt(i));
    }
    Matcher reserved = RESERVED.matcher(part);
    while (reserved.find()) {
      escape[reserved.start()] = true;
    }
    for (int i = part.length() - 2; i >= 0; i--) {
      escape[i] |= part.charAt(i) == '-' && (part.charAt(i + 1) == '-' || escape[i + 1]);
    }
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      if (escape[i]) {
        name.append("--").append(String.format("%04x", (int) part.charAt(i)));
      } else {
        name.append(part.charAt(i));
      }
    }
    return name.toString();
  }

  private static boolean carried(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-=:._".indexOf(c) >= 0;
  }
}
