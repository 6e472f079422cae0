package org.heddle.memory;

import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.InvalidPropertyException;
import java.time.Duration;
import java.util.Optional;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.ra.config.ConfigurationFaults;
import org.heddle.ra.outbound.AbstractConnectionFactory;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;
import org.heddle.spi.BackendSettings;
import org.heddle.spi.Credentials;

/**
 * Connections to the broker in memory. Its defaults are those of {@link MemorySettings#defaults()},
 * so a factory for which nothing is said meets the beans that name no factory.
 */
public class MemoryManagedConnectionFactory extends AbstractManagedConnectionFactory {

  private static final long serialVersionUID = 1L;

  @ConfigProperty(
      description = "Tells brokers apart: factories meet if all their properties are equal.")
  private String brokerName = MemorySettings.defaults().brokerName();

  @ConfigProperty(
      description = "How many bytes of messages the broker keeps; a send that finds no room waits.")
  private Long maxBytes = MemorySettings.defaults().maxBytes();

  @ConfigProperty(description = "The largest message that is taken, in bytes.")
  private Long maxMessageBytes = MemorySettings.defaults().maxMessageBytes();

  @ConfigProperty(description = "How long a send waits for room before it fails, in milliseconds.")
  private Long sendTimeoutMillis = MemorySettings.defaults().sendTimeout().toMillis();

  @Override
  public BackendSettings settings(Optional<Credentials> credentials)
      throws InvalidPropertyException {
    if (credentials.isPresent()) {
      throw new UnsupportedByBrokerException(
          "The broker in memory knows no users; get connections without user name and password");
    }
    ConfigurationFaults faults = new ConfigurationFaults(getClass());
    if (brokerName == null || brokerName.isBlank()) {
      faults.add("brokerName", "is blank; expected a name");
    }
    long bytes = faults.atLeast("maxBytes", maxBytes, 1);
    long messageBytes = faults.atLeast("maxMessageBytes", maxMessageBytes, 1);
    if (messageBytes > bytes) {
      faults.add("maxMessageBytes", "is " + messageBytes + "; expected at most maxBytes, " + bytes);
    }
    long timeout = faults.atLeast("sendTimeoutMillis", sendTimeoutMillis, 0);
    faults.throwIfAny();
    return new MemorySettings(brokerName, bytes, messageBytes, Duration.ofMillis(timeout));
  }

  @Override
  protected AbstractConnectionFactory connectionFactory(ConnectionManager connectionManager) {
    return new MemoryConnectionFactoryHandle(this, connectionManager);
  }

  public String getBrokerName() {
    return brokerName;
  }

  public void setBrokerName(String brokerName) {
    this.brokerName = brokerName;
  }

  public Long getMaxBytes() {
    return maxBytes;
  }

  public void setMaxBytes(Long maxBytes) {
    this.maxBytes = maxBytes;
  }

  public Long getMaxMessageBytes() {
    return maxMessageBytes;
  }

  public void setMaxMessageBytes(Long maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  public Long getSendTimeoutMillis() {
    return sendTimeoutMillis;
  }

  public void setSendTimeoutMillis(Long sendTimeoutMillis) {
    this.sendTimeoutMillis = sendTimeoutMillis;
  }
}
