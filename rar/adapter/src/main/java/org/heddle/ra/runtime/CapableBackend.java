package org.heddle.ra.runtime;

import java.util.Map;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.Topic;
import org.heddle.api.TopicAdministration;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.BackendSettings;
import org.heddle.spi.Capability;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.PreparedUnit;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.UnitOfWork;

/**
 * Refuses what a broker is declared not to be able to do, in the same words for every broker, and
 * hands everything else on. Safe for several threads.
 */
final class CapableBackend implements Backend {

  private final Backend backend;
  private final String name;
  private final Map<Capability, String> missing;

  private CapableBackend(Backend backend, BackendSettings settings) {
    this.backend = backend;
    this.name = settings.backendName();
    this.missing = settings.missing();
  }

  /** Puts itself before the backend, if something is declared missing. */
  static Backend of(BackendSettings settings, Backend backend) {
    return settings.missing().isEmpty() ? backend : new CapableBackend(backend, settings);
  }

  @Override
  public BackendProducer openProducer(ProducerSpec spec) {
    return backend.openProducer(spec);
  }

  @Override
  public BackendConsumer openConsumer(SubscriptionSpec spec, ConsumerListener listener) {
    if (spec.consumerType() == ConsumerType.EXCLUSIVE) {
      require(Capability.EXCLUSIVE, spec.topic());
    }
    if (spec.consumerType() == ConsumerType.FAILOVER) {
      require(Capability.FAILOVER, spec.topic());
    }
    if (spec.initialPosition() == InitialPosition.EARLIEST) {
      require(Capability.EARLIEST, spec.topic());
    }
    return backend.openConsumer(spec, listener);
  }

  private void require(Capability capability, Topic topic) {
    String reason = missing.get(capability);
    if (reason != null) {
      throw new UnsupportedByBrokerException(
          "Topic '" + topic + "': " + name + " has no " + capability.words() + ": " + reason);
    }
  }

  @Override
  public void settle(UnitOfWork unit) {
    backend.settle(unit);
  }

  @Override
  public void prepare(PreparedUnit unit) {
    backend.prepare(unit);
  }

  @Override
  public void settle(PreparedUnit unit) {
    backend.settle(unit);
  }

  @Override
  public TopicAdministration topics() {
    return new CapableTopics(backend.topics());
  }

  @Override
  public void ping() {
    backend.ping();
  }

  @Override
  public void close() {
    backend.close();
  }

  private final class CapableTopics implements TopicAdministration {

    private final TopicAdministration topics;

    CapableTopics(TopicAdministration topics) {
      this.topics = topics;
    }

    @Override
    public boolean create(String topic) {
      require(Capability.TOPIC_ADMINISTRATION, Topic.parse(topic));
      return topics.create(topic);
    }

    @Override
    public boolean create(String topic, int partitions) {
      Topic parsed = Topic.parse(topic);
      require(Capability.TOPIC_ADMINISTRATION, parsed);
      if (partitions > 1) {
        require(Capability.PARTITIONS, parsed);
      }
      return topics.create(topic, partitions);
    }

    @Override
    public boolean exists(String topic) {
      require(Capability.TOPIC_ADMINISTRATION, Topic.parse(topic));
      return topics.exists(topic);
    }

    @Override
    public boolean delete(String topic) {
      require(Capability.TOPIC_ADMINISTRATION, Topic.parse(topic));
      return topics.delete(topic);
    }
  }
}
