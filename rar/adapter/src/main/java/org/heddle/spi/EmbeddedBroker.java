package org.heddle.spi;

/**
 * Names the broker of endpoints for which no connection factory is given; found as a service
 * provider of the adapter ({@link java.util.ServiceLoader}).
 */
public interface EmbeddedBroker {

  /**
   * Returns what to open.
   *
   * @return the settings with all defaults, so that they are equal to those of a connection factory
   *     for which nothing is said
   */
  BackendSettings defaultSettings();
}
