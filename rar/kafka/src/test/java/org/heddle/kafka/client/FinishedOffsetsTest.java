package org.heddle.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class FinishedOffsetsTest {

  @Test
  void shouldReadWhatItWrote() {
    BitSet finished = new BitSet();
    finished.set(1);
    finished.set(7, 9);
    finished.set(19_999);

    assertThat(FinishedOffsets.decode(FinishedOffsets.encode(finished))).isEqualTo(finished);
  }

  @Test
  void shouldWriteNothingForNothing() {
    assertThat(FinishedOffsets.encode(new BitSet())).isEmpty();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"somebody else's", "h2:AA", "h1:***"})
  void shouldIgnoreForeignMetadata(String metadata) {
    assertThat(FinishedOffsets.decode(metadata).isEmpty()).isTrue();
  }
}
