package org.heddle.ra.outbound;

import jakarta.resource.spi.ConnectionRequestInfo;
import java.util.Optional;
import org.heddle.spi.Credentials;

/** What an application asks a connection with; the pool compares it. */
record ConnectionRequest(Optional<Credentials> credentials) implements ConnectionRequestInfo {

  static final ConnectionRequest DEFAULT = new ConnectionRequest(Optional.empty());
}
