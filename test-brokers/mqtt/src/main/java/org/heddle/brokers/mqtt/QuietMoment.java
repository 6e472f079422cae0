package org.heddle.brokers.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

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

  private static final int LOOKS = 20;
  private static final long BETWEEN_LOOKS_NANOS = 1_000_000;

  private final String waitingCall;

  private QuietMoment(String waitingCall) {
    this.waitingCall = waitingCall;
  }

  /** Learns from a broker that has nothing to do which system call it waits in. */
  static QuietMoment learnFrom(long pid) {
    String call = "";
    for (int same = 0; same < LOOKS; same++) {
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
      awaitState(pid, SLEEPING);
      if (!call(pid).equals(call)) {
        call = call(pid);
        same = 0;
      }
    }
    return new QuietMoment(call);
  }

  /** Stops a process for good; only to be killed afterwards. */
  void stop(long pid) {
    for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
      signal(pid, "STOP");
      awaitState(pid, STOPPED);
      if (call(pid).equals(waitingCall)) {
        return;
      }
      signal(pid, "CONT");
    }
    throw new IllegalStateException("mosquitto " + pid + " is never quiet");
  }

  private static void signal(long pid, String name) {
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
