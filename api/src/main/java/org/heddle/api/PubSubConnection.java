package org.heddle.api;

/**
 * A connection to a broker, from the container's pool. The protocol calls it {@code PubSubBackend}.
 *
 * <p>Use one per method or bean call and close it, best by try-with-resources; the pool keeps the
 * physical connection. Producers and consumers end with it. A connection is for one thread at a
 * time, its producers and consumers as they say themselves.
 */
public interface PubSubConnection extends AutoCloseable {

  /**
   * Creates a producer with the default options.
   *
   * @param topic a generic topic or a broker's own name
   * @param schema the type of the values: a record or bean, {@code String} or {@code byte[]}
   * @param <T> that type
   * @return the producer
   * @see #createProducer(String, Class, ProducerOptions)
   */
  default <T> MessageProducer<T> createProducer(String topic, Class<T> schema) {
    return createProducer(topic, schema, ProducerOptions.defaults());
  }

  /**
   * Creates a producer. Cheap: producers of one connection factory share what is costly. It may not
   * ask the broker, so a topic that does not exist can show at the first send.
   *
   * @param topic a generic topic or a broker's own name
   * @param schema the type of the values: a record or bean, {@code String} or {@code byte[]}
   * @param options how to send
   * @param <T> the type of the values
   * @return the producer
   * @throws InvalidTopicException if the topic is malformed or the broker cannot carry its name
   * @throws SchemaException if the type cannot be written
   * @throws UnsupportedByBrokerException if the broker cannot do what the topic or an option asks
   * @throws AlreadyClosedException if the connection is closed
   */
  <T> MessageProducer<T> createProducer(String topic, Class<T> schema, ProducerOptions options);

  /**
   * Creates a consumer with the default options.
   *
   * @param topic a generic topic or a broker's own name
   * @param subscription the name under which the broker keeps the position
   * @param schema the type of the values: a record or bean, {@code String} or {@code byte[]}
   * @param <T> that type
   * @return the consumer
   * @see #createConsumer(String, String, Class, ConsumerOptions)
   */
  default <T> MessageConsumer<T> createConsumer(
      String topic, String subscription, Class<T> schema) {
    return createConsumer(topic, subscription, schema, ConsumerOptions.defaults());
  }

  /**
   * Creates a consumer and, if there is none of that name, the subscription. Blocks until the
   * broker has the subscription: a message sent after this returns is received.
   *
   * @param topic a generic topic or a broker's own name
   * @param subscription the name under which the broker keeps the position; not blank
   * @param schema the type of the values: a record or bean, {@code String} or {@code byte[]}
   * @param options how to receive
   * @param <T> the type of the values
   * @return the consumer
   * @throws InvalidTopicException if the topic is malformed or the broker cannot carry its name
   * @throws IllegalArgumentException if the subscription is blank
   * @throws SchemaException if the type cannot be read
   * @throws UnknownTopicException if the topic does not exist and is not to be created
   * @throws SubscriptionInUseException if it is exclusive and has a consumer, or the consumers
   *     there are of another type
   * @throws UnsupportedByBrokerException if the broker cannot do what the topic or an option asks
   * @throws AccessDeniedException if the broker refuses the credentials
   * @throws BrokerUnreachableException if the broker did not answer in time
   * @throws AlreadyClosedException if the connection is closed
   */
  <T> MessageConsumer<T> createConsumer(
      String topic, String subscription, Class<T> schema, ConsumerOptions options);

  /**
   * Returns the administration of topics.
   *
   * @return a view that ends with the connection
   * @throws AlreadyClosedException if the connection is closed
   */
  TopicAdministration topics();

  /**
   * Closes the connection with its producers and consumers and gives it back to the pool. Closing
   * twice does nothing. Within a transaction, what was sent and acknowledged stays part of it.
   */
  @Override
  void close();
}
