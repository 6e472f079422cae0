package org.heddle.mqtt.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

  private final Envelope envelope = new Envelope();

  private static Letter letter(String key, Map<String, String> properties, String payload) {
    return new Letter(
        Optional.of("ab-1"),
        Optional.of(Instant.ofEpochMilli(1_767_225_600_000L)),
        Optional.ofNullable(key),
        properties,
        payload.getBytes(UTF_8));
  }

  /** Of docs/mqtt-envelope.md: to change them makes old messages unreadable. */
  @Test
  void shouldWriteTheBytesThatAreDocumented() {
    byte[] bytes = envelope.write(letter("k", Map.of("größe", "5"), "{}")).payload();

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "ff48444c01"
                + "00000024"
                + "690461622d31"
                + "740d31373637323235363030303030"
                + "6b016b"
                + "6e076772c3b6c39f65"
                + "760135"
                + "7b7d");
  }

  @Test
  void shouldReadWhatItWrote() {
    Letter letter =
        letter("schlüssel", Map.of("", "", "a\u0000b\n", "💡", "long", "x".repeat(70_000)), "v");

    assertSame(envelope.read(envelope.write(letter)), letter);
  }

  @Test
  void shouldCarryNothingButIdAndTimeIfThereIsNothingElse() {
    Letter letter = letter(null, Map.of(), "");

    assertSame(envelope.read(envelope.write(letter)), letter);
  }

  /** As the document tells those who read without Heddle. */
  @Test
  void shouldLetAPlainReaderSkipTheEntries() {
    byte[] bytes = envelope.write(letter("k", Map.of("a", "b"), "payload")).payload();

    int entries = ByteBuffer.wrap(bytes).getInt(5);
    assertThat(new String(Arrays.copyOfRange(bytes, 9 + entries, bytes.length), UTF_8))
        .isEqualTo("payload");
  }

  @Test
  void shouldSkipEntriesOfALaterWriter() {
    byte[] bytes =
        HexFormat.of().parseHex("ff48444c01" + "00000007" + "69017a" + "7a020102" + "21");

    Letter letter = envelope.read(Content.of(bytes));

    assertThat(letter.id()).contains("z");
    assertThat(letter.payload()).containsExactly('!');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7b7d",
        "ff48444c",
        "ff48444c02000000",
        "ff48444c01000000",
        "ff48444c01ffffffff",
        "ff48444c0100000005690161",
        "ff48444c01000000036905617a",
        "ff48444c010000000769ffffffffff7f",
        "ff48444c0100000003740178"
      })
  void shouldLeaveWhatIsNoEnvelopeAsItIs(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    Letter letter = envelope.read(Content.of(bytes));

    assertThat(letter.id()).isEmpty();
    assertThat(letter.payload()).isEqualTo(bytes);
  }

  @Test
  void shouldSpareTheEnvelopeWhereItHoldsNothing() {
    EnvelopeWhenNeeded format = new EnvelopeWhenNeeded();

    assertThat(format.write(letter(null, Map.of(), "{}")).payload())
        .isEqualTo("{}".getBytes(UTF_8));
    Letter dead = letter(null, Map.of("why", "not"), "{}");
    assertSame(format.read(format.write(dead)), dead);
    Letter keyed = letter("k", Map.of(), "{}");
    assertSame(format.read(format.write(keyed)), keyed);
  }

  private static void assertSame(Letter actual, Letter expected) {
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }
}
