package org.heddle.spi.support;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Supplier;

/**
 * Runs code with a client library's own loader as the context class loader, which the library hands
 * on to its threads and looks services up with; the caller's is put back afterwards. Nothing of the
 * caller is kept by the library's threads, which may outlive its application.
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
      return withoutCallers(code);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * A new thread keeps the protection domains, and so the class loaders, of all that is on the
   * stack of the one that starts it, down to a privileged action. Java 24 and newer keep none.
   */
  @SuppressWarnings("removal")
  private static <T> T withoutCallers(Supplier<T> code) {
    return AccessController.doPrivileged((PrivilegedAction<T>) code::get);
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
