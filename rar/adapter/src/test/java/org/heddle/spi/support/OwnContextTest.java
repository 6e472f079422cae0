package org.heddle.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnContextTest {

  private final CountDownLatch end = new CountDownLatch(1);
  private Thread thread;

  @AfterEach
  void endTheThread() throws InterruptedException {
    end.countDown();
    thread.join();
  }

  @Test
  void shouldStartThreadsThatKeepNothingOfTheApplication() throws Exception {
    WeakReference<ClassLoader> application = startThreadFromAnApplication();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              System.gc();
              return application.refersTo(null);
            });
    assertThat(thread.isAlive()).isTrue();
  }

  private WeakReference<ClassLoader> startThreadFromAnApplication() throws Exception {
    ClassLoader loader = new ApplicationLoader();
    @SuppressWarnings("unchecked")
    Consumer<Runnable> application =
        (Consumer<Runnable>)
            loader.loadClass(Application.class.getName()).getConstructor().newInstance();
    application.accept(() -> OwnContext.run(OwnContextTest.class, this::startThread));
    return new WeakReference<>(loader);
  }

  private void startThread() {
    thread =
        new Thread(
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
  }

  /** Calls what it is given. */
  public static final class Application implements Consumer<Runnable> {

    @Override
    public void accept(Runnable library) {
      library.run();
    }
  }

  /** Defines the application, and nothing else. */
  private static final class ApplicationLoader extends ClassLoader {

    ApplicationLoader() {
      super(OwnContextTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals(Application.class.getName())
          ? define(name)
          : super.loadClass(name, resolve);
    }

    private Class<?> define(String name) {
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = file.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
