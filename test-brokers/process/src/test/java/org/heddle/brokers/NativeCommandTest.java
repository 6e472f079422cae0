package org.heddle.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NativeCommandTest {

  private Process process;

  @BeforeEach
  void start() throws IOException {
    process =
        new ProcessBuilder(
                new NativeCommand(Path.of("/bin/sleep"), List.of("600")).tetheredCommandLine())
            .start();
    Awaitility.await().until(this::isTethered);
  }

  private boolean isTethered() {
    return process.info().command().orElse("").contains("sleep")
        && process.descendants().findAny().isPresent();
  }

  @AfterEach
  void stop() {
    process.destroyForcibly();
  }

  /** As it does when the parent is killed; before, the program has taken the shell's place. */
  @Test
  void shouldEndWhenItsStandardInputDoes() throws IOException {
    process.getOutputStream().close();

    assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20));
  }

  @Test
  void shouldLeaveNoWatchBehindWhenTheProgramIsKilled() {
    List<ProcessHandle> watch = process.descendants().toList();

    process.destroyForcibly();

    assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20));
    assertThat(watch)
        .allSatisfy(handle -> assertThat(handle.onExit()).succeedsWithin(Duration.ofSeconds(20)));
  }
}
