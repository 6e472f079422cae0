package org.heddle.ra.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heddle.api.FieldNaming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JSON that the protocol's own system writes, and what is written for it. The files {@code peer-*}
 * were made by Python's {@code json.dumps} of a dataclass's fields, in the two styles that its
 * versions have: nulls everywhere, and nulls left out at the top alone.
 */
class PeerJsonTest {

  record Chunk(String text, List<Double> embedding, String parentId, Long score) {}

  record Request(
      String requestId,
      int maxResults,
      double temperature,
      boolean isStreaming,
      List<Chunk> chunks,
      Map<String, Integer> termCounts,
      String userName,
      byte[] rawBody,
      Chunk latestChunk,
      Optional<String> error) {}

  private final Codec<Request> codec = new Codecs().codec(Request.class, FieldNaming.SNAKE_CASE);

  private static Request request() {
    String text = "größe 💡 \"quoted\"\n";
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("größe", 2);
    counts.put("", 0);
    counts.put("a b", -1);
    return new Request(
        "r-1",
        3,
        0.5,
        true,
        List.of(
            new Chunk(text, Arrays.asList(0.25, -1.5, Double.NaN, 1 / 0.0), null, null),
            new Chunk("", List.of(), "p-7", 2L)),
        counts,
        null,
        "žluť".getBytes(UTF_8),
        new Chunk(null, null, null, null),
        Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"peer-nulls-written.json", "peer-nulls-omitted-at-the-top.json"})
  void shouldReadWhatThePeerWritesInEitherStyle(String file) throws IOException {
    assertThat(codec.decode(read(file)))
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .isEqualTo(request());
  }

  @Test
  void shouldWriteByteForByteWhatWasAgreed() throws IOException {
    assertThat(codec.encode(request())).isEqualTo(read("heddle.json"));
  }

  private static byte[] read(String file) throws IOException {
    try (InputStream in = PeerJsonTest.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }
}
