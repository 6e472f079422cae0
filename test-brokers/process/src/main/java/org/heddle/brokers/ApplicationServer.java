package org.heddle.brokers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An application server on 127.0.0.1, in a process and a temporary folder of its own, which holds
 * its configuration, its data, its temporary files and its log.
 *
 * <p>Safe for use by several threads. Starting blocks until everything is deployed, and fails when
 * something could not be.
 */
public abstract class ApplicationServer implements AutoCloseable {

  /** The address that a server listens on. */
  protected static final String HOST = "127.0.0.1";

  /** How long a server may take to start. */
  protected static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  /** How long a program may take that configures a server. */
  protected static final Duration TOOL_TIMEOUT = Duration.ofMinutes(3);

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final ChildProcess process;
  private final int port;
  private final NewOutput output;
  private StartSign startSign;

  /**
   * A server that does not run yet.
   *
   * @param process what it runs in
   * @param port where it serves HTTP; 0 for a free port
   * @throws IllegalStateException when the port is taken: servers start all the same, and serve
   *     nothing
   */
  protected ApplicationServer(ChildProcess process, int port) {
    this.process = process;
    this.port = FreePorts.claim(port);
    this.output = new NewOutput(process.log());
  }

  /**
   * A server that does not run yet, as its options say.
   *
   * @throws IllegalStateException when the port is taken
   */
  protected ApplicationServer(ChildProcess process, ServerOptions options) {
    this(process, options.port());
    process.environment(options.environment());
  }

  /**
   * Makes a server and starts it.
   *
   * @param name what error messages call it, also a part of the name of its folder
   * @param construction makes the server
   * @throws IllegalStateException when a port is taken, when it does not start, when it cannot be
   *     configured or when a deployment fails; the message has the reason or the end of the log
   */
  protected static <S extends ApplicationServer> S start(
      String name, Construction<S> construction) {
    ChildProcess process = ChildProcess.create(name);
    try {
      S server = construction.in(process);
      server.launch();
      return server;
    } catch (IOException e) {
      process.close();
      throw unprepared(e);
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /** Starts it the first time. */
  void launch() throws IOException {
    Files.createDirectory(temporaryDirectory());
    Command command = prepare();
    expectStart();
    process.start(command, this::hasStarted, START_TIMEOUT);
    complete();
  }

  /**
   * The address of something that the server serves.
   *
   * @param path with its context root, such as {@code /shop/orders}
   */
  public final URI uri(String path) {
    return URI.create("http://" + HOST + ":" + port).resolve(path);
  }

  /** The file that holds the newest output of the server, at most 4 MiB of it. */
  public final Path log() {
    return process.log();
  }

  /**
   * The folder where what is deployed may keep data of its own, which outlives {@link #kill()} and
   * {@link #stop()}.
   */
  public abstract Path dataDirectory();

  /** Blocks until the server ends; returns at once when it does not run. */
  public final void awaitEnd() {
    process.awaitEnd();
  }

  /** Ends the server as by {@code kill -9}; its files stay. */
  public final void kill() {
    process.kill();
  }

  /** Shuts the server down as its administrator would; its files stay. */
  public final void stop() {
    process.stop(STOP_TIMEOUT);
  }

  /**
   * Starts the server again on the same ports and files, killing it first if it still runs. What
   * was deployed is there again; it is not configured again.
   *
   * @throws IllegalStateException when it does not start, with the end of its log
   */
  public final synchronized void restart() {
    process.kill();
    try {
      expectStart();
    } catch (IOException e) {
      throw unprepared(e);
    }
    process.restart();
  }

  /** Shuts the server down and deletes its files. Closing again does nothing. */
  @Override
  public final void close() {
    stop();
    process.close();
  }

  /**
   * Makes the files that the server starts with.
   *
   * @return what runs it, here and when it is started again
   */
  protected abstract Command prepare() throws IOException;

  /** What tells that the server has started; asked for before each start. */
  protected abstract StartSign startSign() throws IOException;

  /** Does, after the first start, what can be done to a server that runs only. */
  protected void complete() throws IOException {
    // Most servers are told everything before.
  }

  /** What the server runs in. */
  protected final ChildProcess process() {
    return process;
  }

  /** Where the server serves HTTP. */
  protected final int port() {
    return port;
  }

  /** A file or folder of the server, which is deleted with it. */
  protected final Path file(String name) {
    return process.directory().resolve(name);
  }

  /** Adds to options of the virtual machine what every server has. */
  protected final List<String> jvmOptions(List<String> given) {
    List<String> all = new ArrayList<>(Compilers.options());
    all.addAll(given);
    all.add("-Djava.io.tmpdir=" + temporaryDirectory());
    return all;
  }

  /**
   * Runs a program besides the server, whether that runs or not.
   *
   * @return what it has said
   * @throws IllegalStateException when it fails, with what it has said
   */
  protected static String run(Command tool) {
    try (ChildProcess process = ChildProcess.create("tool")) {
      process.run(tool, TOOL_TIMEOUT);
      return Files.exists(process.log()) ? Files.readString(process.log()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read what " + tool.program() + " has said", e);
    }
  }

  private void expectStart() throws IOException {
    output.mark();
    startSign = startSign();
  }

  private boolean hasStarted() throws IOException {
    return startSign.isIn(output.text());
  }

  private Path temporaryDirectory() {
    return file("tmp");
  }

  private static UncheckedIOException unprepared(IOException cause) {
    return new UncheckedIOException("Cannot prepare the files of the server", cause);
  }

  /**
   * Makes a server that does not run yet.
   *
   * @param <S> the server
   */
  @FunctionalInterface
  protected interface Construction<S extends ApplicationServer> {

    /** Makes it, to run in this process. */
    S in(ChildProcess process) throws IOException;
  }
}
