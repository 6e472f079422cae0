package org.heddle.ra.inbound;

import java.time.Duration;
import java.util.Optional;
import org.heddle.api.FieldNaming;
import org.heddle.api.Topic;
import org.heddle.spi.SubscriptionSpec;

/**
 * What an activation was configured with, checked.
 *
 * @param connectionFactoryLookup where the factory is found that names the broker; empty means the
 *     embedded broker
 * @param subscription what to subscribe to and how
 * @param schema the name of the payload's class; empty means the bean's type argument
 * @param fieldNaming how names are read from JSON
 * @param concurrency how many messages, or batches, are processed at the same time, 1 or more
 * @param batchSize the most messages of a batch, 1 or more
 * @param batchTimeout how long a batch waits to become full
 * @param redelivery what happens to a message that failed
 * @param deadLetterTopic where it goes in the end
 * @param autoStart whether delivery starts with the application
 */
public record ActivationSettings(
    Optional<String> connectionFactoryLookup,
    SubscriptionSpec subscription,
    Optional<String> schema,
    FieldNaming fieldNaming,
    int concurrency,
    int batchSize,
    Duration batchTimeout,
    RedeliveryPolicy redelivery,
    Topic deadLetterTopic,
    boolean autoStart) {

  @Override
  public String toString() {
    return subscription.topic() + " (" + subscription.subscription() + ")";
  }
}
