package org.heddle.api;

/**
 * Creates, finds and deletes topics. Never part of a transaction. Safe for several threads; every
 * call blocks until the broker has answered.
 */
public interface TopicAdministration {

  /**
   * Creates a topic unless it exists, with as many partitions as the broker gives by default.
   *
   * @param topic a generic topic or a broker's own name
   * @return true if it was created, false if it existed
   * @throws InvalidTopicException if the broker cannot carry the name
   * @throws UnsupportedByBrokerException if the broker has no such thing
   * @throws BrokerUnreachableException if the broker did not answer in time
   */
  boolean create(String topic);

  /**
   * Creates a topic with a number of partitions unless it exists.
   *
   * @param topic a generic topic or a broker's own name
   * @param partitions how many, 1 or more
   * @return true if it was created, false if it existed (with whatever partitions it has)
   * @throws IllegalArgumentException if the number is less than 1
   * @throws InvalidTopicException if the broker cannot carry the name
   * @throws UnsupportedByBrokerException if the broker has no topics to create, or no partitions
   * @throws BrokerUnreachableException if the broker did not answer in time
   */
  boolean create(String topic, int partitions);

  /**
   * Tells whether a topic exists.
   *
   * @param topic a generic topic or a broker's own name
   * @return true if it exists
   * @throws InvalidTopicException if the broker cannot carry the name
   * @throws UnsupportedByBrokerException if the broker cannot tell
   * @throws BrokerUnreachableException if the broker did not answer in time
   */
  boolean exists(String topic);

  /**
   * Deletes a topic with its messages, if it exists.
   *
   * @param topic a generic topic or a broker's own name
   * @return true if it was deleted, false if there was none
   * @throws InvalidTopicException if the broker cannot carry the name
   * @throws UnsupportedByBrokerException if the broker cannot do it
   * @throws BrokerUnreachableException if the broker did not answer in time
   */
  boolean delete(String topic);
}
