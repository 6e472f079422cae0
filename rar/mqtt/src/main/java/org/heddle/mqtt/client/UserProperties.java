package org.heddle.mqtt.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heddle.api.MessagingException;

/**
 * Lets id, time, key and properties travel as MQTT 5's user properties, beside a bare payload. The
 * names are those of {@code docs/mqtt-envelope.md}.
 *
 * <p>MQTT's strings hold no control characters, which some brokers and clients answer by closing
 * the connection. A property with such characters, or with a name that could be taken for one of
 * these, is written with escapes under a name that says so.
 */
final class UserProperties implements LetterFormat {

  private static final String RESERVED = "heddle-";
  private static final String ID = "heddle-id";
  private static final String TIME = "heddle-time";
  private static final String KEY = "heddle-key";
  private static final String ESCAPED_KEY = "heddle-key%";
  private static final String ESCAPED = "heddle%";
  private static final int MOST_BYTES = 65_535;

  private final Envelope envelope = new Envelope();

  @Override
  public Content write(Letter letter) {
    List<Content.Property> all = new ArrayList<>();
    letter.id().ifPresent(id -> add(all, ID, id));
    letter.time().ifPresent(time -> add(all, TIME, Long.toString(time.toEpochMilli())));
    letter
        .key()
        .ifPresent(
            key -> {
              if (MqttText.isCarried(key)) {
                add(all, KEY, key);
              } else {
                add(all, ESCAPED_KEY, MqttText.escape(key));
              }
            });
    letter
        .properties()
        .forEach(
            (name, value) -> {
              if (isReserved(name) || !MqttText.isCarried(name) || !MqttText.isCarried(value)) {
                add(all, ESCAPED + MqttText.escape(name), MqttText.escape(value));
              } else {
                add(all, name, value);
              }
            });
    return new Content(letter.payload(), List.copyOf(all));
  }

  private static boolean isReserved(String name) {
    return name.startsWith(RESERVED) || name.startsWith(ESCAPED);
  }

  private static void add(List<Content.Property> all, String name, String value) {
    for (String text : List.of(name, value)) {
      int length = text.getBytes(UTF_8).length;
      if (length > MOST_BYTES) {
        throw new MessagingException(
            "Property '"
                + name.substring(0, Math.min(100, name.length()))
                + "' has "
                + length
                + " bytes, escapes included; MQTT 5 carries "
                + MOST_BYTES
                + ", so put it into the payload");
      }
    }
    all.add(new Content.Property(name, value));
  }

  @Override
  public Letter read(Content content) {
    String id = null;
    Optional<Instant> time = Optional.empty();
    String key = null;
    Map<String, String> properties = new LinkedHashMap<>();
    for (Content.Property property : content.properties()) {
      String name = property.name();
      String value = property.value();
      if (name.equals(ID)) {
        id = value;
      } else if (name.equals(TIME)) {
        time = time(value);
      } else if (name.equals(KEY)) {
        key = value;
      } else if (name.equals(ESCAPED_KEY)) {
        key = MqttText.unescape(value);
      } else if (name.startsWith(ESCAPED)) {
        properties.put(
            MqttText.unescape(name.substring(ESCAPED.length())), MqttText.unescape(value));
      } else {
        properties.put(name, value);
      }
    }
    if (id == null && key == null && properties.isEmpty()) {
      // A peer that speaks 3.1.1 may have written it.
      return envelope.read(content);
    }
    return new Letter(
        Optional.ofNullable(id),
        time,
        Optional.ofNullable(key),
        Map.copyOf(properties),
        content.payload());
  }

  private static Optional<Instant> time(String millis) {
    try {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(millis)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
