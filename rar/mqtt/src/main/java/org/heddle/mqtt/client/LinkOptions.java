package org.heddle.mqtt.client;

import java.util.Optional;
import org.heddle.mqtt.LastWill;

/**
 * What a connection tells the broker.
 *
 * @param clientId names the session
 * @param lasting whether the broker keeps the session when the connection ends; otherwise it also
 *     forgets what it has of it now
 * @param will what the broker publishes when the connection breaks
 */
record LinkOptions(String clientId, boolean lasting, Optional<LastWill> will) {

  /** The same, but the broker forgets the session. */
  LinkOptions passing() {
    return new LinkOptions(clientId, false, Optional.empty());
  }
}
