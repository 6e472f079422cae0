package org.heddle.spi;

import org.heddle.api.TopicAdministration;

/**
 * An open client of a broker, shared by all connections and activations with the same settings.
 * Safe for several threads. Exceptions are of the {@link org.heddle.api.MessagingException} family;
 * a client library's own are wrapped here, once.
 */
public interface Backend extends AutoCloseable {

  /**
   * Returns a producer. Cheap, and need not ask the broker.
   *
   * @param spec where and how to send
   * @return a producer that its owner closes
   * @throws org.heddle.api.InvalidTopicException if the broker cannot carry the topic's name
   * @throws org.heddle.api.UnsupportedByBrokerException if the broker cannot do what is asked
   */
  BackendProducer openProducer(ProducerSpec spec);

  /**
   * Opens a consumer and makes the subscription durable if it is new: what is sent after this
   * returns is delivered. Blocks until then, within the operation timeout of the settings.
   *
   * @param spec what to subscribe to and how
   * @param listener told about arrivals and about the end of the consumer
   * @return a consumer that its owner closes
   * @throws org.heddle.api.MessagingException as {@link org.heddle.api.PubSubConnection} says
   */
  BackendConsumer openConsumer(SubscriptionSpec spec, ConsumerListener listener);

  /**
   * Publishes the sends and acknowledges the deliveries of a unit in one go; blocks until that is
   * done.
   *
   * <p>A unit that {@linkplain UnitOfWork#exactlyOnce() asks for exactly once} takes effect as a
   * whole or not at all. Otherwise the sends are published first and the deliveries acknowledged
   * only when all of them are safe. On success the stages of the sends are completed with the ids;
   * on failure they are left alone.
   *
   * @param unit what to settle, not empty
   * @throws OutcomeUnknownException if it cannot be found out whether the unit took effect; the
   *     backend then delivers again what turns out not to be acknowledged
   * @throws org.heddle.api.MessagingException if the unit did not take effect; at least once allows
   *     that some of its sends were published
   */
  void settle(UnitOfWork unit);

  /**
   * The first phase of a commit: finds out now whatever would be in the way of {@link
   * #settle(PreparedUnit)} later, and notes what that will need. Nothing takes effect, and nobody
   * tells the backend if the unit is rolled back instead. The adapter writes the unit to disk when
   * this has returned.
   *
   * @param unit what is to be settled, not empty
   * @throws org.heddle.api.MessagingException if the unit cannot be settled; it is rolled back then
   */
  void prepare(PreparedUnit unit);

  /**
   * The second phase: settles a unit, unless that was done before. Blocks until it is certain.
   * Called again, in this process or after a crash in the next, until it has returned.
   *
   * <p>For a unit that {@linkplain PreparedUnit#exactlyOnce() asks for exactly once}, an attempt
   * that took effect unseen is recognised. Otherwise sends may be published again. Deliveries that
   * are not held any more are acknowledged by their reference where the broker can; where it
   * cannot, the adapter acknowledges them when they come again. On success the stages of the sends
   * are completed with the ids, as far as these are known.
   *
   * @param unit what was prepared
   * @throws org.heddle.api.MessagingException if that is not possible now, or not certain
   */
  void settle(PreparedUnit unit);

  /**
   * Returns the administration of topics.
   *
   * @return valid as long as the backend is open
   */
  TopicAdministration topics();

  /**
   * Asks the broker for a sign of life; blocks, within the operation timeout of the settings.
   *
   * @throws org.heddle.api.AccessDeniedException if the broker refuses the credentials
   * @throws org.heddle.api.BrokerUnreachableException if the broker did not answer
   */
  void ping();

  /** Closes the client and whatever was opened through it. Closing twice does nothing. */
  @Override
  void close();
}
