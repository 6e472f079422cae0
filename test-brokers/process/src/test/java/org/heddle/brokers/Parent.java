package org.heddle.brokers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Stands for a test run: starts a {@link Greeter} and never stops it itself. */
final class Parent {

  private Parent() {}

  /** Takes the greeter's port and whether to end at once, as {@code exit} or {@code stay}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ChildProcess child = ChildProcess.create("grandchild");
    int port = Integer.parseInt(arguments[0]);
    child.start(TestCommands.greeter(port), Readiness.listening(port), TestCommands.TIMEOUT);
    Files.writeString(Path.of("grandchild.txt"), child.pid() + "\n" + child.directory());
    if (arguments[1].equals("exit")) {
      System.exit(0);
    }
    new CountDownLatch(1).await();
  }
}
