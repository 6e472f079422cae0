package org.heddle.ra.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkManager;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerThreadsTest {

  private final Thread thread = Thread.currentThread();
  private final ClassLoader before = thread.getContextClassLoader();

  @AfterEach
  void restore() {
    thread.setContextClassLoader(before);
  }

  /**
   * A server may keep the loader of who asked for a thread, and lend a thread that has the loader
   * of an application that is gone.
   */
  @Test
  void shouldAskForAThreadAndRunWithTheLoaderOfTheAdapter() throws Exception {
    ClassLoader gone = new ClassLoader("gone", null) {};
    List<ClassLoader> seen = new ArrayList<>();
    WorkManager workManager =
        implement(
            WorkManager.class,
            (proxy, method, arguments) -> {
              seen.add(thread.getContextClassLoader());
              thread.setContextClassLoader(gone);
              ((Work) arguments[0]).run();
              assertThat(thread.getContextClassLoader()).isSameAs(gone);
              return null;
            });

    try (ServerThreads threads = new ServerThreads(lending(workManager))) {
      thread.setContextClassLoader(gone);
      threads.execute("a task", () -> seen.add(thread.getContextClassLoader()));
    }

    assertThat(seen).hasSize(2).containsOnly(ServerThreads.class.getClassLoader());
    assertThat(thread.getContextClassLoader()).isSameAs(gone);
  }

  /** A thread that waits for work may still have its last on its stack. */
  @Test
  void shouldKeepNothingOfWorkThatIsDone() throws Exception {
    List<Object> kept = new ArrayList<>();
    WorkManager workManager =
        implement(
            WorkManager.class,
            (proxy, method, arguments) -> {
              kept.addAll(Arrays.asList(arguments));
              ((Work) arguments[0]).run();
              return null;
            });

    try (ServerThreads threads = new ServerThreads(lending(workManager))) {
      List<WeakReference<Object>> application = runForAnApplication(threads);

      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                System.gc();
                return application.stream().allMatch(part -> part.refersTo(null));
              });
    }
    assertThat(kept).isNotEmpty();
  }

  private static List<WeakReference<Object>> runForAnApplication(ServerThreads threads) {
    List<String> bean = new ArrayList<>();
    List<Throwable> refusals = new ArrayList<>();
    threads.execute("a task", () -> bean.add("called"), refusals::add);
    assertThat(bean).containsExactly("called");
    return List.of(new WeakReference<>(bean), new WeakReference<>(refusals));
  }

  private static BootstrapContext lending(WorkManager workManager) {
    return implement(
        BootstrapContext.class,
        (proxy, method, arguments) ->
            method.getName().equals("getWorkManager") ? workManager : new Timer(true));
  }

  private static <T> T implement(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
