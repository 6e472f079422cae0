package org.heddle.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StartSignTest {

  private final StartSign started = StartSign.said(List.of("listening", "loaded"));
  private final StartSign wellDone = StartSign.notSaid(Pattern.compile("ERROR .*"));

  @Test
  void shouldWaitForAllThatIsSaidInWhateverOrder() {
    assertThat(started.isIn("listening")).isFalse();
    assertThat(started.isIn("loaded\nlistening\n")).isTrue();
  }

  @Test
  void shouldSayWhatTheServerSaidOfItsFailure() {
    assertThat(wellDone.and(started).isIn("listening")).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> wellDone.and(started).isIn("ERROR no such file\nlistening"))
        .withMessage("The server did not start as told: ERROR no such file");
  }

  @Test
  void shouldLookForAFailureWhenAllElseIsSaidIfToldSo() {
    assertThat(started.and(wellDone).isIn("ERROR no")).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> started.and(wellDone).isIn("ERROR no such file\nlistening\nloaded"))
        .withMessageEndingWith("ERROR no such file");
  }
}
