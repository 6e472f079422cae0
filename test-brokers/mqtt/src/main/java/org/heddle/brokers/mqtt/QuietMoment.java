package org.heddle.brokers.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Stops a mosquitto between two rounds of its one loop, where everything that it has answered is on
 * the disk.
 *
 * <p>It answers first and writes at the end of the round. So the system is asked, once the process
 * has been stopped, whether it waits for the network; if not, it goes on and is stopped again.
 */
final class QuietMoment {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String SLEEPING = "S";
  private static final String STOPPED = "T";

  private final long pid;
  private final String waitingCall;

  private QuietMoment(long pid, String waitingCall) {
    this.pid = pid;
    this.waitingCall = waitingCall;
  }

  /** Learns from a broker that has nothing to do which system call it waits in. */
  static QuietMoment of(long pid) {
    awaitState(pid, SLEEPING);
    return new QuietMoment(pid, call(pid));
  }

  /** Stops the process for good; only to be killed afterwards. */
  void stop() {
    for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
      signal("STOP");
      awaitState(pid, STOPPED);
      if (call(pid).equals(waitingCall)) {
        return;
      }
      signal("CONT");
    }
    throw new IllegalStateException("mosquitto " + pid + " is never quiet");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot send a signal to mosquitto", e);
    }
  }

  private static void awaitState(long pid, String state) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    // After the name of the program, which stands in brackets.
    while (!read(pid, "stat").replaceFirst(".*\\) ", "").startsWith(state)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("mosquitto " + pid + " does not come to rest");
      }
      Thread.onSpinWait();
    }
  }

  private static String call(long pid) {
    return read(pid, "syscall").split(" ")[0].strip();
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at mosquitto, which needs Linux", e);
    }
  }
}
