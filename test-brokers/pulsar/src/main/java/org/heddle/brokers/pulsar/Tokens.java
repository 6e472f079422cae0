package org.heddle.brokers.pulsar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes JSON web tokens, signed by HMAC-SHA256. */
final class Tokens {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Tokens() {}

  /**
   * Makes a token that does not expire.
   *
   * @param subject who is to show it; letters, digits, hyphens
   */
  static String sign(byte[] key, String subject) {
    return signed(key, "{\"sub\":\"" + subject + "\"}");
  }

  /**
   * Makes a token that expires.
   *
   * @param subject who is to show it; letters, digits, hyphens
   * @param expiry from when on it is not let in, to the second
   */
  static String sign(byte[] key, String subject, Instant expiry) {
    return signed(key, "{\"sub\":\"" + subject + "\",\"exp\":" + expiry.getEpochSecond() + "}");
  }

  private static String signed(byte[] key, String claims) {
    String content = encode("{\"alg\":\"HS256\"}") + "." + encode(claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return content + "." + BASE64.encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA256", e);
    }
  }

  private static String encode(String json) {
    return BASE64.encodeToString(json.getBytes(UTF_8));
  }
}
