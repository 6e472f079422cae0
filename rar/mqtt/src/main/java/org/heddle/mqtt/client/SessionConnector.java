package org.heddle.mqtt.client;

import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import org.heddle.api.AccessDeniedException;
import org.heddle.api.MessagingException;
import org.heddle.api.SubscriptionInUseException;

/**
 * Makes the connections of one session, one after the other, and ends them: asks before whether the
 * session is free, subscribes, and says that it is taken. For one thread at a time.
 */
final class SessionConnector {

  private static final System.Logger LOG = System.getLogger(SessionConnector.class.getName());

  private final SessionIdentity identity;
  private final boolean mayDoUnguarded;
  private final String subject;
  private final Links links;
  private final Presence presence;
  private final Duration timeout;
  private volatile boolean subscribed;
  private volatile boolean held;

  /** Cut off, and has not looked yet by whom. */
  private volatile boolean cutOff;

  /**
   * Connects nothing yet.
   *
   * @param mayDoUnguarded whether to go on if it cannot be asked whether the session is free
   * @param subject what error messages call the session
   */
  SessionConnector(
      SessionIdentity identity,
      boolean mayDoUnguarded,
      String subject,
      Links links,
      Presence presence,
      Duration timeout) {
    this.identity = identity;
    this.mayDoUnguarded = mayDoUnguarded;
    this.subject = subject;
    this.links = links;
    this.presence = presence;
    // Links answer in time by themselves.
    this.timeout = timeout.multipliedBy(2);
  }

  /**
   * Connects and makes sure of the subscription; blocks.
   *
   * @throws SubscriptionInUseException if another server has the session
   * @throws MessagingException if it is not possible now; nothing is left open then
   */
  Link connect(LinkListener listener) {
    String action = "open " + subject;
    boolean guarded = identity.guarded() && isFree(action);
    if (!identity.guarded()) {
      presence.catchUp(action);
    }
    Link opened = null;
    try {
      if (guarded) {
        // Before, as whoever is thrown out by this connection asks at once.
        presence.claim(identity.clientId(), action);
      }
      opened = Answers.await(links.connect(identity.linkOptions(), listener), timeout, action);
      boolean known = opened.isSessionPresent() && identity.lasting();
      if (!subscribed || !known) {
        Answers.await(opened.subscribe(identity.filter(), identity.qos()), timeout, action);
      }
      if (subscribed && !known && identity.lasting()) {
        LOG.log(
            WARNING,
            "The broker has lost the {0}, and with it what was sent meanwhile; it is made anew",
            subject);
      }
      if (guarded) {
        presence.hold(identity.clientId(), action);
      }
    } catch (MessagingException e) {
      if (opened != null) {
        opened.disconnect(timeout);
      }
      presence.forget(identity.clientId());
      throw e;
    }
    subscribed = true;
    held = guarded;
    return opened;
  }

  private boolean isFree(String action) {
    boolean suspected = cutOff && presence.isConnected();
    cutOff = false;
    try {
      if (presence.isElsewhere(identity.clientId(), suspected, action)) {
        throw new SubscriptionInUseException(
            "Cannot " + action + ": another client has it; close that one, or, " + Names.ADVICE,
            null);
      }
      return true;
    } catch (AccessDeniedException e) {
      if (!mayDoUnguarded) {
        throw new AccessDeniedException(
            e.getMessage() + "; consumers that exclude others need heddle/presence/#", e);
      }
      LOG.log(
          WARNING,
          "It is not looked after whether another server uses the {0} with the same client id: {1}",
          subject,
          e.getMessage());
      return false;
    }
  }

  /** The connection broke; if it was not the broker that did, another server may have been. */
  void lost() {
    cutOff = true;
  }

  /**
   * Ends a connection; the broker keeps the session, for whoever wants it. Blocks until the broker
   * has every acknowledgement, for a slow one as long as for any other answer.
   */
  void leave(Link link) {
    link.disconnect(timeout);
    if (held) {
      presence.release(identity.clientId());
    }
  }

  /** The session is no longer this server's, who ever has it. */
  void forget() {
    presence.forget(identity.clientId());
  }

  /** Ends the subscription at the broker; blocks. */
  void unsubscribe(Link link, String action) {
    Answers.await(link.unsubscribe(identity.filter()), timeout, action);
  }

  /** Ends a connection and has the broker forget the session; blocks. */
  void delete(Link link, LinkListener listener, String action) {
    link.disconnect(timeout);
    try {
      LinkOptions forgetting = identity.linkOptions().passing();
      Answers.await(links.connect(forgetting, listener), timeout, action).disconnect(timeout);
    } finally {
      if (held) {
        presence.release(identity.clientId());
      }
    }
  }
}
