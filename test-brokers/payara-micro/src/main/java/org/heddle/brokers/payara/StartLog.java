package org.heddle.brokers.payara;

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
 * Reads from the log whether the server has started. A port says nothing: it is open before the
 * applications are deployed, and a deployment that failed leaves the server running.
 */
final class StartLog implements Readiness {

  private static final Pattern FAILED_COMMAND =
      Pattern.compile("Boot Command .* failed PlainTextActionReporterFAILURE.*");
  private static final String READY = ") ready in ";

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
   * @throws IllegalStateException when a command has failed
   */
  @Override
  public boolean isReady() throws IOException {
    String text = text();
    Matcher failed = FAILED_COMMAND.matcher(text);
    if (failed.find()) {
      throw new IllegalStateException("Payara Micro did not start as told: " + failed.group());
    }
    return text.contains(READY);
  }

  private String text() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      // A log that is shorter than before has been rotated.
      channel.position(channel.size() < start ? 0 : start);
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
