package org.heddle.mqtt.client;

import static java.lang.System.Logger.Level.DEBUG;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.heddle.api.AccessDeniedException;
import org.heddle.api.MessagingException;
import org.heddle.spi.BackendContext;

/**
 * Tells servers whether another one has a session. The broker would not: it gives the session to
 * whoever connects last, and throws the other out.
 *
 * <p>Who has a session leaves a mark, a retained message at {@code heddle/presence/<session>}; the
 * broker wipes it out as the will of a connection that breaks. A mark may be stale nevertheless,
 * when it was the broker that broke; so who finds one asks, at {@code .../ask}, and the holder
 * makes its mark again. No mark, no wait; but whoever was cut off from a broker that is still there
 * asks all the same, as somebody may have taken the session who has not made a mark yet. Safe for
 * several threads.
 */
final class Presence {

  private static final System.Logger LOG = System.getLogger(Presence.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String PROBE = "probe ";
  private static final String ASK = "/ask";

  private final SharedLink shared;
  private final BackendContext context;
  private final Duration timeout;
  private final String mark = "here " + Names.random();

  Presence(SharedLink shared, BackendContext context, Duration timeout) {
    this.shared = shared;
    this.context = context;
    this.timeout = timeout;
  }

  /** What is heard at a session's topic by one who wants it. */
  private final class Inquiry {
    final String probe = PROBE + Names.random();
    final CompletableFuture<Void> begun = new CompletableFuture<>();
    final CompletableFuture<Boolean> answer = new CompletableFuture<>();
    volatile boolean marked;

    void heard(Arrival arrival) {
      String words = new String(arrival.content().payload(), UTF_8);
      if (words.equals(probe)) {
        begun.complete(null);
      } else if (words.startsWith(PROBE) || words.equals(mark)) {
        return; // Another one who asks, or what is left of this server's own.
      } else if (arrival.retained()) {
        marked = true;
      } else {
        // Nothing said is the mark being wiped out.
        answer.complete(!words.isEmpty());
      }
    }
  }

  /** Whether the broker can be asked without a new connection. */
  boolean isConnected() {
    return shared.isOpen();
  }

  /**
   * Asks whether another server has a session; blocks, for a while only if there is a mark or a
   * suspicion.
   *
   * @param suspected whether to ask even if there is no mark
   * @param action what it is asked for, to follow "Cannot"
   * @throws AccessDeniedException if the user may not use the topics that this needs
   */
  boolean isElsewhere(String session, boolean suspected, String action) {
    String topic = Names.presence(session);
    Inquiry inquiry = new Inquiry();
    shared.listen(topic, inquiry::heard, action);
    try {
      say(topic, inquiry.probe, false, action);
      // By then, the mark has come, if there is one.
      if (!isDone(inquiry.begun, timeout)) {
        throw new AccessDeniedException(
            "Cannot "
                + action
                + ": nothing comes back from "
                + topic
                + "; the user needs the right to read and write heddle/presence/#",
            null);
      }
      if (!inquiry.marked && !suspected) {
        return false;
      }
      say(topic + ASK, mark, false, action);
      return isDone(inquiry.answer, PATIENCE) && inquiry.answer.join();
    } finally {
      shared.ignore(topic);
    }
  }

  /**
   * Waits until the broker has what this server has sent so far, as an inquiry does by itself: best
   * effort counts as sent before, and must not reach who subscribes afterwards.
   */
  void catchUp(String action) {
    shared.ping(action);
  }

  /** Answers who asks from now on; blocks until the broker knows. */
  void claim(String session, String action) {
    String topic = Names.presence(session);
    shared.listen(topic + ASK, question -> heard(question, topic), action);
  }

  /**
   * Leaves the mark; blocks until the broker has it. Only once connected: the one who is thrown out
   * by that wipes the mark out.
   */
  void hold(String session, String action) {
    say(Names.presence(session), mark, true, action);
  }

  private void heard(Arrival question, String topic) {
    if (!mark.equals(new String(question.content().payload(), UTF_8))) {
      answer(topic);
    }
  }

  private void answer(String topic) {
    context.execute(
        "Answer about an MQTT session",
        () -> {
          try {
            say(topic, mark, true, "tell of a session");
          } catch (MessagingException e) {
            LOG.log(DEBUG, "A question about a session could not be answered", e);
          }
        });
  }

  /** Answers nobody any more; the mark is no longer this server's. */
  void forget(String session) {
    shared.ignore(Names.presence(session) + ASK);
  }

  /** Wipes the mark out; blocks for a moment at most. Does nothing if the broker is away. */
  void release(String session) {
    String topic = Names.presence(session);
    shared.ignore(topic + ASK);
    try {
      say(topic, "", true, "release a session");
    } catch (MessagingException e) {
      LOG.log(DEBUG, "The mark of a session could not be wiped out", e);
    }
  }

  private void say(String topic, String words, boolean retained, String action) {
    Publication.Options options = retained ? Publication.RETAINED : Publication.PLAIN;
    Answers.await(
        shared.publish(
            new Publication(topic, Content.of(words.getBytes(UTF_8)), 1, options), action),
        timeout,
        action);
  }

  private static boolean isDone(CompletableFuture<?> future, Duration patience) {
    try {
      future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MessagingException("Interrupted while asking for a session", e);
    } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
      return false;
    }
  }
}
