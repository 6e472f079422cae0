package org.heddle.brokers.openliberty;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heddle.brokers.NewOutput;
import org.heddle.brokers.Readiness;

/**
 * Reads from the log whether the server has started. It says so after the applications have been
 * started, even if one could not be.
 */
final class StartLog implements Readiness {

  private static final String STARTED = "CWWKF0011I";

  /**
   * What the configuration, a feature, a port, an adapter, an application or the activation of a
   * bean did not like; not what beans and connections meet afterwards, which are errors too.
   */
  private static final Pattern FAILURE =
      Pattern.compile("(?:CWWK[FGOZ]\\d{4}|J2CA(?:7\\d{3}|88\\d\\d)|CNTR4\\d{3})E: .*");

  private final NewOutput output;

  StartLog(Path log) {
    this.output = new NewOutput(log);
  }

  /** Forgets what the log says up to now; to be called before each start. */
  void mark() throws IOException {
    output.mark();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when something is not as it was told to be
   */
  @Override
  public boolean isReady() throws IOException {
    String text = output.text();
    Matcher failure = FAILURE.matcher(text);
    if (failure.find()) {
      throw new IllegalStateException("Open Liberty did not start as told: " + failure.group());
    }
    return text.contains(STARTED);
  }
}
