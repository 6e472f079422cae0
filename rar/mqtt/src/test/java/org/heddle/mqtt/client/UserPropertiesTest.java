package org.heddle.mqtt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heddle.api.MessagingException;
import org.heddle.mqtt.client.Content.Property;
import org.junit.jupiter.api.Test;

class UserPropertiesTest {

  private static final byte[] PAYLOAD = {1, 2, 3};

  private final UserProperties format = new UserProperties();

  private static Letter letter(String key, Map<String, String> properties) {
    return new Letter(
        Optional.of("ab-1"),
        Optional.of(Instant.ofEpochMilli(1_767_225_600_000L)),
        Optional.ofNullable(key),
        properties,
        PAYLOAD);
  }

  @Test
  void shouldWriteWhatIsDocumentedBesideABarePayload() {
    Content content = format.write(letter("k", Map.of("größe", "💡")));

    assertThat(content.payload()).isSameAs(PAYLOAD);
    assertThat(content.properties())
        .containsExactly(
            new Property("heddle-id", "ab-1"),
            new Property("heddle-time", "1767225600000"),
            new Property("heddle-key", "k"),
            new Property("größe", "💡"));
  }

  @Test
  void shouldEscapeWhatMqttCannotCarry() {
    Content content = format.write(letter("a\nb", Map.of("50%", "a=b;c\n")));

    assertThat(content.properties())
        .contains(
            new Property("heddle-key%", "a%000ab"), new Property("heddle%50%0025", "a=b;c%000a"));
  }

  @Test
  void shouldReadWhateverItWrote() {
    Letter letter =
        letter(
            "\u0000%",
            Map.of(
                "",
                "",
                "heddle-id",
                "mine",
                "heddle-key%",
                "x",
                "heddle%a",
                "b",
                "half",
                "\ud83d",
                "100%",
                "%0041",
                "\ufffe",
                "\u0085"));

    assertThat(format.read(format.write(letter))).usingRecursiveComparison().isEqualTo(letter);
  }

  @Test
  void shouldReadThePropertiesOfAForeignMessage() {
    Letter letter =
        format.read(
            new Content(
                PAYLOAD,
                List.of(new Property("a", "1"), new Property("a", "2"), new Property("b", "50%"))));

    assertThat(letter.id()).isEmpty();
    assertThat(letter.time()).isEmpty();
    assertThat(letter.properties()).isEqualTo(Map.of("a", "2", "b", "50%"));
    assertThat(letter.payload()).isSameAs(PAYLOAD);
  }

  @Test
  void shouldReadTheEnvelopeOfAPeerWithTheOlderProtocol() {
    Letter letter = letter("k", Map.of("a", "b"));

    assertThat(format.read(new Envelope().write(letter)))
        .usingRecursiveComparison()
        .isEqualTo(letter);
  }

  @Test
  void shouldRefuseAPropertyThatIsTooLong() {
    assertThatThrownBy(() -> format.write(letter(null, Map.of("long", "ä".repeat(32_768)))))
        .isInstanceOf(MessagingException.class)
        .hasMessageContainingAll("long", "65536", "65535");
  }
}
