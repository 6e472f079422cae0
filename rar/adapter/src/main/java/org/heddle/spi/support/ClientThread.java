package org.heddle.spi.support;

import java.util.function.Supplier;

/**
 * Runs code with a client library's own loader as the context class loader, which the library hands
 * on to its threads and looks services up with; the caller's is put back afterwards.
 */
public final class ClientThread {

  private ClientThread() {}

  /**
   * Runs code that returns something.
   *
   * @param inside a class that the library's loader has defined
   * @param code calls the library
   * @param <T> what it returns
   * @return what the code returned
   */
  public static <T> T call(Class<?> inside, Supplier<T> code) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(inside.getClassLoader());
    try {
      return code.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * Runs code that returns nothing.
   *
   * @param inside a class that the library's loader has defined
   * @param code calls the library
   */
  public static void run(Class<?> inside, Runnable code) {
    call(
        inside,
        () -> {
          code.run();
          return null;
        });
  }
}
