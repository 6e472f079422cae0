package org.heddle.ra.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessageId;
import org.heddle.api.MessagingException;
import org.heddle.api.TransactionRolledBackException;
import org.heddle.api.TransactionTooLargeException;
import org.heddle.spi.Backend;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.OutcomeUnknownException;
import org.heddle.spi.PendingSend;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.UnitOfWork;

/**
 * What one transaction has collected for one backend, from all of its branches. Safe for several
 * threads, although a transaction seldom has more than one.
 */
public final class TransactionalUnit {

  private enum State {
    ACTIVE,
    /** The first phase of its commit has begun; only its {@link PreparedBranch} ends it now. */
    PREPARED,
    SETTLING,
    ENDED
  }

  private final Backend backend;
  private final long maxBytes;
  private final List<PendingSend> sends = new ArrayList<>();
  private final List<Delivery> acknowledgements = new ArrayList<>();
  private final List<Consumer<Outcome>> listeners = new ArrayList<>();
  private State state = State.ACTIVE;
  private Outcome outcome;
  private Throwable rollbackOnly;
  private long bytes;

  TransactionalUnit(Backend backend, long maxBytes) {
    this.backend = backend;
    this.maxBytes = maxBytes;
  }

  /**
   * Collects a send.
   *
   * @param producer where and how to send
   * @param record what to send
   * @return completed when the transaction has ended
   * @throws TransactionTooLargeException if the unit would grow beyond its limit
   * @throws AlreadyClosedException if the transaction has ended
   */
  public synchronized CompletableFuture<MessageId> send(
      ProducerSpec producer, OutboundRecord record) {
    requireActive();
    long size = record.size();
    if (bytes + size > maxBytes) {
      throw new TransactionTooLargeException(producer.topic().toString(), bytes + size, maxBytes);
    }
    bytes += size;
    PendingSend send = new PendingSend(producer, record, new CompletableFuture<>());
    sends.add(send);
    return send.id();
  }

  /**
   * Collects an acknowledgement.
   *
   * @param delivery what to acknowledge at commit; whoever collects it also listens to the outcome
   * @throws AlreadyClosedException if the transaction has ended
   */
  public synchronized void acknowledge(Delivery delivery) {
    requireActive();
    acknowledgements.add(delivery);
  }

  /**
   * Calls a listener when the transaction has ended, at once if it has; outside of all locks, on
   * the thread that ended it. The listener must not block.
   *
   * @param listener told the outcome, once
   */
  public void onCompletion(Consumer<Outcome> listener) {
    Outcome known;
    synchronized (this) {
      known = outcome;
      if (known == null) {
        listeners.add(listener);
      }
    }
    if (known != null) {
      listener.accept(known);
    }
  }

  /**
   * Lets the transaction end in a rollback only.
   *
   * @param cause why
   */
  synchronized void setRollbackOnly(Throwable cause) {
    if (rollbackOnly == null) {
      rollbackOnly = cause;
    }
  }

  synchronized Throwable rollbackOnly() {
    return rollbackOnly;
  }

  synchronized boolean isEmpty() {
    return sends.isEmpty() && acknowledgements.isEmpty();
  }

  /**
   * Settles the unit, or rolls it back if it is not allowed to commit or the backend fails.
   *
   * @return how it ended
   */
  Outcome commit() {
    UnitOfWork work;
    synchronized (this) {
      if (state != State.ACTIVE) {
        return ended();
      }
      state = State.SETTLING;
      work = new UnitOfWork(sends, acknowledgements);
    }
    Throwable refused = rollbackOnly();
    return end(refused == null ? settle(work) : new Outcome.RolledBack(refused));
  }

  private Outcome settle(UnitOfWork work) {
    if (work.isEmpty()) {
      return new Outcome.Committed();
    }
    try {
      backend.settle(work);
      return new Outcome.Committed();
    } catch (OutcomeUnknownException e) {
      return new Outcome.Unknown(e);
    } catch (RuntimeException | Error e) {
      return new Outcome.RolledBack(e);
    }
  }

  /**
   * Closes the unit for the first phase of its commit.
   *
   * @return what it has collected
   * @throws AlreadyClosedException if it has ended
   */
  synchronized UnitOfWork prepare() {
    requireActive();
    state = State.PREPARED;
    return new UnitOfWork(sends, acknowledgements);
  }

  /**
   * Ends a unit that was prepared.
   *
   * @param how what became of it
   */
  void endPrepared(Outcome how) {
    synchronized (this) {
      if (state != State.PREPARED) {
        return;
      }
      state = State.SETTLING;
    }
    end(how);
  }

  /**
   * Tells whether the container is still to end the transaction: it has neither ended nor been
   * prepared.
   *
   * @return true if nobody else will end it
   */
  public synchronized boolean isActive() {
    return state == State.ACTIVE;
  }

  /**
   * Drops what was collected.
   *
   * @param cause why, or null if the application or the container decided so
   * @return how it ended, which is not a rollback if it had ended before
   */
  Outcome rollback(Throwable cause) {
    synchronized (this) {
      if (state != State.ACTIVE) {
        return ended();
      }
      state = State.SETTLING;
    }
    return end(new Outcome.RolledBack(cause));
  }

  private Outcome ended() {
    return outcome != null
        ? outcome
        : new Outcome.Unknown(
            new IllegalStateException("Another thread is ending the transaction"));
  }

  private Outcome end(Outcome how) {
    List<Consumer<Outcome>> toTell;
    synchronized (this) {
      state = State.ENDED;
      outcome = how;
      toTell = List.copyOf(listeners);
      listeners.clear();
      acknowledgements.clear();
    }
    toTell.forEach(listener -> listener.accept(how));
    failSends(how);
    sends.clear();
    return how;
  }

  private void failSends(Outcome how) {
    if (how instanceof Outcome.Committed) {
      return;
    }
    Throwable cause = how instanceof Outcome.RolledBack rolledBack ? rolledBack.cause() : null;
    if (how instanceof Outcome.Unknown unknown) {
      cause = unknown.cause();
    }
    MessagingException failure =
        how instanceof Outcome.Unknown
            ? new MessagingException("It is not known whether the transaction took effect", cause)
            : new TransactionRolledBackException(
                "Not sent: the transaction was rolled back", unwrap(cause));
    sends.forEach(send -> send.id().completeExceptionally(failure));
  }

  private static Throwable unwrap(Throwable cause) {
    return cause instanceof CompletionException && cause.getCause() != null
        ? cause.getCause()
        : cause;
  }

  private void requireActive() {
    if (state != State.ACTIVE) {
      throw new AlreadyClosedException("The transaction has ended; begin a new one");
    }
  }
}
