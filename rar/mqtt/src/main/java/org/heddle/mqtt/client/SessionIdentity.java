package org.heddle.mqtt.client;

import java.util.Optional;
import org.heddle.api.ConsumerType;
import org.heddle.api.QualityOfService;
import org.heddle.mqtt.LastWill;
import org.heddle.mqtt.MqttSettings;
import org.heddle.spi.SubscriptionSpec;

/**
 * What a subscription is to the broker: a session and the one filter in it.
 *
 * <p>Without a client id in the settings, and for types that allow one consumer only, the session
 * is that of the subscription itself, whichever server uses it: one at a time. With a client id,
 * each server has a session of its own, and the broker shares messages out among them.
 *
 * @param clientId names the session
 * @param filter what to subscribe to
 * @param qos 0 or 1
 * @param lasting whether the session outlives its connections
 * @param guarded whether it is to be checked that nobody else has it
 * @param wild whether messages of several topics may come
 */
record SessionIdentity(
    String clientId, String filter, int qos, boolean lasting, boolean guarded, boolean wild) {

  /**
   * Finds the session of a subscription.
   *
   * @throws org.heddle.api.InvalidTopicException if MQTT cannot carry the topic's name
   */
  static SessionIdentity of(MqttSettings settings, SubscriptionSpec spec) {
    String topic = TopicNames.filter(spec.topic());
    boolean lasting = spec.topic().quality() != QualityOfService.BEST_EFFORT;
    boolean strict = spec.consumerType() != ConsumerType.SHARED;
    boolean serversShare = settings.clientId().isPresent() && !strict;
    String prefix = serversShare ? settings.clientId().get() : Names.prefix();
    boolean guarded = lasting || strict;
    return new SessionIdentity(
        guarded
            ? Names.lasting(
                prefix,
                serversShare ? prefix : "",
                spec.subscription(),
                topic,
                String.valueOf(lasting))
            : Names.passing(prefix),
        serversShare ? "$share/" + Names.group(spec.subscription()) + "/" + topic : topic,
        lasting ? 1 : 0,
        lasting,
        guarded,
        TopicNames.isWild(topic));
  }

  /** How its connections are made: one that breaks takes the mark of presence with it. */
  LinkOptions linkOptions() {
    return new LinkOptions(
        clientId,
        lasting,
        guarded
            ? Optional.of(new LastWill(Names.presence(clientId), "", 1, true))
            : Optional.empty());
  }
}
