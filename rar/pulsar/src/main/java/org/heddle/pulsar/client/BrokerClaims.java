package org.heddle.pulsar.client;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.ConsumerEventListener;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.impl.ConsumerImpl;
import org.apache.pulsar.client.impl.MessageImpl;
import org.apache.pulsar.client.impl.MultiTopicsConsumerImpl;
import org.apache.pulsar.client.impl.TopicMessageImpl;

/**
 * Tells whether the broker still counts a message as given to this consumer. It does not after the
 * connection was lost, nor after another consumer has become the active one: the message is then
 * delivered again, here or elsewhere. Safe for several threads.
 */
final class BrokerClaims implements ConsumerEventListener {

  private static final long serialVersionUID = 1L;

  /**
   * Why the broker counts a message as given to this consumer; equal as long as it does.
   *
   * @param connection the connection that the message came by
   * @param deposals how often another consumer had taken over
   */
  record Claim(Object connection, int deposals) {

    /** Equal to none that counts. */
    static final Claim NONE = new Claim(new Object(), -1);

    /** For what the broker does not keep, and so gives to nobody else. */
    static final Claim FOR_EVER = new Claim("any", 0);
  }

  private final boolean givenBackTogether;
  private final transient Map<String, Integer> deposals = new ConcurrentHashMap<>();
  private final transient Map<String, ConsumerImpl<?>> partitions = new ConcurrentHashMap<>();
  private transient volatile Consumer<?> consumer;

  /**
   * Has no claim yet.
   *
   * @param givenBackTogether whether the broker, when it takes one message of a consumer back,
   *     delivers all of them again, to keep their order
   */
  BrokerClaims(boolean givenBackTogether) {
    this.givenBackTogether = givenBackTogether;
  }

  boolean areGivenBackTogether() {
    return givenBackTogether;
  }

  /** Starts to look at a consumer; before that, nothing can be claimed. */
  void watch(Consumer<?> opened) {
    consumer = opened;
  }

  /** The claim on a message that has just arrived. */
  Claim of(Message<?> arrived) {
    String topic = arrived.getTopicName();
    if (!TopicNames.isPersistent(topic)) {
      return Claim.FOR_EVER;
    }
    // By the message's own word: what the consumer says may be true of a later connection already.
    return claim(topic, plain(arrived).getCnx());
  }

  /** What a claim on a message of a topic or partition must be equal to at this moment. */
  Claim current(String topic) {
    if (!TopicNames.isPersistent(topic)) {
      return Claim.FOR_EVER;
    }
    ConsumerImpl<?> partition = partition(topic);
    return claim(topic, partition == null ? null : partition.getClientCnx());
  }

  private Claim claim(String topic, Object connection) {
    // Without a connection there is no claim, so it must be equal to no other.
    return new Claim(
        connection == null ? new Object() : connection, deposals.getOrDefault(topic, 0));
  }

  private static MessageImpl<?> plain(Message<?> message) {
    return (MessageImpl<?>)
        (message instanceof TopicMessageImpl<?> ofPartition ? ofPartition.getMessage() : message);
  }

  /**
   * Has the broker deliver everything again that it counts as given to this consumer. A partition
   * without a connection is not asked for: it is delivered all that anyway once it has one.
   */
  void askAgain() {
    Collection<? extends ConsumerImpl<?>> all = partitions();
    if (consumer instanceof MultiTopicsConsumerImpl<?> several
        && all.stream().allMatch(ConsumerImpl::isConnected)) {
      // Drops what waits in front of the partitions too.
      several.redeliverUnacknowledgedMessages();
      return;
    }
    for (ConsumerImpl<?> partition : all) {
      // The client counts what it asks for and drops messages that bear an older count. It tells
      // the broker its count when it subscribes, and counts a request that comes before the answer
      // to that without sending it; then it is deaf until it has lost the connection once more. It
      // subscribes under this monitor.
      synchronized (partition) {
        if (partition.isConnected()) {
          partition.redeliverUnacknowledgedMessages();
        }
      }
    }
  }

  private ConsumerImpl<?> partition(String topic) {
    if (consumer instanceof ConsumerImpl<?> single) {
      return single;
    }
    ConsumerImpl<?> known = partitions.get(topic);
    if (known == null) {
      partitions().forEach(part -> partitions.put(part.getTopic(), part));
      known = partitions.get(topic);
    }
    return known;
  }

  private Collection<? extends ConsumerImpl<?>> partitions() {
    Consumer<?> opened = consumer;
    if (opened instanceof MultiTopicsConsumerImpl<?> several) {
      return several.getConsumers();
    }
    return opened instanceof ConsumerImpl<?> single ? List.of(single) : List.of();
  }

  @Override
  public void becameActive(Consumer<?> active, int partition) {
    // The broker delivers from now on.
  }

  @Override
  public void becameInactive(Consumer<?> inactive, int partition) {
    deposals.merge(inactive.getTopic(), 1, Integer::sum);
  }
}
