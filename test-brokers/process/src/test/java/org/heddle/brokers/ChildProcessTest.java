package org.heddle.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

  private final int port = FreePorts.next();
  private final ChildProcess process = ChildProcess.create("greeter");

  @AfterEach
  void close() {
    process.close();
  }

  @Test
  void shouldBeReachableOnceStarted() throws IOException {
    start();

    assertThat(process.isAlive()).isTrue();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(socket.isConnected()).isTrue();
    }
  }

  @Test
  void shouldKeepItsPortAndFilesWhenKilledAndRestarted() throws IOException {
    start();
    long first = process.pid();

    process.kill();
    assertThat(process.isAlive()).isFalse();
    assertThat(ProcessHandle.of(first)).isEmpty();
    process.restart();

    assertThat(process.pid()).isNotEqualTo(first);
    assertThat(starts()).hasSize(2);
  }

  @Test
  void shouldGiveVariablesToThePrograms() {
    process.environment(Map.of("GREETING", "Good morning"));

    process.run(new NativeCommand(Path.of("/usr/bin/printenv"), List.of("GREETING")));

    assertThat(process.log()).hasContent("Good morning");
  }

  @Test
  void shouldKillBeforeRestartingWhatStillRuns() throws IOException {
    start();

    process.restart();

    assertThat(starts()).hasSize(2);
  }

  @Test
  void shouldLeaveNeitherProcessNorFolderWhenClosed() {
    start();
    long pid = process.pid();

    process.close();
    process.close();

    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(process.directory()).doesNotExist();
    assertThatIllegalStateException().isThrownBy(process::restart).withMessage("greeter is closed");
  }

  @Test
  void shouldTellTheEndOfTheOutputWhenTheProgramEndsWhileStarting() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                process.start(
                    TestCommands.chatterbox("no room for data", 1, 3),
                    Readiness.listening(port),
                    TestCommands.TIMEOUT))
        .withMessageContaining("greeter ended with exit code 3 while starting")
        .withMessageContaining("no room for data");
  }

  @Test
  void shouldKillAProgramThatIsNotReadyInTime() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> process.start(TestCommands.greeter(port), () -> false, Duration.ofMillis(200)))
        .withMessageContaining("greeter was not ready after PT0.2S");

    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void shouldRunAToolBeforeTheProgram() {
    process.run(TestCommands.chatterbox("formatted", 1, 0));
    start();

    assertThat(process.log()).content().contains("formatted");
  }

  @Test
  void shouldReportAToolThatFails() {
    assertThatIllegalStateException()
        .isThrownBy(() -> process.run(TestCommands.chatterbox("bad property", 1, 1)))
        .withMessageContaining("ended with exit code 1")
        .withMessageContaining("bad property");
  }

  @Test
  void shouldLimitTheSizeOfTheLog() throws IOException {
    process.run(TestCommands.chatterbox("x".repeat(100_000), 150, 0));

    assertThat(Files.size(process.log())).isLessThanOrEqualTo(4 * 1024 * 1024);
    assertThat(process.log().resolveSibling("output.log.1")).isNotEmptyFile();
  }

  @Test
  void shouldEndWhenTheParentIsKilled() throws IOException {
    process.start(TestCommands.parent(port, "stay"), this::hasGrandchild, TestCommands.TIMEOUT);
    Path folder = grandchildFolder();

    process.kill();

    // Not by its process id: an orphan stays in the list until its new parent looks at it.
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> Readiness.listening(port).isReady())
                    .isInstanceOf(ConnectException.class));
    deleteWhatAKilledParentLeaves(folder);
  }

  @Test
  void shouldEndAndDeleteItsFolderWhenTheParentExitsWithoutClosing() throws IOException {
    process.run(TestCommands.parent(port, "exit"));

    assertThat(ProcessHandle.of(grandchildPid())).isEmpty();
    assertThat(grandchildFolder()).doesNotExist();
  }

  private void start() {
    process.start(TestCommands.greeter(port), Readiness.listening(port), TestCommands.TIMEOUT);
  }

  private List<String> starts() throws IOException {
    return Files.readAllLines(process.directory().resolve("starts.txt"));
  }

  private Path grandchildFile() {
    return process.directory().resolve("grandchild.txt");
  }

  private boolean hasGrandchild() throws IOException {
    return Files.exists(grandchildFile()) && Files.readAllLines(grandchildFile()).size() == 2;
  }

  private long grandchildPid() throws IOException {
    return Long.parseLong(Files.readAllLines(grandchildFile()).get(0));
  }

  private Path grandchildFolder() throws IOException {
    return Path.of(Files.readAllLines(grandchildFile()).get(1));
  }

  private static void deleteWhatAKilledParentLeaves(Path folder) throws IOException {
    for (String file : List.of("starts.txt", "output.log")) {
      Files.deleteIfExists(folder.resolve(file));
    }
    Files.delete(folder);
  }
}
