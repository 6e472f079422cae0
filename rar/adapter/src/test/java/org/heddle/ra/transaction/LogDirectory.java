package org.heddle.ra.transaction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The directory of a log, in memory where there is such a place, and what a power cut would bring
 * back of it: files that were deleted since the directory was forced for the last time.
 */
final class LogDirectory implements AutoCloseable {

  private static final Path MEMORY = Path.of("/dev/shm");

  private final Path path;
  private final Map<Path, byte[]> deleted = new HashMap<>();
  private Map<Path, byte[]> before = Map.of();

  LogDirectory() {
    try {
      path =
          Files.isWritable(MEMORY)
              ? Files.createTempDirectory(MEMORY, "heddle-log")
              : Files.createTempDirectory("heddle-log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return path;
  }

  /** To be called after each step: one that writes has forced what was deleted before it. */
  void observe() {
    Map<Path, byte[]> now = units();
    boolean written =
        now.entrySet().stream()
            .anyMatch(unit -> !Arrays.equals(unit.getValue(), before.get(unit.getKey())));
    if (written) {
      deleted.clear();
    }
    before.forEach(
        (file, content) -> {
          if (!now.containsKey(file)) {
            deleted.put(file, content);
          }
        });
    before = now;
  }

  /** Brings back what was deleted and not forced. */
  void cutPower() {
    try {
      for (Map.Entry<Path, byte[]> unit : deleted.entrySet()) {
        Files.write(unit.getKey(), unit.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    deleted.clear();
    before = units();
  }

  private Map<Path, byte[]> units() {
    Map<Path, byte[]> units = new HashMap<>();
    for (Path file : files()) {
      if (file.toString().endsWith(".unit")) {
        try {
          units.put(file, Files.readAllBytes(file));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return units;
  }

  /** What is there besides the lock and the id. */
  List<String> left() {
    return files().stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> !name.equals("lock") && !name.equals("id"))
        .toList();
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(path)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      for (Path file : files()) {
        Files.delete(file);
      }
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
