package org.heddle.pulsar.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heddle.api.MessagingException;

/** Reads the few flat answers of the REST interface that matter. */
final class FlatAnswer {

  private FlatAnswer() {}

  /** The number that a member of a JSON object has. */
  static String number(String json, String member) {
    Matcher found = Pattern.compile("\"" + member + "\"\\s*:\\s*(\\d+)").matcher(json);
    if (!found.find()) {
      throw new MessagingException(
          "The REST interface tells no '" + member + "'; check that adminUrl is Pulsar's: " + json);
    }
    return found.group(1);
  }
}
