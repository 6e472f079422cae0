package org.heddle.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendContext;
import org.heddle.spi.BackendSettings;
import org.heddle.spi.Capability;

/**
 * What a broker in memory is configured with. Start with {@link #defaults()}.
 *
 * <p>Equal settings are one broker: factories that are to meet need the same limits as well as the
 * same name.
 *
 * @param brokerName tells brokers apart; {@value #DEFAULT_BROKER_NAME} by default, not blank
 * @param maxBytes how many bytes of messages the broker keeps; 256 MiB by default. Each message
 *     counts with its payload, key and properties and {@value StoredMessage#OVERHEAD} bytes more. A
 *     send that finds no room waits
 * @param maxMessageBytes the largest payload with key and properties that is taken, in bytes; 16
 *     MiB by default, not more than {@code maxBytes}
 * @param sendTimeout how long a send or a commit waits for room before it fails; 10 seconds by
 *     default, zero or more
 */
public record MemorySettings(
    String brokerName, long maxBytes, long maxMessageBytes, Duration sendTimeout)
    implements BackendSettings {

  /** The name of the broker that is used when nothing is said. */
  public static final String DEFAULT_BROKER_NAME = "default";

  private static final Map<Capability, String> MISSING =
      Map.of(Capability.PARTITIONS, "one lock orders all; create it with 1, or without a number");

  private static final long MIB = 1024L * 1024L;

  private static final MemorySettings DEFAULTS =
      new MemorySettings(DEFAULT_BROKER_NAME, 256 * MIB, 16 * MIB, Duration.ofSeconds(10));

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException naming every setting that is wrong
   */
  public MemorySettings {
    Objects.requireNonNull(brokerName, "brokerName");
    Objects.requireNonNull(sendTimeout, "sendTimeout");
    List<String> faults = new ArrayList<>();
    if (brokerName.isBlank()) {
      faults.add("brokerName is blank; expected a name");
    }
    if (maxBytes < 1) {
      faults.add("maxBytes is " + maxBytes + "; expected 1 or more");
    }
    if (maxMessageBytes < 1 || maxMessageBytes > maxBytes) {
      faults.add("maxMessageBytes is " + maxMessageBytes + "; expected 1 to maxBytes, " + maxBytes);
    }
    if (sendTimeout.isNegative()) {
      faults.add("sendTimeout is " + sendTimeout + "; expected zero or more");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  /**
   * Returns the settings of the broker that is used when nothing is said.
   *
   * @return broker {@value #DEFAULT_BROKER_NAME}, 256 MiB, 16 MiB, 10 seconds
   */
  public static MemorySettings defaults() {
    return DEFAULTS;
  }

  /**
   * Sets the broker's name.
   *
   * @param value the name, not blank
   * @return new settings
   */
  public MemorySettings withBrokerName(String value) {
    return new MemorySettings(value, maxBytes, maxMessageBytes, sendTimeout);
  }

  @Override
  public String backendName() {
    return "memory";
  }

  @Override
  public String resourceName() {
    return "memory:" + brokerName + "/" + maxBytes + "/" + maxMessageBytes + "/" + sendTimeout;
  }

  @Override
  public Backend open(BackendContext context) {
    return new MemoryBackend(this, context);
  }

  @Override
  public Map<Capability, String> missing() {
    return MISSING;
  }

  @Override
  public boolean keptUntilStop() {
    return true;
  }
}
