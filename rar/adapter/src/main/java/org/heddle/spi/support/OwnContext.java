package org.heddle.spi.support;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Supplier;

/**
 * Runs code that may make threads or hand work to them, so that these have nothing of the caller,
 * whose application they may outlive: the context class loader, which threads inherit and libraries
 * look services up with, is meanwhile that of the code itself.
 */
public final class OwnContext {

  private OwnContext() {}

  /**
   * Runs code that returns something.
   *
   * @param inside a class whose loader is the context class loader meanwhile
   * @param code what to run
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
   * @param inside a class whose loader is the context class loader meanwhile
   * @param code what to run
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
