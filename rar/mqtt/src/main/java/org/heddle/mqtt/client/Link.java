package org.heddle.mqtt.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One connection to the broker, from its making to its end; the port to the client libraries. A
 * message that came through a link can be acknowledged through that link alone. Safe for several
 * threads. Futures fail with a {@link LinkFailure}, at the latest when the link ends.
 */
interface Link {

  /** Tells whether the connection stands, as far as one knows. */
  boolean isOpen();

  /** Tells whether the broker already knew the session. */
  boolean isSessionPresent();

  /** How many publications the broker lets wait for their answers. */
  int sendWindow();

  /** The largest packet that the broker takes, in bytes. */
  long maxPacketBytes();

  /** Publishes; completed when the broker has taken it as the quality of service asks for. */
  CompletableFuture<Void> publish(Publication publication);

  /** Subscribes; completed when the broker has granted it. */
  CompletableFuture<Void> subscribe(String filter, int qos);

  /** Ends a subscription; completed when the broker has. What was sent before is done then, too. */
  CompletableFuture<Void> unsubscribe(String filter);

  /**
   * Says farewell, so that no will is published, once the broker has everything that was sent
   * before. Blocks.
   *
   * @param patience how long to wait for the broker before the connection is cut
   */
  void disconnect(Duration patience);

  /** Cuts the connection; the broker publishes its will. May block for a moment. */
  void cut();
}
