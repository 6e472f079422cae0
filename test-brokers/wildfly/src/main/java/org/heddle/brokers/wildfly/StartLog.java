package org.heddle.brokers.wildfly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heddle.brokers.NewOutput;
import org.heddle.brokers.Readiness;

/**
 * Reads from the log whether the server has started. What is there at the start is deployed when
 * the server says that it has started, or that it has started with errors, which leave it running.
 */
final class StartLog implements Readiness {

  private static final String STARTED = "WFLYSRV0025";
  private static final String STARTED_WITH_ERRORS = "WFLYSRV0026";

  /** The report of an operation that failed, up to the next record of the log. */
  private static final Pattern FAILURE =
      Pattern.compile("WFLYCTL0013: .*?(?=\\R\\d\\d:\\d\\d:\\d\\d,\\d)", Pattern.DOTALL);

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
    if (text.contains(STARTED_WITH_ERRORS)) {
      Matcher failure = FAILURE.matcher(text);
      throw new IllegalStateException(
          "WildFly did not start as told: " + (failure.find() ? failure.group() : text));
    }
    return text.contains(STARTED);
  }
}
