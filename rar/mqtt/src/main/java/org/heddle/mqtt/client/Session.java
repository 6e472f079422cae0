package org.heddle.mqtt.client;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.heddle.api.AccessDeniedException;
import org.heddle.api.ConsumerType;
import org.heddle.api.MessagingException;
import org.heddle.api.SubscriptionInUseException;
import org.heddle.spi.BackendContext;
import org.heddle.spi.SubscriptionSpec;

/**
 * A subscription at the broker and the consumers of this server that share it: keeps a connection,
 * makes it again when it breaks, and stands by where another server is first. Safe for several
 * threads; opening and closing are the business of {@link Sessions}, one at a time.
 */
final class Session implements LinkListener {

  private static final System.Logger LOG = System.getLogger(Session.class.getName());
  private static final Duration FAREWELL = Duration.ofSeconds(3);
  private static final Duration STANDBY = Duration.ofMillis(500);

  private enum State {
    /** Connected, or on the way to be for the first time. */
    UP,
    /** The connection broke and is to be made again. */
    AWAY,
    /** Another server has it; looked for from time to time whether that is over. */
    STANDING_BY,
    /** Closed, or dead for good. */
    ENDED
  }

  private final SessionIdentity identity;
  private final ConsumerType type;
  private final String subject;
  private final SessionConnector connector;
  private final BackendContext context;
  private final Holdings holdings;
  private final List<MqttConsumer> consumers = new CopyOnWriteArrayList<>();
  private final Backoff backoff = new Backoff();

  /** Held while a connection is made, so that none is left over when the session is closed. */
  private final ReentrantLock connecting = new ReentrantLock();

  private State state = State.UP;
  private Link link;

  Session(
      SessionIdentity identity,
      SubscriptionSpec spec,
      Links links,
      Presence presence,
      LetterFormat format,
      BackendContext context,
      Duration timeout) {
    this.identity = identity;
    this.type = spec.consumerType();
    this.subject = "subscription '" + spec.subscription() + "' of topic '" + spec.topic() + "'";
    this.connector =
        new SessionConnector(
            identity, type == ConsumerType.SHARED, subject, links, presence, timeout);
    this.context = context;
    this.holdings = new Holdings(context, format, type != ConsumerType.SHARED, this::tellAvailable);
  }

  ConsumerType type() {
    return type;
  }

  Holdings holdings() {
    return holdings;
  }

  boolean isWild() {
    return identity.wild();
  }

  synchronized boolean isEnded() {
    return state == State.ENDED;
  }

  List<MqttConsumer> consumers() {
    return consumers;
  }

  /**
   * Connects for the first time; blocks until the subscription is the broker's.
   *
   * @throws SubscriptionInUseException if another server has it, and this one may not stand by
   * @throws MessagingException if that is not possible; the session has ended then
   */
  void open() {
    try {
      use(connector.connect(this));
    } catch (SubscriptionInUseException e) {
      if (type != ConsumerType.FAILOVER) {
        end();
        throw e;
      }
      standBy();
    } catch (MessagingException e) {
      end();
      throw e;
    }
  }

  private void use(Link opened) {
    boolean unwanted;
    boolean back;
    synchronized (this) {
      unwanted = state == State.ENDED;
      back = state != State.UP;
      if (!unwanted) {
        state = State.UP;
        link = opened;
      }
    }
    if (unwanted) {
      connector.leave(opened);
    } else if (!opened.isOpen()) {
      lost(opened, new LinkFailure(LinkFailure.Kind.UNREACHABLE, "it broke at once", null));
    } else if (back) {
      backoff.reset();
      LOG.log(INFO, "The {0} is connected to the broker again", subject);
    }
  }

  @Override
  public void lost(Link broken, LinkFailure reason) {
    synchronized (this) {
      if (state != State.UP || broken != link) {
        return;
      }
      state = State.AWAY;
      link = null;
    }
    LOG.log(
        WARNING,
        "The {0} is cut off from the broker ({1}); it goes on when the broker is back",
        subject,
        reason.getMessage());
    if (identity.lasting()) {
      holdings.expectAll();
    }
    connector.lost();
    restoreIn(backoff.next());
  }

  private void standBy() {
    synchronized (this) {
      if (state == State.ENDED) {
        return;
      }
      if (state != State.STANDING_BY) {
        LOG.log(INFO, "The {0} is used by another server; this one stands by", subject);
      }
      state = State.STANDING_BY;
    }
    restoreIn(STANDBY);
  }

  private void restoreIn(Duration delay) {
    context.schedule(delay, () -> context.execute("Connection of the " + subject, this::restore));
  }

  private void restore() {
    connecting.lock();
    try {
      if (!isEnded()) {
        use(connector.connect(this));
      }
    } catch (SubscriptionInUseException e) {
      if (type == ConsumerType.FAILOVER) {
        standBy();
      } else {
        fail(e);
      }
    } catch (AccessDeniedException e) {
      fail(e);
    } catch (MessagingException e) {
      restoreIn(backoff.next());
    } finally {
      connecting.unlock();
    }
  }

  private void fail(MessagingException cause) {
    end();
    connector.forget();
    consumers.forEach(consumer -> consumer.listener().failed(cause));
  }

  @Override
  public void arrived(Arrival arrival) {
    if (!isEnded()) {
      holdings.add(arrival);
    }
  }

  private void tellAvailable() {
    consumers.forEach(consumer -> consumer.listener().available());
  }

  /** Hands out the next message; in failover, to the first consumer alone. */
  MqttDelivery next(MqttConsumer consumer) {
    boolean mayTake =
        !isEnded() && (type != ConsumerType.FAILOVER || consumers.indexOf(consumer) == 0);
    return mayTake ? holdings.next(consumer) : null;
  }

  /** Ends the connection; the broker keeps the session. Blocks for a moment. */
  void close() {
    Link last = end();
    if (last != null) {
      connector.leave(last);
    } else {
      awaitAttempt();
    }
  }

  private void awaitAttempt() {
    try {
      if (connecting.tryLock(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        connecting.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connector.forget();
  }

  /** The connection, while there is one. */
  synchronized Optional<Link> link() {
    return Optional.ofNullable(link);
  }

  private synchronized Link end() {
    state = State.ENDED;
    Link last = link;
    link = null;
    return last;
  }

  /**
   * Has the broker forget the session; blocks.
   *
   * @throws MessagingException if that is not possible now; the session goes on then
   */
  void delete() {
    String action = "unsubscribe from " + subject;
    Link open =
        link()
            .orElseThrow(
                () ->
                    Answers.translate(
                        new LinkFailure(LinkFailure.Kind.UNREACHABLE, "not connected", null),
                        action));
    connector.unsubscribe(open, action);
    end();
    connector.delete(open, this, action);
  }

  @Override
  public String toString() {
    return subject;
  }
}
