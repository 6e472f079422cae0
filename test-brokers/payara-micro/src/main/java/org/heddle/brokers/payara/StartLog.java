package org.heddle.brokers.payara;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heddle.brokers.NewOutput;
import org.heddle.brokers.Readiness;

/**
 * Reads from the log whether the server has started. A port says nothing: it is open before the
 * applications are deployed, and a deployment that failed leaves the server running.
 */
final class StartLog implements Readiness {

  private static final Pattern FAILED_COMMAND =
      Pattern.compile("Boot Command .* failed PlainTextActionReporterFAILURE.*");
  private static final String READY = ") ready in ";

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
   * @throws IllegalStateException when a command has failed
   */
  @Override
  public boolean isReady() throws IOException {
    String text = output.text();
    Matcher failed = FAILED_COMMAND.matcher(text);
    if (failed.find()) {
      throw new IllegalStateException("Payara Micro did not start as told: " + failed.group());
    }
    return text.contains(READY);
  }
}
