package org.heddle.mqtt.client;

import static java.lang.System.Logger.Level.DEBUG;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.heddle.mqtt.client.LinkFailure.Kind;
import org.heddle.spi.BackendContext;
import org.heddle.spi.support.Deadline;

/**
 * What connections have in common whichever version of MQTT, and so whichever of Paho's clients,
 * they use: how they end, and how messages are acknowledged.
 */
abstract class PahoLink implements Link {

  private static final System.Logger LOG = System.getLogger(PahoLink.class.getName());

  private final LinkListener listener;
  private final Outstanding outstanding;
  private volatile boolean sessionPresent;
  private volatile boolean ended;

  PahoLink(LinkListener listener, BackendContext context, Duration timeout) {
    this.listener = listener;
    this.outstanding = new Outstanding(context, timeout, this::lose);
  }

  /** Asks the client whether it is connected. */
  abstract boolean isConnected();

  /** Has the client say goodbye; blocks for the time at most. */
  abstract void sayGoodbye(long millis) throws Exception;

  /** Has the client end the connection, whatever is under way. */
  abstract void drop() throws Exception;

  /** Has the client acknowledge a message. */
  abstract void confirm(int id, int qos) throws Exception;

  /** Starts to expect an answer. */
  final <T> CompletableFuture<T> expect() {
    return outstanding.add();
  }

  /** Notes that the broker has welcomed the client. */
  final void welcomed(CompletableFuture<Link> connected, boolean sessionKnown) {
    sessionPresent = sessionKnown;
    if (ended || !connected.complete(this)) {
      // Too late: nobody waits for it any more.
      cut();
    }
  }

  @Override
  public final boolean isOpen() {
    return !ended && isConnected();
  }

  @Override
  public final boolean isSessionPresent() {
    return sessionPresent;
  }

  @Override
  public final void disconnect(Duration patience) {
    Deadline deadline = Deadline.in(patience);
    // Paho drops the acknowledgements that it has not sent yet, and the broker may look at the next
    // connection before it reads to the end of this one. An answer tells that it has them all.
    if (isOpen() && Answers.comesWithin(unsubscribe(Names.NOTHING), deadline.left())) {
      ended = true;
      try {
        sayGoodbye(Math.max(1, deadline.left().toMillis()));
      } catch (Exception e) {
        LOG.log(DEBUG, "An MQTT connection broke while it was closed", e);
      }
    }
    cut();
  }

  @Override
  public final void cut() {
    ended = true;
    outstanding.end(new LinkFailure(Kind.UNREACHABLE, "the connection was closed", null));
    try {
      drop();
    } catch (Exception e) {
      // It is gone already, which is all that matters.
      LOG.log(DEBUG, "An MQTT connection was closed twice", e);
    }
  }

  /** Gives up a connection that does not answer. */
  private void lose() {
    boolean unknown = !ended;
    cut();
    if (unknown) {
      listener.lost(this, new LinkFailure(Kind.UNREACHABLE, "the broker is silent", null));
    }
  }

  /** Notes that the client has lost the connection. */
  final void lost(LinkFailure failure) {
    outstanding.end(failure);
    if (!ended) {
      ended = true;
      listener.lost(this, failure);
    }
  }

  /** Hands on what has arrived. */
  final void arrived(String topic, Content content, int id, int qos, boolean retained) {
    listener.arrived(new Arrival(topic, content, qos, retained, () -> acknowledge(id, qos)));
  }

  private void acknowledge(int id, int qos) {
    if (qos == 0 || !isOpen()) {
      return;
    }
    try {
      confirm(id, qos);
    } catch (Exception e) {
      // The connection broke meanwhile, so the broker sends the message again.
      LOG.log(DEBUG, "An acknowledgement came too late for its connection", e);
    }
  }
}
