package org.heddle.kafka.client;

import java.util.function.Supplier;

/**
 * Runs code with the client library's own loader as the context class loader, which the library
 * hands on to its threads and looks services up with; the caller's is put back afterwards.
 */
final class ClientThread {

  private ClientThread() {}

  static <T> T call(Supplier<T> code) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClientThread.class.getClassLoader());
    try {
      return code.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  static void run(Runnable code) {
    call(
        () -> {
          code.run();
          return null;
        });
  }
}
