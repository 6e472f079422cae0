package org.heddle.ra;

import jakarta.resource.spi.InvalidPropertyException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.heddle.api.ConsumerType;
import org.heddle.api.FieldNaming;
import org.heddle.api.InitialPosition;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.heddle.ra.config.ConfigurationFaults;
import org.heddle.ra.config.FreeProperties;
import org.heddle.ra.inbound.ActivationSettings;
import org.heddle.ra.inbound.RedeliveryPolicy;
import org.heddle.spi.SubscriptionSpec;

/** Reads an activation spec: every fault is found before the first is reported. */
final class ActivationReader {

  private static final Topic ANY = Topic.of("unknown");

  private final MessagingActivationSpec spec;
  private final ConfigurationFaults faults = new ConfigurationFaults(MessagingActivationSpec.class);

  ActivationReader(MessagingActivationSpec spec) {
    this.spec = spec;
  }

  ActivationSettings read() throws InvalidPropertyException {
    Topic topic = topic();
    ActivationSettings settings =
        new ActivationSettings(
            given(spec.getConnectionFactoryLookup()),
            subscription(topic),
            given(spec.getSchema()),
            faults.constant("fieldNaming", spec.getFieldNaming(), FieldNaming.IDENTITY),
            (int) faults.atLeast("concurrency", spec.getConcurrency(), 1),
            (int) faults.atLeast("batchSize", spec.getBatchSize(), 1),
            Duration.ofMillis(
                faults.atLeast("batchTimeoutMillis", spec.getBatchTimeoutMillis(), 0)),
            redelivery(),
            deadLetterTopic(topic),
            !Boolean.FALSE.equals(spec.getAutoStart()));
    faults.throwIfAny();
    return settings;
  }

  private Topic topic() {
    Topic topic =
        given(spec.getTopic()).isEmpty()
            ? missing("topic", ANY)
            : faults.read("topic", spec.getTopic().strip(), Topic::parse, ANY);
    if (given(spec.getQuality()).isEmpty()) {
      return topic;
    }
    QualityOfService quality =
        faults.constant("quality", spec.getQuality(), QualityOfService.AT_LEAST_ONCE);
    if (topic instanceof Topic.Generic && topic != ANY && topic.quality() != quality) {
      faults.add("quality", "is " + quality + ", but the topic is " + topic);
    }
    return topic.withQuality(quality);
  }

  private SubscriptionSpec subscription(Topic topic) {
    String name = given(spec.getSubscription()).orElse(null);
    return new SubscriptionSpec(
        topic,
        name == null ? missing("subscription", "") : name,
        faults.constant("initialPosition", spec.getInitialPosition(), InitialPosition.LATEST),
        faults.constant("consumerType", spec.getConsumerType(), ConsumerType.SHARED),
        faults.read("options", spec.getOptions(), FreeProperties::parse, Map.of()));
  }

  private RedeliveryPolicy redelivery() {
    Double multiplier = spec.getRedeliveryMultiplier();
    if (multiplier == null || !(multiplier >= 1)) {
      faults.add("redeliveryMultiplier", "is " + multiplier + "; expected 1 or more");
      multiplier = 1.0;
    }
    return new RedeliveryPolicy(
        (int) faults.atLeast("maxDeliveries", spec.getMaxDeliveries(), 0),
        Duration.ofMillis(
            faults.atLeast("redeliveryDelayMillis", spec.getRedeliveryDelayMillis(), 0)),
        multiplier,
        Duration.ofMillis(
            faults.atLeast("maxRedeliveryDelayMillis", spec.getMaxRedeliveryDelayMillis(), 0)));
  }

  private Topic deadLetterTopic(Topic topic) {
    return given(spec.getDeadLetterTopic())
        .map(name -> faults.read("deadLetterTopic", name, Topic::parse, ANY))
        .orElseGet(() -> durable(topic).withSuffix(".dead-letter"));
  }

  /** Best effort would lose what shall be looked at. */
  private static Topic durable(Topic topic) {
    return topic.quality() == QualityOfService.BEST_EFFORT
        ? topic.withQuality(QualityOfService.AT_LEAST_ONCE)
        : topic;
  }

  private <T> T missing(String property, T fallback) {
    faults.add(property, "is missing; the bean's activation must say it");
    return fallback;
  }

  private static Optional<String> given(String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }
}
