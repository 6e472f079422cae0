package org.heddle.ra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heddle.api.FieldNaming;
import org.heddle.api.SchemaException;
import org.junit.jupiter.api.Test;

class CodecsTest {

  /** A type with all that JSON has to carry. */
  record Sample(
      String text,
      int count,
      Double ratio,
      boolean flag,
      List<String> items,
      Map<String, Integer> byName,
      Inner nestedValue,
      Optional<String> maybe,
      byte[] raw,
      Instant at) {}

  record Inner(String name, Long size) {}

  private final Codecs codecs = new Codecs();

  @Test
  void shouldCarryARecordBothWays() {
    Codec<Sample> codec = codecs.codec(Sample.class, FieldNaming.IDENTITY);
    Sample sample =
        new Sample(
            "Žluťoučký 🐎",
            -3,
            0.1,
            true,
            List.of("a", ""),
            Map.of("k", 1),
            new Inner("n", Long.MAX_VALUE),
            Optional.of("here"),
            "bytes".getBytes(StandardCharsets.UTF_8),
            Instant.parse("2018-02-07T00:00:00Z"));

    Sample read = codec.decode(codec.encode(sample));

    assertThat(read).usingRecursiveComparison().isEqualTo(sample);
  }

  @Test
  void shouldWriteFieldsInTheOrderOfDeclarationAndNullsAsNull() {
    Codec<Sample> codec = codecs.codec(Sample.class, FieldNaming.SNAKE_CASE);

    String json =
        new String(
            codec.encode(
                new Sample(
                    "t",
                    1,
                    null,
                    false,
                    null,
                    null,
                    new Inner(null, 2L),
                    Optional.empty(),
                    null,
                    null)),
            StandardCharsets.UTF_8);

    assertThat(json)
        .isEqualTo(
            "{\"text\":\"t\",\"count\":1,\"ratio\":null,\"flag\":false,\"items\":null,"
                + "\"by_name\":null,\"nested_value\":{\"name\":null,\"size\":2},\"maybe\":null,"
                + "\"raw\":null,\"at\":null}");
  }

  @Test
  void shouldReadWhatAPeerLeavesOutAddsOrEscapes() {
    Codec<Sample> codec = codecs.codec(Sample.class, FieldNaming.SNAKE_CASE);

    Sample read =
        codec.decode(
            "{\"unknown\":[1],\"text\":\"\\u017elu\\u0165\",\"count\":null,\"ratio\":NaN}"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(read.text()).isEqualTo("žluť");
    assertThat(read.count()).isZero();
    assertThat(read.ratio()).isNaN();
    assertThat(read.items()).isNull();
    assertThat(read.maybe()).isEmpty();
  }

  @Test
  void shouldWriteNumbersThatAreNoneBare() {
    Codec<Sample> codec = codecs.codec(Sample.class, FieldNaming.IDENTITY);
    Sample sample =
        new Sample("", 0, Double.NEGATIVE_INFINITY, false, null, null, null, null, null, null);

    assertThat(new String(codec.encode(sample), StandardCharsets.UTF_8))
        .contains("\"ratio\":-Infinity");
  }

  @Test
  void shouldSayWhatAMalformedPayloadShouldHaveBeen() {
    Codec<Sample> codec = codecs.codec(Sample.class, FieldNaming.IDENTITY);

    assertThatThrownBy(() -> codec.decode("{\"text\":".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining(Sample.class.getName());
    assertThatThrownBy(() -> codec.decode("[]".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> codec.decode(new byte[0])).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> codec.decode("{} {}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(SchemaException.class);
  }

  @Test
  void shouldReadTheJsonNullAsNull() {
    assertThat(
            codecs
                .codec(Inner.class, FieldNaming.IDENTITY)
                .decode("null".getBytes(StandardCharsets.UTF_8)))
        .isNull();
  }

  @Test
  void shouldLeaveTextAndBytesAsTheyAre() {
    byte[] bytes = {0, 1, -1};
    Codec<byte[]> raw = codecs.codec(byte[].class, FieldNaming.IDENTITY);
    Codec<String> text = codecs.codec(String.class, FieldNaming.IDENTITY);

    assertThat(raw.encode(bytes)).isEqualTo(bytes).isNotSameAs(bytes);
    assertThat(raw.decode(bytes)).isEqualTo(bytes).isNotSameAs(bytes);
    assertThat(text.decode(text.encode("{žluť"))).isEqualTo("{žluť");
    assertThatThrownBy(() -> text.decode(bytes)).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> text.encode(null)).isInstanceOf(SchemaException.class);
  }

  @Test
  void shouldMakeOneCodecForAClass() {
    assertThat(codecs.codec(Inner.class, FieldNaming.IDENTITY))
        .isSameAs(codecs.codec(Inner.class, FieldNaming.IDENTITY))
        .isNotSameAs(codecs.codec(Inner.class, FieldNaming.SNAKE_CASE));
  }
}
