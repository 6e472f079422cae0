package org.heddle.mqtt.client;

import java.util.concurrent.CompletableFuture;

/** Makes connections by one version of the protocol. Safe for several threads. */
interface Links {

  /**
   * Connects.
   *
   * @param options what the broker is told
   * @param listener told what comes
   * @return the link, or a {@link LinkFailure} within the operation timeout
   */
  CompletableFuture<Link> connect(LinkOptions options, LinkListener listener);
}
