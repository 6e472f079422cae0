package org.heddle.sample;

import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs the sample in the foreground until Ctrl-C, which ends all that was started here and deletes
 * its files.
 *
 * <p>System properties: {@code sample.port}, 8080 when it is not set; {@code sample.backend}, one
 * of {@link SampleBroker#NAMES}, {@code memory} when it is not set; {@code sample.server}, {@code
 * payara}, {@code payara-server}, {@code glassfish}, {@code glassfish-8}, {@code open-liberty},
 * {@code tomee} or {@code wildfly}, the first when it is not set; {@code sample.rate}, how many
 * quakes are published per second.
 */
final class RunSample {

  private static final System.Logger LOG = System.getLogger(RunSample.class.getName());
  private static final int PORT = Integer.getInteger("sample.port", 8080);
  private static final int RATE = Integer.getInteger("sample.rate", 60);
  private static final long STOP_SECONDS = 2;

  private RunSample() {}

  /**
   * Starts everything and waits.
   *
   * @throws InterruptedException when the thread is interrupted
   * @throws IllegalStateException when something does not start, or ends by itself
   */
  public static void main(String[] arguments) throws InterruptedException {
    CountDownLatch stopping = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(stopping::countDown, "stop of the sample"));
    try {
      run();
    } catch (IllegalStateException e) {
      if (!stopping.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw e;
      }
      // Ctrl-C ends the children and this virtual machine at the same time: that is no failure,
      // and Maven must not go on while it lasts.
      new CountDownLatch(1).await();
    }
  }

  private static void run() {
    String backend = System.getProperty("sample.backend", "memory");
    say("Starting what carries the messages: " + backend + "...");
    try (SampleBroker broker = SampleBroker.start(backend)) {
      serve(broker);
    }
  }

  private static void serve(SampleBroker broker) {
    String name = System.getProperty("sample.server", "payara");
    SampleServer.Kind kind =
        SampleServer.Kind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    say("Starting " + name + " on port " + PORT + ", -Dsample.port= chooses another...");
    try (SampleServer server = SampleServer.start(kind, broker, PORT, RATE)) {
      say("");
      say("    The sample is at http://localhost:" + PORT + "/");
      say("    The server's log is " + server.log());
      say("    Stop it with Ctrl-C");
      say("");
      server.awaitEnd();
      throw new IllegalStateException("The server has ended by itself");
    }
  }

  private static void say(String line) {
    LOG.log(Level.INFO, line);
  }
}
