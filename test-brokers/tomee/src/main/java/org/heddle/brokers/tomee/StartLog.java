package org.heddle.brokers.tomee;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heddle.brokers.NewOutput;
import org.heddle.brokers.Readiness;

/**
 * Reads from the log whether the server has started. What is there at the start is deployed when
 * the server says that it has started, which it also says when something could not be deployed.
 */
final class StartLog implements Readiness {

  private static final String STARTED = "Server startup in [";

  /** A record of the thread that starts everything, with its stack trace. */
  private static final Pattern FAILURE =
      Pattern.compile("^\\S+ \\S+ SEVERE \\[main\\] .*(?:\\R\\s.*)*+", Pattern.MULTILINE);

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
   * @throws IllegalStateException when something is not deployed
   */
  @Override
  public boolean isReady() throws IOException {
    String text = output.text();
    if (!text.contains(STARTED)) {
      return false;
    }
    Matcher failure = FAILURE.matcher(text);
    if (failure.find()) {
      throw new IllegalStateException("TomEE did not start as told: " + failure.group());
    }
    return true;
  }
}
