/**
 * The Kafka backend: everything that touches the Kafka client library.
 *
 * <p>The package owns the border to that library: its types and exceptions do not leave it. It is
 * loaded by a class loader of its own, which sees the client's jars first, and entered through
 * {@link org.heddle.kafka.client.KafkaBackend} alone. It imports {@code org.heddle.api}, {@code
 * org.heddle.spi}, {@code org.heddle.kafka}, the Kafka client and the JDK.
 */
package org.heddle.kafka.client;
