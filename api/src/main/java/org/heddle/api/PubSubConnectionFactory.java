package org.heddle.api;

import jakarta.resource.Referenceable;
import java.io.Serializable;

/**
 * Gives connections to one broker, from the container's pool; injected by {@code @Resource} or
 * looked up by its JNDI name. Which broker, the administrator decides.
 *
 * <p>Safe for several threads. Code that is to run on any broker uses this type; a server that
 * injects by the exact type only (TomEE) wants the broker's own, such as {@link
 * KafkaConnectionFactory}.
 */
public interface PubSubConnectionFactory extends Serializable, Referenceable {

  /**
   * Returns a connection with the credentials of the factory, or of the container where it signs
   * on. May block while the pool is exhausted, as long as the pool's settings say. It need not ask
   * the broker.
   *
   * @return an open connection
   * @throws AccessDeniedException if the credentials are refused
   * @throws MessagingException if the pool gives none; the cause says why
   */
  PubSubConnection getConnection();

  /**
   * Returns a connection with the application's own credentials.
   *
   * @param userName who connects
   * @param password the secret that proves it
   * @return an open connection
   * @throws AccessDeniedException if the credentials are refused
   * @throws UnsupportedByBrokerException if the factory's security has no user and password
   * @throws MessagingException if the pool gives none; the cause says why
   */
  PubSubConnection getConnection(String userName, String password);
}
