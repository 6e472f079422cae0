package org.heddle.ra.inbound;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.heddle.ra.runtime.AdapterRuntime;
import org.heddle.ra.transaction.UnitRegistry;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.Delivery;

/**
 * Moves deliveries from a consumer to dispatchers, on as many of the server's threads as there is
 * work for, up to a limit. A thread is taken when deliveries arrive and given back when there are
 * none, so an idle endpoint holds none.
 */
final class Pump<T> {

  private static final System.Logger LOG = System.getLogger(Pump.class.getName());
  private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(1);

  /** After which a container is asked again for more endpoints than it had. */
  private static final Duration UNAVAILABLE = Duration.ofMillis(200);

  private final String name;
  private final AdapterRuntime runtime;
  private final UnitRegistry units;
  private final BackendConsumer consumer;
  private final int concurrency;
  private final int batchSize;
  private final long batchTimeoutNanos;
  private final ConcurrentLinkedDeque<EndpointDispatcher<T>> idle = new ConcurrentLinkedDeque<>();

  private final Object lock = new Object();
  private int workers;
  private int mostWorkers;
  private int waitingForBatch;
  private long arrivals;
  private boolean running;
  private boolean released;
  private Optional<Runnable> whenFinished = Optional.empty();

  Pump(
      AdapterRuntime runtime,
      ActivationSettings settings,
      boolean batch,
      UnitRegistry units,
      BackendConsumer consumer,
      Supplier<EndpointDispatcher<T>> dispatchers) {
    this.name = "delivery of " + settings;
    this.runtime = runtime;
    this.units = units;
    this.consumer = consumer;
    this.concurrency = settings.concurrency();
    this.mostWorkers = concurrency;
    this.batchSize = batch ? settings.batchSize() : 1;
    this.batchTimeoutNanos = settings.batchTimeout().toNanos();
    for (int i = 0; i < concurrency; i++) {
      idle.push(dispatchers.get());
    }
  }

  /** Lets workers begin, at the next arrival. */
  void start() {
    synchronized (lock) {
      running = true;
    }
  }

  /** Deliveries may be ready. Never blocks. */
  void arrived() {
    synchronized (lock) {
      arrivals++;
      if (waitingForBatch > 0) {
        lock.notifyAll();
      }
    }
    wakeAnother();
  }

  /** Puts another worker to it unless all are at work. */
  private void wakeAnother() {
    synchronized (lock) {
      if (!running || workers >= mostWorkers) {
        return;
      }
      workers++;
    }
    try {
      runtime.execute(name, this::work, this::noThread);
    } catch (RuntimeException e) {
      noThread(e);
    }
  }

  /** A busy server is no reason to stop: the deliveries are still there. */
  private void noThread(Throwable cause) {
    LOG.log(WARNING, "The server has no thread for the " + name + "; trying again", cause);
    synchronized (lock) {
      workers--;
      lock.notifyAll();
    }
    runtime.schedule(PAUSE_AFTER_TROUBLE, this::tryAgain);
  }

  /** Whoever {@linkplain #finish finishes} may have waited for the worker that got no thread. */
  private void tryAgain() {
    arrived();
    callIfFinished();
  }

  private void work() {
    EndpointDispatcher<T> dispatcher = idle.pop();
    if (dispatcher.open()) {
      long seen;
      do {
        seen = deliverAll(dispatcher);
      } while (!retire(dispatcher, seen));
    } else {
      withdraw(dispatcher);
    }
    callIfFinished();
  }

  /**
   * Ends a worker that the container has no endpoint for, whose pool of beans is exhausted. The
   * others do the work; how many they are, is all that there are for a while.
   */
  private void withdraw(EndpointDispatcher<T> dispatcher) {
    synchronized (lock) {
      idle.addLast(dispatcher);
      workers--;
      mostWorkers = workers;
      lock.notifyAll();
    }
    runtime.schedule(UNAVAILABLE, this::askForMore);
  }

  private void askForMore() {
    synchronized (lock) {
      mostWorkers = concurrency;
    }
    arrived();
  }

  /** Delivers until nothing is ready; returns how many arrivals were known at the last look. */
  private long deliverAll(EndpointDispatcher<T> dispatcher) {
    while (true) {
      long seen = arrivals();
      Delivery first = running() ? units.poll(consumer) : null;
      if (first == null) {
        return seen;
      }
      wakeAnother();
      List<Delivery> deliveries = batchSize == 1 ? List.of(first) : batch(first);
      try {
        dispatcher.dispatch(deliveries);
      } catch (RuntimeException | Error e) {
        LOG.log(ERROR, "The " + name + " failed unexpectedly; it goes on", e);
        // Does nothing for those whose outcome is known already.
        deliveries.forEach(delivery -> consumer.defer(delivery, PAUSE_AFTER_TROUBLE));
      }
    }
  }

  /** Ends a worker, unless something has arrived since it looked for the last time. */
  private boolean retire(EndpointDispatcher<T> dispatcher, long seen) {
    synchronized (lock) {
      if (running && arrivals != seen) {
        return false;
      }
      idle.push(dispatcher);
      workers--;
      lock.notifyAll();
      if (!released) {
        return true;
      }
    }
    // It did not finish in time, so nobody else is left to do it.
    releaseIdle();
    return true;
  }

  private List<Delivery> batch(Delivery first) {
    List<Delivery> batch = new ArrayList<>();
    batch.add(first);
    long deadline = System.nanoTime() + batchTimeoutNanos;
    while (batch.size() < batchSize) {
      long seen = arrivals();
      Delivery next = units.poll(consumer);
      if (next != null) {
        batch.add(next);
      } else if (!awaitArrival(seen, deadline)) {
        break;
      }
    }
    return batch;
  }

  private long arrivals() {
    synchronized (lock) {
      return arrivals;
    }
  }

  private boolean awaitArrival(long seen, long deadline) {
    synchronized (lock) {
      waitingForBatch++;
      try {
        while (running && arrivals == seen) {
          long left = deadline - System.nanoTime();
          if (left <= 0) {
            return false;
          }
          lock.wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return running;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        waitingForBatch--;
      }
    }
  }

  private boolean running() {
    synchronized (lock) {
      return running;
    }
  }

  /** Takes in nothing new; the task is run once nothing is in flight, now or by the last worker. */
  void finish(Runnable task) {
    synchronized (lock) {
      running = false;
      whenFinished = Optional.of(task);
      lock.notifyAll();
    }
    callIfFinished();
  }

  private void callIfFinished() {
    Optional<Runnable> task;
    synchronized (lock) {
      if (workers > 0) {
        return;
      }
      task = whenFinished;
      whenFinished = Optional.empty();
    }
    task.ifPresent(Runnable::run);
  }

  /** Takes {@link #finish} back unless its task was called; tells whether it did. */
  boolean unfinish() {
    synchronized (lock) {
      boolean unfinished = whenFinished.isPresent();
      whenFinished = Optional.empty();
      return unfinished;
    }
  }

  /** Takes in nothing new and waits for what is in flight; tells whether all of it was finished. */
  boolean stop(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    synchronized (lock) {
      running = false;
      lock.notifyAll();
      boolean interrupted = false;
      while (workers > 0) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        try {
          lock.wait(left / 1_000_000 + 1);
        } catch (InterruptedException e) {
          interrupted = true;
          break;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return workers == 0;
    }
  }

  /** Gives the endpoints back, those of late workers when they are done; after {@link #stop}. */
  void releaseEndpoints() {
    synchronized (lock) {
      released = true;
    }
    releaseIdle();
  }

  private void releaseIdle() {
    for (EndpointDispatcher<T> next = idle.poll(); next != null; next = idle.poll()) {
      next.release();
    }
  }
}
