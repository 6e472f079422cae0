package org.heddle.sample;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A Chromium without a window, spoken to by its DevTools protocol. It has one page and is for one
 * thread.
 */
final class Browser implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final DevTools devTools;

  private Browser(Process process, Path profile) {
    this.process = process;
    this.devTools = DevTools.connect(http, newPage(portIn(profile.resolve("DevToolsActivePort"))));
    devTools.call("Page.enable");
    devTools.call("Runtime.enable");
    devTools.call("Log.enable");
  }

  /** The program, if there is one on this machine. */
  static Optional<Path> find() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts the program.
   *
   * @param profile an empty folder
   */
  static Browser start(Path program, Path profile) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            program.toString(),
            "--headless=new",
            // As root, which builds often are, it starts with no sandbox only.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank");
    // It leaves a folder there.
    builder.environment().put("TMPDIR", profile.toString());
    builder.redirectErrorStream(true).redirectOutput(profile.resolve("output.log").toFile());
    Process process = builder.start();
    try {
      return new Browser(process, profile);
    } catch (RuntimeException e) {
      end(process);
      throw e;
    }
  }

  void open(URI address, int width, int height) {
    devTools.call(
        "Emulation.setDeviceMetricsOverride",
        Json.createObjectBuilder()
            .add("width", width)
            .add("height", height)
            .add("deviceScaleFactor", 1)
            .add("mobile", false));
    devTools.call("Page.navigate", Json.createObjectBuilder().add("url", address.toString()));
  }

  /** What a JavaScript expression is on the page. */
  JsonValue evaluate(String expression) {
    JsonObject answer =
        devTools.call(
            "Runtime.evaluate",
            Json.createObjectBuilder().add("expression", expression).add("returnByValue", true));
    if (answer.containsKey("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.getJsonObject("result").getOrDefault("value", JsonValue.NULL);
  }

  /** How many elements the selector finds. */
  int count(String selector) {
    return Integer.parseInt(
        evaluate("document.querySelectorAll('" + selector + "').length").toString());
  }

  /** The text of the element with this id, as it is read on the page. */
  String text(String id) {
    JsonValue text = evaluate("document.getElementById('" + id + "')?.innerText");
    return text == JsonValue.NULL ? "" : ((JsonString) text).getString();
  }

  void click(String id) {
    evaluate("document.getElementById('" + id + "').click()");
  }

  void screenshot(Path file) throws IOException {
    String png = devTools.call("Page.captureScreenshot").getString("data");
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(png));
  }

  /** What the page complained of: exceptions, requests that failed, violations of its policy. */
  List<String> complaints() {
    return devTools.complaints();
  }

  @Override
  public void close() {
    devTools.close();
    end(process);
  }

  private static void end(Process process) {
    // Its helpers outlive it by a moment, and write into the profile as long as they live.
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    process.destroy();
    try {
      exit(all).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      all.forEach(ProcessHandle::destroyForcibly);
      exit(all).join();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot wait for the browser's end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static CompletableFuture<Void> exit(List<ProcessHandle> processes) {
    return CompletableFuture.allOf(
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
  }

  private int portIn(Path file) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        if (lines.size() > 1) {
          return Integer.parseInt(lines.get(0));
        }
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("The browser ended with " + process.exitValue());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while the browser starts", e);
      }
    }
    throw new IllegalStateException("The browser did not start within " + TIMEOUT);
  }

  private URI newPage(int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new"))
            .PUT(BodyPublishers.noBody())
            .build();
    try {
      String answer = http.send(request, BodyHandlers.ofString()).body();
      try (JsonReader reader = Json.createReader(new StringReader(answer))) {
        return URI.create(reader.readObject().getString("webSocketDebuggerUrl"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the browser starts", e);
    }
  }
}
