package org.heddle.brokers;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells from the log whether a server has started. A port says nothing: it is open before the
 * applications are deployed, and a deployment that failed leaves most servers running.
 */
@FunctionalInterface
public interface StartSign {

  /**
   * Looks once, without waiting for the server.
   *
   * @param output what the server has said since its start began
   * @throws IllegalStateException when something is not as the server was told, with what it says
   */
  boolean isIn(String output);

  /** Has started when it has said all this, in whatever order. */
  static StartSign said(List<String> words) {
    return output -> words.stream().allMatch(output::contains);
  }

  /** Has started when it has said this. */
  static StartSign said(String words) {
    return said(List.of(words));
  }

  /** Fails when the server has said something like this. */
  static StartSign notSaid(Pattern failure) {
    return output -> {
      Matcher found = failure.matcher(output);
      if (found.find()) {
        throw new IllegalStateException("The server did not start as told: " + found.group());
      }
      return true;
    };
  }

  /** Looks for another sign when this one is there. */
  default StartSign and(StartSign other) {
    return output -> isIn(output) && other.isIn(output);
  }
}
