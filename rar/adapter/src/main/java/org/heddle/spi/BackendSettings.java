package org.heddle.spi;

import java.util.Map;

/**
 * Everything that one client of a broker is configured with: an immutable value, made from the
 * properties of a managed connection factory.
 *
 * <p>Equal settings share one open {@link Backend}, so {@code equals} and {@code hashCode} must
 * cover every property, credentials included; {@code toString} must redact secrets.
 */
public interface BackendSettings {

  /**
   * Returns the broker's short name for logs and messages.
   *
   * @return for example {@code kafka}
   */
  String backendName();

  /**
   * Names the broker, so that a transaction that was prepared there before a crash can be ended
   * after it: what tells brokers apart, and stays when passwords or buffers change.
   *
   * @return the broker's short name and its address, without secrets
   */
  String resourceName();

  /**
   * Opens a client. Must not block on the broker: a broker that is down shows when it is used.
   *
   * @param context what the adapter lends to the backend
   * @return the open backend
   * @throws org.heddle.api.MessagingException if the client cannot be made from these settings
   */
  Backend open(BackendContext context);

  /**
   * Says what the broker cannot do, with these settings. The adapter refuses what depends on it,
   * with the reason; the documentation shows it.
   *
   * @return for each capability that is missing, why, and what to do instead, as the end of a
   *     sentence; unmodifiable, empty by default
   */
  default Map<Capability, String> missing() {
    return Map.of();
  }

  /**
   * Tells whether the backend stays open until the resource adapter stops, even while nobody uses
   * it, because it is itself the broker.
   *
   * @return false by default
   */
  default boolean keptUntilStop() {
    return false;
  }
}
