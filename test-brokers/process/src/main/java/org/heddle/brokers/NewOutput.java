package org.heddle.brokers;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a log says since it was last marked. For one thread. */
final class NewOutput {

  private final Path log;
  private long start;

  /** Everything that the log says, which need not exist yet. */
  NewOutput(Path log) {
    this.log = log;
  }

  /** Forgets what the log says up to now; to be called before each start. */
  void mark() throws IOException {
    start = Files.exists(log) ? Files.size(log) : 0;
  }

  /**
   * Reads it.
   *
   * @throws IOException when the log is not there yet
   */
  String text() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      // A log that is shorter than before has been rotated.
      channel.position(channel.size() < start ? 0 : start);
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
