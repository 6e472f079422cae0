package org.heddle.brokers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The output of a process, in a file that cannot fill the disk: when it is full it becomes the
 * older of two, and the one before it is dropped.
 */
final class CappedLog {

  private static final int TAIL_BYTES = 8 * 1024;

  private final Path file;
  private final Path older;
  private final long capacity;

  CappedLog(Path file, long capacity) {
    this.file = file;
    this.older = file.resolveSibling(file.getFileName() + ".1");
    this.capacity = capacity;
  }

  Path file() {
    return file;
  }

  /** Appends everything up to the end of the output, on a thread that ends with the process. */
  Thread follow(InputStream output) {
    Thread thread = new Thread(() -> copy(output), "log of " + file);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** The end of the log, for error messages. */
  String tail() {
    try {
      byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
      int from = Math.max(0, content.length - TAIL_BYTES);
      return new String(content, from, content.length - from, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(InputStream output) {
    try (output) {
      byte[] buffer = new byte[8 * 1024];
      int length = output.read(buffer);
      while (length >= 0) {
        append(buffer, length);
        length = output.read(buffer);
      }
    } catch (IOException e) {
      // The process was killed or its folder deleted: there is nobody left to read the log.
    }
  }

  private void append(byte[] bytes, int length) throws IOException {
    if (Files.exists(file) && Files.size(file) + length > capacity) {
      Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
    }
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(bytes, 0, length);
    }
  }
}
