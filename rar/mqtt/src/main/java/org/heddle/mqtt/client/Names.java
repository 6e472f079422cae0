package org.heddle.mqtt.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** The names that the adapter chooses by itself at the broker. */
final class Names {

  /** A topic to which nothing is ever subscribed; to end that subscription is a question only. */
  static final String NOTHING = "heddle/nothing";

  /** What to do about servers that are in each other's way. */
  static final String ADVICE =
      "to let several servers share a subscription, give each a clientId of its own";

  private static final String PREFIX = "heddle";

  /** With the prefix 23 characters, which every broker takes as a client id. */
  private static final int DIGITS = 16;

  private static final int RADIX = 36;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Names() {}

  /** A name that nobody else has. */
  static String random() {
    return digits(new BigInteger(128, RANDOM));
  }

  /** A client id for a connection whose session nobody returns to. */
  static String passing(String prefix) {
    return prefix + "-" + random();
  }

  /** The client id of a session, the same whenever it is asked for. */
  static String lasting(String prefix, String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(UTF_8);
        // The length first, so that different parts never run into the same bytes.
        digest.update((bytes.length + ":").getBytes(UTF_8));
        digest.update(bytes);
      }
      return prefix + "-" + digits(new BigInteger(1, digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** What the client ids of servers without one of their own start with. */
  static String prefix() {
    return PREFIX;
  }

  /** Where the holder of a session says that it is there. */
  static String presence(String session) {
    return PREFIX + "/presence/" + session;
  }

  /** The group of servers that share a subscription, as a part of a filter. */
  static String group(String subscription) {
    StringBuilder group = new StringBuilder();
    for (int i = 0; i < subscription.length(); i++) {
      char c = subscription.charAt(i);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
      if (plain) {
        group.append(c);
      } else {
        MqttText.appendEscape(group, c);
      }
    }
    return group.toString();
  }

  private static String digits(BigInteger number) {
    String digits = number.toString(RADIX);
    return "0".repeat(Math.max(0, DIGITS - digits.length()))
        + digits.substring(Math.max(0, digits.length() - DIGITS));
  }
}
