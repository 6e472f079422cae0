package org.heddle.pulsar;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the URLs of a cluster. The scheme may be left out, and one slash after it is as good as
 * two: some servers take the values of deployment descriptors for paths and drop the second.
 */
final class ServiceUrls {

  private static final Pattern URL =
      Pattern.compile("(?:([a-zA-Z+]+):/+)?([^/?#\\s]*[^/?#\\s:])/*");

  private ServiceUrls() {}

  /** Reads where the binary protocol is spoken; several hosts are separated by commas. */
  static String service(String text) {
    return read(text, List.of("pulsar", "pulsar+ssl"));
  }

  /** Reads where the REST interface is. */
  static Optional<String> admin(Optional<String> text) {
    return text.map(url -> read(url, List.of("http", "https")));
  }

  private static String read(String text, List<String> schemes) {
    Matcher url = URL.matcher(String.valueOf(text).strip());
    String scheme = url.matches() && url.group(1) != null ? url.group(1) : schemes.get(0);
    if (!url.matches() || !schemes.contains(scheme)) {
      throw new IllegalArgumentException(
          "is not " + schemes.get(0) + "://host:port or " + schemes.get(1) + "://host:port");
    }
    return scheme + "://" + url.group(2);
  }
}
