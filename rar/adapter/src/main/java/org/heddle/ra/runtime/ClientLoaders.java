package org.heddle.ra.runtime;

import java.util.HashMap;
import java.util.Map;
import org.heddle.api.AlreadyClosedException;

/** One {@link ClientLoader} for each client library, closed together. Safe for several threads. */
final class ClientLoaders implements AutoCloseable {

  private final Map<String, ClientLoader> loaders = new HashMap<>();
  private boolean closed;

  synchronized ClassLoader get(Class<?> neighbour, String client) {
    if (closed) {
      throw new AlreadyClosedException("The resource adapter is stopped");
    }
    return loaders.computeIfAbsent(client, name -> ClientLoader.open(neighbour, name));
  }

  @Override
  public synchronized void close() {
    closed = true;
    loaders.values().forEach(ClientLoader::close);
    loaders.clear();
  }
}
