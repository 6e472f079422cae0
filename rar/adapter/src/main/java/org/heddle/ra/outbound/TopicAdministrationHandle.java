package org.heddle.ra.outbound;

import java.util.function.Supplier;
import org.heddle.api.TopicAdministration;

/** Reaches the backend's administration as long as the connection is open. */
final class TopicAdministrationHandle implements TopicAdministration {

  private final ConnectionHandle connection;
  private final Supplier<TopicAdministration> backend;

  TopicAdministrationHandle(ConnectionHandle connection, Supplier<TopicAdministration> backend) {
    this.connection = connection;
    this.backend = backend;
  }

  @Override
  public boolean create(String topic) {
    return connection.guard(() -> backend.get().create(topic));
  }

  @Override
  public boolean create(String topic, int partitions) {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "Topic '" + topic + "' cannot have " + partitions + " partitions; expected 1 or more");
    }
    return connection.guard(() -> backend.get().create(topic, partitions));
  }

  @Override
  public boolean exists(String topic) {
    return connection.guard(() -> backend.get().exists(topic));
  }

  @Override
  public boolean delete(String topic) {
    return connection.guard(() -> backend.get().delete(topic));
  }
}
