package org.heddle.mqtt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.Topic;
import org.heddle.mqtt.MqttManagedConnectionFactory;
import org.heddle.mqtt.MqttSettings;
import org.heddle.spi.SubscriptionSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionIdentityTest {

  private static SessionIdentity identity(
      String clientId, String topic, String subscription, ConsumerType type) throws Exception {
    MqttManagedConnectionFactory bean = new MqttManagedConnectionFactory();
    bean.setClientId(clientId);
    MqttSettings settings = bean.settings(Optional.empty());
    return SessionIdentity.of(
        settings,
        new SubscriptionSpec(
            Topic.parse(topic), subscription, InitialPosition.LATEST, type, Map.of()));
  }

  private static String clientId(
      String clientId, String topic, String subscription, ConsumerType type) throws Exception {
    return identity(clientId, topic, subscription, type).clientId();
  }

  /** A changed id would leave every subscription behind that there is. */
  @Test
  void shouldNeverChangeTheClientIdOfASubscription() throws Exception {
    assertThat(clientId(null, "q1/tg/flow/orders", "billing", ConsumerType.SHARED))
        .isEqualTo("heddle-nqbq5kovhac8qtw5");
    assertThat(clientId("node1", "q1/tg/flow/orders", "billing", ConsumerType.SHARED))
        .isEqualTo("node1-2pofk4tye1a474wh");
  }

  @ParameterizedTest
  @EnumSource
  void shouldNameTheSessionOfASubscriptionAlikeOnEveryServer(ConsumerType type) throws Exception {
    String id = clientId(null, "q1/a/b/c", "s", type);

    assertThat(id).matches("heddle-[0-9a-z]{16}");
    assertThat(clientId(null, "q2/a/b/c", "s", type)).isEqualTo(id);
    assertThat(clientId(null, "a/b/c", "s", type)).isEqualTo(id);
    assertThat(clientId(null, "q1/a/b/c", "S", type)).isNotEqualTo(id);
    assertThat(clientId(null, "q1/a/b/d", "s", type)).isNotEqualTo(id);
  }

  /** A bean that changes its type goes on where it was. */
  @Test
  void shouldNameTheSessionAlikeWhateverTheType() throws Exception {
    assertThat(clientId(null, "q1/a/b/c", "s", ConsumerType.EXCLUSIVE))
        .isEqualTo(clientId(null, "q1/a/b/c", "s", ConsumerType.SHARED))
        .isEqualTo(clientId(null, "q1/a/b/c", "s", ConsumerType.FAILOVER));
  }

  @Test
  void shouldLetServersWithClientIdsShare() throws Exception {
    SessionIdentity one = identity("one", "q1/a/b/c", "order s/+", ConsumerType.SHARED);
    SessionIdentity two = identity("two", "q1/a/b/c", "order s/+", ConsumerType.SHARED);

    assertThat(one.clientId()).startsWith("one-").isNotEqualTo(two.clientId());
    assertThat(one.filter())
        .isEqualTo("$share/order%0020s%002f%002b/a/b/c")
        .isEqualTo(two.filter());
  }

  @ParameterizedTest
  @EnumSource(names = {"EXCLUSIVE", "FAILOVER"})
  void shouldNotLetServersWithClientIdsShareWhatIsForOne(ConsumerType type) throws Exception {
    SessionIdentity one = identity("one", "q1/a/b/c", "s", type);

    assertThat(one).isEqualTo(identity("two", "q1/a/b/c", "s", type));
    assertThat(one.filter()).isEqualTo("a/b/c");
    assertThat(one.guarded()).isTrue();
  }

  @Test
  void shouldForgetTheSessionsOfBestEffort() throws Exception {
    SessionIdentity first = identity(null, "q0/a/b/c", "s", ConsumerType.SHARED);
    SessionIdentity second = identity(null, "q0/a/b/c", "s", ConsumerType.SHARED);

    assertThat(first.lasting()).isFalse();
    assertThat(first.guarded()).isFalse();
    assertThat(first.qos()).isZero();
    assertThat(first.clientId()).isNotEqualTo(second.clientId());
  }
}
