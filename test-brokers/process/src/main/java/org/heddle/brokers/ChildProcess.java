package org.heddle.brokers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A program, of Java as a rule, that runs as a child process, in a temporary folder of its own.
 *
 * <p>It can be killed as by {@code kill -9} and started again on the same files. {@link #close()},
 * the end of this virtual machine and even its being killed end the process; the folder is deleted
 * in the first two cases.
 *
 * <p>Safe for use by several threads. Starting blocks until the program is ready.
 */
public final class ChildProcess implements AutoCloseable {

  private static final long LOG_BYTES = 4 * 1024 * 1024;
  private static final Duration TOOL_TIMEOUT = Duration.ofMinutes(1);
  private static final long PROBE_MILLIS = 50;
  private static final long LOG_MILLIS = 2_000;

  private final String name;
  private final Path directory;
  private final CappedLog log;
  private final Thread shutdownHook;
  private final Map<String, String> environment = new HashMap<>();

  private Command command;
  private Readiness readiness;
  private Duration timeout;
  private volatile Process process;
  private volatile Thread logger;
  private volatile boolean closed;

  private ChildProcess(String name, Path directory) {
    this.name = name;
    this.directory = directory;
    this.log = new CappedLog(directory.resolve("output.log"), LOG_BYTES);
    this.shutdownHook = new Thread(this::endAndDelete, "stop of " + this);
  }

  /**
   * Makes the folder; nothing runs yet.
   *
   * @param name what error messages call the process, also a part of the folder's name
   * @throws UncheckedIOException when the folder cannot be made
   */
  public static ChildProcess create(String name) {
    try {
      ChildProcess created =
          new ChildProcess(name, Files.createTempDirectory("heddle-" + name + "-"));
      Runtime.getRuntime().addShutdownHook(created.shutdownHook);
      return created;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a temporary folder for " + name, e);
    }
  }

  /** The folder the process runs in, deleted by {@link #close()}. */
  public Path directory() {
    return directory;
  }

  /** The file that holds the newest output of the process, at most 4 MiB of it. */
  public Path log() {
    return log.file();
  }

  /**
   * Process id of the running process.
   *
   * @throws IllegalStateException when it does not run
   */
  public long pid() {
    if (!isAlive()) {
      throw new IllegalStateException(name + " does not run");
    }
    return process.pid();
  }

  /** Whether the process runs. */
  public boolean isAlive() {
    Process current = process;
    return current != null && current.isAlive();
  }

  /** Sets variables that programs find besides those of the caller. */
  public synchronized void environment(Map<String, String> variables) {
    environment.putAll(variables);
  }

  /**
   * Runs a program in the folder to its end, such as a tool that prepares the files of the broker.
   * Its output is in the log then.
   *
   * @throws IllegalStateException when it fails or takes longer than a minute, with the end of its
   *     output
   */
  public void run(Command tool) {
    run(tool, TOOL_TIMEOUT);
  }

  /**
   * Runs a program that may take longer than a minute, as {@link #run(Command)} does.
   *
   * @param tool what to run
   * @param limit how long it may take
   * @throws IllegalStateException when it fails or takes longer, with the end of its output
   */
  public synchronized void run(Command tool, Duration limit) {
    launch(tool);
    if (!hasEndedWithin(limit.toMillis())) {
      kill();
      throw failure(tool.program() + " did not end within " + limit);
    }
    if (process.exitValue() != 0) {
      throw failure(tool.program() + " ended with exit code " + process.exitValue());
    }
    awaitLog();
  }

  /**
   * Starts the program and waits until it is ready.
   *
   * @param command what to run
   * @param readiness when it can be used
   * @param timeout how long it may take to be ready, here and in {@link #restart()}
   * @throws IllegalStateException when it ends or is not ready in time, with the end of its output;
   *     the process is not running then
   */
  public synchronized void start(Command command, Readiness readiness, Duration timeout) {
    this.command = command;
    this.readiness = readiness;
    this.timeout = timeout;
    launch(command);
    awaitReady();
  }

  /** Ends the process as by {@code kill -9} and waits for its end. Does nothing if it is dead. */
  public void kill() {
    Process current = process;
    if (current != null) {
      current.destroyForcibly().onExit().join();
      awaitLog();
    }
  }

  /**
   * Asks the process to end, as a service manager does, and kills it when it does not. Does nothing
   * if it is dead.
   *
   * @param patience how long it may take
   */
  public void stop(Duration patience) {
    Process current = process;
    if (current == null) {
      return;
    }
    current.destroy();
    try {
      current.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      kill();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** Blocks until the process ends; returns at once when it does not run. */
  public void awaitEnd() {
    Process current = process;
    if (current != null) {
      current.onExit().join();
    }
  }

  /**
   * Starts the same command again on the same files, killing the process first if it still runs.
   *
   * @throws IllegalStateException when it was never started, or as {@link #start} does
   */
  public synchronized void restart() {
    if (command == null) {
      throw new IllegalStateException(name + " was never started");
    }
    kill();
    launch(command);
    awaitReady();
  }

  /** Kills the process and deletes its folder. Closing again does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    endAndDelete();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // The virtual machine is ending already.
    }
  }

  /** The name and the folder. */
  @Override
  public String toString() {
    return name + " in " + directory;
  }

  private void launch(Command program) {
    if (closed) {
      throw new IllegalStateException(name + " is closed");
    }
    if (isAlive()) {
      throw new IllegalStateException(name + " runs already");
    }
    ProcessBuilder builder =
        new ProcessBuilder(program.tetheredCommandLine())
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + program.program() + " for " + name, e);
    }
    logger = log.follow(process.getInputStream());
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!isReady()) {
      if (hasEndedWithin(PROBE_MILLIS)) {
        throw failure(name + " ended with exit code " + process.exitValue() + " while starting");
      }
      if (System.nanoTime() > deadline) {
        kill();
        throw failure(name + " was not ready after " + timeout);
      }
    }
  }

  private boolean isReady() {
    try {
      return readiness.isReady();
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean hasEndedWithin(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + name, e);
    }
  }

  // The last output may still be on its way to the file when the process has ended.
  private void awaitLog() {
    try {
      logger.join(LOG_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private IllegalStateException failure(String what) {
    awaitLog();
    return new IllegalStateException(what + "; the end of its output:\n" + log.tail());
  }

  // Not synchronized: at shutdown it must not wait for a thread that waits for readiness.
  private void endAndDelete() {
    closed = true;
    kill();
    try {
      deleteTree();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + directory, e);
    }
  }

  private void deleteTree() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(directory)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException gone) {
      return;
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
