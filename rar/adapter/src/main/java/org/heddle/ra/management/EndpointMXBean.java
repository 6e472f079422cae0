package org.heddle.ra.management;

/**
 * Shows what one endpoint does, from the deployment of its bean to the end, and pauses it. Numbers
 * count messages since the deployment; they are read one after the other, so while messages are
 * delivered, they need not add up.
 */
public interface EndpointMXBean {

  /**
   * Returns what the endpoint is doing.
   *
   * @return {@code CONNECTING}: the connection factory or the broker is not there yet, which is
   *     tried again until it is; {@code RUNNING}; {@code PAUSING}: what is in flight is being
   *     finished; {@code PAUSED}: also before the first {@link #resume()} with {@code autoStart}
   *     false; {@code STOPPED} with its application
   */
  String getState();

  /**
   * Returns the topic.
   *
   * @return as the bean's activation has it, its quality of service settled
   */
  String getTopic();

  /**
   * Returns the subscription.
   *
   * @return as the bean's activation has it
   */
  String getSubscription();

  /**
   * Returns the bean.
   *
   * @return the name of its class
   */
  String getBean();

  /**
   * Returns where the connection factory is found that names the broker.
   *
   * @return as the bean's activation has it; empty for the broker in memory
   */
  String getConnectionFactoryLookup();

  /**
   * Returns how many messages, or batches, are processed at the same time.
   *
   * @return 1 or more
   */
  int getConcurrency();

  /**
   * Returns where messages go that cannot be processed.
   *
   * @return the topic
   */
  String getDeadLetterTopic();

  /**
   * Returns how many messages the bean or the end of its transaction is busy with.
   *
   * @return zero when nothing is going on; a transaction that is prepared and in doubt is shown by
   *     {@link PreparedTransactionsMXBean} instead
   */
  long getInFlight();

  /**
   * Returns how many messages were given to the bean, each time counted.
   *
   * @return never less
   */
  long getDelivered();

  /**
   * Returns how many messages the bean has finished.
   *
   * @return never less
   */
  long getAcknowledged();

  /**
   * Returns how many deliveries failed and are repeated: the bean failed, asked for later, or the
   * broker did not take the commit. Best effort is not repeated and counted all the same.
   *
   * @return never less
   */
  long getRedelivered();

  /**
   * Returns how many messages were moved to the dead-letter topic.
   *
   * @return never less
   */
  long getDeadLettered();

  /**
   * Returns how many messages of the subscription are not acknowledged yet, as far as the broker's
   * client knows without asking: with Kafka, those of the partitions that this endpoint has.
   *
   * @return roughly, or -1 if it is unknown: this broker's client does not tell, or the endpoint is
   *     not running
   */
  long getLag();

  /**
   * Returns what went wrong last: in the bean, or with the connection.
   *
   * @return in words, empty if nothing did
   */
  String getLastError();

  /**
   * Returns when that was.
   *
   * @return in ISO 8601, empty if nothing went wrong
   */
  String getLastErrorTime();

  /**
   * Takes in nothing new, finishes what is in flight and then closes the consumer, so that others
   * of the subscription get the messages; never unsubscribes. Returns at once, as a rule before
   * that is done. Ends the attempts to connect if there is no connection. Does nothing if the
   * endpoint is paused.
   */
  void pause();

  /**
   * Starts the delivery, also one that {@code autoStart} has left alone; connects as after a
   * deployment. Does nothing if the endpoint is not paused.
   *
   * @throws IllegalStateException if the application is stopped
   */
  void resume();

  /**
   * Pauses and waits until nothing is in flight and the consumer is closed.
   *
   * @param limitMillis how long to wait, in milliseconds, 0 or more; the pause goes on afterwards
   * @return whether that was done; false too if somebody resumed or stopped the endpoint meanwhile
   * @throws IllegalArgumentException if the limit is negative
   */
  boolean drain(long limitMillis);
}
