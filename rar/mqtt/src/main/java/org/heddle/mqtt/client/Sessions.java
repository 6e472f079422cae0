package org.heddle.mqtt.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.heddle.api.ConsumerType;
import org.heddle.api.MessagingException;
import org.heddle.api.QualityOfService;
import org.heddle.api.SubscriptionInUseException;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.SubscriptionSpec;

/**
 * The sessions of a backend, one for each subscription of a topic, however many consumers share it.
 * Opening and closing block, and exclude each other for the same session only. Safe for several
 * threads.
 */
final class Sessions implements AutoCloseable {

  private record Key(String subscription, String filter, boolean lasting) {

    static Key of(SubscriptionSpec spec) {
      return new Key(
          spec.subscription(),
          TopicNames.filter(spec.topic()),
          spec.topic().quality() != QualityOfService.BEST_EFFORT);
    }
  }

  /** Where a session is, or is being opened or closed. */
  private static final class Place {
    final ReentrantLock lock = new ReentrantLock();
    Session session;
    int users;
  }

  private final Function<SubscriptionSpec, Session> maker;
  private final Map<Key, Place> places = new HashMap<>();

  /**
   * Starts without sessions.
   *
   * @param maker makes the session of a subscription, not open yet
   */
  Sessions(Function<SubscriptionSpec, Session> maker) {
    this.maker = maker;
  }

  /**
   * Opens a consumer, and the session if it is the first.
   *
   * @throws SubscriptionInUseException if the consumers of the session do not admit it
   */
  MqttConsumer open(SubscriptionSpec spec, ConsumerListener listener) {
    return inPlace(
        spec,
        place -> {
          Session session = place.session;
          if (session == null || session.isEnded()) {
            session = maker.apply(spec);
            session.open();
            place.session = session;
          } else {
            checkMayJoin(session, spec);
          }
          MqttConsumer consumer = new MqttConsumer(spec, listener, session, this);
          session.consumers().add(consumer);
          // What came before the consumer was there.
          listener.available();
          return consumer;
        });
  }

  private static void checkMayJoin(Session session, SubscriptionSpec spec) {
    if (session.type() != spec.consumerType()) {
      throw new SubscriptionInUseException(
          "Cannot open "
              + session
              + ": its consumers are "
              + session.type()
              + ", not "
              + spec.consumerType()
              + "; close them, or use another subscription",
          null);
    }
    if (session.type() == ConsumerType.EXCLUSIVE) {
      throw new SubscriptionInUseException(
          "Cannot open " + session + ": it is exclusive and has a consumer; close that one", null);
    }
  }

  /** Takes a consumer out, and closes the session with the last one. */
  void leave(MqttConsumer consumer) {
    inPlace(
        consumer.spec(),
        place -> {
          Session session = consumer.session();
          session.consumers().remove(consumer);
          if (session.consumers().isEmpty()) {
            session.close();
            forget(place, session);
          } else {
            session.holdings().release(consumer);
          }
          return null;
        });
  }

  /**
   * Deletes the session of a consumer.
   *
   * @throws SubscriptionInUseException if it has other consumers
   * @throws MessagingException if the broker does not do it
   */
  void delete(MqttConsumer consumer) {
    inPlace(
        consumer.spec(),
        place -> {
          Session session = consumer.session();
          if (session.consumers().size() > 1) {
            throw new SubscriptionInUseException(
                "Cannot unsubscribe from " + session + ": it has other consumers; close them",
                null);
          }
          session.delete();
          session.consumers().remove(consumer);
          forget(place, session);
          return null;
        });
  }

  private static void forget(Place place, Session session) {
    if (place.session == session) {
      place.session = null;
    }
  }

  private <T> T inPlace(SubscriptionSpec spec, Function<Place, T> work) {
    Key key = Key.of(spec);
    Place place = enter(key);
    place.lock.lock();
    try {
      return work.apply(place);
    } finally {
      place.lock.unlock();
      exit(key, place);
    }
  }

  private synchronized Place enter(Key key) {
    Place place = places.computeIfAbsent(key, unused -> new Place());
    place.users++;
    return place;
  }

  private synchronized void exit(Key key, Place place) {
    place.users--;
    if (place.users == 0 && place.session == null) {
      places.remove(key, place);
    }
  }

  @Override
  public void close() {
    List<Place> left;
    synchronized (this) {
      left = List.copyOf(places.values());
    }
    for (Place place : left) {
      place.lock.lock();
      try {
        if (place.session != null) {
          place.session.close();
        }
      } finally {
        place.lock.unlock();
      }
    }
  }
}
