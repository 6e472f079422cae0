package org.heddle.brokers;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class and halts this virtual machine when its parent is gone.
 *
 * <p>A shutdown hook cannot stop the children of a parent that is killed. The end of standard input
 * can: the operating system closes the parent's side of the pipe however the parent ends.
 */
final class Tether {

  private Tether() {}

  /**
   * Runs {@code arguments[0]} with the rest of the arguments.
   *
   * @throws Throwable what the other main class throws
   */
  public static void main(String[] arguments) throws Throwable {
    Thread watch = new Thread(() -> haltAtEndOf(System.in), "parent-watch");
    watch.setDaemon(true);
    watch.start();
    try {
      Class.forName(arguments[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void haltAtEndOf(InputStream parent) {
    try {
      while (parent.read() >= 0) {
        // The parent never writes; only the end matters.
      }
    } catch (IOException e) {
      // A broken pipe means the same as its end.
    }
    Runtime.getRuntime().halt(1);
  }
}
