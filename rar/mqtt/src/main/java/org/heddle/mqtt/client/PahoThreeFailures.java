package org.heddle.mqtt.client;

import javax.net.ssl.SSLException;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.heddle.mqtt.client.LinkFailure.Kind;

/** Says what the failures of Paho's client for MQTT 3.1.1 mean. */
final class PahoThreeFailures {

  private PahoThreeFailures() {}

  /** Says what Paho's exception means. */
  static LinkFailure of(Throwable thrown) {
    String reason = Reasons.of(thrown);
    if (Reasons.isCausedBy(thrown, SSLException.class)) {
      return new LinkFailure(Kind.TLS, reason, thrown);
    }
    if (thrown instanceof MqttException e) {
      return switch (e.getReasonCode()) {
        case MqttException.REASON_CODE_FAILED_AUTHENTICATION,
            MqttException.REASON_CODE_NOT_AUTHORIZED,
            MqttException.REASON_CODE_SUBSCRIBE_FAILED ->
            new LinkFailure(Kind.DENIED, reason, thrown);
        case MqttException.REASON_CODE_INVALID_CLIENT_ID,
            MqttException.REASON_CODE_INVALID_PROTOCOL_VERSION,
            MqttException.REASON_CODE_MAX_INFLIGHT ->
            new LinkFailure(Kind.REFUSED, reason, thrown);
        default -> new LinkFailure(Kind.UNREACHABLE, reason, thrown);
      };
    }
    return new LinkFailure(Kind.REFUSED, reason, thrown);
  }
}
