package org.heddle.ra.runtime;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkAdapter;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessagingException;
import org.heddle.spi.BackendContext;
import org.heddle.spi.support.OwnContext;

/**
 * Runs the adapter's tasks on the server's threads and its delays on the server's timer (Connectors
 * 2.1, chapter 10). Safe for several threads.
 */
final class ServerThreads implements BackendContext, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ServerThreads.class.getName());

  private final WorkManager workManager;
  private final Timer timer;
  private final ClientLoaders clientLoaders = new ClientLoaders();

  ServerThreads(BootstrapContext context) throws UnavailableException {
    workManager = context.getWorkManager();
    timer = context.createTimer();
  }

  @Override
  public void execute(String name, Runnable task) {
    execute(
        name, task, rejected -> LOG.log(ERROR, "No thread of the server for " + name, rejected));
  }

  /**
   * Runs a task as {@link #execute(String, Runnable)} does, and says so when the server accepted it
   * and then found no thread.
   */
  void execute(String name, Runnable task, Consumer<Throwable> rejected) {
    OwnContext.run(ServerThreads.class, () -> submit(name, task, rejected));
  }

  private void submit(String name, Runnable task, Consumer<Throwable> rejected) {
    try {
      NamedWork work = new NamedWork(name, task, rejected);
      workManager.scheduleWork(work, WorkManager.INDEFINITE, null, work);
    } catch (WorkException e) {
      throw new MessagingException(
          "The server gives no thread for " + name + "; check the size of its thread pool", e);
    }
  }

  @Override
  public Runnable schedule(Duration delay, Runnable task) {
    TimerTask scheduled =
        new TimerTask() {
          @Override
          public void run() {
            try {
              task.run();
            } catch (RuntimeException e) {
              // An exception would end the timer, and with it all later tasks.
              LOG.log(ERROR, "A delayed task failed", e);
            }
          }
        };
    try {
      timer.schedule(scheduled, delay.toMillis());
    } catch (IllegalStateException e) {
      throw new AlreadyClosedException("The resource adapter is stopped", e);
    }
    return scheduled::cancel;
  }

  @Override
  public ClassLoader clientLoader(Class<?> neighbour, String client) {
    return clientLoaders.get(neighbour, client);
  }

  /**
   * Stops the timer and closes the client loaders; what runs on the server's threads ends by
   * itself.
   */
  @Override
  public void close() {
    timer.cancel();
    clientLoaders.close();
  }

  /**
   * Keeps what it runs no longer than until then: servers may keep it until a thread has other
   * work.
   */
  private static final class NamedWork extends WorkAdapter implements Work {

    private final String name;
    private Runnable task;
    private Consumer<Throwable> rejected;

    NamedWork(String name, Runnable task, Consumer<Throwable> rejected) {
      this.name = name;
      this.task = task;
      this.rejected = rejected;
    }

    /** The thread may have the context class loader of an application that is gone. */
    @Override
    public void run() {
      Runnable once = task;
      forget();
      OwnContext.run(NamedWork.class, once);
    }

    @Override
    public void workRejected(WorkEvent event) {
      Consumer<Throwable> once = rejected;
      forget();
      once.accept(event.getException());
    }

    private void forget() {
      task = null;
      rejected = null;
    }

    /** The task is told to end by whoever closes what it serves. */
    @Override
    public void release() {}

    @Override
    public String toString() {
      return name;
    }
  }
}
