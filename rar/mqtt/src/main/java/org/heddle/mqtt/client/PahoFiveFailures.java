package org.heddle.mqtt.client;

import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.heddle.mqtt.client.LinkFailure.Kind;

/** Says what the failures of Paho's client for MQTT 5 mean. */
final class PahoFiveFailures {

  /** Reason codes from here on are refusals. */
  static final int REFUSAL = 128;

  /** Codes from here on are the library's own. */
  private static final int LIBRARY_CODES = 256;

  private PahoFiveFailures() {}

  /** Says what Paho's exception means. */
  static LinkFailure of(Throwable thrown) {
    if (Reasons.isCausedBy(thrown, SSLException.class)) {
      return new LinkFailure(Kind.TLS, Reasons.of(thrown), thrown);
    }
    if (thrown instanceof MqttException e) {
      int code = e.getReasonCode();
      if (code >= REFUSAL && code < LIBRARY_CODES) {
        return refusal(code, thrown);
      }
      return switch (code) {
        case MqttClientException.REASON_CODE_FAILED_AUTHENTICATION,
            MqttClientException.REASON_CODE_NOT_AUTHORIZED ->
            new LinkFailure(Kind.DENIED, Reasons.of(thrown), thrown);
        case MqttClientException.REASON_CODE_OUTGOING_PACKET_TOO_LARGE ->
            new LinkFailure(Kind.TOO_LARGE, Reasons.of(thrown), thrown);
        case MqttClientException.REASON_CODE_INVALID_CLIENT_ID,
            MqttClientException.REASON_CODE_INVALID_PROTOCOL_VERSION,
            MqttClientException.REASON_CODE_MAX_INFLIGHT ->
            new LinkFailure(Kind.REFUSED, Reasons.of(thrown), thrown);
        default -> new LinkFailure(Kind.UNREACHABLE, Reasons.of(thrown), thrown);
      };
    }
    return new LinkFailure(Kind.REFUSED, Reasons.of(thrown), thrown);
  }

  /** Says what the broker's reason code means. */
  static LinkFailure refusal(int code, Throwable cause) {
    return switch (code) {
      case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD ->
          new LinkFailure(Kind.DENIED, "bad user name or password", cause);
      case MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED ->
          new LinkFailure(Kind.DENIED, "not authorized", cause);
      case MqttReturnCode.RETURN_CODE_BANNED -> new LinkFailure(Kind.DENIED, "banned", cause);
      case MqttReturnCode.RETURN_CODE_BAD_AUTHENTICATION ->
          new LinkFailure(Kind.DENIED, "bad method of authentication", cause);
      case MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER ->
          new LinkFailure(Kind.TAKEN_OVER, "session taken over", cause);
      case MqttReturnCode.RETURN_CODE_PACKET_TOO_LARGE ->
          new LinkFailure(Kind.TOO_LARGE, "packet too large", cause);
      case MqttReturnCode.RETURN_CODE_SERVER_UNAVAILABLE ->
          new LinkFailure(Kind.UNREACHABLE, "server unavailable", cause);
      case MqttReturnCode.RETURN_CODE_SERVER_BUSY ->
          new LinkFailure(Kind.UNREACHABLE, "server busy", cause);
      case MqttReturnCode.RETURN_CODE_SERVER_SHUTTING_DOWN ->
          new LinkFailure(Kind.UNREACHABLE, "server shutting down", cause);
      case MqttReturnCode.RETURN_CODE_KEEP_ALIVE_TIMEOUT ->
          new LinkFailure(Kind.UNREACHABLE, "keep alive timeout", cause);
      case MqttReturnCode.RETURN_CODE_QUOTA_EXCEEDED ->
          new LinkFailure(Kind.REFUSED, "quota exceeded", cause);
      case MqttReturnCode.RETURN_CODE_RETAIN_NOT_SUPPORTED ->
          new LinkFailure(Kind.REFUSED, "retained messages are not supported", cause);
      case MqttReturnCode.RETURN_CODE_SHARED_SUB_NOT_SUPPORTED ->
          new LinkFailure(Kind.REFUSED, "shared subscriptions are not supported", cause);
      default ->
          new LinkFailure(Kind.REFUSED, "reason code 0x%02x of MQTT 5".formatted(code), cause);
    };
  }
}
