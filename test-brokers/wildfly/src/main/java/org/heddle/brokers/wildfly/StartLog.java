package org.heddle.brokers.wildfly;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private final Path log;
  private long start;

  StartLog(Path log) {
    this.log = log;
  }

  /** Forgets what the log says up to now; to be called before each start. */
  void mark() throws IOException {
    start = Files.exists(log) ? Files.size(log) : 0;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when something is not deployed
   */
  @Override
  public boolean isReady() throws IOException {
    String text = text();
    if (text.contains(STARTED_WITH_ERRORS)) {
      Matcher failure = FAILURE.matcher(text);
      throw new IllegalStateException(
          "WildFly did not start as told: " + (failure.find() ? failure.group() : text));
    }
    return text.contains(STARTED);
  }

  private String text() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      // A log that is shorter than before has been rotated.
      channel.position(channel.size() < start ? 0 : start);
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
